package report

import (
	"cmp"
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
	return tied(cmp.Or(cmp.Compare(a.Rank, b.Rank), byPlatform(a.Platform, b.Platform), cmp.Compare(a.AccountID, b.AccountID),
		cmp.Compare(place(levers[:], a.Lever), place(levers[:], b.Lever)), byLevel(a.Lever, a.Level, b.Level)), a, b)
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
			return []Line{b.say("lead.unknown")}
		}
		return []Line{b.say("lead.quiet")}
	}
	if same(top, chosen(ranked(b.in.Previous))) {
		return []Line{b.say("lead.again")}
	}
	n := map[data.Verdict]int64{}
	for _, a := range top {
		n[a.Verdict]++
	}
	clear := n[data.VerdictMore] + n[data.VerdictLess]
	var parts []Line
	for _, p := range []struct {
		id string
		n  int64
	}{{"lead.clear", clear}, {"lead.hint", n[data.VerdictLean]}, {"lead.same", n[data.VerdictNoDifference]}, {"lead.try", n[data.VerdictTry]}} {
		if p.n > 0 {
			parts = append(parts, b.say(p.id, "n", p.n))
		}
	}
	lines := []Line{b.say("lead.brings", "list", b.list(parts))}
	switch {
	case clear == 0:
		lines = append(lines, b.say("lead.no_clear"))
	case len(top) < topActions:
		lines = append(lines, b.say("lead.fewer"))
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
	again := recheck(a, b.in.AsOf)
	word, grade := b.sure(a.Confidence)
	where := b.say("fact.all", "platform", b.platform(a.Platform))
	if name := b.account(a.AccountID); name != nil {
		where = b.say("fact.account", "platform", b.platform(a.Platform), "account", name)
	}
	return Action{
		Rank: b.count(int64(rank)),
		What: b.what(a),
		Facts: []Fact{
			{b.word("fact.where"), where},
			{b.word("fact.whom"), capital(b.whom(a.Audience))},
			{b.word("fact.until"), b.say("fact.again", "day", b.day(again))},
		},
		Sure:     Sure{Level: word, Grade: grade, Evidence: b.evidence(a), Caveat: b.caveat(a)},
		Follow:   b.follow(a),
		Platform: Clean(string(a.Platform)), Account: Clean(string(a.AccountID)), Lever: Clean(a.Lever), Level: Clean(a.Level),
		Verdict: Clean(string(a.Verdict)), Lift: positive(a.Lift), Low: positive(a.Low), High: positive(a.High), N: a.N, NOther: a.NOther,
		CheckAgain: again.UTC().Format(time.DateOnly),
	}
}

// what is one imperative sentence.
func (b *builder) what(a data.Advice) Line {
	id := "do.same"
	switch up := a.Lift == nil || *a.Lift >= 1; {
	case a.Verdict == data.VerdictMore:
		id = "do.more"
	case a.Verdict == data.VerdictLess:
		id = "do.less"
	case a.Verdict == data.VerdictLean && up:
		id = "do.lean"
	case a.Verdict == data.VerdictLean:
		id = "do.ease"
	case alone(a):
		id = "do.elsewhere"
	case a.Verdict == data.VerdictTry && a.TryPosts != nil && *a.TryPosts > 1:
		return b.say("do.try_n", "count", *a.TryPosts, "posts", b.posts(a.Lever, a.Level), "platform", b.platform(a.Platform))
	case a.Verdict == data.VerdictTry:
		id = "do.try"
	case a.Lever == "hour":
		id = "do.same_hour"
	case a.Lever == "length":
		id = "do.same_length"
	}
	return b.say(id, "posts", b.posts(a.Lever, a.Level), "platform", b.platform(a.Platform))
}

// evidence is one sentence on what the advice rests on.
func (b *builder) evidence(a data.Advice) Line {
	low, high, lift := positive(a.Low), positive(a.High), positive(a.Lift)
	args := []any{"posts", b.posts(a.Lever, a.Level), "goal", b.goal(a.Goal), "mine", b.say("n.post", "n", a.N), "others", a.NOther}
	switch {
	case low != nil && high != nil:
		args = append(args, "low", b.times(*low), "high", b.times(*high))
		if elsewhere(a) {
			return capital(b.say("evidence.elsewhere", args...))
		}
		return capital(b.say("evidence.between", args...))
	case lift != nil:
		return capital(b.say("evidence.about", append(args, "lift", b.times(*lift))...))
	}
	return capital(b.say("evidence.none", args...))
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
		things := []Line{foreignName(a.Fragile)}
		if kinds := fragileKinds(a.Fragile); kinds != nil {
			things = nil
			for _, kind := range kinds {
				things = append(things, b.say("thing."+kind))
			}
		}
		return b.say("caveat.hangs", "things", b.list(things))
	case a.Alarm != "":
		return b.say("caveat.misled", "account", b.account(data.AccountID(a.Alarm)))
	case alone(a):
		return b.say("caveat.alone")
	case a.Verdict == data.VerdictTry && a.TryWeeks != nil:
		return b.say("caveat.until_weeks", "weeks", b.say("n.week", "n", *a.TryWeeks))
	case a.Verdict == data.VerdictTry:
		return b.say("caveat.until")
	case finite(a.Borrowed) && *a.Borrowed >= 0.5:
		return b.say("caveat.borrowed", "share", b.percent(min(*a.Borrowed, 1)))
	case a.Verdict == data.VerdictLean:
		return b.say("caveat.hint")
	case isClear(a.Verdict):
		return b.say("caveat.cause")
	}
	return b.say("caveat.equal")
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
				items = append(items, b.needPosts(e))
			}
		}
	}
	if len(items) == 0 && len(b.advice) == 0 {
		switch {
		case len(b.in.Activity) == 0 && len(b.in.Effects) == 0:
			items = []Line{b.say("need.any")}
		case len(b.in.Effects) == 0:
			items = []Line{b.say("need.formats"), b.say("need.age")}
			if settles := b.settles(); settles.After(b.in.AsOf) {
				items = append(items, b.say("need.when", "day", b.day(settles)))
			}
		}
	}
	if len(items) == 0 {
		return Needs{}
	}
	return Needs{Heading: b.word("need.head"), Items: items}
}

// settlesAfter is when the count of a post is settled, in days.
const settlesAfter = 28

// settles is when the first week of posts has settled counts; zero if none is known.
func (b *builder) settles() time.Time {
	var first time.Time
	for _, s := range seriesOf(b.in.Activity) {
		for slot, a := range s.slots {
			if end := endOf(s.kind, slot); a.Posts > 0 && (first.IsZero() || end.Before(first)) {
				first = end
			}
		}
	}
	if first.IsZero() {
		return first
	}
	return first.AddDate(0, 0, settlesAfter)
}

func (b *builder) needPosts(e data.FormatEffect) Line {
	args := []any{"count", *e.TryPosts, "posts", b.posts(e.Lever, e.Level), "platform", b.platform(e.Platform)}
	switch {
	case e.TryWeeks != nil && *e.TryWeeks > longestTry:
		return b.say("need.long", args...)
	case e.TryWeeks != nil:
		return b.say("need.weeks", append(args, "weeks", b.say("n.week", "n", *e.TryWeeks))...)
	}
	return b.say("need.posts", args...)
}

// advised reports whether one of the actions already says it.
func (b *builder) advised(e data.FormatEffect) bool {
	return slices.ContainsFunc(b.top, func(a data.Advice) bool {
		return a.AccountID == e.AccountID && a.Lever == e.Lever && a.Level == e.Level && a.Verdict == e.Verdict
	})
}
