package report

import (
	"github.com/digital-diplomacy/tailor/data"
)

// Every word of the report stands in the messages files, one for each part of the
// page. Sentences have at most 25 words
// and headings say what was found, with a verb.

func fixedWords() Words {
	return Words{
		Skip: "Skip to the findings", Contents: "On this page", Actions: "What to do", Sure: "How sure",
		Evidence: "Evidence", But: "But", Follow: "Follow the numbers", Numbers: "Show the numbers",
	}
}

func sayMadeUp() Line {
	return own("Made-up data. This mission does not exist; the page shows what a real one would get.")
}

func sayTitle(mission, period Line, madeUp bool) string {
	title := say("%s, %s", mission, period).String()
	if madeUp {
		return "Made-up data: " + title
	}
	return title
}

func sayHeading(mission, period Line) Line { return say("%s: %s", mission, period) }

func sayNoMission() Line { return own("All accounts") }

func sayKicker(unit Line) Line {
	if unit == nil {
		return own("What to post where")
	}
	return say("What to post where · %s", unit)
}

func sayBrings(clear, hints, same, try int) Line {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{clear, "one clear finding", "clear findings"}, {hints, "one hint", "hints"},
		{same, "one choice that makes no clear difference", "choices that make no clear difference"},
		{try, "one thing to try", "things to try"},
	} {
		switch p.n {
		case 0:
		case 1:
			parts = append(parts, p.one)
		default:
			parts = append(parts, words(p.n)+" "+p.many)
		}
	}
	return own("This week brings " + list(parts) + ".")
}

func sayNoClear() Line { return own("None of it is certain yet: choose by cost until it is.") }

func sayNothingNew() Line {
	return own("A quiet week: the advice is the same as last week and still stands.")
}

func sayQuiet() Line {
	return own("A quiet week: nothing in the numbers asks for a change. Carry on as you are.")
}

func sayUnknown() Line { return own("Nothing can be said yet about what works on these accounts.") }

func sayFewer() Line { return own("Nothing else is clear enough to act on.") }

func needsHeading() string { return "What it would take to know more" }

func sayNeedPosts(posts Line, place Line, n, weeks data.Count) Line {
	switch {
	case weeks != nil && *weeks > longestTry:
		return say("About %s more %s on %s: more than half a year at your pace, so others' evidence has to serve.", count(*n), posts, place)
	case weeks != nil:
		return say("About %s more %s on %s, %s at your pace.", count(*n), posts, place, weeksOf(*weeks))
	}
	return say("About %s more %s on %s.", count(*n), posts, place)
}

func sayNeedFormats() Line {
	return own("Posts of at least two formats on one account, so that one can be compared with the other.")
}

func sayNeedAge() Line {
	return own("Readings of the same posts later on: a post's count is settled after 28 days.")
}

func sayNeedPostsAtAll() Line {
	return own("One export of your posts with their likes, shares and replies; most platforms offer one.")
}
