package report

import (
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

func shortMissing() string { return "What is missing" }

func sayMissingHead(rows int64, gaps int) Line {
	switch {
	case rows == 0 && gaps == 0:
		return own("Nothing was set aside and nothing is known to be missing")
	case rows == 0:
		return say("No row was set aside; %s missing", plural(int64(gaps), "thing is", "things are"))
	case gaps == 0:
		return say("%s set aside; nothing else is missing", plural(rows, "row was", "rows were"))
	}
	return say("%s set aside and %s missing", plural(rows, "row was", "rows were"), plural(int64(gaps), "thing is", "things are"))
}

func sayKeptAside() Line {
	return own("Rows that could not be read are kept aside. Nothing about them was guessed.")
}
func sayRejectsPart() Line { return own("Rows that were set aside") }
func rejectsHead() []string {
	return []string{"File", "What is wrong", "Rows", "What to do next"}
}

// rejectWhy words the reasons that connectors give; one that it does not know is
// shown as it came.
func rejectWhy(why string) Line {
	switch why {
	case "other_account":
		return own("belongs to another account")
	case "total_row":
		return own("is a row of totals")
	case "blank_row":
		return own("is blank")
	case "repeated_header":
		return own("repeats the header")
	case "wrong_columns":
		return own("has too many or too few cells")
	case "unclosed_quote":
		return own("has a quote that is never closed")
	case "damaged_id":
		return own("has an id that a spreadsheet damaged")
	case "no_id":
		return own("has no id")
	case "no_date":
		return own("has no date")
	case "bad_date":
		return own("has a date that cannot be read")
	case "ambiguous_date":
		return own("has a date whose day and month may be exchanged")
	case "future_date":
		return own("has a date in the future")
	case "observed_before":
		return own("was read before it was published")
	case "bad_number":
		return own("has text where a number belongs")
	case "impossible_number":
		return own("has a number that cannot be")
	case "bad_value":
		return own("has a word where yes or no belongs")
	case "duplicate":
		return own("stands there twice")
	case "conflict":
		return own("contradicts another row of the same post")
	case "not_lifetime":
		return own("counts one day, not the life of the post")
	case "no_post":
		return own("belongs to no post that is known")
	case "no_root":
		return own("answers a post that is not there")
	case "unrecognised_file":
		return own("is a file of an unknown kind")
	case "wrong_platform":
		return own("is of another platform than the account")
	case "unreadable_file":
		return own("is no table of text")
	case "invalid_row":
		return own("breaks a rule of the records")
	}
	return foreign(strings.ReplaceAll(why, "_", " "))
}

func sayRejectsMore(kinds int, rows int64) Line {
	return say("%s more, with %s, are not listed here.", plural(int64(kinds), "reason", "reasons"), plural(rows, "row", "rows"))
}
func foldGaps(n int) string    { return "Show the " + count(int64(n)) + " things that are not known" }
func foldRejects(n int) string { return "Show the " + count(int64(n)) + " reasons, file by file" }
func sayGapsPart() Line        { return own("What the numbers cannot tell") }

func sayNoteIn(what Line, files int) Line {
	return say("%s, in %s", what, plural(int64(files), "file", "files"))
}
func sayNoteOf(what, where Line) Line { return say("%s: %s", where, what) }

func sayGap(platform, metric Line, posts, of int64) Line {
	if of > 0 {
		return say("%s: %s not known for %s of %s.", platform, metric, count(posts), plural(of, "post", "posts"))
	}
	return say("%s: %s not known for %s.", platform, metric, plural(posts, "post", "posts"))
}

func reasonWords(r data.Reason) (what, consequence, need string) {
	switch r {
	case data.Unsupported:
		return "the source has no such number", "It is left out of every comparison, never counted as zero.", "another export, or a connection to the platform, may have it."
	case data.NotCollected:
		return "it was not asked for", "It is left out until it is collected.", "switch its collection on in the config."
	case data.Hidden:
		return "the platform withholds it", "These posts are left out of what needs it.", "connect as the account's owner, who may see it."
	case data.Expired:
		return "the platform's terms made us delete it", "Older comparisons can no longer be repeated.", "connect as the owner of the account."
	case data.Immature:
		return "the posts are too young", "They will count once they are old enough.", "just wait."
	case data.NotBracketed:
		return "no two readings stand close enough around the age", "These posts are left out at that age.", "pull more often, or use settled counts."
	case data.NoFollowers:
		return "no follower count within a week of publishing", "Rates per follower cannot be given.", "add an export of the account's followers by date."
	case data.Suppressed:
		return "too few people to show safely", "Nothing is shown, so that nobody can be recognised.", "wait; longer periods hold more people."
	case data.BadInput:
		return "the value in the file could not be read", "These values are left out and listed below.", "export the file again without opening it in a spreadsheet."
	}
	return "", "", ""
}

func sayNeedLine(need Line) Line {
	if strings.ContainsAny(need.String()[len(need.String())-1:], ".!?") {
		return say("To know more: %s", need)
	}
	return say("To know more: %s.", need)
}

func metricWord(metric string) Line {
	switch metric {
	case "":
		return own("a value")
	case "er_followers":
		return own("rate per follower")
	case "er_reach", "er_impressions", "er_views":
		return own("rate per view or reach")
	case "net_sentiment":
		return own("mood")
	}
	return goalWord(metric)
}

func sayOthers(n int) string   { return plural(int64(n), "other number", "other numbers") }
func sayGapWhy(what Line) Line { return say("Why: %s.", what) }
