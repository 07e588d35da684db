package config

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"
)

//go:embed example.yaml zones.txt
var files embed.FS

// Example returns a settings file that shows every group of keys.
func Example() []byte {
	b, err := files.ReadFile("example.yaml")
	if err != nil {
		panic(fmt.Sprintf("config: %v", err)) // it is part of the binary
	}
	return b
}

// Answers are what tailor init asks.
type Answers struct {
	Root      string   // data folder; "": beside the settings
	Name      string   // of the unit
	Home      string   // sending country, like XR
	Host      string   // country addressed; empty for a ministry
	Languages []string // it writes in
	Accounts  []string // public accounts, like @name@server.example (Mastodon) or name.bsky.social (Bluesky), or their addresses
	Files     string   // path or pattern of export files, relative to the settings file; commas separate several
	Found     []Found  // whose exports lie there; empty if it is not known yet
}

// Found is a page or profile whose exports lie where Answers.Files says. Name is as they
// write it, where several of the platform lie there, and empty otherwise.
type Found struct{ Platform, Name string }

// maxAccountLines keeps the file of Init at 20 lines.
const maxAccountLines = 10

// Init returns the settings file that tailor init writes: at most 20 lines, which
// Parse accepts. Each public account and each path becomes an account of its own; paths
// beyond the tenth account share one. Where exports were found, each page or profile is
// an account over all paths. Pages are written in the first of the languages that there
// are pages in, and times taken in the host country's zone, if it has one only. The error
// is an [*Error] that names the answers which will not do.
func Init(a Answers) ([]byte, error) {
	var b strings.Builder
	b.WriteString("version: 1 # settings of Tailor; all keys: tailor config schema\n")
	root := "./tailor-data"
	if a.Root != "" {
		root = quote(a.Root)
	}
	fmt.Fprintf(&b, "root: %s\n", root)
	b.WriteString("unit:\n")
	fmt.Fprintf(&b, "  name: %s\n", quote(clean(a.Name)))
	fmt.Fprintf(&b, "  home: %s\n", inQuotes(strings.ToUpper(clean(a.Home))))
	fmt.Fprintf(&b, "  host: %s\n", inQuotes(strings.ToUpper(clean(a.Host))))
	fmt.Fprintf(&b, "  languages: [%s]\n", strings.Join(quoted(a.Languages), ", "))
	if zone := zoneOf(strings.ToUpper(clean(a.Host))); zone != "" {
		fmt.Fprintf(&b, "  timezone: %s\n", zone)
	}
	if lang := pageLanguage(a.Languages); lang != "" {
		fmt.Fprintf(&b, "report: {languages: [%s]}\n", lang)
	}
	public, err := publicAccounts(a.Accounts)
	if err != nil {
		return nil, err
	}
	found := exported(a.Found, a.Files, maxAccountLines-len(public))
	most := maxAccountLines - len(public)
	if len(found) > 0 {
		most = 0
	}
	groups := grouped(strings.Split(a.Files, ","), most)
	if len(public)+len(groups)+len(found) == 0 {
		b.WriteString("accounts: [] # add one like {id: facebook, platform: facebook, files: inbox/}\n")
	} else {
		b.WriteString("accounts: # give each its audience, like audience: diaspora\n")
	}
	taken := map[string]bool{}
	for _, p := range public {
		fmt.Fprintf(&b, "  - {id: %s, platform: %s, handle: %s}\n", unique(p.id(), taken), p.platform, inQuotes(p.handle))
	}
	for _, f := range found {
		fmt.Fprintf(&b, "  - {id: %s, platform: %s, %sfiles: [%s]}\n", unique(f.id(), taken), f.Platform, f.handle(), strings.Join(quoted(strings.Split(a.Files, ",")), ", "))
	}
	for _, paths := range groups {
		fmt.Fprintf(&b, "  - {id: %s, platform: exports, files: [%s]}\n", accountID(paths[0], taken), strings.Join(quoted(paths), ", "))
	}
	out := []byte(b.String())
	if _, err := Parse(out, "tailor.yaml"); err != nil {
		return nil, err
	}
	return out, nil
}

// grouped makes at most so many lists of paths, in their order.
func grouped(paths []string, most int) [][]string {
	var groups [][]string
	seen := map[string]bool{}
	for _, p := range paths {
		if p = clean(p); p == "" || seen[p] {
			continue
		}
		seen[p] = true
		if most == 0 {
			return nil
		}
		if len(groups) < most {
			groups = append(groups, []string{p})
		} else {
			groups[most-1] = append(groups[most-1], p)
		}
	}
	return groups
}

// accountID makes an id that is not taken from a file's name, or its folder's if
// the name is a pattern.
func accountID(file string, taken map[string]bool) string {
	id := slug(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if strings.ContainsAny(path.Base(file), "*?[") || id == "" {
		id = slug(path.Base(path.Dir(file)))
	}
	if id == "" || looksLikeBool(id) || regexp.MustCompile(`^[0-9]`).MatchString(id) {
		id = strings.TrimSuffix("export-"+id, "-")
	}
	return unique(id, taken)
}

// unique makes an id that is not taken of one.
func unique(id string, taken map[string]bool) string {
	id = strings.TrimRight(id[:min(len(id), 48)], "-_")
	free := id
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s-%d", id, n)
	}
	taken[free] = true
	return free
}

// quoted quotes each text that is not empty.
func quoted(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t = clean(t); t != "" {
			out = append(out, quote(t))
		}
	}
	return out
}

// quote writes a text so that every reader of YAML takes it for that text.
func quote(s string) string {
	if regexp.MustCompile(`^[A-Za-z][A-Za-z ._/-]*[A-Za-z]$`).MatchString(s) && !looksLikeBool(s) && !strings.EqualFold(s, "null") {
		return s
	}
	return inQuotes(s)
}

func inQuotes(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		b, _ := json.Marshal(s) // a JSON text is a YAML text in double quotes; valid UTF-8 always encodes
		return string(b)
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

func clean(s string) string { return strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD")) }
