package exports

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// Mapping describes a table that Tailor does not know, as the config declares it.
// Without columns it says of a known export what the file leaves open: the order of
// its dates, their zone, when it was counted.
type Mapping struct {
	Rows           string         `koanf:"rows" yaml:"rows"`                       // posts (default), accounts, comments, outcomes or survey
	Platform       data.Platform  `koanf:"platform" yaml:"platform"`               // where the posts stand
	Sheet          string         `koanf:"sheet" yaml:"sheet"`                     // sheet of a workbook or file of an archive; all that fit if empty
	Delimiter      string         `koanf:"delimiter" yaml:"delimiter"`             // one character or "tab"; worked out if empty
	Encoding       string         `koanf:"encoding" yaml:"encoding"`               // utf-8, utf-16 or windows-1252; worked out if empty
	Columns        Columns        `koanf:"columns" yaml:"columns"`                 // header of each field's column
	ID             ID             `koanf:"id" yaml:"id"`                           // for tables without ids
	Published      Published      `koanf:"published" yaml:"published"`             // how the moment of publishing is written
	Precision      data.Precision `koanf:"precision" yaml:"precision"`             // second, day, month or year; as written if empty
	ObservedAt     string         `koanf:"observed_at" yaml:"observed_at"`         // when the counters were read: a date or RFC 3339 moment
	ObservedLayout string         `koanf:"observed_layout" yaml:"observed_layout"` // of the observed column, like yy.dd.mm
	Lifetime       bool           `koanf:"lifetime" yaml:"lifetime"`               // the counters are final, whatever the posts' age
	Values         Values         `koanf:"values" yaml:"values"`                   // the file's words in ours
	Timezone       string         `koanf:"timezone" yaml:"timezone"`               // of times without a zone, like Europe/Oslo
	Dates          string         `koanf:"dates" yaml:"dates"`                     // dmy, mdy, ymd or ydm
	Survey         SurveyForm     `koanf:"survey" yaml:"survey"`                   // for the responses of a form
}

// Columns names the header of each field's column; empty if the table has none.
type Columns struct {
	ID          string `koanf:"id" yaml:"id"`
	URL         string `koanf:"url" yaml:"url"`
	Text        string `koanf:"text" yaml:"text"`
	Published   string `koanf:"published" yaml:"published"`
	Date        string `koanf:"date" yaml:"date"`
	Time        string `koanf:"time" yaml:"time"`
	Format      string `koanf:"format" yaml:"format"`
	Likes       string `koanf:"likes" yaml:"likes"`
	Shares      string `koanf:"shares" yaml:"shares"`
	Replies     string `koanf:"replies" yaml:"replies"`
	Quotes      string `koanf:"quotes" yaml:"quotes"`
	Views       string `koanf:"views" yaml:"views"`
	Impressions string `koanf:"impressions" yaml:"impressions"`
	Reach       string `koanf:"reach" yaml:"reach"`
	Saves       string `koanf:"saves" yaml:"saves"`
	Clicks      string `koanf:"clicks" yaml:"clicks"`
	Followers   string `koanf:"followers" yaml:"followers"`
	Following   string `koanf:"following" yaml:"following"`
	PostsTotal  string `koanf:"posts_total" yaml:"posts_total"`
	ViewsTotal  string `koanf:"views_total" yaml:"views_total"`
	Language    string `koanf:"language" yaml:"language"`
	Paid        string `koanf:"paid" yaml:"paid"`
	IsRepost    string `koanf:"is_repost" yaml:"is_repost"`
	IsQuote     string `koanf:"is_quote" yaml:"is_quote"`
	IsReply     string `koanf:"is_reply" yaml:"is_reply"`
	Hashtags    string `koanf:"hashtags" yaml:"hashtags"`
	Links       string `koanf:"links" yaml:"links"`
	Account     string `koanf:"account" yaml:"account"` // rows whose value is not the account's handle are counted and not kept
	Observed    string `koanf:"observed" yaml:"observed"`
	Author      string `koanf:"author" yaml:"author"`
	Parent      string `koanf:"parent" yaml:"parent"`
	Post        string `koanf:"post" yaml:"post"` // comments: id or link of the post
}

