package plan

import (
	"fmt"
	"maps"
	"math"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// shapes are the platforms whose servers the towns have; account is how the settings name one.
var shapes = map[string]struct {
	says    func(*towns, *http.Request) any
	account string
}{
	"mastodon":  {saysMastodon, "handle: '@embassy@%[1]s.example'"},
	"bluesky":   {saysBluesky, "handle: %[1]s.embassy.example, server: 'https://%[1]s.example'"},
	"x":         {saysX, "handle: '%[1]s', server: 'https://%[1]s.example'"},
	"youtube":   {saysYouTube, "handle: '@%[1]s'"},
	"facebook":  {saysFacebook, "handle: '%[1]s', server: 'https://%[1]s.example'"},
	"instagram": {saysInstagram, "handle: '%[1]s', server: 'https://%[1]s.example'"},
	"threads":   {saysThreads, "handle: '%[1]s', server: 'https://%[1]s.example'"},
	"telegram":  {saysTelegram, "handle: '%[1]s_channel'"},
	"discourse": {saysDiscourse, "handle: '@%[1]s', server: 'https://%[1]s.example'"},
	"feed":      {saysFeed, "server: 'https://%[1]s.example/feed.json'"},
}

// TestPlanForetells compares what plan says before each run of some weeks with what the
// run then asks and deletes, by the server's count and by the record.
func TestPlanForetells(t *testing.T) {
	for platform := range shapes {
		t.Run(platform, func(t *testing.T) { foretells(t, platform) })
	}
}

func foretells(t *testing.T, platform string) {
	t.Setenv("X_BEARER", "AAAA")
	t.Setenv("YOUTUBE_KEY", "AIza")
	for _, name := range []string{"FACEBOOK", "INSTAGRAM", "THREADS"} {
		t.Setenv(name+"_TOKEN", "EAA")
	}
	shape, dir := shapes[platform], t.TempDir()
	// Accounts are read in turn, so that it is known whose replies are read while the budget lasts.
	text := "version: 1\nunit: {name: Ministry, home: XR}\nroot: data\nkeys_dir: keys\ndeliver: []\nnetwork: {accounts: 1}\n" +
		"replies: {collect: true, legal_basis: Foreign Service Act s. 1, dpia: DPIA 2026/14, contact: dpo@mfa.example}\n" +
		"attest: {x_enterprise: {by: Registry, date: 2026-01-15, ref: E-1}, youtube_derived: {by: Registry, date: 2026-01-15, ref: Y-1}}\naccounts:\n"
	for _, name := range slices.Sorted(maps.Keys(paces)) {
		text += fmt.Sprintf("  - {id: %[1]s, platform: %[2]s, mission: Mission, "+shape.account+"}\n", name, platform)
	}
	cfg, err := config.Parse([]byte(text), filepath.Join(dir, "tailor.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	server := &towns{says: shape.says, now: time.Date(2026, 6, 1, 7, 0, 0, 0, time.UTC)}
	open := func() *jobs.Unit {
		t.Helper()
		now := server.now
		u, err := jobs.Open(t.Context(), jobs.Options{Config: cfg, Clock: data.Clock{AsOf: now}, Wall: func() time.Time { return now }, Transport: server})
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	plan := func() *Forecast {
		t.Helper()
		server.asked, server.charged = map[string]int64{}, map[string]bool{}
		p, err := Foretell(t.Context(), open())
		if err != nil {
			t.Fatal(err)
		}
		if len(server.asked) > 0 {
			t.Fatalf("plan asked %v", server.asked)
		}
		return p
	}
	words := func(p *Forecast) string {
		var b strings.Builder
		if err := p.Text(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	// run returns what a run asked by the server's count, what it paid or used of a quota, and
	// what it deleted by its record.
	var wrote int64
	run := func() (asked int64, paid float64, deleted int64) {
		t.Helper()
		u := open()
		if _, err := u.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, n := range server.asked {
			asked += n
		}
		last, _, err := u.Ledger().Last()
		if err != nil {
			t.Fatal(err)
		}
		var noted int64
		for _, a := range last.Accounts {
			noted += a.Requests
		}
		if noted != asked {
			t.Errorf("the record says %d requests, the servers counted %d", noted, asked)
		}
		wrote = 0
		for _, s := range last.Stages {
			wrote += s.Rows
			if s.Name == "terms" || s.Name == "seal" || s.Name == "expire" {
				deleted += s.Removed
			}
		}
		switch platform {
		case "x":
			for what := range server.charged {
				paid += map[bool]float64{true: 0.005, false: 0.010}[strings.HasPrefix(what, "post")]
			}
		case "youtube":
			paid = float64(asked)
		}
		return asked, paid, deleted
	}

	first := plan()
	asksOnce := platform == "feed" // whatever there is
	if first.AtLeast == asksOnce || first.Writes != nil || len(first.Deletes) > 0 {
		t.Errorf("before the first read plan knows %+v", first)
	}
	if !asksOnce && !strings.Contains(words(first), "not known before the first read") {
		t.Errorf("plan before the first read does not say that it knows little:\n%s", words(first))
	}
	for _, want := range []string{"writes: not known before the first run", "deletes: nothing"} {
		if !strings.Contains(words(first), want) {
			t.Errorf("plan before the first read does not say %q:\n%s", want, words(first))
		}
	}
	if asked, _, _ := run(); asked < first.Requests {
		t.Errorf("the first run asked %d times, less than the %d that plan said at least", asked, first.Requests)
	}

	within := func(what string, planned, did float64) {
		t.Helper()
		if math.Abs(planned-did) > 0.1*did+1e-9 {
			t.Errorf("%s: planned %v %s, the run had %v", server.now.Format(time.DateOnly), planned, what, did)
		}
	}
	told, off := 0, 0 // forecasts of rows to write from two runs; of these, over 10 % off
	deletedAtAll, short, runs, pause := int64(0), 0, 24, 24*time.Hour
	if testing.Short() {
		runs, pause = 8, 48*time.Hour
	}
	for n := range runs {
		server.now = server.now.Add(pause)
		if n == 5 {
			server.now = server.now.Add(3 * 24 * time.Hour) // a long weekend without a run
		}
		p := plan()
		if p.AtLeast || p.Writes == nil || strings.Contains(words(p), "not known") {
			t.Errorf("%s: plan is not sure:\n%s", server.now.Format(time.DateOnly), words(p))
		}
		var deletes int64
		for _, d := range p.Deletes {
			deletes += d.Rows
		}
		var price float64
		for _, a := range p.Accounts {
			if price += a.USD; platform == "youtube" {
				price += a.Units
			}
		}
		asked, paid, deleted := run()
		t.Logf("%s: requests planned %d, done %d; price planned %.3f, paid %.3f; rows to delete planned %d, done %d; rows to write planned %d, written %d",
			server.now.Format(time.DateOnly), p.Requests, asked, price, paid, deletes, deleted, p.Writes.Rows, wrote)
		if strings.Contains(words(p), "the budget does not last") {
			short++
		}
		within("requests", float64(p.Requests), float64(asked))
		within("dollars or units", price, paid)
		if p.Writes.Runs > 1 {
			told++
			if math.Abs(float64(p.Writes.Rows)/float64(wrote)-1) > 0.1 {
				off++
			}
		}
		within("rows to delete", float64(deletes), float64(deleted))
		deletedAtAll += deleted
	}
	if quiet := platform == "feed" || platform == "telegram"; !quiet && deletedAtAll == 0 { // they give no replies
		t.Error("no run deleted a row; the comparison proves nothing")
	}
	// After a pause, or where the X budget sets in, a run writes more or less than those before.
	t.Logf("rows to write were told from two runs %d times of %d, %d of them over 10 %% off", told, runs, off)
	if !testing.Short() && (told < runs*2/3 || off > told/4) { // few runs are mostly such
		t.Errorf("rows to write were told from two runs %d times of %d, and %d of them were over 10 %% off", told, runs, off)
	}
	if platform == "x" && (short == 0 || short == runs) {
		t.Errorf("the budget did not last for %d of %d runs; the comparison is to hold with and without", short, runs)
	}
}
