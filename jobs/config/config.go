// Package config reads Tailor's settings: one YAML file, over which TAILOR_...
// variables of the environment take precedence, under which lie the defaults.
//
// [Load] decodes everything once into a [Config] and reports every problem of
// the file together, each with its line and what to do about it. The struct's
// tags are the one description of the file: the decoder, the environment's
// variables and the JSON Schema are all derived from them.
//
//	koanf   name of the key
//	doc     what it means
//	check   name of the test a text must pass (see checks.go)
//	range   smallest and largest whole number, like "1..30"
//	need    "true" where a key cannot be left out
//	single  "true" where one item may stand for a list of one
//	short   "true" for the key of an object that a plain text stands for
//
// Secrets never stand in the file; [ReadSecret] says where they do.
package config

import (
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
)

// Config is a checked settings file. Paths are resolved: absolute, or as given
// if [Parse] was told no folder.
type Config struct {
	Version   int                 `koanf:"version" doc:"version of this file's form: write version: 1" range:"1..1" need:"true"`
	Root      string              `koanf:"root" doc:"folder of lake, vault and ledger" check:"path"`
	KeysDir   string              `koanf:"keys_dir" doc:"folder of the keys, outside root" check:"path"`
	Unit      Unit                `koanf:"unit" doc:"who uses Tailor" need:"true"`
	Goals     []Goal              `koanf:"goals" doc:"what the unit wants to reach"`
	Audiences map[string]Audience `koanf:"audiences" doc:"what holds for an audience: name as accounts give it -> its own settings"`
	Where     Where               `koanf:"where" doc:"what decisions on platforms, and the comparison of needs, may go by"`
	Advice    Advice              `koanf:"advice" doc:"how advice is made"`
	Accounts  []Account           `koanf:"accounts" doc:"accounts and files to read"`
	Peers     []Peers             `koanf:"peers" doc:"others' public accounts to compare with"`
	Register  []Individual        `koanf:"register" doc:"people who asked to be named on the community map; each with consent, purpose and end"`
	Occasions []Occasion          `koanf:"occasions" doc:"calendar: elections, disasters, campaigns; posts of a crisis leave the comparison of formats"`
	Replies   Replies             `koanf:"replies" doc:"whether replies are read, and on what ground"`
	Attest    Attest              `koanf:"attest" doc:"agreements that platforms ask for"`
	Reading   Reading             `koanf:"reading" doc:"what posts and replies are read with, where it is not Tailor's own"`
	Privacy   Privacy             `koanf:"privacy" doc:"how many people a published figure needs"`
	Schedule  Schedule            `koanf:"schedule" doc:"when to pull and report"`
	Report    Report              `koanf:"report" doc:"how pages are written"`
	Deliver   []Delivery          `koanf:"deliver" doc:"where reports go"`
	Observe   Observe             `koanf:"observe" doc:"what tells others how jobs went"`
	Network   Network             `koanf:"network" doc:"how much platforms are asked"`
	Mappings  map[string]Mapping  `koanf:"mappings" doc:"how to read files of other forms: name of the mapping -> mapping"`

	written map[string]string // resolved path -> path as written, for Hash
	reading reading
}

// Unit is the embassy, consulate or ministry.
type Unit struct {
	Name      string   `koanf:"name" doc:"name as it shall stand in reports" check:"text" need:"true"`
	Home      string   `koanf:"home" doc:"sending country, ISO 3166 code in quotes" check:"country"`
	Host      string   `koanf:"host" doc:"country addressed, ISO 3166 code in quotes; empty for a ministry" check:"country"`
	Languages []string `koanf:"languages" doc:"languages the unit writes in, BCP 47; posts and replies are taken for one of these where it is close" check:"language" single:"true"`
	Timezone  string   `koanf:"timezone" doc:"IANA time zone that hours are told in" check:"timezone"`
	MadeUp    bool     `koanf:"made_up" doc:"true if the input is invented, as the demo's is: every page says so, nothing is delivered, and today is the day of the last run"`
}

// Goal is one thing the unit wants, so that advice can be given towards it.
type Goal struct {
	Name     string `koanf:"name" doc:"name as it shall stand in reports" check:"text" need:"true"`
	Audience string `koanf:"audience" doc:"audience it is about, as accounts name it; empty for all" check:"label"`
	Goal     string `koanf:"goal" doc:"reach, conversation, redistribution or service" check:"goal" need:"true"`
	Metric   string `koanf:"metric" doc:"metric it is measured by" check:"metric"`
	Target   string `koanf:"target" doc:"change like +20%, or a number to reach" check:"target"`
	From     string `koanf:"from" doc:"day it was set: the 13 weeks before are what it is compared with; default: a year before by" check:"date"`
	By       string `koanf:"by" doc:"date it shall be reached by" check:"date"`
}

