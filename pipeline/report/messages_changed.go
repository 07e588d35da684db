package report

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
