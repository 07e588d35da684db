package demo_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// The tests of this file find the planted truths again by naive means, from the
// generated files alone.

func TestSimpson(t *testing.T) {
	truth := world().Truths().Simpson
	if truth.Format != data.FormatVideo || truth.Platform != data.Facebook {
		t.Fatalf("the truth is on %s of %s; this test reads videos of Facebook", truth.Format, truth.Platform)
	}
	var pooled []value
	for _, account := range truth.Accounts {
		values := settled(t, string(account))
		if r := ratio(values, "Videos"); r <= 1.1 {
			t.Errorf("within %s videos have %.2f times the median of other posts, want clearly above 1", account, r)
		}
		pooled = append(pooled, values...)
	}
	if r := ratio(pooled, "Videos"); r >= 0.9 {
		t.Errorf("over all accounts videos have %.2f times the median of other posts, want clearly below 1", r)
	}
}

func TestNoDifferenceOfReels(t *testing.T) {
	for _, account := range []string{"oslo-instagram", "paris-instagram"} {
		values := settled(t, account)
		images := median(values, func(v value) bool { return v.format == "IG image" })
		reels := median(values, func(v value) bool { return v.format == "IG reel" })
		// Medians of 20 and 30 posts with spread 0.45 differ by chance of 1.25*0.45*sqrt(1/20+1/30) = 16 %.
		if r := reels / images; r < 0.68 || r > 1.47 {
			t.Errorf("%s: reels have %.2f times the median of images, want about 1", account, r)
		}
	}
}

func TestViral(t *testing.T) {
	truth := world().Truths().Viral
	values := settled(t, string(truth.Account))
	links := median(values, func(v value) bool { return v.format == "Links" })
	var top value
	var sum, n, rest int64
	for _, v := range values {
		if v.interactions > top.interactions {
			top = v
		}
	}
	if top.id != truth.Post.Native() || float64(top.interactions) < 30*links {
		t.Fatalf("the top post is %+v, want %s with far more than %v", top, truth.Post, links)
	}
	for _, v := range values {
		if v.format == "Links" {
			sum += v.interactions
			n++
		}
		if v.format == "Photos" && !v.boosted {
			rest = max(rest, int64(median(values, func(v value) bool { return v.format == "Photos" && !v.boosted })))
		}
	}
	if mean := float64(sum) / float64(n); mean <= float64(rest) || links >= float64(rest) {
		t.Errorf("links: mean %.0f, median %.0f, photos' median %d: want the mean above, the median below", mean, links, rest)
	}
}

func TestBoosted(t *testing.T) {
	truth := world().Truths().Boosted
	values := settled(t, "paris-facebook")
	for _, v := range values {
		if want := slices.Contains(truth, data.NewPostID(data.Facebook, v.id)); v.boosted != want {
			t.Errorf("post %s: boosted %t in the export, %t in the truth", v.id, v.boosted, want)
		}
	}
	with := median(values, func(v value) bool { return v.format == "Photos" && v.boosted })
	without := median(values, func(v value) bool { return v.format == "Photos" && !v.boosted })
	if len(truth) < 8 || with < 2*without {
		t.Errorf("%d boosted posts with median %v, others %v: want at least 8 and twice as much", len(truth), with, without)
	}
}

func TestBreak(t *testing.T) {
	b := world().Truths().Break
	for _, account := range b.Accounts {
		var seen, reach [2]float64
		for _, f := range whole() {
			if !strings.HasPrefix(f.Name, string(account)+"/posts/") {
				continue
			}
			column, i := b.Column, 0
			if !exportDay(t, f.Name).Before(b.On) {
				column, i = b.New, 1
			}
			for _, l := range parse(t, f) {
				n, err := strconv.ParseFloat(l.cells[column], 64)
				r, err2 := strconv.ParseFloat(l.cells["Reach"], 64)
				if err == nil && err2 == nil {
					seen[i] += n
					reach[i] += r
				}
			}
		}
		if got := (seen[1] / reach[1]) / (seen[0] / reach[0]); got < b.Factor-.02 || got > b.Factor+.02 {
			t.Errorf("%s: what is seen per reach rises %.3f times at the break, want %v", account, got, b.Factor)
		}
	}
}

func TestImmatureWeek(t *testing.T) {
	truth := world().Truths()
	young := 0
	for _, rec := range world().Ledger() {
		if data.At(rec.Published).Week() != truth.ImmatureWeek {
			continue
		}
		young++
		for _, r := range rec.Readings {
			if r.At.Sub(rec.Published) > 7*24*time.Hour {
				t.Errorf("%s was read at an age of %v", rec.Post, r.At.Sub(rec.Published))
			}
		}
	}
	if young < 20 {
		t.Errorf("%d posts in the last week, want at least 20", young)
	}
}

// TestHomeLanguage compares posts in the home language with the others of their
// account, both over all formats.
func TestHomeLanguage(t *testing.T) {
	truth := world().Truths()
	for _, account := range []string{"oslo-facebook", "trieste-facebook"} {
		language := map[string]string{}
		for _, rec := range world().Ledger() {
			language[rec.Post.Native()] = rec.Language
		}
		values := settled(t, account)
		home := median(values, func(v value) bool { return language[v.id] == truth.HomeLanguage })
		other := median(values, func(v value) bool { return language[v.id] != truth.HomeLanguage })
		if r := home / other; r <= 1.05 || r > 1.7 {
			t.Errorf("%s: posts in %s have %.2f times the median of others, want about %v", account, truth.HomeLanguage, r, truth.HomeLift)
		}
	}
}

// TestMentioned checks that one of our posts names a private person.
func TestMentioned(t *testing.T) {
	handles := world().Identifiers().Handles
	for _, f := range whole() {
		if !strings.HasPrefix(f.Name, "oslo-facebook/posts/") {
			continue
		}
		for _, l := range parse(t, f) {
			text := l.cells["Title"] + l.cells["Description"]
			named := slices.ContainsFunc(handles, func(h string) bool { return strings.Contains(text, "@"+h) })
			if want := l.cells["Post ID"] == world().Truths().Mentioned.Native(); named != want {
				t.Errorf("%s:%d: names a private person: %t, want %t", f.Name, l.no, named, want)
			}
		}
	}
}
