package demo

import (
	"fmt"
	"strings"
	"time"
)

// The consular desk of the embassy in Oslo asks people once, and counts its
// appointments. Both files stand beside the account named in deskAccount.
const (
	deskAccount = "oslo-facebook"

	followQuestion = "Where do you follow us?"
	needsQuestion  = "What do you need from us most?"

	respondents = 160
)

// deskFiles names the desk's files in the settings.
func deskFiles() []string {
	return []string{"{path: " + deskAccount + "/survey.csv, mapping: survey-oslo}", deskAccount + "/outcomes.csv"}
}

// deskMapping says what the survey is, deskSettings what it may be used for.
const deskMapping = "  survey-oslo: {survey: {name: 'Spring survey (made up)', consent: {by: 'Embassy of Ruritania in Oslo (made up)', date: '2026-02-01', text: 'first page of the form (made up)'}, " +
	"generation: 'Which generation are you?', several: ['" + followQuestion + "']}}\n"

const deskSettings = "where: {minutes_per_post: {facebook: 40, instagram: 75, x: 15}, follow_question: '" + followQuestion + "', needs_question: '" + needsQuestion + "'}\n"

// desk makes these files, and what the ministry answered, as they stand at the end of the demo.
func (w *World) desk() Files {
	return Files{{answersName, []byte(answers)}, {deskAccount + "/outcomes.csv", w.outcomes()}, {deskAccount + "/survey.csv", w.survey()}}
}

// answersName is the file in which the ministry keeps what its departments answered.
const answersName = "answers.csv"

const answers = `quarter,theme,owner,answer,date
2026-Q1,visa,Consular Department (made up),The form is back since 16 February. Applications by post are taken until the end of May.,2026-04-20
2026-Q1,passport,Passport Office (made up),Two more counters are open on Tuesdays.,2026-04-23
`

// survey makes the responses as Google Forms writes them. Nobody's name is asked.
func (w *World) survey() []byte {
	r := stream(w.seed, "survey/oslo")
	var b strings.Builder
	b.WriteString("Timestamp,Which generation are you?," + followQuestion + "," + needsQuestion + "\n")
	at := time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC)
	for range respondents {
		at = at.Add(time.Duration(40+r.IntN(1800)) * time.Minute)
		generation := draw(r, []share[string]{{"I was born in Ruritania", .6}, {"My parents were born there", .4}})
		var follows []string
		for _, p := range []share[string]{{"Facebook", .55}, {"Instagram", .35}, {"X", .18}} {
			if r.Float64() < p.weight {
				follows = append(follows, p.value)
			}
		}
		if len(follows) == 0 {
			follows = []string{"I do not follow you"}
		}
		need := draw(r, []share[string]{{"Help with a visa for relatives", .38}, {"A new passport", .30}, {"How to vote from abroad", .18}, {"Concerts and festivals", .14}})
		fmt.Fprintf(&b, "%s,%s,%s,%s\n", at.Format("1/2/2006 15:04:05"), generation, strings.Join(follows, ";"), need)
	}
	return []byte(b.String())
}

// outcomes makes the desk's sheet of appointments by month.
func (w *World) outcomes() []byte {
	r := stream(w.seed, "outcomes/oslo")
	var b strings.Builder
	b.WriteString("month,measure,topic,value,unit\n")
	for month := Start(); month.Before(Exported(Weeks)); month = month.AddDate(0, 1, 0) {
		for _, s := range []share[string]{{"passport", 46}, {"visa", 88}, {"legalisation", 12}} {
			fmt.Fprintf(&b, "%s,appointments,%s,%d,persons\n", month.Format("2006-01"), s.value, 5+poisson(r, s.weight))
		}
	}
	return []byte(b.String())
}
