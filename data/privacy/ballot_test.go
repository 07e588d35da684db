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

// voter is one respondent of the test's world: what they are, what they answered,
// and with which reading of the file they came.
type voter struct {
	trait, answer string
	batch         int
}

// storedBallot returns what the vault would hold of some voters.
func storedBallot(voters []voter) Ballot {
	traits, answers := map[string]int64{}, map[string]int64{}
	for _, v := range voters {
		traits[v.trait]++
		answers[v.answer]++
	}
	commonTraits, commonAnswers := CommonValues(traits), CommonAnswers(answers)
	var counts []data.SurveyCount
	for _, v := range voters {
		if !commonTraits[v.trait] {
			v.trait = Other
		}
		if !commonAnswers[v.answer] {
			v.answer = Other
		}
		counts = append(counts,
			data.SurveyCount{Dimension: data.DimTotal, Answer: v.answer, N: 1}, data.SurveyCount{Dimension: data.DimTotal, N: 1})
		if len(commonTraits) > 0 {
			counts = append(counts, data.SurveyCount{Dimension: data.DimGeneration, Value: v.trait, Answer: v.answer, N: 1},
				data.SurveyCount{Dimension: data.DimGeneration, Value: v.trait, N: 1})
		}
	}
	return BallotOf(counts)
}

// shownTo turns a cell into the set of voters it counts. Which voters stand behind a
// merged value is known to the test only.
func shownTo(c BallotCell, at []voter) []bool {
	traits, answers := map[string]int64{}, map[string]int64{}
	for _, v := range at {
		traits[v.trait]++
		answers[v.answer]++
	}
	commonTraits, commonAnswers := CommonValues(traits), CommonAnswers(answers)
	in := make([]bool, len(at))
	for i, v := range at {
		if !commonTraits[v.trait] {
			v.trait = Other
		}
		if !commonAnswers[v.answer] {
			v.answer = Other
		}
		in[i] = slices.Contains(c.Answers, v.answer) && (c.Dimension == data.DimTotal || slices.Contains(c.Values, v.trait))
	}
	return in
}

// Whatever sequence of readings is published, no set of fewer than K people can be
// told from all that was published, by any sum or difference. Atoms that nobody is
// in are left out, so the attacker is taken to know them.
func TestPlanBallotIsNotDerivable(t *testing.T) {
	shownTotals, shownTraits, again := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		answers, traits := rapid.IntRange(2, 4).Draw(t, "answers"), rapid.IntRange(2, 3).Draw(t, "traits")
		type shown struct {
			cell   BallotCell
			batch  int
			voters []bool
		}
		var all []shown
		var voters []voter
		var before Ballot
		for batch := range rapid.IntRange(1, 3).Draw(t, "batches") {
			for trait := range traits {
				for answer := range answers {
					n := rapid.SampledFrom([]int{0, 1, 3, 8, 10, 11, 14, 25}).Draw(t, "n")
					for range n {
						voters = append(voters, voter{fmt.Sprint("trait ", trait), fmt.Sprint("answer ", answer), batch})
					}
				}
			}
			now := storedBallot(voters)
			cells, why := PlanBallot(now, before, Rule{})
			if (cells == nil) != (why[data.DimTotal] != "") {
				t.Fatalf("%d cells, but %q", len(cells), why)
			}
			if cells == nil {
				continue
			}
			if before.Rows != nil {
				again++
			}
			before = now
			shownTotals++
			for _, c := range cells {
				if c.N < DefaultK || c.Answered < c.N+DefaultK {
					t.Fatalf("cell %+v has too few people in it or out of it", c)
				}
				if c.Dimension != data.DimTotal {
					shownTraits++
				}
				all = append(all, shown{c, batch, shownTo(c, voters)})
			}
		}
		if all == nil {
			return
		}
		// Atoms: voters that no cell tells apart.
		index := map[voter]int{}
		people := []int{}
		for _, v := range voters {
			if _, ok := index[v]; !ok {
				index[v] = len(people)
				people = append(people, 0)
			}
			people[index[v]]++
		}
		var vectors [][]float64
		for _, s := range all {
			vector := make([]float64, len(people))
			var n int64
			for i, in := range s.voters {
				if in {
					vector[index[voters[i]]] = 1
					n++
				}
			}
			if n != s.cell.N {
				t.Fatalf("cell %+v counts %d people, want %d", s.cell, s.cell.N, n)
			}
			vectors = append(vectors, vector)
		}
		if len(echelon(vectors)) > 16 {
			return // too many to try
		}
		derivable(vectors, func(set []int) {
			n := 0
			for _, i := range set {
				n += people[i]
			}
			if n < DefaultK {
				t.Fatalf("a set of %d people can be told from %+v", n, all)
			}
		})
	})
	if !testing.Short() && (shownTotals < 20 || shownTraits < 20 || again < 5) {
		t.Errorf("%d totals, %d cells of traits, %d again: too few to prove anything", shownTotals, shownTraits, again)
	}
}

