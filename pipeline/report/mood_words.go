package report

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// suppressed says why a cell shows nothing, in the words of the page's language.
func (b *builder) suppressed(m data.Mood) voice.Line { return b.suppressedWhy(m.Suppressed) }

func (b *builder) suppressedWhy(why string) voice.Line {
	switch why {
	case "", "too few people to show safely":
		return b.Say("mood.too_few")
	case "all replies are in one group":
		return b.Say("mood.one_group")
	case "its replies came in after their quarter had been closed":
		return b.Say("mood.late")
	case "too few replies that could be read":
		return b.Say("mood.unread")
	case "what people of the unit labelled contradicts what is known of the scorer's errors":
		return b.Say("mood.disagree")
	}
	return voice.Quoted(why)
}

// moodLead says the newest readable total in words, and what its shares rest on.
func (b *builder) moodLead(totals []data.Mood) []voice.Line {
	for _, m := range slices.Backward(totals) {
		if !readable(m) {
			continue
		}
		var lead []voice.Line
		if voice.Finite(m.NegLow) && voice.Finite(m.NegHigh) && voice.Finite(m.PosLow) && voice.Finite(m.PosHigh) {
			lead = append(lead, b.Say("mood.between", "neg_low", b.Percent(*m.NegLow), "neg_high", b.Percent(*m.NegHigh),
				"pos_low", b.Percent(*m.PosLow), "pos_high", b.Percent(*m.PosHigh)))
		}
		if m.N != nil {
			lead = append(lead, b.Say("mood.count", "replies", b.Say("n.reply", "n", *m.N), "period", b.moodPeriod(m)))
		}
		if voice.Finite(m.Coverage) {
			lead = append(lead, b.Say("mood.coverage", "share", b.Percent(*m.Coverage)))
		}
		if voice.Finite(m.Flood) && *m.Flood >= 0.1 {
			lead = append(lead, b.Say("mood.flood", "share", b.Percent(*m.Flood)))
		}
		return append(append(lead, b.Say("mood.read")), b.moodBasis(m)...)
	}
	return []voice.Line{voice.Capital(b.Ended(b.suppressed(totals[len(totals)-1])))}
}

// moodBasis says whether shares rest on the unit's own labels, and reminds it to
// label where they do not. Cells of a time before that was noted say nothing.
func (b *builder) moodBasis(m data.Mood) []voice.Line {
	var lead []voice.Line
	switch m.Estimate {
	case data.EstimateLabels:
		return []voice.Line{b.Say("mood.by_labels")}
	case data.EstimateBoth:
		return []voice.Line{b.Say("mood.by_both")}
	case data.EstimateMatrix:
		lead = append(lead, b.Say("mood.by_matrix"))
	default:
		return nil
	}
	if command := b.command("tailor label --replies"); command != "" {
		lead = append(lead, b.Say("mood.label", "command", command))
	}
	return lead
}

// moodPeriod names the days that a cell holds.
func (b *builder) moodPeriod(m data.Mood) voice.Line {
	if len(m.Weeks) == 0 {
		return b.Span(m.Period)
	}
	first, err := data.WeekStart(slices.Min(m.Weeks))
	end, err2 := data.WeekEnd(slices.Max(m.Weeks))
	if err != nil || err2 != nil {
		return voice.ForeignName(m.Period)
	}
	return voice.Own(b.Days(first, end.AddDate(0, 0, -1)))
}

func (b *builder) moodName(m data.Mood) voice.Line {
	switch {
	case m.Breakdown == data.DimTotal:
		return b.moodPeriod(m)
	case m.Value == mergedSmall:
		return b.Say("mood.merged")
	case m.Value == "":
		return b.Say("mood.all")
	case m.Breakdown == data.DimAccount:
		return b.account(data.AccountID(m.Value))
	}
	return b.Level(string(m.Breakdown), m.Value)
}
