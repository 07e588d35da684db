package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInit(t *testing.T) {
	got, err := Init(Answers{Name: "Embassy of Ruritania: Oslo", Home: "xr", Host: " no ", Languages: []string{"xr", "no", ""}, Files: "inbox/facebook/*.csv, x posts 2026.csv"})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/init.yaml", string(got))
	c, err := Parse(got, "tailor.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := Unit{Name: "Embassy of Ruritania: Oslo", Home: "XR", Host: "NO", Languages: []string{"xr", "no"}, Timezone: "Europe/Oslo"}
	if diff := cmp.Diff(want, c.Unit); diff != "" {
		t.Errorf("unit (-want +got):\n%s", diff)
	}
}

func TestInitWithManyFiles(t *testing.T) {
	for _, files := range []string{"", " , ,", strings.Repeat("a.csv,", 50), "a.csv,b/a.csv,A.csv,*.csv,2026.csv,no.csv,ا.csv," + strings.Repeat("x", 300) + ".csv,i.csv,j.csv,k.csv,l.csv"} {
		b, err := Init(Answers{Name: "Embassy", Files: files})
		if err != nil {
			t.Errorf("Init with files %q: %v", files, err)
			continue
		}
		if n := strings.Count(string(b), "\n"); n > 20 {
			t.Errorf("Init with files %q wrote %d lines, want at most 20", files, n)
		}
		c, err := Parse(b, "tailor.yaml")
		if err != nil {
			t.Fatal(err)
		}
		var paths []string
		for _, a := range c.Accounts {
			for _, f := range a.Files {
				paths = append(paths, f.Path)
			}
		}
		var asked []string
		for f := range strings.SplitSeq(files, ",") {
			if f = strings.TrimSpace(f); f != "" && !strings.Contains(strings.Join(asked, ","), f) {
				asked = append(asked, f)
			}
		}
		if len(paths) < len(asked) {
			t.Errorf("Init with files %q reads %q", files, paths)
		}
	}
}

// Exports that lie there already become one account for each page or profile, and pages
// are written in the first language that there are pages in.
func TestInitFound(t *testing.T) {
	found := []Found{{"facebook", "Consulat à Bergen"}, {"facebook", "L'été"}, {"instagram", ""}, {"mosaic", ""}}
	b, err := Init(Answers{Name: "Consulat", Host: "FR", Languages: []string{"xr", "fr-FR", "en"}, Files: "inbox/", Found: found})
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse(b, "tailor.yaml")
	if err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	var got []string
	for _, a := range c.Accounts {
		got = append(got, strings.Join([]string{string(a.ID), a.Platform, a.Handle, a.Files[0].Path}, "|"))
	}
	want := []string{"facebook-consulat-bergen|facebook|Consulat à Bergen|inbox", "facebook-l-t|facebook|L'été|inbox", "instagram|instagram||inbox"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("accounts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"fr"}, c.Report.Languages); diff != "" || c.Unit.Timezone != "Europe/Paris" {
		t.Errorf("pages in %v, times of %s", c.Report.Languages, c.Unit.Timezone)
	}
	many := make([]Found, 30)
	for i := range many {
		many[i] = Found{"facebook", fmt.Sprint("page ", i)}
	}
	if b, err = Init(Answers{Name: "Consulat", Host: "FR", Languages: []string{"fr"}, Files: "inbox/", Found: many}); err != nil || strings.Count(string(b), "\n") > 20 || !strings.Contains(string(b), "{id: inbox, platform: exports") {
		t.Errorf("thirty pages: %v\n%s", err, b)
	}
	for _, country := range []string{"US", "XR", "", "#", "RU"} { // several zones, none, no country
		if zone := zoneOf(country); zone != "" {
			t.Errorf("the zone of %q is %s, want none", country, zone)
		}
	}
}

func TestInitRefuses(t *testing.T) {
	for _, a := range []Answers{{}, {Name: "x", Home: "Norway"}, {Name: "x", Host: "'NO"}, {Name: "x", Languages: []string{"english"}},
		{Name: "x", Files: "https://a.example/x.csv"}, {Name: "a\nroot: /"}} {
		b, err := Init(a)
		var bad *Error
		if b != nil || !errors.As(err, &bad) {
			t.Errorf("Init(%+v) = %q, %v; want an Error", a, b, err)
		}
	}
}

// Handles are told apart by their form, however a person copies them, and what is no
// handle is named with how to write it.
func TestInitAccounts(t *testing.T) {
	for _, c := range []struct{ typed, platform, handle string }{
		{"@embassy@social.example", "mastodon", "@embassy@social.example"},
		{" embassy@Social.Example ", "mastodon", "@embassy@social.example"},
		{"https://social.example/@embassy", "mastodon", "@embassy@social.example"},
		{"https://social.example/@embassy@gov.example", "mastodon", "@embassy@gov.example"},
		{"embassy.bsky.social", "bluesky", "embassy.bsky.social"},
		{"@Embassy.example", "bluesky", "embassy.example"},
		{"https://bsky.app/profile/embassy.example", "bluesky", "embassy.example"},
	} {
		b, err := Init(Answers{Name: "Embassy", Accounts: []string{c.typed}})
		if err != nil {
			t.Errorf("%q: %v", c.typed, err)
			continue
		}
		got, err := Parse(b, "tailor.yaml")
		if err != nil || len(got.Accounts) != 1 {
			t.Fatalf("%q: %v\n%s", c.typed, err, b)
		}
		if a := got.Accounts[0]; a.Platform != c.platform || a.Handle != c.handle {
			t.Errorf("%q is read as %s of %s, want %s of %s", c.typed, a.Handle, a.Platform, c.handle, c.platform)
		}
	}
	for _, typed := range []string{"@embassy", "embassy", "@embassy@social", "https://x.com/embassy", "https://www.facebook.com/embassy", "a b@c.example", "@a@b@c.example", "@@b.example"} {
		_, err := Init(Answers{Name: "Embassy", Accounts: []string{typed}})
		if err == nil || !strings.Contains(err.Error(), "@name@server.example") || !strings.Contains(err.Error(), strings.TrimSpace(typed)) {
			t.Errorf("%q: %v; want an error that names it and says how to write a handle", typed, err)
		}
	}
	many := make([]string, 12)
	for i := range many {
		many[i] = fmt.Sprintf("@a%d@social.example", i)
	}
	if b, err := Init(Answers{Name: "Embassy", Accounts: many[:9], Files: "a.csv,b.csv"}); err != nil || strings.Count(string(b), "\n") > 20 {
		t.Errorf("nine accounts and two files: %v\n%s", err, b)
	}
	if _, err := Init(Answers{Name: "Embassy", Accounts: many}); err == nil || !strings.Contains(err.Error(), "editor") {
		t.Errorf("twelve accounts: %v; want a hint at the editor", err)
	}
}

func FuzzInit(f *testing.F) {
	f.Add("Embassy", "XR", "NO", "en", "", "a.csv")
	f.Add("Embassy: 'Oslo' \"x\" # {}", "", "", "", "@a@b.example,a.b.example", "")
	f.Add("no", "NO", "NO", "no", "https://b.example/@a, @a'b@c.example, {}@x.example", "no, ~, @x, *x, &a, a b, [x], {y}, - z, 'q")
	f.Add("null", "\u2028", "\ufeff", "x\u0085", "\U000E0001@b.example", "\U000E0001")
	f.Fuzz(func(t *testing.T, name, home, host, language, accounts, files string) {
		b, err := Init(Answers{Name: name, Home: home, Host: host, Languages: []string{language}, Accounts: strings.Split(accounts, ","), Files: files})
		if err != nil {
			return
		}
		if n := strings.Count(string(b), "\n"); n > 20 {
			t.Errorf("%d lines, want at most 20:\n%s", n, b)
		}
		c, err := Parse(b, "tailor.yaml")
		if err != nil {
			t.Fatalf("Parse of what Init wrote: %v\n%s", err, b)
		}
		if c.Unit.Name != clean(name) {
			t.Errorf("name = %q, want %q", c.Unit.Name, clean(name))
		}
	})
}