// Advice says how advice is made.
type Advice struct {
	Margin    string `koanf:"margin" doc:"lift from which a difference matters in practice, like 1.2 (default) for 20 %; above 1, at most 3" check:"margin"`
	PriorPack *bool  `koanf:"prior_pack" doc:"whether accounts with few posts may borrow from published effects; true (default) or false"`
	Shared    *bool  `koanf:"shared" doc:"whether accounts with few posts may borrow from what other units shared and pool took in; true (default) or false"`
}

// Account is one account, or one set of files, that is read.
type Account struct {
	ID          data.AccountID `koanf:"id" doc:"id of your choice: small letters, digits, - and _" check:"slug" need:"true"`
	Platform    string         `koanf:"platform" doc:"platform, or exports for files" check:"platform" need:"true"`
	Handle      string         `koanf:"handle" doc:"handle on the platform, in quotes" check:"text"`
	Server      string         `koanf:"server" doc:"address of the server, forum or feed, where the handle does not say it" check:"server"`
	Since       string         `koanf:"since" doc:"day of the oldest post to ask the platform for, if not as network.backfill_days says" check:"date"`
	Role        data.Role      `koanf:"role" doc:"own (default), peer_mission, peer_brand, peer_ngo or community" check:"role"`
	Mission     string         `koanf:"mission" doc:"mission it belongs to; default for own accounts: the unit's name" check:"text"`
	HostCountry string         `koanf:"host_country" doc:"country addressed, if not the unit's host" check:"country"`
	Audience    string         `koanf:"audience" doc:"audience of the channel: general (default), diaspora, second_generation, students, business, host_public, ..." check:"label"`
	Languages   []string       `koanf:"languages" doc:"languages it writes in, if not the unit's" check:"language" single:"true"`
	Files       []File         `koanf:"files" doc:"files to read: paths or patterns like inbox/*.csv" single:"true"`
	Permission  Permission     `koanf:"permission" doc:"community sources: who allowed reading them"`
	Replies     *bool          `koanf:"replies" doc:"whether its replies are read; default: as replies.collect says for own accounts, otherwise not"`
}

// File is one path or pattern of an account, and how to read it.
type File struct {
	Path    string `koanf:"path" doc:"path or pattern, relative to this file's folder" check:"path" need:"true" short:"true"`
	Mapping string `koanf:"mapping" doc:"name under mappings; empty: the form is recognised" check:"label"`
}

// Permission says on what ground a community's posts are read.
type Permission struct {
	By          string `koanf:"by" doc:"who permitted it" check:"text"`
	Date        string `koanf:"date" doc:"when" check:"date"`
	DisclosedAs string `koanf:"disclosed_as" doc:"as what the unit made itself known there" check:"text"`
	PublicMedia bool   `koanf:"public_media" doc:"true for a public medium, which needs no permission"`
}

// Peers is a set of others' accounts on one platform.
type Peers struct {
	Set      string   `koanf:"set" doc:"missions, brands or ngos" check:"set" need:"true"`
	Platform string   `koanf:"platform" doc:"platform" check:"platform" need:"true"`
	Handles  []string `koanf:"handles" doc:"handles on it" check:"text" single:"true" need:"true"`
}

// Replies switches the reading of replies on, and holds what must be settled first.
type Replies struct {
	Collect       bool   `koanf:"collect" doc:"whether replies are read"`
	LegalBasis    string `koanf:"legal_basis" doc:"legal basis, like Art. 6(1)(e) GDPR" check:"text"`
	DPIA          string `koanf:"dpia" doc:"reference of the data protection impact assessment" check:"text"`
	Contact       string `koanf:"contact" doc:"who answers questions on it, like the data protection officer's address" check:"text"`
	RetentionDays int    `koanf:"retention_days" doc:"days that masked text is kept" range:"1..30"`
}

// Reading names files that posts and replies are read with.
type Reading struct {
	Topics    string `koanf:"topics" doc:"file of your own topics' words; begin one with: tailor config topics > topics.yaml" check:"path"`
	Model     string `koanf:"model" doc:"folder of a model that reads replies, for tailor-onnx; empty for the embedded one" check:"path"`
	Confusion string `koanf:"confusion" doc:"how the reader of replies read your own labelled texts, as tailor eval --confusion writes it" check:"path"`
}

// Attest holds the agreements with platforms that the unit declares to have.
type Attest struct {
	XEnterprise    Attestation `koanf:"x_enterprise" doc:"X: a government's Enterprise agreement"`
	YouTubeDerived Attestation `koanf:"youtube_derived" doc:"YouTube: the derived-metrics amendment, which allows rates and sums of its numbers"`
}

// Attestation is one declared agreement; all fields are given or none.
type Attestation struct {
	By   string `koanf:"by" doc:"who attests it" check:"text"`
	Date string `koanf:"date" doc:"when" check:"date"`
	Ref  string `koanf:"ref" doc:"reference of the agreement" check:"text"`
}

// Privacy holds the thresholds for publishing figures on replies.
type Privacy struct {
	K         int      `koanf:"k" doc:"distinct authors that a published mood needs; never below 10" range:"10..1000"`
	Protected []string `koanf:"protected" doc:"host countries where it needs 30" check:"country" single:"true"`
}

