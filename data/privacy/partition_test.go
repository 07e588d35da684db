package privacy

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

func TestPartition(t *testing.T) {
	for _, c := range []struct {
		name     string
		children []Child
		rule     Rule
		want     []Group
		why      string
	}{
		{"all hold", []Child{{"a", 20, 12, 2}, {"b", 30, 10, 3}}, Rule{},
			[]Group{{"b", []string{"b"}, 30}, {"a", []string{"a"}, 20}}, ""},
		{"a small one takes the smallest with it", []Child{{"a", 40, 12, 2}, {"b", 30, 10, 3}, {"c", 20, 10, 3}, {"d", 5, 4, 1}}, Rule{},
			[]Group{{"a", []string{"a"}, 40}, {"b", []string{"b"}, 30}, {"other", []string{"c", "d"}, 25}}, ""},
		{"two groups are too many", []Child{{"a", 40, 12, 2}, {"d", 5, 4, 1}}, Rule{}, nil, TooFew},
		{"one author above half", []Child{{"a", 40, 12, 2}, {"b", 40, 12, 21}, {"c", 40, 12, 2}}, Rule{},
			[]Group{{"a", []string{"a"}, 40}, {"other", []string{"b", "c"}, 80}}, ""},
		{"exactly half is allowed", []Child{{"a", 40, 12, 20}, {"b", 40, 12, 20}}, Rule{},
			[]Group{{"a", []string{"a"}, 40}, {"b", []string{"b"}, 40}}, ""},
		{"protected", []Child{{"a", 90, 30, 2}, {"b", 90, 29, 2}}, Rule{Protected: true}, nil, TooFew},
		{"protected with a higher k", []Child{{"a", 90, 30, 2}, {"b", 90, 39, 2}}, Rule{K: 40, Protected: true}, nil, TooFew},
		{"answering", []Child{{"a", 9, 5, 2}, {"b", 9, 5, 2}}, Rule{Answering: true},
			[]Group{{"a", []string{"a"}, 9}, {"b", []string{"b"}, 9}}, ""},
		{"natural other joins", []Child{{"a", 40, 12, 2}, {"other", 39, 12, 2}, {"d", 5, 4, 1}}, Rule{},
			[]Group{{"a", []string{"a"}, 40}, {"other", []string{"d", "other"}, 44}}, ""},
		{"natural other alone", []Child{{"a", 40, 12, 2}, {"other", 39, 12, 2}}, Rule{},
			[]Group{{"a", []string{"a"}, 40}, {"other", []string{"other"}, 39}}, ""},
		{"politics hides", []Child{{"politics", 40, 30, 2}, {"visa", 30, 12, 2}, {"sport", 20, 12, 2}, {"jobs", 60, 12, 2}}, Rule{},
			[]Group{{"jobs", []string{"jobs"}, 60}, {"other", []string{"politics", "sport", "visa"}, 90}}, ""},
		{"politics shows in a quarter", []Child{{"politics", 40, 30, 2}, {"visa", 30, 12, 2}}, Rule{ShowSensitive: true},
			[]Group{{"politics", []string{"politics"}, 40}, {"visa", []string{"visa"}, 30}}, ""},
		{"empty children do not count", []Child{{"a", 40, 12, 2}, {"b", 0, 0, 0}}, Rule{}, nil, OneGroup},
		{"nothing", nil, Rule{}, nil, OneGroup},
	} {
		got, why := Partition(c.children, c.rule)
		if diff := cmp.Diff(c.want, got); diff != "" || why != c.why {
			t.Errorf("%s: why %q, want %q (-want +got):\n%s", c.name, why, c.why, diff)
		}
	}
}

func TestPartitionProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		children := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Child {
			n := rapid.Int64Range(0, 60).Draw(t, "replies")
			return Child{Value: rapid.StringOfN(rapid.RuneFrom([]rune("abcdefgh")), 1, 1, -1).Draw(t, "value"),
				Replies: n, Authors: rapid.Int64Range(0, n).Draw(t, "authors"), MaxReplies: rapid.Int64Range(0, n).Draw(t, "max")}
		}), 0, 9).Draw(t, "children")
		rule := Rule{K: rapid.IntRange(1, 30).Draw(t, "k")}
		groups, why := Partition(children, rule)
		if again, why2 := Partition(rapid.Permutation(children).Draw(t, "order"), rule); cmp.Diff(groups, again) != "" || why != why2 {
			t.Fatalf("the order of children matters")
		}
		if (groups == nil) != (why != "") {
			t.Fatalf("groups %v with reason %q", groups, why)
		}
		if groups == nil {
			return
		}
		var members []string
		var want, got int64
		for _, g := range groups {
			members = append(members, g.Members...)
			got += g.Replies
			var all crowd
			for _, c := range children {
				if slices.Contains(g.Members, c.Value) {
					all = crowd{all.replies + c.Replies, max(all.authors, c.Authors), all.busiest + c.MaxReplies}
				}
			}
			if all.authors < int64(rule.K) || 2*all.busiest > all.replies || all.replies != g.Replies {
				t.Fatalf("group %+v does not hold: %+v", g, all)
			}
		}
		for _, c := range children {
			want += c.Replies
		}
		slices.Sort(members)
		if got != want || len(slices.Compact(members)) != len(members) || len(groups) < 2 {
			t.Fatalf("groups %v are no partition of %v", groups, children)
		}
	})
}

