package report

import (
	"time"
)

func shortMethod() string { return "Method and privacy" }
func sayMethodHead() Line { return own("This is how the numbers were made") }
func foldMethod() string  { return "Show definitions, rules and versions" }
func sayWindow(from, to Line, posts int64, accounts int) Line {
	return say("The charts cover %s by %s, from %s to %s.", plural(posts, "post", "posts"),
		plural(int64(accounts), "account", "accounts"), from, to)
}
func sayNoWindow() Line        { return own("No posts have been read so far.") }
func sayAsOf(t time.Time) Line { return say("It was computed as of %s.", day(t)) }
func sayDefinitionsPart() Line { return own("What the words mean") }
func sayVersionsPart() Line    { return own("What it was computed with") }
func sayPrivacyPart() Line     { return own("What was collected about people") }

func rules() [][2]string {
	return [][2]string{
		{"Times the typical", "An estimate within one account, on one platform, for the same months. The account's own mix of other posts is the yardstick."},
		{"Between … and … times", "An interval that holds the true value nine times in ten, if the model is right."},
		{"Use more, use less", "The odds are at least 39 to one that the typical post does better, or worse."},
		{"Perhaps", "The odds are at least three to one. That is a hint, so its confidence is low."},
		{"Choose the cheapest", "The interval lies between 0.83 and 1.2 times: too little to matter. Cost and ease may decide."},
		{"Try", "More posts are needed to tell. Their number and the weeks at your present pace are given."},
		{"Plain comparison", "The ratio of medians over all posts, as most tools print it. It mixes accounts and months, so it can mislead."},
		{"How sure: high", "A clear finding from at least ten posts on both sides, mostly your own. No single post, week or account carries it."},
		{"How sure: moderate", "Any other clear finding. Hints and trials are always low."},
		{"Rose, fell", "The latest four weeks with settled posts are compared with the twelve before. A change is named if 85% of pairs of weeks agree."},
		{"Until when", "Clear findings are looked at again after eight weeks, hints after four, no difference after thirteen."},
	}
}

func ageWord(age string) Line {
	switch age {
	case "settled":
		return own("settled counts")
	case "24h":
		return own("24 hours after posting")
	case "7d":
		return own("7 days after posting")
	case "28d":
		return own("28 days after posting")
	case "":
		return own("all ages")
	}
	return foreignName(age)
}

func versionWords() []string {
	return []string{"Program", "Commit of the data", "Metric dictionary", "Effects model", "Scorer of replies", "Labelling rules"}
}
func sayNotStated() Line { return own("not stated") }

func sayPrivacy(p Privacy) []Line {
	lines := []Line{own("Posts and counters of the configured accounts were read.")}
	if !p.Replies {
		lines = append(lines, own("Replies were not collected. Nothing about the people who write them is stored."))
	} else {
		lines = append(lines,
			own("Who wrote a reply is not stored. Writers are only counted, under keys that are then destroyed."),
			say("The text of a reply is deleted after %s; only counts remain.", plural(int64(p.RetentionDays), "day", "days")))
	}
	if p.MinPeople > 0 {
		lines = append(lines, say("No mood is shown of fewer than %s.", plural(int64(p.MinPeople), "person", "people")))
	}
	return append(lines, own("No page of Tailor names, ranks or follows a person who replied."))
}

func privacyTerms() (basis, dpia, contact string) {
	return "Legal basis", "Impact assessment", "To ask or object"
}

func sayFooter(commit Line) Line {
	if commit == nil {
		return own("Made by Tailor from your own data, on your own machine.")
	}
	return say("Made by Tailor from your own data, on your own machine. Data commit %s.", commit)
}