// Schedule says when jobs run.
type Schedule struct {
	Pull   string `koanf:"pull" doc:"when to pull, like '@every 6h', '07:00', 'Mon 07:00' or never" check:"when"`
	Report string `koanf:"report" doc:"when to report, likewise" check:"when"`
}

// Report says how pages are written.
type Report struct {
	Languages []string `koanf:"languages" doc:"languages of the pages, one page each: en (default), fr, es, pt, ar, fa, he, hi, uk, ru, zh" check:"page_language" single:"true"`
	Answers   string   `koanf:"answers" doc:"CSV of what policy owners answered to themes of criticism, for the quarterly page: quarter, theme, owner, answer, date" check:"path"`
	// A week of replies is closed two weeks after its first came in at the latest.
	QuarterWait int `koanf:"quarter_wait" doc:"days from the end of a quarter until its page is sent on: until then its last replies are counted, and offices answer" range:"0..84"`
}

// Delivery is one place that reports go to.
type Delivery struct {
	To         string   `koanf:"to" doc:"folder, email, slack, teams or s3" check:"delivery" need:"true"`
	Path       string   `koanf:"path" doc:"folder: its path" check:"path"`
	Name       string   `koanf:"name" doc:"name of the secret, where several deliveries are of one kind; default: smtp-password, slack-webhook, teams-webhook, s3-keys" check:"slug"`
	Pages      []string `koanf:"pages" doc:"which pages it gets: week (those of each week), quarter (that of each quarter, report.quarter_wait days after its end); default: week, a folder both" check:"delivered" single:"true"`
	Attach     []string `koanf:"attach" doc:"folder, email, s3: what goes out: html (the page; default), pdf (printed by an installed Chromium), xlsx (the mission's workbook)" check:"attachment" single:"true"`
	Server     string   `koanf:"server" doc:"email: server and port, like mail.example.org:587; TLS is required" check:"mail_server"`
	User       string   `koanf:"user" doc:"email: user at the server; empty if it asks for none" check:"text"`
	From       string   `koanf:"from" doc:"email: sender's address" check:"mail_address"`
	Recipients []string `koanf:"recipients" doc:"email: recipients' addresses" check:"mail_address" single:"true"`
	Bucket     string   `koanf:"bucket" doc:"s3: name of the bucket" check:"bucket"`
	Prefix     string   `koanf:"prefix" doc:"s3: put before the files' names, like oslo/" check:"object_prefix"`
	Endpoint   string   `koanf:"endpoint" doc:"s3: address of the server, like https://minio.intra.example; default: Amazon's of the region" check:"server"`
	Region     string   `koanf:"region" doc:"s3: region of the bucket; default with an endpoint: us-east-1" check:"region"`
	Addressing string   `koanf:"addressing" doc:"s3: path, where the bucket stands in the path (default with an endpoint), or host, in front of the host (default at Amazon)" check:"addressing"`
}

// Observe says what tells others how jobs went. An address that is pinged is a secret:
// ping-url.
type Observe struct {
	Textfile string `koanf:"textfile" doc:"file for the textfile collector of Prometheus' node exporter, like /var/lib/node_exporter/tailor.prom; empty: none" check:"path"`
}

// Network says how much platforms are asked, and where else than the public
// internet requests may go.
type Network struct {
	BackfillDays int      `koanf:"backfill_days" doc:"how far back the first pull goes" range:"1..7300"`
	Requests     int      `koanf:"requests" doc:"requests that one account may make in one run" range:"1..1000000"`
	Megabytes    int      `koanf:"megabytes" doc:"megabytes that one account may load in one run" range:"1..100000"`
	Minutes      int      `koanf:"minutes" doc:"minutes that one account may take in one run" range:"1..1440"`
	Accounts     int      `koanf:"accounts" doc:"accounts that are asked at a time" range:"1..32"`
	XMonthlyUSD  int      `koanf:"x_monthly_usd" doc:"US dollars that reading from X may cost in a calendar month, by its price list; 0 is without limit" range:"0..1000000"`
	Allow        []string `koanf:"allow" doc:"own servers, like social.intra.example or 127.0.0.1:3000, that may be private and spoken to without TLS" check:"host" single:"true"`
}

// Default returns the settings that hold where the file says nothing.
func Default() *Config {
	return &Config{
		Version:  1,
		Root:     "./tailor-data",
		KeysDir:  "~/.config/tailor/keys",
		Unit:     Unit{Timezone: "UTC"},
		Replies:  Replies{RetentionDays: 14},
		Privacy:  Privacy{K: privacy.DefaultK},
		Schedule: Schedule{Pull: "@every 6h", Report: "Mon 07:00"},
		Report:   Report{QuarterWait: 28},
		Deliver:  []Delivery{{To: "folder", Path: "./reports"}},
		Network:  Network{BackfillDays: 365, Requests: 2000, Megabytes: 500, Minutes: 60, Accounts: 4, XMonthlyUSD: 20},
	}
}
