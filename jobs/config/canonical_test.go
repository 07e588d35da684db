package config

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestHash(t *testing.T) {
	base := mustParse(t, string(Example()))
	same := map[string]string{
		"comments": "# a comment\n" + string(Example()),
		"default":  strings.Replace(string(Example()), "privacy: {k: 10, protected: []}", "privacy: {protected: []}", 1),
		"order":    strings.Replace(string(Example()), "version: 1\n", "", 1) + "version: 1\n",
		"style":    strings.Replace(string(Example()), "files: inbox/facebook/*.csv", "files: [{path: inbox/facebook/*.csv}]", 1),
	}
	for name, text := range same {
		if got := mustParse(t, text).Hash(); got != base.Hash() {
			t.Errorf("%s changed the hash", name)
		}
	}
	elsewhere, err := Parse(Example(), "/another/folder/settings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if elsewhere.Root == base.Root || elsewhere.Hash() != base.Hash() {
		t.Error("the hash depends on the folder")
	}
	for _, old := range []string{"diaspora", "k: 10", "./reports", "XR", "students,", "b.example", "retention_days: 14"} {
		text := strings.Replace(string(Example()), old, map[string]string{"diaspora": "business", "k: 10": "k: 11", "./reports": "./out", "XR": "XS",
			"students,": "students, by: 2026-01-01,", "b.example": "c.example", "retention_days: 14": "retention_days: 13"}[old], 1)
		text = strings.Replace(text, ", by: 2027-06-30", "", 1)
		if mustParse(t, text).Hash() == base.Hash() {
			t.Errorf("a change of %q did not change the hash", old)
		}
	}
	if len(base.Hash()) != 64 {
		t.Errorf("hash has %d letters, want 64", len(base.Hash()))
	}
}

// A config that was changed after loading, as by a flag, has another hash.
func TestHashFollowsChanges(t *testing.T) {
	c := mustParse(t, minimal)
	before := c.Hash()
	c.Root = "/srv/other"
	if c.Hash() == before {
		t.Error("the hash did not follow the change of root")
	}
	if Default().Hash() == "" {
		t.Error("a config that was not parsed has no hash")
	}
}

// What YAML writes, Parse reads to the same settings; and JSON has the same keys.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := draw(t)
		c, err := Parse([]byte(text), "/etc/tailor/tailor.yaml")
		if err != nil {
			t.Fatalf("Parse(%s): %v", text, err)
		}
		b, err := c.YAML()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(b, "/etc/tailor/tailor.yaml")
		if err != nil {
			t.Fatalf("Parse of what YAML wrote: %v\n%s", err, b)
		}
		if diff := cmp.Diff(c, again, cmpopts.IgnoreUnexported(Config{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("not the same after a round trip (-want +got):\n%s", diff)
		}
		if c.Hash() != again.Hash() {
			t.Fatal("the hash changed in a round trip")
		}
		j, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		if fromJSON, err := Parse(j, "/etc/tailor/tailor.yaml"); err != nil || fromJSON.Hash() != c.Hash() {
			t.Fatalf("JSON is YAML too, but: %v", err)
		}
	})
}

// draw makes a file that is right.
func draw(t *rapid.T) string {
	name := rapid.StringMatching(`[A-Za-z'"#:{}&*!|>%@ 0-9é،-]{1,20}[a-z]`)
	list := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"en", "no", "fr", "sr-Latn", "xr"}), 0, 3, rapid.ID)
	country := rapid.SampledFrom([]string{"NO", "SE", "XR", ""})
	q := func(s string) string { return string(must(json.Marshal(s))) }
	var b strings.Builder
	fmt.Fprintf(&b, "version: 1\nroot: %s\nunit: {name: %s, home: %s, host: %s, languages: %s}\n", q("data/"+name.Draw(t, "root")),
		q(name.Draw(t, "unit")), q(country.Draw(t, "home")), q(country.Draw(t, "host")), must(json.Marshal(list.Draw(t, "languages"))))
	b.WriteString("mappings:\n  table: {platform: x, lifetime: true, columns: {published: " + q(name.Draw(t, "column")) + "}, id: {hash: ['*']}, " +
		"values: {format: {" + q(name.Draw(t, "word")) + ": video}}}\n")
	fmt.Fprintf(&b, "replies: {collect: %v, retention_days: %d}\n", rapid.Bool().Draw(t, "collect"), rapid.IntRange(1, 30).Draw(t, "days"))
	b.WriteString("accounts:\n")
	for i := range rapid.IntRange(1, 4).Draw(t, "accounts") {
		fmt.Fprintf(&b, "  - {id: a%d, platform: exports, role: %s, handle: %s, files: [{path: %s, mapping: table}], replies: %v}\n", i,
			rapid.SampledFrom(Roles()[:4]).Draw(t, "role"), q(name.Draw(t, "handle")), q(name.Draw(t, "path")), false)
	}
	return b.String()
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
