package report

import (
	"github.com/digital-diplomacy/tailor/data"
)

func shortMood() string { return "Mood of replies" }
func sayMoodHead() Line { return own("People who replied on our channels, not the diaspora") }
func sayTooFew() string { return "too few people to show safely" }
func suppressedWhy(why string) Line {
	switch why {
	case sayTooFew():
		return own(sayTooFew())
	case "all replies are in one group", "its replies came in after their quarter had been closed", "too few replies that could be read":
		return own(why)
	}
	return foreignName(why)
}
func sayMoodNone() Line { return own("Nothing can be shown about replies for this period.") }
func sayMoodOff() Line  { return own("Replies are not collected, so nothing is known about them.") }
func sayMoodOffer() Line {
	return own("Collecting them needs a legal basis, an assessment and a contact in the config.")
}

func sayMood(negLow, negHigh, posLow, posHigh float64) Line {
	return say("Between %s and %s of replies were negative, between %s and %s positive.",
		percent(negLow), percent(negHigh), percent(posLow), percent(posHigh))
}

func sayMoodN(n int64, period Line) Line {
	return say("This counts %s, %s.", plural(n, "reply", "replies"), period)
}
func sayCoverage(share float64) Line {
	return say("%s of them were in languages that we can read reliably.", percent(share))
}
func sayFlood(share float64) Line {
	return say("%s of them nearly repeat one another, which points to a campaign.", percent(share))
}
func sayMoodRead() Line {
	return own("Bars show shares; the thin lines below show where each border may really lie.")
}
func sayMoodPart(d data.Dimension) Line {
	switch d {
	case data.DimAccount:
		return own("How replies differ by account")
	case data.DimFormat:
		return own("How replies differ by format of the post")
	case data.DimTopic:
		return own("How replies differ by topic")
	case data.DimLanguage:
		return own("How replies differ by language of the text")
	}
	return own("How replies to the mission changed")
}
func moodClasses() (negative, neutral, positive string) { return "negative", "neutral", "positive" }
func moodHead(d data.Dimension) []string {
	return []string{map[data.Dimension]string{data.DimTotal: "Period", data.DimAccount: "Account", data.DimFormat: "Format",
		data.DimTopic: "Topic", data.DimLanguage: "Language"}[d], "Replies", "Negative", "Neutral", "Positive"}
}
func sayShare(share float64, low, high *float64) Line {
	if low == nil || high == nil {
		return own(percent(share))
	}
	return say("%s (%s to %s)", percent(share), percent(*low), percent(*high))
}
func sayMoodDesc(rows int) string {
	return "Stacked bars of negative, neutral and positive shares, in " + plural(int64(rows), "row", "rows") + "."
}
func sayReplies(n int64) string { return plural(n, "reply", "replies") }
func foldMood() string          { return "Show replies by account, format, topic and language" }
func sayAllOfThem() Line        { return own("All together") }
func sayOtherMerged() Line      { return own("Others together") }
func sayScorerBreak() Line {
	return own("The scorer changed within this time; bars before and after are not comparable.")
}