// TestPlanOtherByDifference: many small topics of one person each make a group,
// because nobody in the week can be counted in them and in the large ones alone.
func TestPlanOtherByDifference(t *testing.T) {
	log := people(0, 12, at("2026-W07", func(s *said) { s.topic = "passport" }))
	for i, topic := range []data.Topic{"visa", "jobs", "sport", "culture", "tourism", "education"} {
		log = append(log, people(20+2*i, 22+2*i, at("2026-W07", func(s *said) { s.topic = topic }))...)
	}
	w := world{log: log}
	w.publish(weekEnd("2026-W07", 7), always)
	if got := publishedFor(w.pubs, data.DimTopic); !slices.Equal(got, []string{"2026-W07 passport=12 other=12"}) {
		t.Errorf("topics = %q: 24 people less 12 are 12", got)
	}
}

func TestPlanWithoutAuthors(t *testing.T) {
	log := func(replies, posts int) []said {
		var log []said
		for i := range replies {
			log = append(log, at("2026-W07", func(s *said) {
				s.unknown, s.platform, s.post, s.account = true, "facebook", data.NewPostID("facebook", string(rune('a'+i%posts))), data.AccountID(string(rune('a'+i%2)))
			}))
		}
		return log
	}
	for _, c := range []struct {
		replies, posts int
		shown          bool
	}{{30, 5, true}, {29, 5, false}, {90, 4, false}} {
		w := world{log: log(c.replies, c.posts)}
		w.publish(weekEnd("2026-W07", 7), always)
		if !c.shown {
			if len(w.pubs) != 0 {
				t.Errorf("%d replies under %d posts: %+v", c.replies, c.posts, w.pubs)
			}
			continue
		}
		if len(w.pubs) != 1 || w.pubs[0].Breakdown != data.DimTotal || !w.pubs[0].Unauthored {
			t.Errorf("%d replies under %d posts: %+v, want the total alone, marked", c.replies, c.posts, w.pubs)
		}
	}
}

func TestPlanNoticesAndLateWeeks(t *testing.T) {
	w := world{log: people(0, 4, at("2026-W07", func(s *said) {}))}
	pubs := w.publish(weekEnd("2026-W07", 7), always)
	if len(pubs) != 5 || len(w.pubs) != 0 {
		t.Fatalf("publications = %+v, want five notices", pubs)
	}
	for _, p := range pubs {
		if p.Suppressed != TooFew || p.Frozen {
			t.Errorf("notice %+v, want %q", p, TooFew)
		}
	}
	if got := w.publish(weekEnd("2026-W07", 7), func(string) bool { return false }); got != nil {
		t.Errorf("an unsealed week has publications: %+v", got)
	}
	enough := world{log: people(0, 14, at("2026-W07", func(s *said) {}))}
	pubs = enough.publish(weekEnd("2026-W07", 7), always)
	if len(pubs) != 5 || !pubs[0].Frozen || pubs[1].Frozen || pubs[1].Suppressed != OneGroup {
		t.Errorf("publications = %+v, want the total, and notices of one group", pubs)
	}
	// The quarter closes, then replies of another of its weeks turn up.
	w.publish(weekEnd("2026-W13", 21), always)
	if len(w.pubs) != 5 || w.pubs[0].PeriodKind != KindQuarter || w.pubs[0].Suppressed != TooFew {
		t.Fatalf("publications = %+v, want the quarter suppressed", w.pubs)
	}
	w.log = append(w.log, people(0, 4, at("2026-W08", func(s *said) {}))...)
	w.publish(weekEnd("2026-W13", 60), always)
	last := w.pubs[5]
	if len(w.pubs) != 10 || last.Suppressed != AfterClosed || last.Period != "2026-W08" {
		t.Errorf("publications = %+v, want week 8 suppressed by itself", w.pubs[5:])
	}
}

