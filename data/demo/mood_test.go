package demo_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
)

// TestBrigade finds the burst in the thread's JSON: near-identical once case and
// marks are gone.
func TestBrigade(t *testing.T) {
	b := world().Truths().Brigade
	dir := "oslo-x/threads/" + b.Post.Native() + "/replies/"
	authors, texts, n := map[string]bool{}, map[string]bool{}, 0
	for _, f := range whole() {
		if !strings.HasPrefix(f.Name, dir) {
			continue
		}
		var r struct {
			CreatedAt string `json:"created_at"`
			Text      string `json:"text"`
			User      struct {
				ID string `json:"id_str"`
			} `json:"user"`
		}
		if err := json.Unmarshal(f.Bytes, &r); err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RubyDate, r.CreatedAt)
		if err != nil {
			t.Fatal(err)
		}
		words := strings.ToLower(strings.TrimRight(r.Text, "! 😡"))
		words = strings.TrimSuffix(strings.Replace(words, "today", "now", 1), " #closeit")
		if !strings.Contains(words, "embassy of liars") {
			continue
		}
		if at.Before(b.Begin) || at.After(b.End) {
			t.Errorf("%s is of %v, outside the burst", f.Name, at)
		}
		authors[r.User.ID], texts[words] = true, true
		n++
	}
	if n != b.Replies || len(authors) != b.People || len(texts) != 1 || data.At(b.Begin).Week() != b.Week {
		t.Errorf("%d replies by %d people in %d texts, want %+v", n, len(authors), len(texts), b)
	}
}

// TestTextsAreDiverse keeps the templates from looking like a flood: among the
// replies of one week to one account few are equal.
func TestTextsAreDiverse(t *testing.T) {
	for _, account := range []string{"oslo-facebook", "paris-facebook", "trieste-facebook"} {
		comments, _ := commentsOf(t, account)
		seen := map[string]bool{}
		var same, all int
		for _, c := range comments {
			if strings.Contains(c["Author"], "of Ruritania in") || !strings.ContainsFunc(c["Comment"], unicode.IsLetter) {
				continue
			}
			at, _ := time.Parse(time.DateTime, c["Date"])
			k := data.At(at).Week() + c["Comment"]
			all++
			if seen[k] {
				same++
			}
			seen[k] = true
		}
		if same*100 > 6*all {
			t.Errorf("%s: %d of %d replies equal another of their week, want at most 6 %%", account, same, all)
		}
	}
}

func TestSmallCells(t *testing.T) {
	truth := world().Truths()
	if len(truth.SmallCells) < 4 {
		t.Errorf("%d small cells, want at least 4", len(truth.SmallCells))
	}
	if d := truth.Dominated; d.Authors < 10 || 2*d.Largest <= d.Replies {
		t.Errorf("%+v: want ten authors, one of whom wrote more than half", d)
	}
}

// TestSmallMission checks the smallest user's size: 20 posts a month, about 30
// replies a week, of enough people for a week's total.
func TestSmallMission(t *testing.T) {
	replies, people, posts := map[string]int{}, map[string]map[int]bool{}, 0
	for _, rec := range world().Ledger() {
		if rec.Account != "trieste-facebook" {
			continue
		}
		posts++
		for _, r := range rec.Replies {
			if r.Tone == "answer" {
				continue
			}
			week := data.At(r.At).Week()
			replies[week]++
			if people[week] == nil {
				people[week] = map[int]bool{}
			}
			people[week][r.Author] = true
		}
	}
	sum := 0
	for week, n := range replies {
		sum += n
		if len(people[week]) < 8 {
			t.Errorf("%s: %d people", week, len(people[week]))
		}
	}
	if mean := float64(sum) / demo.Weeks; posts != 120 || mean < 25 || mean > 36 {
		t.Errorf("%d posts and %.1f replies a week, want 120 and about 30", posts, mean)
	}
}

func TestMoodShift(t *testing.T) {
	shift := world().Truths().MoodShift
	var bad, all [2]float64
	for _, rec := range world().Ledger() {
		for _, r := range rec.Replies {
			if !strings.HasPrefix(string(rec.Account), shift.Mission) || r.Tone == "question" || r.Tone == "answer" {
				continue
			}
			i := 0
			if !r.At.Before(shift.From) {
				i = 1
			}
			all[i]++
			if r.Tone == "complaint" {
				bad[i]++
			}
		}
	}
	for i, want := range []float64{shift.Before, shift.After} {
		if got := bad[i] / all[i]; got < want-.05 || got > want+.05 {
			t.Errorf("share of complaints in part %d is %.2f of %.0f, want %.2f", i, got, all[i], want)
		}
	}
}

// TestWave finds the complaints about visas in the export: as many as planted, in one week,
// by as many people.
func TestWave(t *testing.T) {
	wave := world().Truths().Wave
	people, n := map[int]bool{}, 0
	for _, rec := range world().Ledger() {
		for _, r := range rec.Replies {
			if rec.Account == "oslo-facebook" && data.At(r.At).Week() == wave.Week && r.Tone == "complaint" && r.Topic == wave.Topic && r.Language == "en" {
				n, people[r.Author] = n+1, true
			}
		}
	}
	if n < wave.Replies || len(people) < wave.People {
		t.Errorf("%d replies by %d people, want %d by %d", n, len(people), wave.Replies, wave.People)
	}
}
