package privacy

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

// derivable calls found with every set of atoms whose sum an attacker can compute
// exactly from sums over the given vectors: every 0/1 vector of their linear span.
// It brings the vectors to reduced row echelon form; a vector x is in the span if
// and only if it is the sum of the rows weighted by its values at the pivots, and
// for a 0/1 vector these weights are 0 or 1. So all choices of rows are tried, and
// nothing is known here of weeks, totals or groups.
func derivable(vectors [][]float64, found func(set []int)) {
	rows := echelon(vectors)
	if len(rows) > 20 {
		panic("too many rows to try all")
	}
	for choice := 1; choice < 1<<len(rows); choice++ {
		var set []int
		ok := true
		for col := 0; ok && col < len(vectors[0]); col++ {
			var sum float64
			for i, r := range rows {
				if choice&(1<<i) != 0 {
					sum += r[col]
				}
			}
			switch {
			case math.Abs(sum-1) < 1e-6:
				set = append(set, col)
			case math.Abs(sum) > 1e-6:
				ok = false
			}
		}
		if ok && set != nil {
			found(set)
		}
	}
}

// echelon returns the reduced row echelon form without zero rows.
func echelon(vectors [][]float64) [][]float64 {
	var rows [][]float64
	for _, v := range vectors {
		rows = append(rows, slices.Clone(v))
	}
	rank := 0
	for col := 0; len(rows) > 0 && col < len(rows[0]) && rank < len(rows); col++ {
		pivot := rank
		for i := rank; i < len(rows); i++ {
			if math.Abs(rows[i][col]) > math.Abs(rows[pivot][col]) {
				pivot = i
			}
		}
		if math.Abs(rows[pivot][col]) < 1e-9 {
			continue
		}
		rows[rank], rows[pivot] = rows[pivot], rows[rank]
		scale := rows[rank][col]
		for j := range rows[rank] {
			rows[rank][j] /= scale
		}
		for i := range rows {
			if f := rows[i][col]; i != rank && f != 0 {
				for j := range rows[i] {
					rows[i][j] -= f * rows[rank][j]
				}
			}
		}
		rank++
	}
	return rows[:rank]
}

// leaks returns the derivable sets of a breakdown with fewer than k people.
func leaks(log []said, pubs []Publication, d data.Dimension, k int) []string {
	all := atoms(log, d)
	vectors := cellVectors(pubs, d, all)
	if len(vectors) == 0 {
		return nil
	}
	var found []string
	derivable(vectors, func(set []int) {
		in := map[atom]bool{}
		for _, i := range set {
			in[all[i]] = true
		}
		if n := distinct(log, func(s said) bool { return in[atom{s.week, s.value(d)}] }); n < k {
			found = append(found, fmt.Sprintf("%s: %v has %d people", d, in, n))
		}
	})
	return found
}

// weeklyLeaks is the same for an attacker who knows every week's total as well, as
// of questions and answers. Sets that hold a whole week are known anyway.
func weeklyLeaks(log []said, pubs []Publication, d data.Dimension, k int) []string {
	all := atoms(log, d)
	vectors := cellVectors(pubs, d, all)
	inWeek := map[string]int{}
	for _, a := range all {
		inWeek[a.week]++
	}
	for week := range inWeek {
		v := make([]float64, len(all))
		for i, a := range all {
			if a.week == week {
				v[i] = 1
			}
		}
		vectors = append(vectors, v)
	}
	var found []string
	derivable(vectors, func(set []int) {
		in, left := map[atom]bool{}, maps.Clone(inWeek)
		for _, i := range set {
			in[all[i]] = true
			left[all[i].week]--
		}
		for _, n := range left {
			if n == 0 {
				return
			}
		}
		if n := distinct(log, func(s said) bool { return in[atom{s.week, s.value(d)}] }); n < k {
			found = append(found, fmt.Sprintf("%s: %v has %d people", d, in, n))
		}
	})
	return found
}