// ID says how to name rows that carry no id: "row-" and a hash of the columns; "*"
// stands for all of them.
type ID struct {
	Hash []string `koanf:"hash" yaml:"hash"`
}

// Published says how the moment of publishing is written. Layout is made of yyyy,
// yy, mm, dd, hh, mi, ss, or is a Go layout, "unix" or "unixms"; empty recognises
// the usual ones. Year, Month, Day and Hour are for tables that split the date: a
// year as a number or a column, and columns for the rest. An hour without a day
// cannot be represented and is left out.
type Published struct {
	Layout string `koanf:"layout" yaml:"layout"`
	Year   string `koanf:"year" yaml:"year"`
	Month  string `koanf:"month" yaml:"month"`
	Day    string `koanf:"day" yaml:"day"`
	Hour   string `koanf:"hour" yaml:"hour"`
}

// Values translates the file's words, compared without case.
type Values struct {
	Format map[string]string    `koanf:"format" yaml:"format"` // to Tailor's formats
	Paid   map[string]data.Paid `koanf:"paid" yaml:"paid"`     // to organic, paid, mixed or unknown
}

// Validate reports the first thing in the mapping that cannot work, without having
// seen a file.
func (m *Mapping) Validate() error {
	oneOf := func(key, value string, allowed ...string) error {
		if slices.Contains(allowed, value) {
			return nil
		}
		return fmt.Errorf("%s: %q is not one of %s", key, value, strings.Join(allowed[1:], ", "))
	}
	checks := []error{
		oneOf("rows", m.Rows, "", formats.RowsPosts, formats.RowsAccounts, formats.RowsComments, rowsOutcomes, rowsSurvey),
		oneOf("encoding", strings.ToLower(m.Encoding), "", "utf-8", "utf-16", "windows-1252"),
		oneOf("dates", m.Dates, "", "dmy", "mdy", "ymd", "ydm"),
		oneOf("precision", string(m.Precision), "", string(data.BySecond), string(data.ByDay), string(data.ByMonth), string(data.ByYear)),
	}
	for _, err := range checks {
		if err != nil {
			return err
		}
	}
	for word, paid := range m.Values.Paid {
		if !slices.Contains([]data.Paid{data.Organic, data.PaidFor, data.PaidMixed, data.PaidUnknown}, paid) {
			return fmt.Errorf("values.paid: %q for %q is not one of organic, paid, mixed, unknown", paid, word)
		}
	}
	for word, format := range m.Values.Format {
		if !slices.Contains(data.Formats(), data.Format(format)) {
			return fmt.Errorf("values.format: %q for %q is not a format of Tailor", format, word)
		}
	}
	if _, err := m.delimiter(); err != nil {
		return err
	}
	if m.Timezone != "" {
		if _, err := time.LoadLocation(m.Timezone); err != nil {
			return fmt.Errorf("timezone: %q is not a time zone like Europe/Oslo", m.Timezone)
		}
	}
	if m.ObservedAt != "" {
		if _, err := m.observedAt(); err != nil {
			return err
		}
	}
	return m.enough()
}

// enough checks that the fields every row needs are declared.
func (m *Mapping) enough() error {
	c := m.Columns
	switch {
	case m.isSurvey():
		return m.Survey.validate()
	case m.Rows == rowsOutcomes, m.ofKnown():
		return nil
	case m.Platform == "" && m.Rows != formats.RowsComments:
		return fmt.Errorf("platform: name the platform the posts stand on")
	case strings.ContainsAny(string(m.Platform), ":/ "):
		return fmt.Errorf("platform: %q may not hold a colon, slash or space", m.Platform)
	case m.Rows == formats.RowsAccounts && c.Followers == "" && c.Following == "" && c.PostsTotal == "" && c.ViewsTotal == "":
		return fmt.Errorf("columns: rows of accounts need followers, following, posts_total or views_total")
	case m.Rows == formats.RowsAccounts:
		return nil
	case c.Published == "" && c.Date == "" && m.Published.Year == "":
		return fmt.Errorf("columns: name the column of the date as published or date, or declare published.year")
	case m.Rows == formats.RowsComments && (c.Post == "" || c.Text == ""):
		return fmt.Errorf("columns: comments need post and text")
	case m.Rows != formats.RowsComments && c.ID == "" && c.URL == "" && len(m.ID.Hash) == 0:
		return fmt.Errorf("columns: name the column of the id, or name rows by id: {hash: [columns]}")
	}
	return nil
}

