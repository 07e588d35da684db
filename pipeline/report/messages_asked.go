package report

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
