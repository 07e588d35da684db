package privacy

import "github.com/digital-diplomacy/tailor/data"

// Ballot is how respondents of a survey answered one question, in all and by value
// of each trait. Answers and values that few gave are merged into [Other] already.
type Ballot struct {
	Several bool                                       // one may give several answers
	Rows    map[data.Dimension]map[string]GroupAnswers // the total has the one value ""
}

// GroupAnswers counts what one group of respondents answered.
type GroupAnswers struct {
	Answered int64            // respondents who answered
	Answers  map[string]int64 // respondents by answer
}

// BallotOf reads the counts of one question. Rows of other questions must not be
// among them.
func BallotOf(counts []data.SurveyCount) Ballot {
	b := Ballot{Rows: map[data.Dimension]map[string]GroupAnswers{}}
	for _, c := range counts {
		b.Several = b.Several || c.Several
		if b.Rows[c.Dimension] == nil {
			b.Rows[c.Dimension] = map[string]GroupAnswers{}
		}
		t := b.Rows[c.Dimension][c.Value]
		if t.Answers == nil {
			t.Answers = map[string]int64{}
		}
		if c.Answer == "" {
			t.Answered += c.N
		} else {
			t.Answers[c.Answer] += c.N
		}
		b.Rows[c.Dimension][c.Value] = t
	}
	return b
}

// BallotCell is a published figure: of the Answered in a group of respondents, so
// many gave one of some answers. Both counts are exact: round them before they are
// shown.
type BallotCell struct {
	Dimension data.Dimension
	Value     string
	Answer    string
	N         int64
	Answered  int64

	Values, Answers []string // what the group and the answer hold
}

// PlanBallot returns what may be published of a question now, and for each trait
// that may not be shown why. before is the question as it stood when it was last
// published; its zero value if it never was. Nil cells say that the question as a
// whole must wait, whatever was published of it stays.
//
// With K the rule's threshold it promises: no set of respondents whose number
// follows exactly, by adding and subtracting, from published cells of the total and
// of one trait, now and at all earlier publications, has fewer than K people in it.
//
//   - Answers divide the respondents. Each that is shown was given by K; the others
//     merge, and take the smallest with them while they are fewer than K. If all
//     that were given by fewer than K were given by fewer than K together, they are
//     left out instead, as if these people had not answered: no cell holds them. A
//     lone answer is not shown: it would tell what everybody said.
//   - A trait is shown as a table of groups by answers in which every cell has K
//     people; groups and answers merge until that holds. Where the total shows
//     answers apart that the trait merges, every group gave each of them: else the
//     empty cells would let parts of the total be subtracted.
//   - All this holds for those who came since the last publication by themselves,
//     too. A set that can be told holds either some of these, and so K people, or
//     was to be told before.
//
// Of a question with several answers each is shown by itself if K gave it and K did
// not, in every group. The promise then is for one answer at a time.
func PlanBallot(now, before Ballot, rule Rule) (cells []BallotCell, why map[data.Dimension]string) {
	p := ballotPlanner{before: before, k: Threshold(Rule{K: rule.K, Protected: rule.Protected}, data.DimTotal)}
	p.now = now.withoutRare(p.k)
	why = map[data.Dimension]string{}
	total := []Group{{Members: []string{""}}}
	shown := p.answers()
	cells = p.cells(data.DimTotal, total, shown)
	for _, d := range data.Traits() {
		if len(now.Rows[d]) == 0 {
			continue
		}
		values, answers := p.table(d, shown)
		if values == nil {
			why[d] = TooFew
			continue
		}
		cells = append(cells, p.cells(d, values, answers)...)
	}
	if len(shown) == 0 {
		return nil, map[data.Dimension]string{data.DimTotal: TooFew}
	}
	return cells, why
}

// withoutRare returns the ballot without those whose answers fewer than k gave, if
// they are fewer than k together.
func (b Ballot) withoutRare(k int64) Ballot {
	rare := map[string]bool{}
	var people int64
	for answer, n := range b.Rows[data.DimTotal][""].Answers {
		if n < k {
			rare[answer] = true
			people += n
		}
	}
	if b.Several || people == 0 || people >= k {
		return b
	}
	out := Ballot{Rows: map[data.Dimension]map[string]GroupAnswers{}}
	for d, groups := range b.Rows {
		out.Rows[d] = map[string]GroupAnswers{}
		for value, g := range groups {
			kept := GroupAnswers{Answered: g.Answered, Answers: map[string]int64{}}
			for answer, n := range g.Answers {
				if rare[answer] {
					kept.Answered -= n
				} else {
					kept.Answers[answer] = n
				}
			}
			out.Rows[d][value] = kept
		}
	}
	return out
}
