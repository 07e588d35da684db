package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// How many actions the first screen holds.
const topActions = 3

// longestTry is the longest trial worth proposing, in weeks.
const longestTry = 26

// Weeks after which a verdict is looked at again.
const (
	weeksClear = 8
	weeksHint  = 4
	weeksSame  = 13
)

func byRank(a, b data.Advice) int {
	return cmp.Or(cmp.Compare(a.Rank, b.Rank), byPlatform(a.Platform, b.Platform), cmp.Compare(a.AccountID, b.AccountID),
		cmp.Compare(place(levers[:], a.Lever), place(levers[:], b.Lever)), byLevel(a.Lever, a.Level, b.Level),
		cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)))
}

// chosen takes the first actions. To try, or to choose the cheapest, is said once
// for a lever of an account: "try more photos, links and texts" would say nothing.
func chosen(advice []data.Advice) []data.Advice {
	type subject struct {
		account data.AccountID
		lever   string
		verdict data.Verdict
	}
	said := map[subject]bool{}
	var top []data.Advice
	for _, a := range advice {
		s := subject{a.AccountID, a.Lever, a.Verdict}
		open := a.Verdict == data.VerdictTry || a.Verdict == data.VerdictNoDifference
		if len(top) == topActions || open && said[s] {
			continue
		}
		said[s] = true
		top = append(top, a)
	}
	return top
}

// lead is the bottom line: what the week brings, in at most two sentences.
func (b *builder) lead() []Line {
	top := b.top
	if len(top) == 0 {
		if !slices.ContainsFunc(b.in.Effects, func(e data.FormatEffect) bool { return shown(e.Goal) && ratio(e.Lift) }) {
			return []Line{sayUnknown()}
		}
		return []Line{sayQuiet()}
	}
	if same(top, chosen(ranked(b.in.Previous))) {
		return []Line{sayNothingNew()}
	}
	n := map[data.Verdict]int{}
	for _, a := range top {
		n[a.Verdict]++
	}
	clear := n[data.VerdictMore] + n[data.VerdictLess]
	lines := []Line{sayBrings(clear, n[data.VerdictLean], n[data.VerdictNoDifference], n[data.VerdictTry])}
	switch {
	case clear == 0:
		lines = append(lines, sayNoClear())
	case len(top) < topActions:
		lines = append(lines, sayFewer())
	}
	return lines
}

// same reports whether the first actions are those of the period before.
func same(top, previous []data.Advice) bool {
	if len(previous) < len(top) {
		return false
	}
	return slices.EqualFunc(top, previous[:len(top)], func(a, b data.Advice) bool {
		return a.AccountID == b.AccountID && a.Platform == b.Platform && a.Lever == b.Lever && a.Level == b.Level &&
			a.Goal == b.Goal && a.Verdict == b.Verdict && a.Audience == b.Audience
	})
}

func (b *builder) actions() []Action {
	var actions []Action
	for i, a := range b.top {
		actions = append(actions, b.action(a, i+1))
	}
	return actions
}

func (b *builder) action(a data.Advice, rank int) Action {
	posts, where := levelPosts(a.Lever, a.Level), platformName(a.Platform)
	up := a.Lift == nil || *a.Lift >= 1
	labelWhere, labelWhom, labelUntil := factWords()
	again := recheck(a, b.in.AsOf)
	word, grade := sureWord(a.Confidence)
	low, high := positive(a.Low), positive(a.High)
	evidence := sayEvidence(posts, goalWord(a.Goal), low, high, positive(a.Lift), a.N, a.NOther)
	if low != nil && high != nil && elsewhere(a) {
		evidence = sayElsewhere(posts, goalWord(a.Goal), low, high, a.N)
	}
	return Action{
		Rank: count(int64(rank)),
		What: sayDo(a.Verdict, a.Lever, posts, where, up, a.TryPosts, alone(a)),
		Facts: []Fact{
			{labelWhere, sayWhere(where, b.account(a.AccountID))},
			{labelWhom, capital(sayWhom(a.Audience))},
			{labelUntil, sayUntil(again)},
		},
		Sure:     Sure{Level: word, Grade: grade, Evidence: evidence, Caveat: b.caveat(a)},
		Follow:   b.follow(a),
		Platform: Clean(string(a.Platform)), Account: Clean(string(a.AccountID)), Lever: Clean(a.Lever), Level: Clean(a.Level),
		Verdict: Clean(string(a.Verdict)), Lift: positive(a.Lift), Low: low, High: high, N: a.N, NOther: a.NOther,
		CheckAgain: again.UTC().Format(time.DateOnly),
	}
}