// TestDerivable checks the attacker of these tests on a table by hand: from the
// row sums of two weeks and the column sums of two values, where one value has no
// replies in week 1, all three cells follow.
func TestDerivable(t *testing.T) {
	// atoms: (1, A), (2, A), (2, B)
	sets := map[string]bool{}
	derivable([][]float64{{1, 0, 0}, {0, 1, 1}, {1, 1, 0}, {0, 0, 1}}, func(s []int) { sets[fmt.Sprint(s)] = true })
	if len(sets) != 7 || !sets["[1]"] {
		t.Errorf("derivable sets = %v, want all seven, with (2, A) among them", sets)
	}
	// Without the empty cell only margins follow.
	sets = map[string]bool{}
	derivable([][]float64{{1, 1, 0, 0}, {0, 0, 1, 1}, {1, 0, 1, 0}, {0, 1, 0, 1}}, func(s []int) { sets[fmt.Sprint(s)] = true })
	if len(sets) != 5 || sets["[0]"] {
		t.Errorf("derivable sets = %v, want four margins and everything", sets)
	}
}

func publishedFor(pubs []Publication, d data.Dimension) (shown []string) {
	for _, p := range pubs {
		if p.Breakdown == d && p.Groups != nil {
			s := p.Period
			for _, g := range p.Groups {
				s += fmt.Sprintf(" %s=%d", g.Value, g.Replies)
			}
			shown = append(shown, s)
		}
	}
	return shown
}

// TestPlanEmptyCellDifference is the attack that a look at single cells misses. In
// week 1 only account a has replies; in week 2 one person replied to a and twelve
// to b. Each total holds in its week, each account in the month; but the month of a
// less the total of week 1 is that one person.
func TestPlanEmptyCellDifference(t *testing.T) {
	w := world{log: slices.Concat(
		people(0, 12, at("2026-W01", func(s *said) {})),
		people(0, 12, at("2026-W02", func(s *said) { s.account = "b" })),
		people(50, 51, at("2026-W02", func(s *said) {})),
	)}
	w.publish(weekEnd("2026-W04", 60), always)
	if got := publishedFor(w.pubs, data.DimTotal); !slices.Equal(got, []string{"2026-W01 =12", "2026-W02 =13"}) {
		t.Errorf("totals = %q", got)
	}
	if got := publishedFor(w.pubs, data.DimAccount); got != nil {
		t.Errorf("accounts = %q, want none: the difference is one person", got)
	}

	// With a tenth person in week 2 the difference may be known, and is published.
	w = world{log: slices.Concat(
		people(0, 12, at("2026-W01", func(s *said) {})),
		people(0, 12, at("2026-W02", func(s *said) { s.account = "b" })),
		people(50, 60, at("2026-W02", func(s *said) {})),
	)}
	w.publish(weekEnd("2026-W04", 60), always)
	if got := publishedFor(w.pubs, data.DimAccount); !slices.Equal(got, []string{"2026-W02 b=12 a=10"}) {
		t.Errorf("accounts = %q", got)
	}
}

// TestPlanWithheldTotal: a breakdown over weeks whose total is out and one week
// whose total is not would tell the latter.
func TestPlanWithheldTotal(t *testing.T) {
	var log []said
	for i, week := range []string{"2026-W01", "2026-W02"} {
		// a holds in week 1, b in week 2, neither in both: only the month holds.
		a, b := "a", "b"
		if i == 1 {
			a, b = b, a
		}
		log = append(log, people(0, 14, at(week, func(s *said) { s.account = data.AccountID(a) }))...)
		log = append(log, people(20, 24, at(week, func(s *said) { s.account = data.AccountID(b) }))...)
	}
	log = append(log, people(0, 3, at("2026-W03", func(s *said) {}))...)
	w := world{log: log}
	w.publish(weekEnd("2026-W04", 60), always)
	if got := publishedFor(w.pubs, data.DimAccount); !slices.Equal(got, []string{"2026-M01 a=18 b=18"}) {
		t.Errorf("accounts = %q, want the month without week 3", got)
	}
	for _, p := range w.pubs {
		if p.Groups != nil && slices.Contains(p.Weeks, "2026-W03") {
			t.Errorf("week 3 of three people is in %+v", p)
		}
	}
	// When the quarter is over, week 3 is suppressed for good.
	w.publish(weekEnd("2026-W13", 60), always)
	var last Publication
	for _, p := range w.pubs {
		if p.Breakdown == data.DimAccount {
			last = p
		}
	}
	if last.Suppressed != TooFew || last.PeriodKind != KindQuarter || !slices.Equal(last.Weeks, []string{"2026-W03"}) {
		t.Errorf("last publication = %+v, want week 3 suppressed with its quarter", last)
	}
}