func row(answered int64, counts ...any) GroupAnswers {
	g := GroupAnswers{Answered: answered, Answers: map[string]int64{}}
	for i := 0; i < len(counts); i += 2 {
		g.Answers[counts[i].(string)] = int64(counts[i+1].(int))
	}
	return g
}

func told(cells []BallotCell) []string {
	var lines []string
	for _, c := range cells {
		lines = append(lines, fmt.Sprintf("%s %s %s %d/%d", c.Dimension, c.Value, c.Answer, c.N, c.Answered))
	}
	return lines
}

func TestPlanBallotExamples(t *testing.T) {
	total := func(g GroupAnswers) Ballot {
		return Ballot{Rows: map[data.Dimension]map[string]GroupAnswers{data.DimTotal: {"": g}}}
	}
	several := func(g GroupAnswers) Ballot {
		b := total(g)
		b.Several = true
		return b
	}
	by := func(b Ballot, groups map[string]GroupAnswers) Ballot {
		b.Rows = maps.Clone(b.Rows)
		b.Rows[data.DimGeneration] = groups
		return b
	}
	for _, c := range []struct {
		name        string
		now, before Ballot
		rule        Rule
		want        []string
	}{
		{"two answers", total(row(30, "yes", 20, "no", 10)), Ballot{}, Rule{}, []string{"total  yes 20/30", "total  no 10/30"}},
		{"nobody", total(row(0)), Ballot{}, Rule{}, nil},
		{"one answer", total(row(30, "yes", 30)), Ballot{}, Rule{}, nil},
		{"rare ones of too few people", total(row(60, "a", 30, "b", 15, "c", 11, Other, 4)), Ballot{}, Rule{},
			[]string{"total  a 30/56", "total  b 15/56", "total  c 11/56"}}, // four are left out
		{"rare ones of enough people", total(row(70, "a", 30, "b", 15, Other, 12, "c", 7, "d", 6)), Ballot{}, Rule{},
			[]string{"total  a 30/70", "total  b 15/70", "total  other 25/70"}},
		{"a protected country", total(row(60, "a", 31, "b", 29)), Ballot{}, Rule{Protected: true}, nil},
		{"too few new ones", total(row(39, "yes", 29, "no", 10)), total(row(30, "yes", 20, "no", 10)), Rule{}, nil},
		{"enough new ones", total(row(50, "yes", 30, "no", 20)), total(row(30, "yes", 20, "no", 10)), Rule{},
			[]string{"total  yes 30/50", "total  no 20/50"}},
		{"named since", total(row(60, "yes", 30, "no", 18, "maybe", 12)), total(row(30, "yes", 20, Other, 10)), Rule{},
			[]string{"total  yes 30/60", "total  other 30/60"}}, // "no" may have had 8 new ones, "maybe" 2
		{"several", several(row(50, "a", 40, "b", 45, "c", 9)), Ballot{}, Rule{}, []string{"total  a 40/50"}},
		{"a trait", by(total(row(80, "yes", 50, "no", 30)), map[string]GroupAnswers{"first": row(40, "yes", 28, "no", 12), "second": row(40, "yes", 22, "no", 18)}),
			Ballot{}, Rule{}, []string{"total  yes 50/80", "total  no 30/80", "generation first yes 28/40", "generation first no 12/40",
				"generation second yes 22/40", "generation second no 18/40"}},
		{"a trait that needs answers merged", by(total(row(80, "a", 40, "b", 25, "c", 15)),
			map[string]GroupAnswers{"first": row(40, "a", 20, "b", 10, "c", 10), "second": row(40, "a", 20, "b", 15, "c", 5)}),
			Ballot{}, Rule{}, []string{"total  a 40/80", "total  b 25/80", "total  c 15/80", "generation first a 20/40", "generation first other 20/40",
				"generation second a 20/40", "generation second other 20/40"}},
		{"an empty cell in what would be merged", by(total(row(80, "a", 40, "b", 25, "c", 15)),
			map[string]GroupAnswers{"first": row(40, "a", 20, "b", 5, "c", 15), "second": row(40, "a", 20, "b", 20)}),
			Ballot{}, Rule{}, []string{"total  a 40/80", "total  b 25/80", "total  c 15/80"}},
		{"several by a trait", by(several(row(80, "a", 40, "b", 40)), map[string]GroupAnswers{"first": row(40, "a", 20, "b", 8), "second": row(40, "a", 20, "b", 32)}),
			Ballot{}, Rule{}, []string{"total  a 40/80", "total  b 40/80", "generation first a 20/40", "generation second a 20/40"}},
	} {
		cells, _ := PlanBallot(c.now, c.before, c.rule)
		if diff := cmp.Diff(c.want, told(cells)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestCommonValues(t *testing.T) {
	for _, c := range []struct {
		counts map[string]int64
		want   []string
	}{
		{map[string]int64{"a": 20, "b": 10}, []string{"a", "b"}},
		{map[string]int64{"a": 20, "b": 11, "c": 10, "d": 1}, []string{"a", "b"}},
		{map[string]int64{"a": 20, "b": 6, "c": 5}, []string{"a"}},
		{map[string]int64{"a": 20, "b": 1}, nil},
		{map[string]int64{"a": 20}, nil},
		{map[string]int64{"a": 9, "b": 9}, nil},
		{nil, nil},
	} {
		got := slices.Sorted(maps.Keys(CommonValues(c.counts)))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("CommonValues(%v) (-want +got):\n%s", c.counts, diff)
		}
	}
}

func TestRoundShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.Int64Range(0, 500), 1, 8).Draw(t, "counts")
		var sum int64
		for _, n := range counts {
			sum += n
		}
		var steps int
		for i, share := range RoundShares(counts) {
			if sum > 0 && math.Abs(share-float64(counts[i])/float64(sum)) >= 0.05 {
				t.Fatalf("%d of %d is rounded to %g", counts[i], sum, share)
			}
			steps += int(math.Round(share * 20))
		}
		if sum > 0 && steps != 20 {
			t.Fatalf("the shares of %v add up to %d steps of 20", counts, steps)
		}
	})
	if diff := cmp.Diff([]float64{0.35, 0.35, 0.3}, RoundShares([]int64{1, 1, 1})); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct {
		n, of int64
		want  float64
	}{{0, 10, 0}, {1, 40, 0.05}, {1, 41, 0}, {10, 30, 0.35}, {30, 30, 1}, {1, 0, 0}} {
		if got := RoundShare(c.n, c.of); got != c.want {
			t.Errorf("RoundShare(%d, %d) = %g, want %g", c.n, c.of, got, c.want)
		}
	}
	for n, want := range map[int64]int64{10: 10, 12: 10, 13: 15, 17: 15, 18: 20, 99: 100} {
		if got := RoundPeople(n); got != want {
			t.Errorf("RoundPeople(%d) = %d, want %d", n, got, want)
		}
	}
}
