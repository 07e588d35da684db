package config

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// mustParse parses a file of the folder /etc/tailor.
func mustParse(t *testing.T, text string) *Config {
	t.Helper()
	c, err := Parse([]byte(text), "/etc/tailor/tailor.yaml")
	if err != nil {
		t.Fatalf("Parse:\n%v", err)
	}
	return c
}

const minimal = "version: 1\nunit: {name: Embassy}\n"

func TestExample(t *testing.T) {
	t.Setenv("HOME", "/home/ada")
	got := mustParse(t, string(Example()))
	yes := true
	want := &Config{
		Version: 1, Root: "/etc/tailor/tailor-data", KeysDir: "/home/ada/.config/tailor/keys",
		Unit:   Unit{Name: "Embassy of Ruritania in Norway", Home: "XR", Host: "NO", Languages: []string{"xr", "en", "nb"}, Timezone: "Europe/Oslo"},
		Goals:  []Goal{{Name: "reach students", Audience: "students", Goal: "reach", Metric: "interactions_public", Target: "+20%", By: "2027-06-30"}},
		Advice: Advice{Margin: "1.2", PriorPack: &yes, Shared: &yes},
		Accounts: []Account{
			{ID: "oslo-mastodon", Platform: "mastodon", Handle: "@ruritania_oslo@social.example", Role: data.RoleOwn, Audience: "diaspora",
				Mission: "Embassy of Ruritania in Norway", HostCountry: "NO", Languages: []string{"xr", "en", "nb"}},
			{ID: "oslo-facebook", Platform: "exports", Files: []File{{Path: "/etc/tailor/inbox/facebook/*.csv"}}, Role: data.RoleOwn, Audience: "general",
				Mission: "Embassy of Ruritania in Norway", HostCountry: "NO", Languages: []string{"xr", "en", "nb"}},
		},
		Peers:    []Peers{{Set: "missions", Platform: "bluesky", Handles: []string{"a.example", "b.example"}}},
		Replies:  Replies{RetentionDays: 14},
		Privacy:  Privacy{K: 10, Protected: []string{}},
		Schedule: Schedule{Pull: "@every 6h", Report: "Mon 07:00"},
		Report:   Report{QuarterWait: 28},
		Deliver:  []Delivery{{To: "folder", Path: "/etc/tailor/reports"}},
		Network:  Default().Network,
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{})); diff != "" {
		t.Errorf("Parse(Example()) (-want +got):\n%s", diff)
	}
	if notes := got.Notes(); len(notes) != 1 || !strings.Contains(notes[0], "students") {
		t.Errorf("Notes = %q; want one, on the audience that no account has", notes)
	}
}

// What a run would not do is said beforehand.
func TestNotesOnAccounts(t *testing.T) {
	c := mustParse(t, minimal+`
accounts:
  - {id: tube, platform: tiktok, handle: a}
  - {id: bird, platform: x, handle: b}
  - {id: forum, platform: discourse, server: 'https://forum.example', role: community}
`)
	notes := strings.Join(c.Notes(), "\n")
	for _, want := range []string{"forum", "tube names no files", "attest.x_enterprise"} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes do not speak of %s:\n%s", want, notes)
		}
	}
}

func TestDefaults(t *testing.T) {
	got := mustParse(t, minimal)
	want := Default()
	want.Unit.Name = "Embassy"
	want.resolve("/etc/tailor", &findings{})
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{})); diff != "" {
		t.Errorf("Parse of a minimal file (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Delivery{}, mustParse(t, minimal+"deliver: []\n").Deliver); diff != "" {
		t.Errorf("an empty list must stand against the default (-want +got):\n%s", diff)
	}
	one := mustParse(t, minimal+"deliver:\n  - {to: folder, path: /srv/out}\n").Deliver
	if diff := cmp.Diff([]Delivery{{To: "folder", Path: "/srv/out"}}, one); diff != "" {
		t.Errorf("a list must replace the default (-want +got):\n%s", diff)
	}
}

