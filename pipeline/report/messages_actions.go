package report

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

func sayDo(v data.Verdict, lever string, posts, where Line, up bool, n data.Count, alone bool) Line {
	switch {
	case v == data.VerdictMore:
		return say("%s more %s on %s.", publish(posts), posts, where)
	case v == data.VerdictLess:
		return say("%s fewer %s on %s.", publish(posts), posts, where)
	case v == data.VerdictLean && up:
		return say("Lean towards %s on %s.", posts, where)
	case v == data.VerdictLean:
		return say("Go easy on %s on %s.", posts, where)
	case v == data.VerdictTry && alone:
		return say("Look to others' experience with %s on %s.", posts, where)
	case v == data.VerdictTry && n != nil && *n == 1:
		return say("Try one more of your %s on %s.", posts, where)
	case v == data.VerdictTry && n != nil:
		return say("Try %s more %s on %s.", count(*n), posts, where)
	case v == data.VerdictTry:
		return say("Try more %s on %s.", posts, where)
	}
	switch lever {
	case "hour":
		return say("Post when it suits you on %s: %s make no clear difference.", where, posts)
	case "length":
		return say("Write as much as it takes on %s: %s make no clear difference.", where, posts)
	}
	return say("Choose the cheapest on %s: %s make no clear difference.", where, posts)
}

// publish avoids "post more posts".
func publish(posts Line) string {
	if strings.HasPrefix(posts.String(), "posts") {
		return "Publish"
	}
	return "Post"
}

func sayWhere(platform, account Line) Line {
	if account == nil {
		return say("%s, all accounts", platform)
	}
	return say("%s, account %s", platform, account)
}

func sayWhom(audience string) Line {
	switch audience {
	case "", "general":
		return own("everyone the account reaches")
	case "diaspora":
		return own("readers of the diaspora channel")
	case "second_generation":
		return own("readers of the second generation's channel")
	case "students":
		return own("students")
	case "business":
		return own("business people")
	case "host_public":
		return own("the public of the host country")
	}
	return foreignName(strings.ReplaceAll(audience, "_", " "))
}

func sayUntil(t time.Time) Line { return say("%s, then look again", day(t)) }

func factWords() (where, whom, until string) { return "Where", "For whom", "Until when" }

func sureWord(confidence string) (word, grade string) {
	switch confidence {
	case "high":
		return "High", "high"
	case "moderate":
		return "Moderate", "moderate"
	case "low":
		return "Low", "low"
	}
	return "Not rated", "none"
}

func sayEvidence(posts, goal Line, low, high, lift *float64, n, other int64) Line {
	switch {
	case low != nil && high != nil:
		return capital(say("%s drew between %s and %s times the %s of your other posts: %s posts against %s.",
			posts, times(*low), times(*high), goal, count(n), count(other)))
	case lift != nil:
		return capital(say("%s drew about %s times the %s of your other posts: %s posts against %s.", posts, times(*lift), goal, count(n), count(other)))
	}
	return capital(say("%s cannot be compared yet: %s against %s other posts.", posts, count(n), count(other)))
}

func sayElsewhere(posts, goal Line, low, high *float64, n int64) Line {
	have := "you have none to compare"
	if n > 0 {
		have = "you have only " + plural(n, "post", "posts")
	}
	return say("Elsewhere, %s drew between %s and %s times the %s of other posts; %s.", posts, times(*low), times(*high), goal, have)
}

func sayFragileKinds(kinds []string) Line {
	return say("It hangs on a single %s: without it, the verdict would be another.", strings.Join(kinds, " or "))
}

func sayFragile(what Line) Line {
	return say("It hangs on one thing: without %s the verdict changes.", what)
}
func sayMisled(account Line) Line {
	return say("A plain comparison says the opposite, because of %s.", account)
}

func sayBorrowed(share float64) Line {
	return say("About %s of this evidence comes from other accounts.", percent(share))
}

func sayHintOnly() Line { return own("This is a hint, not a finding: treat it as an experiment.") }
func sayAlone() Line {
	return own("Your posts alone cannot show it within half a year.")
}
func sayUntilThen(weeks data.Count) Line {
	if weeks == nil {
		return own("Until then, nothing is lost by choosing the cheapest.")
	}
	return say("That takes %s at your pace; until then, choose the cheapest.", weeksOf(*weeks))
}
func sayNotEqual() Line {
	return own("A small difference may be there; it would be too small to matter.")
}
func sayNotCause() Line {
	return own("It held for past posts; that does not prove it was the cause.")
}
