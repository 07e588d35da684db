package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/planner"
)

// TestNextSoon plans after four weeks, when next to nothing is known.
func TestNextSoon(t *testing.T) {
	dir := t.TempDir()
	if err := demo.Small(4).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	at := []string{"--config", filepath.Join(dir, demo.ConfigName), "--as-of", demo.AsOf(4).Format("2006-01-02T15:04:05Z07:00")}
	mustTailor(t, append([]string{"run", "-q"}, at...)...)
	out := mustTailor(t, append([]string{"next", "--format", "csv"}, at...)...)
	if n := strings.Count(out, "\n") - 1; n < 8 || n > 11 {
		t.Errorf("%d posts in two weeks:\n%s", n, out)
	}
	if out := mustTailor(t, append([]string{"hindsight", "--rehearse"}, at...)...); !strings.Contains(out, "too few posts") {
		t.Errorf("hindsight --rehearse says %s", out)
	}
}

// TestHindsight gives advice and draws lots after 13 weeks, and looks back after 26. The
// demo's people post on as they did, so the lots were kept to by chance only.
func TestHindsight(t *testing.T) {
	dir := t.TempDir()
	at := func(week int) []string {
		for _, old := range []string{"trieste-facebook", demo.ConfigName, "README.txt"} { // of an earlier week
			if err := os.RemoveAll(filepath.Join(dir, old)); err != nil {
				t.Fatal(err)
			}
		}
		if err := demo.Small(week).WriteTo(dir); err != nil {
			t.Fatal(err)
		}
		return []string{"--config", filepath.Join(dir, demo.ConfigName), "--as-of", demo.AsOf(week).Format("2006-01-02T15:04:05Z07:00")}
	}
	early := at(13)
	mustTailor(t, append([]string{"run", "-q"}, early...)...)
	var cal planner.Plan
	if err := json.Unmarshal([]byte(mustTailor(t, append([]string{"next", "--json", "-q"}, early...)...)), &cal); err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(dir, "tailor-data")
	given := rowsOf[data.Advice](t, root, "advice")

	late := at(26)
	mustTailor(t, append([]string{"run", "-q"}, late...)...)
	var kept []data.Advice
	for _, a := range rowsOf[data.Advice](t, root, "advice") {
		if a.Period == given[0].Period {
			kept = append(kept, a)
		}
	}
	if diff := cmp.Diff(given, kept); diff != "" {
		t.Errorf("advice that was given changed:\n%s", diff)
	}
	var h advise.HindsightReport
	if err := json.Unmarshal([]byte(mustTailor(t, append([]string{"hindsight", "--json"}, late...)...)), &h); err != nil {
		t.Fatal(err)
	}
	if h.Rehearsed || len(h.Outcomes) != len(given) || h.Score.Judged == 0 {
		t.Errorf("%d lines given, %d looked back on, %d judged", len(given), len(h.Outcomes), h.Score.Judged)
	}
	var x planner.Experiments
	if err := json.Unmarshal([]byte(mustTailor(t, append([]string{"next", "--results", "--json"}, late...)...)), &x); err != nil {
		t.Fatal(err)
	}
	if len(cal.Rotations) != 1 || len(x.Experiments) != 1 || x.Experiments[0].Posted == 0 || x.Experiments[0].Kept == x.Experiments[0].Posted {
		t.Errorf("drawn %+v, then %+v", cal.Rotations, x.Experiments)
	}
}

// TestNext plans for the consulate with 20 posts a month, from its files to its calendar.
func TestNext(t *testing.T) {
	dir := t.TempDir()
	if err := demo.Small(26).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	at := []string{"--config", filepath.Join(dir, demo.ConfigName), "--as-of", demo.AsOf(26).Format("2006-01-02T15:04:05Z07:00")}
	command := func(args ...string) string { return mustTailor(t, append(args, at...)...) }
	if _, errs, code := tailor(t, append([]string{"next"}, at...)...); code != 1 || !strings.Contains(errs, "tailor run") {
		t.Errorf("before any run: exit code %d, %s", code, errs)
	}
	command("run", "-q")
	root := filepath.Join(dir, "tailor-data")

	before := tree(t, filepath.Join(root, "lake"))
	draft := command("next", "--draft")
	if diff := cmp.Diff(before, tree(t, filepath.Join(root, "lake"))); diff != "" {
		t.Errorf("a draft changes the lake:\n%s", diff)
	}
	var cal planner.Plan
	if err := json.Unmarshal([]byte(command("next", "--json")), &cal); err != nil {
		t.Fatal(err)
	}
	if n := len(cal.Entries); n < 8 || n > 11 {
		t.Errorf("%d posts in two weeks, where 20 a month are usual", n)
	}
	videos := 0
	for _, e := range cal.Entries {
		if e.Format == data.FormatVideo {
			videos++
		}
	}
	if videos < 4 {
		t.Errorf("%d of %d posts are videos, which the demo has do best", videos, len(cal.Entries))
	}
	if len(cal.Rotations) != 1 || len(rowsOf[data.RotationSlot](t, root, "rotations")) != cal.Rotations[0].Slots {
		t.Errorf("rotations %+v", cal.Rotations)
	}
	registered := tree(t, filepath.Join(root, "lake", "current"))
	if diff := cmp.Diff(draft, command("next")); diff != "" {
		t.Errorf("what was registered is not what was drafted:\n%s", diff)
	}
	for _, form := range []string{"csv", "ics", "message"} {
		out := command("next", "--format", form)
		if out != command("next", "--format", form) || out == "" {
			t.Errorf("%s is empty or differs from run to run", form)
		}
		if form == "message" && utf8.RuneCountInString(out) > 700 {
			t.Errorf("the message has %d characters", utf8.RuneCountInString(out))
		}
	}
	if out := command("next", "--results"); !strings.Contains(out, "nobody looks before") {
		t.Errorf("--results says %s", out)
	}
	if out := command("hindsight"); !strings.Contains(out, "31 August 2026") {
		t.Errorf("hindsight says %s", out)
	}
	if out := command("hindsight", "--rehearse"); !strings.Contains(out, "Brier score") || !strings.Contains(out, "not advice that was given") {
		t.Errorf("hindsight --rehearse says %s", out)
	}
	if diff := cmp.Diff(registered, tree(t, filepath.Join(root, "lake", "current"))); diff != "" {
		t.Errorf("looking changes the lake:\n%s", diff)
	}
	for _, bad := range [][]string{{"next", "--format", "pdf"}, {"next", "--occasion", "soon"}, {"next", "--results", "--format", "ics"}} {
		if _, _, code := tailor(t, append(bad, at...)...); code != 2 {
			t.Errorf("%v: exit code %d, want 2", bad, code)
		}
	}
	if _, errs, code := tailor(t, append([]string{"next", "--mission", "Lima"}, at...)...); code != 1 || !strings.Contains(errs, "Trieste") {
		t.Errorf("another mission: exit code %d, %s", code, errs)
	}
}
