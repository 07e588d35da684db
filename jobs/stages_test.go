package jobs

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// watched is a Progress that notes, stage by stage, which tables and places a run
// looked at and which it changed.
type watched struct {
	Silent
	t     *testing.T
	unit  *Unit
	stage string // in hand; "" between stages
	mu    sync.Mutex
	reads map[string]map[string]bool // stage -> tables opened
	wrote map[string]map[string]bool // stage -> tables and places changed

	tables map[string]string // as they were when the stage began
	places map[string]string
}

func (w *watched) opened(f lake.File) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stage != "" {
		note(w.reads, w.stage, f.Table)
	}
}

func note(m map[string]map[string]bool, stage, what string) {
	if m[stage] == nil {
		m[stage] = map[string]bool{}
	}
	m[stage][what] = true
}

func (w *watched) Stage(name, _ string, _, _ int) {
	w.tables, w.places = w.state()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stage = name
}

func (w *watched) Done(string) {
	w.mu.Lock()
	name := w.stage
	w.stage = ""
	w.mu.Unlock()
	tables, places := w.state()
	for _, pair := range []struct{ before, after map[string]string }{{w.tables, tables}, {w.places, places}} {
		for what := range pair.after {
			if pair.before[what] != pair.after[what] {
				note(w.wrote, name, what)
			}
		}
	}
}

// state is a digest of each table's rows and of each place.
func (w *watched) state() (tables, places map[string]string) {
	w.t.Helper()
	s, err := w.unit.Lake().Current(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	tables, places = map[string]string{}, map[string]string{}
	for _, doc := range lake.Dictionary() {
		for _, f := range s.Files(doc.Name) {
			tables[doc.Name] += f.Partition + f.Hash + "\n"
		}
		tables[doc.Name] += ""
	}
	root := w.unit.Root
	for place, dir := range map[string]string{
		PlaceInbox: filepath.Join(root, "vault", "inbox"), PlaceKeys: w.unit.Config.KeysDir, PlacePages: w.unit.Reports(),
		PlaceDeliveries: filepath.Join(root, "ledger", "deliveries"),
	} {
		places[place] = listing(w.t, dir)
	}
	return tables, places
}

// listing names the files below a folder with their sizes.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			fmt.Fprintln(&b, path, info.Size())
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return b.String()
}

// unseen are declared reads and writes that the demo does not bring about, with what would.
func unseen() map[string]string {
	u := map[string]string{}
	add := func(why string, names ...string) {
		for _, n := range names {
			u[n] = why
		}
	}
	add("accounts that are asked again; the demo's are read from files",
		"pull reads posts", "pull reads post_snapshots")
	add("a reply to a post of an earlier run", "pull reads post_labels")
	add("a survey file read again", "pull reads survey_counts")
	add("rows of keys that were stored by an earlier run", "ingest reads account_snapshots", "ingest reads posts", "ingest reads post_snapshots",
		"ingest reads polls", "ingest reads poll_options", "ingest reads hand_labels", "ingest reads outcomes", "ingest reads replies",
		"ingest reads reply_authors", "ingest reads reply_seen", "ingest reads seals", "ingest reads survey_counts", "ingest reads survey_answers",
		"ingest reads rejects", "ingest reads notes", "ingest reads aliases")
	add("one post in an export and in an archive", "ingest writes aliases")
	add("a platform's polls", "ingest writes polls", "ingest writes poll_options", "report reads polls", "report reads poll_options")
	add("a sheet of labels by hand", "ingest writes hand_labels", "classify reads hand_labels", "classify reads aliases", "classify reads post_draws",
		"classify writes label_agreement", "recommend reads label_agreement")
	add("a reply that comes after its week was sealed", "ingest writes seals", "ingest writes reply_late", "ingest reads reply_late", "ingest reads reply_cells")
	add("a survey with open answers", "ingest writes survey_answers")
	add("an account that is asked, whose platform has terms; files are the unit's own: TestForget", "terms reads", "terms writes")
	add("a sealed week with replies that were scored late", "score reads seals")
	add("replies judged by hand", "publish reads reply_labels", "publish writes reply_labels")
	add("a second reading of a month", "measure reads post_metrics", "measure reads maturity_sums", "measure reads overperformance")
	add("a file that another unit shared", "recommend reads pooled_effects")
	add("advice of 16 weeks ago", "recommend reads advice", "recommend writes advice_outcomes", "report reads advice_outcomes")
	add("a registered experiment", "recommend reads rotations", "recommend reads rotation_results", "recommend writes rotation_results")
	add("a delivery by mail or webhook; the demo sends nothing", "deliver reads", "deliver writes")
	add("replies drawn for labelling", "expire writes reply_labelled")
	add("a survey with open answers", "expire writes survey_answers")
	return u
}