// talkative writes n more replies of person p.
func talkative(p, n int, s said) []said {
	s.person = p
	return slices.Repeat([]said{s}, n)
}

// TestPlanMonthlyTotal has a total that is published for weeks 2 to 4 together,
// because in week 2 one person wrote more than half. Account b has all replies of
// weeks 2 and 4; then a's three people in week 3 are the total less b.
func TestPlanMonthlyTotal(t *testing.T) {
	on := func(account string) func(*said) { return func(s *said) { s.account = data.AccountID(account) } }
	w := world{log: slices.Concat(
		people(0, 12, at("2026-W01", on("a"))),
		people(0, 12, at("2026-W02", on("b"))), talkative(0, 11, at("2026-W02", on("b"))),
		people(50, 53, at("2026-W03", on("a"))),
		people(60, 63, at("2026-W04", on("b"))),
	)}
	w.publish(weekEnd("2026-W04", 60), always)
	if got := publishedFor(w.pubs, data.DimTotal); !slices.Equal(got, []string{"2026-W01 =12", "2026-M01 =29"}) {
		t.Fatalf("totals = %q", got)
	}
	if got := publishedFor(w.pubs, data.DimAccount); got != nil {
		t.Errorf("accounts = %q, want none: weeks 2 to 4 less b are three people", got)
	}
}

// TestPlanWeeklyCounters: opinions are published for weeks 2 to 4 together, but
// questions of each week's total are shown all the same. b is in week 2 only, where
// a has one person; the week's questions less b's are that person's.
func TestPlanWeeklyCounters(t *testing.T) {
	on := func(account string) func(*said) { return func(s *said) { s.account = data.AccountID(account) } }
	log := slices.Concat(
		people(0, 12, at("2026-W02", on("b"))), talkative(50, 40, at("2026-W02", on("a"))),
		people(0, 12, at("2026-W03", on("a"))), talkative(0, 19, at("2026-W03", on("a"))),
	)
	for range 10 {
		log = append(log, people(20, 29, at("2026-W04", on("a")))...)
	}
	w := world{log: log}
	w.publish(weekEnd("2026-W04", 60), always)
	if got := publishedFor(w.pubs, data.DimTotal); !slices.Equal(got, []string{"2026-M01 =173"}) {
		t.Fatalf("totals = %q", got)
	}
	if got := publishedFor(w.pubs, data.DimAccount); got != nil {
		t.Errorf("accounts = %q, want none: the questions of week 2 less b's are one person's", got)
	}
}