func (m *Mapping) delimiter() (rune, error) {
	switch r := []rune(m.Delimiter); {
	case len(r) == 0:
		return 0, nil
	case m.Delimiter == "tab" || m.Delimiter == `\t`:
		return '\t', nil
	case len(r) == 1 && r[0] < 0x80 && r[0] != '"' && r[0] != '\n' && r[0] != '\r' && r[0] != 0:
		return r[0], nil
	}
	return 0, fmt.Errorf("delimiter: %q is not one character like ; or the word tab", m.Delimiter)
}

func (m *Mapping) observedAt() (data.Micros, error) {
	d := parse.Dates{Order: parse.OrderOf(m.Dates), Zone: time.UTC}
	t, _, verdict := d.Parse(m.ObservedAt)
	if verdict != parse.DateRead {
		return 0, fmt.Errorf("observed_at: %q is not a date like 2026-05-31", m.ObservedAt)
	}
	return data.At(t), nil
}

// Declared returns the moment and finality that the mapping declares for counters;
// for readers of other files than tables. A nil mapping declares nothing.
func (m *Mapping) Declared() (observed data.Micros, lifetime bool, err error) {
	if m == nil {
		return 0, false, nil
	}
	if m.ObservedAt == "" {
		return 0, m.Lifetime, nil
	}
	if observed, err = m.observedAt(); err != nil {
		return 0, false, fmt.Errorf("%w: %v", connectors.ErrInput, err)
	}
	return observed, m.Lifetime, nil
}

// pairs lists the declared columns with their fields.
func (m *Mapping) pairs() []formats.Column {
	c := m.Columns
	one := func(f formats.Field, name string) formats.Column {
		return formats.Column{Field: f, Names: []string{name}}
	}
	all := []formats.Column{
		one(formats.ID, c.ID), one(formats.URL, c.URL), one(formats.Text, c.Text), one(formats.Published, c.Published),
		one(formats.Date, c.Date), one(formats.Time, c.Time), one(formats.Format, c.Format), one(formats.Likes, c.Likes),
		one(formats.Shares, c.Shares), one(formats.Replies, c.Replies), one(formats.Quotes, c.Quotes),
		one(formats.Views, c.Views), one(formats.Impressions, c.Impressions), one(formats.Reach, c.Reach),
		one(formats.Saves, c.Saves), one(formats.Clicks, c.Clicks), one(formats.Followers, c.Followers),
		one(formats.Following, c.Following), one(formats.PostsTotal, c.PostsTotal), one(formats.ViewsTotal, c.ViewsTotal),
		one(formats.Language, c.Language), one(formats.Paid, c.Paid), one(formats.IsRepost, c.IsRepost),
		one(formats.IsQuote, c.IsQuote), one(formats.IsReply, c.IsReply), one(formats.Hashtags, c.Hashtags),
		one(formats.Links, c.Links), one(formats.Account, c.Account), one(formats.Observed, c.Observed),
		one(formats.Author, c.Author), one(formats.Parent, c.Parent), one(formats.Post, c.Post),
		one(formats.Month, m.Published.Month), one(formats.Day, m.Published.Day), one(formats.Hour, m.Published.Hour),
	}
	if !isYear(m.Published.Year) {
		all = append(all, one(formats.Year, m.Published.Year))
	}
	return slices.DeleteFunc(all, func(c formats.Column) bool { return c.Names[0] == "" })
}

func isYear(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == ""
}