func TestWaysToWriteFiles(t *testing.T) {
	want := []File{{Path: "/etc/tailor/a/*.csv"}}
	for _, text := range []string{"a/*.csv", "[a/*.csv]", "{path: a/*.csv}", "[{path: a/*.csv, mapping: ''}]", "\n      - a/*.csv"} {
		c := mustParse(t, minimal+"accounts:\n  - id: a\n    platform: exports\n    files: "+text+"\n")
		if diff := cmp.Diff(want, c.Accounts[0].Files); diff != "" {
			t.Errorf("files: %s (-want +got):\n%s", text, diff)
		}
	}
	c := mustParse(t, minimal+`
mappings: {table: {platform: x, columns: {id: Id, published: When, likes: 1}, published: {year: 2014}}}
accounts: [{id: a, platform: exports, files: [{path: /data/a.csv, mapping: table}, 'b [1].csv']}]
`)
	if diff := cmp.Diff([]File{{Path: "/data/a.csv", Mapping: "table"}, {Path: "/etc/tailor/b [1].csv"}}, c.Accounts[0].Files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if m := c.Mappings["table"]; m.Published.Year != "2014" || m.Columns.Likes != "1" || m.Columns.Published != "When" {
		t.Errorf("mapping = %+v; want the year and title as written", m)
	}
}

func TestInheritance(t *testing.T) {
	c := mustParse(t, `
version: 1
unit: {name: Ministry, host: 'NO', languages: en}
accounts:
  - {id: own, platform: x, handle: a}
  - {id: other, platform: x, handle: b, mission: Embassy in Paris, host_country: FR, languages: [fr], audience: business}
  - {id: peer, platform: x, handle: c, role: peer_brand}
`)
	want := []Account{
		{ID: "own", Platform: "x", Handle: "a", Role: data.RoleOwn, Mission: "Ministry", HostCountry: "NO", Languages: []string{"en"}, Audience: "general"},
		{ID: "other", Platform: "x", Handle: "b", Role: data.RoleOwn, Mission: "Embassy in Paris", HostCountry: "FR", Languages: []string{"fr"}, Audience: "business"},
		{ID: "peer", Platform: "x", Handle: "c", Role: data.RolePeerBrand, Audience: "general"},
	}
	if diff := cmp.Diff(want, c.Accounts); diff != "" {
		t.Errorf("accounts (-want +got):\n%s", diff)
	}
}

func TestPeersAreAccounts(t *testing.T) {
	c := mustParse(t, minimal+"peers: [{set: ngos, platform: bluesky, handles: ['@Aid.example', b.example]}, {set: brands, platform: x, handles: cola}]\n")
	want := []Account{
		{ID: "peer-bluesky-aid-example", Platform: "bluesky", Handle: "@Aid.example", Role: data.RolePeerNGO, Mission: "Aid.example", Audience: "general"},
		{ID: "peer-bluesky-b-example", Platform: "bluesky", Handle: "b.example", Role: data.RolePeerNGO, Mission: "b.example", Audience: "general"},
		{ID: "peer-x-cola", Platform: "x", Handle: "cola", Role: data.RolePeerBrand, Mission: "cola", Audience: "general"},
	}
	if diff := cmp.Diff(want, c.AllAccounts()); diff != "" {
		t.Errorf("AllAccounts (-want +got):\n%s", diff)
	}
}

func TestRecordAndSource(t *testing.T) {
	c := mustParse(t, minimal+`
accounts:
  - {id: files, platform: exports, handle: a, files: a.csv}
  - {id: forum, platform: discourse, server: 'https://forum.example', role: community, permission: {by: the board, date: 2026-01-31, disclosed_as: embassy}}
  - {id: paper, platform: feed, server: 'https://paper.example/rss', role: community, since: 2025-12-01, permission: {public_media: true}}
`)
	if got, want := c.Accounts[0].Record(), (data.Account{AccountID: "files", Handle: "a", Role: data.RoleOwn, Mission: "Embassy", Audience: "general"}); !cmp.Equal(got, want) {
		t.Errorf("Record = %+v, want %+v: files say the platform themselves", got, want)
	}
	for i, want := range []string{"", "by the board on 2026-01-31, disclosed as embassy", "public medium"} {
		if got := c.Accounts[i].Record().Permission; got != want {
			t.Errorf("permission of %s = %q, want %q", c.Accounts[i].ID, got, want)
		}
	}
	want := connectors.Account{ID: "files", Platform: "exports", Handle: "a", Role: data.RoleOwn, Mission: "Embassy",
		Files: []connectors.File{{Path: "/etc/tailor/a.csv"}}}
	now := time.Date(2026, 6, 1, 15, 0, 0, 0, time.UTC)
	want.Since = data.At(time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)) // a year back, if nothing else is said
	if diff := cmp.Diff(want, c.Source(c.Accounts[0], now)); diff != "" {
		t.Errorf("Source (-want +got):\n%s", diff)
	}
	if got := c.Source(c.Accounts[2], now); got.Since.String() != "2025-12-01T00:00:00Z" || got.Server != "https://paper.example/rss" {
		t.Errorf("Source = %+v", got)
	}
}

func TestLocation(t *testing.T) {
	oslo := Unit{Timezone: "Europe/Oslo"}.Location()
	if got := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC).In(oslo).Hour(); got != 14 {
		t.Errorf("noon UTC of July is %d o'clock in Oslo, want 14", got)
	}
	if got := (Unit{}).Location(); got != time.UTC {
		t.Errorf("Location without time zone = %v, want UTC", got)
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tailor.yaml")
	if _, err := Load(path); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "tailor init") {
		t.Errorf("Load of no file = %v; want what to do", err)
	}
	if err := os.WriteFile(path, Example(), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(path))
	for _, p := range []string{path, "tailor.yaml", "./tailor.yaml"} {
		c, err := Load(p)
		if err != nil {
			t.Fatal(err)
		}
		if want := filepath.Join(filepath.Dir(path), "tailor-data"); c.Root != want {
			t.Errorf("Load(%s): root = %s, want %s", p, c.Root, want)
		}
	}
	if _, err := Load(filepath.Dir(path)); err == nil {
		t.Error("Load of a folder gave a config")
	}
}

// Every key says what it means, and every check it names exists.
func TestTags(t *testing.T) {
	known := checks()
	mapping := shapeOf(reflect.TypeFor[Mapping](), "")
	var walk func(s *shape, path string)
	walk = func(s *shape, path string) {
		if _, ok := known[s.check]; s.check != "" && !ok {
			t.Errorf("%s: there is no check %q", path, s.check)
		}
		for _, k := range s.keys {
			below := join(path, k.name)
			if k.name == "" {
				t.Errorf("%s: a field has no name", path)
			}
			if k.doc == "" {
				t.Errorf("%s: no doc", below)
			}
			walk(k.shape, below)
		}
		if s.elem != nil && !reflect.DeepEqual(s.elem.names(), mapping.names()) {
			walk(s.elem, path+"[]")
		}
	}
	walk(fileShape(), "")
}

func BenchmarkParse(b *testing.B) {
	var text strings.Builder
	text.WriteString(minimal + "accounts:\n")
	for i := range 3000 {
		fmt.Fprintf(&text, "  - {id: account-%d, platform: x, handle: h, audience: diaspora, languages: [en, fr]}\n", i)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if _, err := Parse([]byte(text.String()), "tailor.yaml"); err != nil {
			b.Fatal(err)
		}
	}
}