// drawWorld makes a small log in one quarter: few weeks, values, people and
// platforms, so that empty cells and thin ones are common.
func drawWorld(t *rapid.T, d data.Dimension) world {
	weeks := rapid.SampledFrom([][]string{
		{"2026-W01", "2026-W02", "2026-W03"}, {"2026-W03", "2026-W04", "2026-W05", "2026-W06"}, {"2026-W01", "2026-W05", "2026-W09", "2026-W13"},
		{"2026-W09", "2026-W10", "2026-W11", "2026-W12"}, {"2025-W52", "2026-W01", "2026-W02"}, {"2026-W49", "2026-W50", "2026-W53"},
	}).Draw(t, "weeks")
	values := []string{"a", "b", "c", "politics", "other"}[:rapid.IntRange(2, 5).Draw(t, "values")]
	if len(weeks)*len(values) > 16 {
		values = values[:4]
	}
	// In some logs each week has one large value, so that only coarser periods hold.
	turns := rapid.Bool().Draw(t, "turns")
	var log []said
	for _, week := range weeks {
		large := rapid.SampledFrom(values).Draw(t, "large")
		for _, v := range values {
			for _, p := range []data.Platform{"x", "mastodon"} {
				sizes := []int{0, 0, 0, 1, 2, 3, 4, 6}
				if turns && v == large {
					sizes = []int{0, 5, 8}
				} else if turns {
					sizes = []int{0, 0, 0, 1}
				}
				n := rapid.SampledFrom(sizes).Draw(t, "people")
				first := rapid.IntRange(0, 6).Draw(t, "first")
				for person := first; person < first+n; person++ {
					s := said{person: person, platform: p, post: data.NewPostID(p, v), account: "a", format: "text", topic: "visa", language: "en", week: week}
					switch d {
					case data.DimAccount:
						s.account = data.AccountID(v)
					case data.DimFormat:
						s.format = data.Format(v)
					case data.DimTopic:
						s.topic = data.Topic(v)
					case data.DimLanguage:
						s.language = v
					}
					log = append(log, s)
					for range rapid.SampledFrom([]int{0, 0, 0, 0, 1, 5}).Draw(t, "more") {
						log = append(log, s)
					}
				}
			}
		}
	}
	return world{log: log, rule: Rule{K: rapid.IntRange(2, 5).Draw(t, "k")}}
}

// TestPlanNothingSmallCanBeTold is the promise: over random logs, published step by
// step, no published cell and no set of replies that follows from published cells
// of a breakdown and the totals has fewer than k people; and the rules of
// publishing hold.
func TestPlanNothingSmallCanBeTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(dimensions[1:]).Draw(t, "breakdown")
		w := drawWorld(t, d)
		asOf := weekEnd("2025-W52", 0)
		for range rapid.IntRange(1, 4).Draw(t, "steps") {
			asOf = asOf.AddDate(0, 0, 7*rapid.IntRange(1, 70).Draw(t, "weeks on"))
			unsealed := rapid.SampledFrom([]string{"", "", "2026-W02", "2026-W10"}).Draw(t, "unsealed")
			w.publish(asOf, func(week string) bool { return week != unsealed })
		}
		if found := leaks(w.log, w.pubs, d, w.rule.K); found != nil {
			t.Fatalf("%v\npublished: %+v", found, w.pubs)
		}
		if found := weeklyLeaks(w.log, w.pubs, d, w.rule.K); found != nil {
			t.Fatalf("with weekly totals: %v\npublished: %+v", found, w.pubs)
		}
		checkPublications(t, &w, d)
	})
}

// TestPlanShowsSomething: nothing can be told of an empty table, so the random logs
// must lead to breakdowns of every kind of period.
func TestPlanShowsSomething(t *testing.T) {
	shown := map[string]int{}
	worlds := rapid.Custom(func(t *rapid.T) world { return drawWorld(t, data.DimFormat) })
	for seed := range 400 {
		w := worlds.Example(seed)
		w.publish(weekEnd("2026-W53", 60), always)
		for _, p := range w.pubs {
			if p.Breakdown == data.DimFormat && p.Groups != nil {
				shown[p.PeriodKind]++
			}
		}
	}
	if shown[KindWeek] < 100 || shown[KindMonth] < 40 || shown[KindQuarter] < 10 {
		t.Errorf("breakdowns published of 400 logs: %v", shown)
	}
	t.Logf("breakdowns published of 400 logs: %v", shown)
}