// alone reports whether an account's own posts cannot settle a question in time.
func alone(a data.Advice) bool {
	return a.Verdict == data.VerdictTry && a.TryWeeks != nil && *a.TryWeeks > longestTry
}

// elsewhere reports whether all evidence comes from other accounts.
func elsewhere(a data.Advice) bool {
	return a.N == 0 || a.NOther == 0 || finite(a.Borrowed) && *a.Borrowed > 0.995
}

// recheck is the day until which a piece of advice holds.
func recheck(a data.Advice, asOf time.Time) time.Time {
	weeks := weeksSame
	switch {
	case isClear(a.Verdict):
		weeks = weeksClear
	case a.Verdict == data.VerdictLean:
		weeks = weeksHint
	case a.Verdict == data.VerdictTry && a.TryWeeks != nil:
		weeks = int(min(max(*a.TryWeeks, 1), longestTry))
	case a.Verdict == data.VerdictTry:
		weeks = weeksHint
	}
	return asOf.AddDate(0, 0, 7*weeks)
}

// caveat is the gravest of the things that speak against a piece of advice.
func (b *builder) caveat(a data.Advice) Line {
	switch {
	case a.Fragile != "":
		if kinds := fragileKinds(a.Fragile); kinds != nil {
			return sayFragileKinds(kinds)
		}
		return sayFragile(foreignName(a.Fragile))
	case a.Alarm != "":
		return sayMisled(b.account(data.AccountID(a.Alarm)))
	case alone(a):
		return sayAlone()
	case a.Verdict == data.VerdictTry:
		return sayUntilThen(a.TryWeeks)
	case finite(a.Borrowed) && *a.Borrowed >= 0.5:
		return sayBorrowed(min(*a.Borrowed, 1))
	case a.Verdict == data.VerdictLean:
		return sayHintOnly()
	case isClear(a.Verdict):
		return sayNotCause()
	}
	return sayNotEqual()
}

// fragileKinds reads what a verdict hangs on, "post ...; week ...", as kinds; nil
// if it is written otherwise.
func fragileKinds(fragile string) []string {
	var kinds []string
	for part := range strings.SplitSeq(fragile, "; ") {
		kind, _, ok := strings.Cut(part, " ")
		if !ok || !slices.Contains([]string{"post", "week", "month", "account"}, kind) {
			return nil
		}
		kinds = append(kinds, kind)
	}
	return kinds
}

func (b *builder) follow(a data.Advice) string {
	if b.in.Explain != nil {
		return Clean(b.in.Explain(a))
	}
	command := "tailor explain advice " + strconv.FormatInt(a.Rank, 10)
	if mission := Clean(a.Mission); mission != "" && a.Mission != b.in.Unit {
		command += " --mission '" + strings.ReplaceAll(mission, "'", `'\''`) + "'"
	}
	return command
}

// needs says what it would take to know more: where something is tried, how many
// posts; where nothing is known, what to bring.
func (b *builder) needs() Needs {
	var items []Line
	asked := map[panelKey]bool{}
	for _, p := range panelsOf(b.in.Effects) {
		for _, e := range p.rows {
			k := panelKey{platform: e.Platform, lever: e.Lever, audience: e.Level}
			if e.Verdict != data.VerdictTry || e.TryPosts == nil || *e.TryPosts <= 0 || e.AccountID == "" || asked[k] || b.advised(e) {
				continue
			}
			if asked[k] = true; len(items) < 3 {
				items = append(items, sayNeedPosts(levelPosts(e.Lever, e.Level), platformName(e.Platform), e.TryPosts, e.TryWeeks))
			}
		}
	}
	if len(items) == 0 && len(b.advice) == 0 {
		switch {
		case len(b.in.Activity) == 0 && len(b.in.Effects) == 0:
			items = []Line{sayNeedPostsAtAll()}
		case len(b.in.Effects) == 0:
			items = []Line{sayNeedFormats(), sayNeedAge()}
		}
	}
	if len(items) == 0 {
		return Needs{}
	}
	return Needs{Heading: needsHeading(), Items: items}
}

// advised reports whether one of the actions already says it.
func (b *builder) advised(e data.FormatEffect) bool {
	return slices.ContainsFunc(b.top, func(a data.Advice) bool {
		return a.AccountID == e.AccountID && a.Lever == e.Lever && a.Level == e.Level && a.Verdict == e.Verdict
	})
}
