package show

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Text writes the widest gaps in words, then all topics, mission by mission.
func (n *Gaps) Text(out io.Writer) error {
	if n.Period == "" {
		_, err := io.WriteString(out, notComputed)
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "As of %s. Questions and surveys are told as they were published: never of few people.\n", n.Period)
	var missions []string
	for _, row := range n.Needs {
		missions = append(missions, row.Mission)
	}
	for _, mission := range slices.Compact(missions) {
		n.mission(&b, mission)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func (n *Gaps) mission(b *strings.Builder, mission string) {
	var rows []data.Need
	for _, row := range n.Needs {
		if row.Mission == mission {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(x, y data.Need) int { return cmp.Compare(order(&x), order(&y)) })
	for _, r := range rows {
		switch {
		case r.Topic == "":
			fmt.Fprintf(b, "\n%s, %s to %s\n  %s; %d own posts.\n", mission, r.From, r.To, r.Reason, r.PostedOf)
			if r.AnswerRate != nil {
				fmt.Fprintf(b, "  Answered within 48 hours: %.0f %% (%.0f to %.0f %%)%s.\n", 100**r.AnswerRate, 100**r.RateLow, 100**r.RateHigh, median(&r))
			}
		case r.Rank > 0:
			fmt.Fprintf(b, "  %d. %s.\n", r.Rank, r.Reason)
		}
	}
	if !slices.ContainsFunc(rows, func(r data.Need) bool { return r.Rank > 0 }) {
		fmt.Fprintln(b, "  No gap between what is asked and what is posted is sure.")
	}
	t := tabwriter.NewWriter(b, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "  topic\tasked\tposted\tgap\tanswered\tsurveyed\tstanding\tservices")
	for _, r := range rows {
		if r.Topic != "" {
			fmt.Fprintf(t, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", words(string(r.Topic)), askedCell(&r), shareCell(r.PostedShare, r.Posted), words(string(r.Gap)),
				answeredCell(&r), percent(r.SurveyShare), standingCell(&r), demandCell(r.Demand))
		}
	}
	_ = t.Flush() // a strings.Builder never fails
	var said []string
	for _, r := range rows {
		for _, w := range r.Warnings {
			if !slices.Contains(said, w) {
				said = append(said, w)
				fmt.Fprintf(b, "  But: %s.\n", w)
			}
		}
	}
}

// order puts all topics first, then the gaps, then the others by what is asked most.
func order(n *data.Need) int64 {
	switch {
	case n.Topic == "":
		return 0
	case n.Rank > 0:
		return n.Rank
	case n.Asked != nil:
		return 1<<40 - *n.Asked
	}
	return 1 << 41
}

func askedCell(n *data.Need) string {
	switch {
	case n.AskedShare == nil && n.AskedHigh != nil && n.AskedHidden != nil && *n.AskedHidden > 0:
		return fmt.Sprintf("at most %.0f %%", 100**n.AskedHigh)
	case n.AskedShare == nil:
		return "?"
	case n.AskedHidden != nil && *n.AskedHidden > 0:
		return fmt.Sprintf(">= %.0f %% (%d)", 100**n.AskedShare, *n.Asked)
	}
	return shareCell(n.AskedShare, *n.Asked)
}

func shareCell(share *float64, n int64) string {
	if share == nil {
		return "?"
	}
	return fmt.Sprintf("%.0f %% (%d)", 100**share, n)
}

func percent(share *float64) string {
	if share == nil {
		return "-"
	}
	return fmt.Sprintf("%.0f %%", 100**share)
}

func answeredCell(n *data.Need) string {
	if n.AnswerRate == nil {
		return "-"
	}
	return fmt.Sprintf("%.0f %%%s", 100**n.AnswerRate, median(n))
}

// median tells between which bounds the median time to an answer lies.
func median(n *data.Need) string {
	if n.AnswerFrom == nil {
		return ""
	}
	from := span(*n.AnswerFrom)
	switch {
	case n.AnswerTo == nil:
		return ", median " + from + " or more"
	case span(*n.AnswerTo) == from:
		return ", median " + from
	}
	return ", median " + from + " to " + span(*n.AnswerTo)
}

func span(seconds float64) string {
	if d := time.Duration(seconds) * time.Second; d >= 48*time.Hour {
		return fmt.Sprintf("%.0f d", d.Hours()/24)
	} else {
		return fmt.Sprintf("%.0f h", d.Hours())
	}
}

func standingCell(n *data.Need) string {
	if n.Standing == nil {
		return "-"
	}
	return fmt.Sprintf("%.0f (%.0f to %.0f)", 100**n.Standing, 100**n.StandingLow, 100**n.StandingHigh)
}

func demandCell(demand []data.Demand) string {
	var parts []string
	for _, d := range demand {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s %s %s a %s", d.Measure, mean(d.Mean), d.Unit, d.PeriodKind)))
	}
	return cmp.Or(strings.Join(parts, ", "), "-")
}

// mean writes a mean with no more digits than a reader can use.
func mean(x float64) string {
	if x >= 10 {
		return fmt.Sprintf("%.0f", x)
	}
	return fmt.Sprintf("%.2g", x)
}
