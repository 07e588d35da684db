package advise

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics/trials"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
)

// HindsightReport is how past advice did.
type HindsightReport struct {
	Mission   string                `json:"mission,omitempty"`   // empty: all
	Rehearsed bool                  `json:"rehearsed"`           // the advice was never given; it is what would have been said
	Periods   []string              `json:"periods"`             // of the advice, sorted
	FirstDue  string                `json:"first_due,omitempty"` // day on which the first advice given can be judged, if none was
	Score     trials.HindsightScore `json:"score"`
	Outcomes  []data.AdviceOutcome  `json:"outcomes"`
}

// HindsightOf reads what was scored, of one mission or of all.
func HindsightOf(ctx context.Context, r lake.Reader, mission string) (*HindsightReport, error) {
	rows, err := lake.Rows(ctx, r, lake.AdviceOutcomes, nil)
	if err != nil {
		return nil, fmt.Errorf("hindsight: %w", err)
	}
	h := ReportHindsight(rows, mission)
	if parts := lake.Partitions(r, lake.AdviceTable); len(h.Outcomes) == 0 && len(parts) > 0 {
		w, err := WeeksAfter(strings.TrimPrefix(parts[0], "period="))
		if err != nil {
			return nil, fmt.Errorf("hindsight: %w", err)
		}
		h.FirstDue = data.At(w.Ready()).Day()
	}
	return h, nil
}

// ReportHindsight sums up outcomes of one mission or of all.
func ReportHindsight(rows []data.AdviceOutcome, mission string) *HindsightReport {
	h := &HindsightReport{Mission: mission, Periods: []string{}}
	h.Outcomes = slices.DeleteFunc(slices.Clone(rows), func(o data.AdviceOutcome) bool { return mission != "" && o.Mission != mission })
	if h.Outcomes == nil {
		h.Outcomes = []data.AdviceOutcome{}
	}
	for _, o := range h.Outcomes {
		h.Periods = append(h.Periods, o.Period)
	}
	slices.Sort(h.Periods)
	h.Periods = slices.Compact(h.Periods)
	h.Score = trials.ScoreHindsight(h.Outcomes)
	return h
}

// verdictWords names verdicts in a table.
func verdictWords(v data.Verdict) string {
	switch v {
	case data.VerdictMore:
		return "more"
	case data.VerdictLess:
		return "less"
	case data.VerdictLean:
		return "a hint"
	case data.VerdictNoDifference:
		return "no clear difference"
	case data.VerdictTry:
		return "try"
	}
	return string(v)
}

// Text prints the report for a person.
func (h *HindsightReport) Text(w io.Writer) error {
	out := bufio.NewWriter(w)
	para := func(text string) {
		for _, line := range page.Wrap(text, "", "") {
			fmt.Fprintln(out, line)
		}
	}
	if h.Score.Lines == 0 {
		switch {
		case h.Rehearsed:
			para("There are too few posts to rehearse on: it takes four weeks of settled posts, then eight weeks that judge, then four in which those settle.")
		case h.FirstDue != "":
			para(fmt.Sprintf("No advice has been judged: the first can be from %s on, once newer posts are read. What it would have been worth until now: tailor hindsight --rehearse", DayOf(h.FirstDue)))
		default:
			para("No advice was given yet. Run: tailor run")
		}
		return out.Flush()
	}
	what := "Advice given"
	if h.Rehearsed {
		what = "A rehearsal, not advice that was given: what would have been said"
	}
	para(fmt.Sprintf("%s in %s, beside what posts of the eight weeks after it got.", what, h.periods()))
	fmt.Fprintln(out)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "advice\tlines\tfollowed\tnot\tjudged\tborne out\tshould be\tnaive figure right")
	for _, v := range h.Score.Verdicts {
		judged := fmt.Sprintf("%d\t%d\t%.1f\t%d", v.Judged, v.BorneOut, v.Expected, v.NaiveRight)
		if v.Judged == 0 {
			judged = "-\t-\t-\t-"
		}
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%s\n", verdictWords(v.Verdict), v.Lines, v.Followed, v.NotFollowed, judged)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out)
	h.scores(para)
	if len(h.Score.Reliability) > 0 {
		fmt.Fprintln(out)
		t = tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "chance told of doing better\tlines\tmean told\tdid better")
		for _, b := range h.Score.Reliability {
			fmt.Fprintf(t, "%.0f to %.0f %%\t%d\t%.0f %%\t%.0f %%\n", 100*b.From, 100*b.To, b.N, 100*b.Told, 100*b.Found)
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	return out.Flush()
}

// periods names the weeks of the advice, or of many the first and the last.
func (h *HindsightReport) periods() string {
	n := len(h.Periods)
	if n <= 4 {
		return strings.Join(h.Periods, ", ")
	}
	return fmt.Sprintf("%d weeks from %s to %s", n, h.Periods[0], h.Periods[n-1])
}

// scores tells the sums in sentences.
func (h *HindsightReport) scores(para func(string)) {
	followed, borne := 0, 0
	for _, v := range h.Score.Verdicts {
		followed, borne = followed+v.OfFollowed, borne+v.KeptFollow
	}
	if !h.Rehearsed {
		para(fmt.Sprintf("Of the lines judged %d were followed; %d of those were borne out.", followed, borne))
	}
	if s := h.Score; s.Brier != nil && s.NaiveBrier != nil {
		para(fmt.Sprintf("Brier score over %d lines, lower is better: %.3f; of the naive figures %.3f (worse by %s); of always saying one half 0.250.",
			s.Judged, *s.Brier, *s.NaiveBrier, intervalWords(s.Better, "%.3f")))
		if s.Kept != nil && s.NaiveKept != nil {
			percent := func(x *trials.Interval) string { return intervalWords(hundredfold(x), "%.0f %%") }
			para(fmt.Sprintf("Of the lifts that were told, %s came true (100 %% is honest, less is luck taken for merit); of the naive figures %s.", percent(s.Kept), percent(s.NaiveKept)))
		}
	} else {
		para("No line has enough new posts to be judged: it takes three of the level and three others.")
	}
}

func hundredfold(x *trials.Interval) *trials.Interval {
	out := &trials.Interval{Value: 100 * x.Value}
	if x.Low != nil && x.High != nil {
		low, high := 100**x.Low, 100**x.High
		out.Low, out.High = &low, &high
	}
	return out
}

// intervalWords writes an estimate and its interval, if it has one.
func intervalWords(x *trials.Interval, format string) string {
	text := fmt.Sprintf(format, x.Value)
	if x.Low != nil && x.High != nil {
		text += fmt.Sprintf(" ("+format+" to "+format+")", *x.Low, *x.High)
	}
	return text
}

// DayOf writes a day as people do, "2 January 2006"; what is no day stays.
func DayOf(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2 January 2006")
}
