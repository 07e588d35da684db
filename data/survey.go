package data

import (
	"cmp"
	"time"
)

// Traits that people say of themselves in a survey, and that its answers may be
// broken down by, one at a time. Language is the language they say they speak.
const (
	DimGeneration Dimension = "generation"
	DimAgeBand    Dimension = "age_band"
	DimKnowledge  Dimension = "knowledge"
)

// Traits lists the dimensions of surveys besides the total.
func Traits() []Dimension { return []Dimension{DimGeneration, DimAgeBand, DimLanguage, DimKnowledge} }

// OtherAnswer is what answers and trait values that few people gave are merged into.
const OtherAnswer = "other"

// NotSaid is the value of a trait for respondents who left it out.
const NotSaid = "not said"

// Reading says which reading of a survey's file a [SurveyCount] is of.
type Reading string

// Readings.
const (
	ReadingLatest    Reading = "latest"    // the newest
	ReadingPublished Reading = "published" // that the question was last published from
	ReadingOpen      Reading = "open"      // up to which the answers to an open question were taken in
)

// SurveyCount counts how many respondents of one survey gave one answer, in all or
// among those with one value of one trait. It stands in the vault. Beside the latest
// reading of a survey's file there is, for each question, the one that it was last
// published from, so that a later one is not published before enough others have
// answered.
//
// No row and no combination of rows is one person's answers: answers that few
// people gave have no words, values of traits that few people have are merged, and
// nothing links the answer to one question with that to another.
type SurveyCount struct {
	Mission    string    `parquet:"mission" doc:"mission that asked"`
	Survey     string    `parquet:"survey" doc:"name of the survey, from the config"`
	Reading    Reading   `parquet:"reading" doc:"latest; published: the one that the question was last published from; open: the one up to which open answers were taken in"`
	ObservedOn string    `parquet:"observed_on" doc:"day of the newest answer in the file"`
	Question   string    `parquet:"question,optional" doc:"the question's words; null in the row that counts the respondents"`
	Several    bool      `parquet:"several" doc:"whether one may give several answers"`
	Dimension  Dimension `parquet:"dimension" doc:"total, generation, age_band, language or knowledge"`
	Value      string    `parquet:"value,optional" doc:"value of the trait; null for total, 'other' for merged small ones"`
	Answer     string    `parquet:"answer,optional" doc:"the answer's words; 'other' for merged rare ones; null in the row that counts those who answered"`
	N          int64     `parquet:"n" doc:"respondents"`
}

// SurveyAnswer is an answer to an open question, masked, kept as long as the text of
// replies is. It stands in the vault. Nothing says who gave it or what else they
// answered.
type SurveyAnswer struct {
	Mission    string `parquet:"mission" doc:"mission that asked"`
	Survey     string `parquet:"survey" doc:"name of the survey, from the config"`
	Question   string `parquet:"question" doc:"the question's words"`
	IngestedOn string `parquet:"ingested_on" doc:"as-of day of ingest; the text leaves after the retention days"`
	Language   string `parquet:"language" doc:"language of the text, BCP 47; und when unsure"`
	Topic      Topic  `parquet:"topic" doc:"primary topic of the text by closed lexicon"`
	Text       string `parquet:"text" doc:"masked text"`
	N          int64  `parquet:"n" doc:"how often exactly this was answered, among the answers taken in that day"`
}

// SurveyResult is one publishable figure of a survey: how many of those who answered
// a question, in all or of one group, gave one answer. Shares are in steps of 5
// points and numbers in steps of 5.
type SurveyResult struct {
	Mission    string    `parquet:"mission" doc:"mission that asked"`
	Survey     string    `parquet:"survey" doc:"name of the survey, from the config"`
	ObservedOn string    `parquet:"observed_on" doc:"day of the newest answer that is counted"`
	Question   string    `parquet:"question,optional" doc:"the question's words; null where the survey as a whole is meant"`
	Several    bool      `parquet:"several" doc:"whether one may give several answers; then shares add up to more than 1"`
	Dimension  Dimension `parquet:"dimension" doc:"total, generation, age_band, language or knowledge, as people said of themselves"`
	Value      string    `parquet:"value,optional" doc:"value of the dimension; null for total, 'other' for merged small ones"`
	Answer     string    `parquet:"answer,optional" doc:"the answer; 'other' for merged rare ones"`
	Share      *float64  `parquet:"share,optional" doc:"share of those who answered, in steps of 0.05"`
	N          Count     `parquet:"n,optional" doc:"those who answered, rounded to 5; null if suppressed"`
	Suppressed string    `parquet:"suppressed,optional" doc:"why nothing is shown: too few people to show safely, ..."`
}

// Validate is like [Post.Validate].
func (c *SurveyCount) Validate() (field, why string) {
	if _, err := time.Parse(time.DateOnly, c.ObservedOn); err != nil {
		return "observed_on", "is not a day like 2026-05-31"
	}
	if field, why = first(
		check{"survey", named(c.Survey)},
		check{"reading", oneOf(c.Reading, ReadingLatest, ReadingPublished, ReadingOpen)},
		check{"mission", utf8Text(c.Mission)},
		check{"question", utf8Text(c.Question)},
		check{"dimension", oneOf(c.Dimension, append(Traits(), DimTotal)...)},
		check{"value", utf8Text(c.Value)},
		check{"answer", utf8Text(c.Answer)},
	); why != "" {
		return field, why
	}
	switch {
	case (c.Dimension == DimTotal) != (c.Value == ""):
		return "value", "the total has none, a trait needs one"
	case c.Question == "" && (c.Dimension != DimTotal || c.Answer != ""):
		return "question", "is empty"
	case c.N < 0:
		return "n", "is negative"
	}
	return "", ""
}

// CompareSurveyCount orders counts by all that names them.
func CompareSurveyCount(a, b *SurveyCount) int {
	return cmp.Or(cmp.Compare(a.Mission, b.Mission), cmp.Compare(a.Survey, b.Survey), cmp.Compare(a.Reading, b.Reading),
		cmp.Compare(a.Question, b.Question), cmp.Compare(a.Dimension, b.Dimension), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Answer, b.Answer))
}

// CompareSurveyResult orders results by all that names them.
func CompareSurveyResult(a, b *SurveyResult) int {
	return cmp.Or(cmp.Compare(a.Mission, b.Mission), cmp.Compare(a.Survey, b.Survey), cmp.Compare(a.Question, b.Question),
		cmp.Compare(a.Dimension, b.Dimension), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Answer, b.Answer))
}
