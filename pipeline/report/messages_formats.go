package report

import (
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

func shortFormats() string { return "What works where" }

func sayFound(more, less []Line) Line {
	l := Line{}
	if len(more) > 0 {
		l = say("%s draw more", listLines(more))
	}
	if len(less) > 0 {
		if len(l) > 0 {
			l = append(l, own("; ")...)
		}
		l = append(l, say("%s draw less", listLines(less))...)
	}
	return capital(joined(l))
}

func sayMakesDifference(where, not []Line) Line {
	if len(not) == 0 {
		return say("Format makes a difference on %s", listLines(where))
	}
	return say("Format makes a difference on %s, not clearly on %s", listLines(where), listLines(not))
}

func sayNothingStandsOut() Line {
	return own("Nothing stands out clearly yet: choose the cheapest")
}
func sayOtherwise() Line {
	return own("Formats cannot be compared, but other choices make a difference")
}
func sayNoEffects() Line { return own("Formats cannot be compared yet") }
func sayNoEffectsWhy() Line {
	return own("A comparison needs settled posts of two formats on one account. There are none so far.")
}

func sayComparisons(clear, all int) Line {
	if clear == 0 {
		return say("%s made; none shows a clear difference.", plural(int64(all), "comparison was", "comparisons were"))
	}
	return say("%s made; %s a clear difference.", plural(int64(all), "comparison was", "comparisons were"),
		plural(int64(clear), "shows", "show"))
}

func sayHowToRead() Line {
	return own("Each mark is the best estimate; its line holds the true value nine times in ten.")
}

func sayPanel(place Line, lever string, more, less []Line, known bool) Line {
	switch {
	case len(more)+len(less) > 0:
		return say("On %s, %s", place, lowerFirst(sayFound(more, less)))
	case known:
		return say("On %s, no %s stands out: choose the cheapest", place, leverWord(lever))
	}
	return say("On %s, there are too few posts to tell %s apart", place, leverPlural(lever))
}

func sayPanelUnder(goal, age Line, audience, account Line) Line {
	return say("Times the %s of the account's other posts, %s; %s, for %s.", goal, age, account, audience)
}

func sayAccountOf(account Line) Line {
	if account == nil {
		return own("all accounts together")
	}
	return say("account %s", account)
}

func sayAlarm(what Line, naive, lift float64, account Line) Line {
	return say("%s: all posts together suggest %s times, but within accounts it is %s. The account %s misleads.",
		what, times(naive), times(lift), account)
}

func sayRowFragile(what, without Line) Line {
	return say("%s: the verdict would be another without any one of these: %s.", what, without)
}

func sayRowsNote(rows []Line, note Line) Line { return say("%s: %s.", listLines(rows), note) }
func sayOtherRows(n int) string               { return count(int64(n)) + " others" }
func sayAllNote(note Line) Line               { return say("All rows: %s.", note) }

func sayEstimate(lift, low, high *float64) string {
	switch {
	case lift == nil:
		return "not known"
	case low == nil || high == nil:
		return times(*lift) + "×"
	}
	return times(*lift) + "× (" + times(*low) + "–" + times(*high) + ")"
}

func sayBetween(low, high *float64) Line {
	if low == nil || high == nil {
		return own("not known")
	}
	return say("between %s and %s times", times(*low), times(*high))
}

func sayInterval(low, high *float64) Line {
	if low == nil || high == nil {
		return own("not known")
	}
	return say("%s to %s×", times(*low), times(*high))
}

func sayPosts(n, other int64) string {
	return plural(n, "post", "posts") + " against " + count(other)
}

func verdictWords(v data.Verdict, up bool, n, weeks data.Count) Line {
	switch {
	case v == data.VerdictMore:
		return own("use more")
	case v == data.VerdictLess:
		return own("use less")
	case v == data.VerdictLean && up:
		return own("perhaps use more")
	case v == data.VerdictLean:
		return own("perhaps use less")
	case v == data.VerdictNoDifference:
		return own("choose the cheapest")
	case v == data.VerdictTry && weeks != nil && *weeks > longestTry:
		return own("your posts alone cannot tell")
	case v == data.VerdictTry && n != nil && weeks != nil:
		return say("try about %s more (%s)", count(*n), weeksOf(*weeks))
	case v == data.VerdictTry && n != nil:
		return say("try about %s more", count(*n))
	case v == data.VerdictTry:
		return own("try more")
	}
	return own("no verdict")
}

func panelKeys() (clear, unclear, naive Line) {
	return own("clear difference"), own("no clear difference"), own("plain comparison of all posts, for contrast")
}

func panelHead(lever string) []string {
	return []string{capitalWord(leverWord(lever)), "Estimate", "90% interval", "Posts", "Others", "Plain", "What to do"}
}

func sayPanelDesc(rows []Line) string {
	parts := make([]string, len(rows))
	for i, r := range rows {
		parts[i] = r.String()
	}
	return "Dots with intervals on a scale of ratios; 1 means no difference. " + strings.Join(parts, " ")
}

func sayRowDesc(what, between, verdict Line) Line { return say("%s: %s; %s.", what, between, verdict) }

func axisWord(x float64) string {
	switch x {
	case 0.5:
		return "half"
	case 1:
		return "same"
	case 2:
		return "twice"
	case 0.25:
		return "¼×"
	case 0.125:
		return "⅛×"
	}
	return times(x) + "×"
}

func foldMore(n int) string {
	return "Show " + plural(int64(n), "more chart", "more charts") + ": styles, topics, languages, lengths and hours"
}
func sayAcross(platform Line) Line { return say("%s, across all accounts", platform) }
func sayMoreRows(n int) Line {
	return say("%s with fewer posts left out here.", plural(int64(n), "row", "rows"))
}

func sayLeftOut(n int, table string) Line {
	return say("%s of other goals and ages are left out here; the table %s holds them.", plural(int64(n), "comparison", "comparisons"), table)
}