// TestStagesTellTheTruth runs the demo, and again 15 days later, and compares what each
// stage opened and changed with what it declares.
func TestStagesTellTheTruth(t *testing.T) {
	dir := t.TempDir()
	if err := demo.WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(filepath.Join(dir, demo.ConfigName))
	if err != nil {
		t.Fatal(err)
	}
	w := &watched{t: t, reads: map[string]map[string]bool{}, wrote: map[string]map[string]bool{}}
	for _, at := range []time.Time{demo.AsOf(demo.Weeks), demo.AsOf(demo.Weeks).Add(15 * 24 * time.Hour)} {
		u, err := Open(t.Context(), Options{Config: c, Clock: data.Clock{AsOf: at}, Progress: w, Opened: w.opened})
		if err != nil {
			t.Fatal(err)
		}
		w.unit = u
		if _, err := u.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	tables := map[string]bool{}
	for _, doc := range lake.Dictionary() {
		tables[doc.Name] = true
	}
	places := []string{PlaceSources, PlaceInbox, PlaceKeys, PlacePages, PlaceDeliveries, PlaceTargets, PlaceSnapshots}
	watchedPlaces := []string{PlaceInbox, PlaceKeys, PlacePages, PlaceDeliveries}
	excused := unseen()
	for _, s := range Stages() {
		for _, side := range []struct {
			verb     string
			declared []string
			seen     map[string]bool
		}{{"reads", s.Reads, w.reads[s.Name]}, {"writes", s.Writes, w.wrote[s.Name]}} {
			for _, name := range slices.Sorted(maps.Keys(side.seen)) {
				if !slices.Contains(side.declared, name) {
					t.Errorf("%s %s %s and does not declare it", s.Name, side.verb, name)
				}
				for _, key := range []string{s.Name + " " + side.verb + " " + name, s.Name + " " + side.verb} {
					if excused[key] != "" {
						t.Errorf("%q is seen on the demo; take it from the list of what is not", key)
					}
				}
			}
			for _, name := range side.declared {
				key := s.Name + " " + side.verb + " " + name
				switch {
				case slices.Contains(places, name):
					if side.verb == "reads" || !slices.Contains(watchedPlaces, name) || side.seen[name] || excused[s.Name+" "+side.verb] != "" {
						continue
					}
				case !tables[name]:
					t.Errorf("%s: there is no table or place of that name", key)
				}
				if !side.seen[name] && excused[key] == "" && excused[s.Name+" "+side.verb] == "" {
					t.Errorf("%s is declared and not seen", key)
				}
			}
		}
	}
}

// TestStagesKeepTheirOrder holds the order to what is declared: a stage stands behind
// those it must follow, and follows every earlier one that writes what it reads.
func TestStagesKeepTheirOrder(t *testing.T) {
	all := Stages()
	follows := map[string]map[string]bool{}
	for i, s := range all {
		follows[s.Name] = map[string]bool{}
		for _, before := range s.After {
			if !slices.ContainsFunc(all[:i], func(b Stage) bool { return b.Name == before }) {
				t.Errorf("%s must come after %s, which does not stand before it", s.Name, before)
			}
			follows[s.Name][before] = true
			maps.Copy(follows[s.Name], follows[before])
		}
		for _, earlier := range all[:i] {
			for _, what := range s.Reads {
				if slices.Contains(earlier.Writes, what) && !follows[s.Name][earlier.Name] {
					t.Errorf("%s reads %s, which %s writes, and need not come after it", s.Name, what, earlier.Name)
				}
			}
		}
		if s.Job != JobPull && s.Job != JobReport {
			t.Errorf("%s is part of no job: %q", s.Name, s.Job)
		}
		if slices.Contains(s.Reads, PlaceSources) && (s.Backfill || s.Tables) {
			t.Errorf("a backfill would read accounts: %s", s.Name)
		}
	}
}

// TestWeeks lists the weeks that end between two days, whatever days those are.
func TestWeeks(t *testing.T) {
	day := func(text string) time.Time {
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, c := range []struct{ from, to, want string }{
		{"2026-01-04", "2026-01-04", "2026-W01"},
		{"2026-01-05", "2026-01-10", ""},
		{"2025-12-29", "2026-01-18", "2026-W01 2026-W02 2026-W03"},
		{"2026-01-18", "2025-12-29", ""},
		{"2020-12-28", "2021-01-10", "2020-W53 2021-W01"},
	} {
		var got []string
		for _, end := range Weeks(day(c.from), day(c.to)) {
			got = append(got, data.At(end).Week())
			if next := data.At(end.Add(time.Second)); next.Week() == data.At(end).Week() || end.Weekday() != time.Sunday {
				t.Errorf("%v is not the last second of its week", end)
			}
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("weeks from %s to %s: %q, want %q", c.from, c.to, text, c.want)
		}
	}
}
