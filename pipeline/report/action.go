package report

import (
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// longestTry is the longest trial worth proposing, in weeks.
const longestTry = 26

// fewPosts is the number of posts on the smaller side below which a clear finding says so.
const fewPosts = 20

// Weeks after which a verdict is looked at again.
const (
	weeksClear = 8
	weeksHint  = 4
	weeksSame  = 13
)

func (b *builder) action(a data.Advice, rank int) Action {
	again := recheck(a, b.in.AsOf)
	word, grade := b.sure(a.Confidence)
	where := b.say("fact.all", "platform", b.platform(a.Platform))
	switch name := b.handle(a.AccountID); {
	case b.names.alone[a.AccountID]:
		where = b.platform(a.Platform)
	case name != nil:
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
	fewer := min(a.N, a.NOther)
	switch {
	case a.Fragile != "" && isClear(a.Verdict): // that an open question stays open changes nothing
		return b.say("caveat.hangs", "things", b.fragile(a.Fragile, false))
	case a.Alarm != "":
		return b.say("caveat.misled", "account", b.handle(data.AccountID(a.Alarm)))
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
	case isClear(a.Verdict) && fewer < fewPosts:
		return b.say("caveat.scarce", "mine", b.say("n.post", "n", fewer))
	case a.Verdict == data.VerdictMore:
		return b.say("caveat.cause_more")
	case a.Verdict == data.VerdictLess:
		return b.say("caveat.cause_less")
	}
	return b.say("caveat.equal")
}

// fragile words what a verdict hangs on, like "post facebook:1; week 2026-W15"; what is
// written otherwise stays as it came. Posts are named by their ids where asked for.
func (b *builder) fragile(things string, ids bool) Line {
	var parts []Line
	for thing := range strings.SplitSeq(things, "; ") {
		part := foreignName(thing)
		switch kind, name, _ := strings.Cut(thing, " "); {
		case kind == "post" && ids:
			part = b.say("thing.this_post", "id", foreignName(name))
		case kind == "post":
			part = b.say("thing.post")
		case kind == "account":
			part = b.say("thing.account", "account", b.handle(data.AccountID(name)))
		case kind == "week" || kind == "month":
			switch kind, slot, ok := slotOf(name); {
			case ok && kind == byWeek:
				part = b.say("changed.week_of", "day", b.day(startOf(byWeek, slot)))
			case ok:
				part = own(b.slot(kind, slot))
			}
		}
		if part != nil {
			parts = append(parts, part)
		}
	}
	return b.listBy("list.or", parts)
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