// TestPlanMonthWaits: a month is tried when all its weeks are closed, empty ones 21
// days after they ended.
func TestPlanMonthWaits(t *testing.T) {
	swap := func(week, a, b string) []said {
		return slices.Concat(people(0, 14, at(week, func(s *said) { s.language = a })), people(20, 24, at(week, func(s *said) { s.language = b })))
	}
	w := world{log: slices.Concat(swap("2026-W01", "en", "nb"), swap("2026-W02", "nb", "en"))}
	w.publish(weekEnd("2026-W04", 20), always)
	if got := publishedFor(w.pubs, data.DimLanguage); got != nil {
		t.Errorf("languages = %q before the month is closed", got)
	}
	w.publish(weekEnd("2026-W04", 21), always)
	if got := publishedFor(w.pubs, data.DimLanguage); !slices.Equal(got, []string{"2026-M01 en=18 nb=18"}) {
		t.Errorf("languages = %q", got)
	}
}

// TestCountWeeksUnscored: authors whose replies no scorer read may not be counted
// on.
func TestCountWeeksUnscored(t *testing.T) {
	authors, cells := tables(people(0, 12, at("2026-W07", func(s *said) {})))
	weeks, err := CountWeeks(testMission, authors, cells[:9], nil)
	if err != nil {
		t.Fatal(err)
	}
	r := weeks[0].Rows[0]
	if len(weeks) != 1 || weeks[0].Sealed || r.Replies != 9 || r.Authors != 9 || r.AuthorsMost != 12 {
		t.Errorf("weeks = %+v, want 9 replies of at least 9 people", weeks)
	}
	// Scored more than counted: the rest is without author.
	weeks, _ = CountWeeks(testMission, authors, append(cells, cells[0], cells[0]), nil)
	if r := weeks[0].Rows[0]; r.Replies != 14 || r.Authors != 12 || r.Unauthored != 2 {
		t.Errorf("row = %+v, want 2 of 14 without author", r)
	}
	if _, err := CountWeeks(testMission, nil, []data.ReplyCell{{Mission: testMission, Week: "2026-7", N: 1}}, nil); err == nil {
		t.Error("CountWeeks took week 2026-7")
	}
}

func TestWeeksOf(t *testing.T) {
	seen := map[string]int{}
	for year := 2020; year <= 2032; year++ {
		for day := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC); day.Year() == year; day = day.AddDate(0, 0, 7) {
			week := data.At(day).Week()
			for _, kind := range []string{KindMonth, KindQuarter} {
				if weeks := weeksOf(kind, periodOf(week, kind)); !slices.Contains(weeks, week) || !slices.IsSorted(weeks) {
					t.Errorf("weeksOf(%s, %s) = %v, without %s", kind, periodOf(week, kind), weeks, week)
				}
			}
			for _, w := range weeksOf(KindQuarter, periodOf(week, KindQuarter)) {
				seen[w]++
				if !isWeek(w) {
					t.Errorf("%s has the week %s, which does not exist", periodOf(week, KindQuarter), w)
				}
			}
		}
	}
	if len(seen) != 12*52+52+3 { // 2020, 2026 and 2032 have 53 weeks
		t.Errorf("%d weeks in 13 years", len(seen))
	}
}

// BenchmarkPlan plans a ministry's largest mission: two years of weeks, four
// platforms, 23 topics, all other dimensions, half of it published.
func BenchmarkPlan(b *testing.B) {
	var log []said
	for n := range 104 {
		week := data.At(weekEnd("2024-W01", 7*n-1)).Week()
		for i, topic := range data.Topics() {
			for p, platform := range []data.Platform{"x", "facebook", "mastodon", "bluesky"} {
				for person := range (i*7+n*3+p)%19 + 1 {
					log = append(log, said{person: 100*i + person, platform: platform, post: "x:1", account: data.AccountID(platform),
						format: data.Formats()[i%6], topic: topic, language: string(rune('a' + i%8)), week: week})
				}
			}
		}
	}
	authors, cells := tables(log)
	var seals []data.Seal
	for _, a := range authors {
		seals = append(seals, data.Seal{Mission: testMission, Platform: a.Platform, Week: a.Week})
	}
	weeks, err := CountWeeks(testMission, authors, cells, seals)
	if err != nil {
		b.Fatal(err)
	}
	c := data.Clock{AsOf: weekEnd("2026-W01", 60)}
	var published []data.Mood
	for _, p := range Plan(weeks[:52], nil, Rule{}, c) {
		if p.Frozen {
			published = append(published, p.Rows(testMission, c)...)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if pubs := Plan(weeks, published, Rule{}, c); len(pubs) < 52 {
			b.Fatal(len(pubs))
		}
	}
}
