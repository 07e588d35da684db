package report

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Every word of the report stands in this file. Sentences have at most 25 words
// and headings say what was found, with a verb.

func fixedWords() Words {
	return Words{
		Skip: "Skip to the findings", Contents: "On this page", Actions: "What to do", Sure: "How sure",
		Evidence: "Evidence", But: "But", Follow: "Follow the numbers", Numbers: "Show the numbers",
	}
}

// --- the first screen ---

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

// --- actions ---

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

// --- what works where ---

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

// --- what changed ---

func shortChanged() string { return "What changed" }

func sayPosted(now, before int64, weeks int) Line {
	verb := "You posted as often as before"
	switch {
	case now == 0 && before == 0:
		return say("You posted nothing in the last %s weeks", words(2*weeks))
	case now*4 > before*5:
		verb = "You posted more often"
	case now*5 < before*4:
		verb = "You posted less often"
	}
	return say("%s: %s in %s weeks, after %s", verb, plural(now, "post", "posts"), words(weeks), count(before))
}

func sayShortHistory(posts int64) Line {
	return say("You published %s; more weeks will show changes", plural(posts, "post", "posts"))
}

func sayNoActivity() Line    { return own("No activity is known yet") }
func sayNoActivityWhy() Line { return own("No posts with a date have been read for these accounts.") }

func sayTrend(account Line, goal Line, trend int, now, before float64, until string) Line {
	switch trend {
	case 1:
		return say("Typical %s on %s rose to %s a post, from %s (four weeks to %s).", goal, account, amount(now), amount(before), until)
	case -1:
		return say("Typical %s on %s fell to %s a post, from %s (four weeks to %s).", goal, account, amount(now), amount(before), until)
	}
	return say("Typical %s on %s stayed within their usual ups and downs: %s a post, after %s (four weeks to %s).", goal, account, amount(now), amount(before), until)
}

func sayTrendUnknown(account Line) Line {
	return say("For %s there are too few weeks with settled posts to compare.", account)
}

func sayBroke(account, what Line, week Line) Line {
	return say("%s counts differently since the week of %s: %s. The line is cut there.", account, week, what)
}

func sayDataEnd(last Line) Line { return say("The newest posts are from %s.", last) }

func sayWeeksUnder(goal, age Line, kind string) Line {
	return say("Line: median %s per post, %s. Bars: posts per %s. Each chart has its own scale.", goal, age, kind)
}

func sayWeeksDesc(account Line, posts int64, periods int, kind string) string {
	return say("%s: %s in %s.", account, plural(posts, "post", "posts"), plural(int64(periods), kind, kind+"s")).String()
}

func sayTop(v string, goal Line) Line { return say("%s %s a post", v, goal) }
func sayBars(n int64, kind string) string {
	return "up to " + plural(n, "post", "posts") + " a " + kind
}
func sayNoMedian() string { return "no settled value yet" }
func sayCut() string      { return "counting changed" }
func weeksHead(kind string) []string {
	return []string{capitalWord(kind), "Posts", "Posts with a value", "Median"}
}
func foldAccounts(n int) string { return "Show " + plural(int64(n), "more account", "more accounts") }
func sayAccountsLeftOut(n int) Line {
	return say("%s left out here; the table engagement_cells holds them all.", plural(int64(n), "account is", "accounts are"))
}

// --- questions ---

func shortAsked() string { return "What people ask" }

func sayAnswered(questions, answered int64) Line {
	switch {
	case questions == 0:
		return own("Nobody asked a question we could see")
	case answered == 0:
		return say("People asked %s; none was answered within two days", plural(questions, "question", "questions"))
	}
	return say("We answered %s of %s within two days", count(answered), plural(questions, "question", "questions"))
}

func sayAnswerTime(secs float64) Line {
	hours := int64(secs/3600 + 0.5)
	switch {
	case hours < 1:
		return own("Half of the questions were answered within the hour.")
	case hours < 48:
		return say("Half of the questions were answered within %s.", plural(hours, "hour", "hours"))
	}
	return say("Half of the questions were answered within %s.", plural((hours+12)/24, "day", "days"))
}

func sayUnanswered(n int64) Line {
	return say("%s no answer in that time.", plural(n, "question got", "questions got"))
}

func sayAskedMost(topic Line) Line { return say("Most questions were about %s.", topic) }
func sayAskedUnknown() Line        { return own("What people ask is not known") }
func sayAskedHidden() Line         { return own("Questions are not shown: too few people asked") }
func askedHead() []string          { return []string{"Topic", "Questions", "Answered in two days"} }
func sayAskedBar(q, a int64) string {
	return count(a) + " of " + count(q) + " answered"
}
func sayAskedPart(period Line) Line { return say("Questions by topic, %s", period) }
func sayAskedUnder() Line           { return own("Filled: answered within two days. Outline: asked.") }
func sayAskedDesc() string {
	return "Bars of questions asked, with the answered part filled, one row for each topic."
}

// --- mood ---

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

// --- what is missing ---

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

// --- method and notice ---

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

// --- small words ---

func plural(n int64, one, many string) string {
	if n == 1 {
		return count(n) + " " + one
	}
	return count(n) + " " + many
}

func weeksOf(n int64) string { return plural(n, "week", "weeks") }

// words spells small numbers out.
func words(n int) string {
	small := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if n >= 0 && n < len(small) {
		return small[n]
	}
	return count(int64(n))
}

func list(parts []string) string {
	switch n := len(parts); n {
	case 0:
		return ""
	case 1:
		return parts[0]
	default:
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
}

func listLines(parts []Line) Line {
	var l Line
	for i, p := range parts {
		switch {
		case i > 0 && i == len(parts)-1:
			l = append(l, own(" and ")...)
		case i > 0:
			l = append(l, own(", ")...)
		}
		l = append(l, p...)
	}
	return joined(l)
}
