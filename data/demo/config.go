package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// ConfigName is the name of the config among the files.
const ConfigName = "tailor.yaml"

// config writes the settings that read the accounts' files.
func config(unit mission, accounts []*account) []byte {
	var b strings.Builder
	b.WriteString(configBegins +
		"# all people. Run it as of " + AsOf(Weeks).Format(time.RFC3339) + " or of an earlier Monday.\n" +
		"version: 1\nroot: ./tailor-data\nkeys_dir: ./tailor-keys\n")
	host := ""
	if unit.host != "XR" {
		host = fmt.Sprintf(", host: '%s'", unit.host)
	}
	fmt.Fprintf(&b, "unit: {name: '%s', home: 'XR'%s, languages: [%s], timezone: UTC, made_up: true}\n", unit.name, host, homeLanguage+", en")
	b.WriteString("goals:\n  - {name: more conversation with Ruritanians abroad, audience: diaspora, goal: conversation, metric: interactions_public, target: '+20%', from: '2026-03-02', by: '2026-12-31'}\n")
	if unit.slug == ministry {
		b.WriteString("  - {name: reach students, audience: students, goal: reach, metric: interactions_public, target: '+15%', from: '2026-03-02', by: '2026-12-31'}\n")
	}
	b.WriteString("accounts:\n")
	for _, a := range accounts {
		writeAccount(&b, a)
	}
	b.WriteString("mappings:\n" +
		"  comments-facebook: {rows: comments, platform: facebook, columns: {post: Post ID, id: Comment ID, parent: Parent ID, author: Author, published: Date, text: Comment}}\n" +
		"  followers-facebook: {rows: accounts, platform: facebook, columns: {observed: date, followers: followers}}\n")
	if unit.slug == ministry {
		b.WriteString("  followers-instagram: {rows: accounts, platform: instagram, columns: {observed: date, followers: followers}}\n" +
			"  followers-x: {rows: accounts, platform: x, columns: {observed: date, followers: followers}}\n" +
			"  x-dump: {platform: x, observed_at: '" + Exported(Weeks).Format(time.RFC3339) + "', columns: {id: id_str, published: created_at}}\n")
		for _, p := range []data.Platform{data.Facebook, data.Instagram, data.X} {
			writeSheet(&b, p)
		}
		b.WriteString(deskMapping)
	}
	b.WriteString("replies: {collect: true, legal_basis: 'Art. 6(1)(e) GDPR (made up)', dpia: 'DPIA 2025/17 (made up)', contact: dpo@ruritania.example, retention_days: 14}\n")
	if unit.slug == ministry {
		b.WriteString(deskSettings)
		b.WriteString("report: {answers: " + answersName + "}\n")
		b.WriteString("attest: {x_enterprise: {by: 'A. Nobody (made up)', date: '2025-11-30', ref: 'XE-0000 (made up)'}}\n")
	}
	b.WriteString("privacy: {k: 10}\n")
	return []byte(b.String())
}

func writeAccount(b *strings.Builder, a *account) {
	platform, handle, name := "exports", a.handle, ""
	switch {
	case a.source == xThreads:
		platform = "x"
	case a.platform == data.Facebook:
		handle = a.name // what Facebook's exports call an account
	}
	if m := missionOf(a.mission); m.slug != "" {
		name = fmt.Sprintf(" mission: '%s',", m.name)
	}
	var languages []string
	for _, l := range a.writes {
		languages = append(languages, l.value)
	}
	fmt.Fprintf(b, "  - {id: %s, platform: %s, handle: '%s', role: %s,%s audience: %s, host_country: '%s', languages: [%s], replies: %t,\n",
		a.id, platform, handle, a.role, name, a.audience, a.host, strings.Join(languages, ", "), a.collects)
	fmt.Fprintf(b, "     files: [%s]}\n", strings.Join(filesOf(a), ", "))
}

// filesOf lists an account's files. The platforms' own exports need no mapping.
func filesOf(a *account) []string {
	if a.source == handSheet {
		return []string{fmt.Sprintf("{path: peers/%s.csv, mapping: sheet-%s}", a.id, a.platform)}
	}
	files := []string{fmt.Sprintf("%s/posts/*.csv", a.id)}
	if a.source == xThreads {
		return []string{fmt.Sprintf("{path: %s/threads, mapping: x-dump}", a.id)}
	}
	if a.collects {
		files = append(files, fmt.Sprintf("{path: %s/comments/*.csv, mapping: comments-%s}", a.id, a.platform))
	}
	if a.id == deskAccount {
		files = append(files, deskFiles()...)
	}
	return append(files, fmt.Sprintf("{path: %s/followers.csv, mapping: followers-%s}", a.id, a.platform))
}

// writeSheet writes how the hand-kept sheets of a platform are to be read.
func writeSheet(b *strings.Builder, p data.Platform) {
	columns := "id: Post, published: Published, format: Type, likes: Likes, replies: Comments, shares: Shares, followers: Followers, observed: Read on"
	if p == data.X {
		columns += ", quotes: Quotes"
	}
	var words []string
	for _, w := range sheetWords() {
		words = append(words, fmt.Sprintf("%s: %s", w.word, w.format))
	}
	fmt.Fprintf(b, "  sheet-%s:\n    platform: %s\n    delimiter: ';'\n    dates: dmy\n    columns: {%s}\n    values: {format: {%s}}\n",
		p, p, columns, strings.Join(words, ", "))
}
