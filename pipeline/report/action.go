package report

import (
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
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

func (b *builder) action(a data.Advice, rank int) page.Action {
	again := recheck(a, b.in.AsOf)
	word, grade := b.Sure(a.Confidence)
	where := b.Say("fact.all", "platform", b.Platform(a.Platform))
	switch name := b.handle(a.AccountID); {
	case b.names.alone[a.AccountID]:
		where = b.Platform(a.Platform)
	case name != nil:
		where = b.Say("fact.account", "platform", b.Platform(a.Platform), "account", name)
	}
	return page.Action{
		Rank: b.Count(int64(rank)),
		What: b.what(a),
		Facts: []page.Fact{
			{Label: b.Word("fact.where"), Text: where},
			{Label: b.Word("fact.whom"), Text: voice.Capital(b.Whom(a.Audience))},
			{Label: b.Word("fact.until"), Text: b.Say("fact.again", "day", b.Day(again))},
		},
		Sure:     page.Sure{Level: word, Grade: grade, Evidence: b.evidence(a), Caveat: b.caveat(a)},
		Follow:   b.follow(a),
		Platform: voice.Clean(string(a.Platform)), Account: voice.Clean(string(a.AccountID)), Lever: voice.Clean(a.Lever), Level: voice.Clean(a.Level),
		Verdict: voice.Clean(string(a.Verdict)), Lift: positive(a.Lift), Low: positive(a.Low), High: positive(a.High), N: a.N, NOther: a.NOther,
		CheckAgain: again.UTC().Format(time.DateOnly),
	}
}

// what is one imperative sentence.
func (b *builder) what(a data.Advice) voice.Line {
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
		return b.Say("do.try_n", "count", *a.TryPosts, "posts", b.Posts(a.Lever, a.Level), "platform", b.Platform(a.Platform))
	case a.Verdict == data.VerdictTry:
		id = "do.try"
	case a.Lever == "hour":
		id = "do.same_hour"
	case a.Lever == "length":
		id = "do.same_length"
	}
	return b.Say(id, "posts", b.Posts(a.Lever, a.Level), "platform", b.Platform(a.Platform))
}

// evidence is one sentence on what the advice rests on.
func (b *builder) evidence(a data.Advice) voice.Line {
	low, high, lift := positive(a.Low), positive(a.High), positive(a.Lift)
	args := []any{"posts", b.Posts(a.Lever, a.Level), "goal", b.Goal(a.Goal), "mine", b.Say("n.post", "n", a.N), "others", a.NOther}
	switch {
	case low != nil && high != nil:
		args = append(args, "low", b.Times(*low), "high", b.Times(*high))
		if elsewhere(a) {
			return voice.Capital(b.Say("evidence.elsewhere", args...))
		}
		return voice.Capital(b.Say("evidence.between", args...))
	case lift != nil:
		return voice.Capital(b.Say("evidence.about", append(args, "lift", b.Times(*lift))...))
	}
	return voice.Capital(b.Say("evidence.none", args...))
}

// alone reports whether an account's own posts cannot settle a question in time.
func alone(a data.Advice) bool {
	return a.Verdict == data.VerdictTry && a.TryWeeks != nil && *a.TryWeeks > longestTry
}

// elsewhere reports whether all evidence comes from other accounts.
func elsewhere(a data.Advice) bool {
	return a.N == 0 || a.NOther == 0 || voice.Finite(a.Borrowed) && *a.Borrowed > 0.995
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
func (b *builder) caveat(a data.Advice) voice.Line {
	fewer := min(a.N, a.NOther)
	switch {
	case a.Fragile != "" && isClear(a.Verdict): // that an open question stays open changes nothing
		return b.Say("caveat.hangs", "things", b.fragile(a.Fragile, false))
	case a.Alarm != "":
		return b.Say("caveat.misled", "account", b.handle(data.AccountID(a.Alarm)))
	case alone(a):
		return b.Say("caveat.alone")
	case a.Verdict == data.VerdictTry && a.TryWeeks != nil:
		return b.Say("caveat.until_weeks", "weeks", b.Say("n.week", "n", *a.TryWeeks))
	case a.Verdict == data.VerdictTry:
		return b.Say("caveat.until")
	case voice.Finite(a.Borrowed) && *a.Borrowed >= 0.5:
		return b.Say("caveat.borrowed", "share", b.Percent(min(*a.Borrowed, 1)))
	case a.Verdict == data.VerdictLean:
		return b.Say("caveat.hint")
	case isClear(a.Verdict) && fewer < fewPosts:
		return b.Say("caveat.scarce", "mine", b.Say("n.post", "n", fewer))
	case a.Verdict == data.VerdictMore:
		return b.Say("caveat.cause_more")
	case a.Verdict == data.VerdictLess:
		return b.Say("caveat.cause_less")
	}
	return b.Say("caveat.equal")
}

// fragile words what a verdict hangs on, like "post facebook:1 2026-04-17; week 2026-W15";
// what is written otherwise stays as it came. Posts are named by their days, if known, and
// by their ids where asked for.
func (b *builder) fragile(things string, ids bool) voice.Line {
	var parts []voice.Line
	for thing := range strings.SplitSeq(things, "; ") {
		part := voice.ForeignName(thing)
		switch kind, name, _ := strings.Cut(thing, " "); {
		case kind == "post":
			part = b.onePost(name, ids)
		case kind == "account":
			part = b.Say("thing.account", "account", b.handle(data.AccountID(name)))
		case kind == "week" || kind == "month":
			switch kind, slot, ok := slotOf(name); {
			case ok && kind == byWeek:
				part = b.Say("changed.week_of", "day", b.Day(startOf(byWeek, slot)))
			case ok:
				part = voice.Own(b.slot(kind, slot))
			}
		}
		if part != nil {
			parts = append(parts, part)
		}
	}
	return b.ListBy("list.or", parts)
}

// onePost names a post by what effects tell of it: its id, and its day if that is known.
func (b *builder) onePost(told string, ids bool) voice.Line {
	id, written, _ := strings.Cut(told, " ")
	day, err := time.Parse(time.DateOnly, written)
	switch {
	case err == nil && ids:
		return b.Say("thing.dated_id", "id", voice.ForeignName(id), "day", b.Day(day))
	case err == nil:
		return b.Say("thing.dated_post", "day", b.Day(day))
	case ids:
		return b.Say("thing.this_post", "id", voice.ForeignName(told))
	}
	return b.Say("thing.post")
}

func (b *builder) follow(a data.Advice) string {
	if b.in.Explain != nil {
		return voice.Clean(b.in.Explain(a))
	}
	command := "tailor explain advice " + strconv.FormatInt(a.Rank, 10)
	if mission := voice.Clean(a.Mission); mission != "" && a.Mission != b.in.Unit {
		command += " --mission '" + strings.ReplaceAll(mission, "'", `'\''`) + "'"
	}
	return command
}