// checkPublications checks the rules that are not about people.
func checkPublications(t *rapid.T, w *world, d data.Dimension) {
	week := map[string]Publication{}
	slots := map[string]bool{}
	for _, p := range w.pubs {
		if !p.Frozen || (p.Groups == nil) != (p.Suppressed != "") || !slices.IsSorted(p.Weeks) || len(p.Weeks) == 0 {
			t.Fatalf("malformed publication %+v", p)
		}
		for _, wk := range p.Weeks {
			key := string(p.Breakdown) + wk
			if old, ok := week[key]; ok {
				t.Fatalf("week %s of %s is published twice: %+v and %+v", wk, p.Breakdown, old, p)
			}
			week[key] = p
			if periodOf(wk, p.PeriodKind) != p.Period {
				t.Fatalf("week %s is not in %s", wk, p.Period)
			}
		}
		for _, row := range p.Rows(testMission, data.Clock{}) {
			key := fmt.Sprint(row.Breakdown, row.PeriodKind, row.Period, "/", row.Value)
			if slots[key] {
				t.Fatalf("two rows of the mood table have the key %s", key)
			}
			slots[key] = true
		}
		if p.Groups == nil {
			continue
		}
		if p.Breakdown != data.DimTotal && len(p.Groups) < 2 {
			t.Fatalf("a breakdown of one group: %+v", p)
		}
		for _, g := range p.Groups {
			in := func(s said) bool {
				return slices.Contains(p.Weeks, s.week) && slices.Contains(g.Members, s.value(p.Breakdown))
			}
			byPerson := map[int]int{}
			n := 0
			for _, s := range w.log {
				if in(s) {
					byPerson[s.person]++
					n++
				}
			}
			if int64(n) != g.Replies {
				t.Fatalf("group %+v has %d replies in the log", g, n)
			}
			for person, m := range byPerson {
				if 2*m > n {
					t.Fatalf("person %d wrote %d of %d replies of %+v in %+v", person, m, n, g, p)
				}
			}
			if p.Breakdown == data.DimTopic && p.PeriodKind != KindQuarter && slices.Equal(g.Members, []string{"politics"}) {
				t.Fatalf("politics is shown for a %s: %+v", p.PeriodKind, p)
			}
		}
		var sum int64
		for _, g := range p.Groups {
			sum += g.Replies
		}
		if n := int64(len(slices.DeleteFunc(slices.Clone(w.log), func(s said) bool { return !slices.Contains(p.Weeks, s.week) }))); n != sum {
			t.Fatalf("groups of %+v add up to %d of %d replies", p, sum, n)
		}
	}
}

// TestPlanIsPure: the order of input does not matter, planning again finds nothing
// more, and publishing every week or once at the end comes to the same.
func TestPlanIsPure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(dimensions[1:]).Draw(t, "breakdown")
		once := drawWorld(t, d)
		weekly := world{log: once.log, rule: once.rule}
		end := weekEnd("2026-W53", 40)
		for asOf := weekEnd("2025-W51", 0); asOf.Before(end); asOf = asOf.AddDate(0, 0, 21) {
			weekly.publish(asOf, func(week string) bool { return !weekEnd(week, 7).After(asOf) })
		}
		weekly.publish(end, always)
		once.publish(end, always)
		if diff := cmp.Diff(sortPubs(weekly.pubs), sortPubs(once.pubs)); diff != "" {
			t.Fatalf("published weekly (-) and once at the end (+):\n%s", diff)
		}
		for _, p := range once.publish(end, always) {
			t.Fatalf("planning again found %+v", p)
		}
		shuffled := world{log: rapid.Permutation(once.log).Draw(t, "order"), rule: once.rule}
		shuffled.publish(end, always)
		once.pubs = once.pubs[:len(once.pubs):len(once.pubs)]
		if diff := cmp.Diff(shuffled.pubs, once.pubs); diff != "" {
			t.Fatalf("another order of replies gave another plan:\n%s", diff)
		}
	})
}

func sortPubs(pubs []Publication) []Publication {
	pubs = slices.Clone(pubs)
	slices.SortStableFunc(pubs, func(a, b Publication) int {
		return cmpStrings(string(a.Breakdown)+a.Weeks[0]+a.PeriodKind, string(b.Breakdown)+b.Weeks[0]+b.PeriodKind)
	})
	return pubs
}

func cmpStrings(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
