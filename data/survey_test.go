package data

import "testing"

func TestValidateSurveyCount(t *testing.T) {
	count := SurveyCount{Mission: "Oslo", Survey: "diaspora", Reading: ReadingLatest, ObservedOn: "2026-05-31", Question: "Do you vote?",
		Dimension: DimGeneration, Value: "second", Answer: "yes", N: 12}
	on := func(want string, change func(c *SurveyCount)) {
		t.Helper()
		c := count
		change(&c)
		if field, why := c.Validate(); field != want || (why == "") != (want == "") {
			t.Errorf("Validate = %q, %q, want field %q", field, why, want)
		}
	}
	on("", func(c *SurveyCount) {})
	on("", func(c *SurveyCount) { c.Dimension, c.Value = DimTotal, "" })
	on("", func(c *SurveyCount) { c.Dimension, c.Value, c.Question, c.Answer = DimTotal, "", "", "" })
	on("survey", func(c *SurveyCount) { c.Survey = "" })
	on("reading", func(c *SurveyCount) { c.Reading = "old" })
	on("observed_on", func(c *SurveyCount) { c.ObservedOn = "2026-05-31 10:22" })
	on("dimension", func(c *SurveyCount) { c.Dimension = DimTopic })
	on("value", func(c *SurveyCount) { c.Value = "" })
	on("value", func(c *SurveyCount) { c.Dimension = DimTotal })
	on("question", func(c *SurveyCount) { c.Question = "" })
	on("n", func(c *SurveyCount) { c.N = -1 })
}
