package report

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// suppressed says why a cell shows nothing, in the words of the page's language.
func (b *builder) suppressed(m data.Mood) Line { return b.suppressedWhy(m.Suppressed) }

func (b *builder) suppressedWhy(why string) Line {
	switch why {
	case "", "too few people to show safely":
		return b.say("mood.too_few")
	case "all replies are in one group":
		return b.say("mood.one_group")
	case "its replies came in after their quarter had been closed":
		return b.say("mood.late")
	case "too few replies that could be read":
		return b.say("mood.unread")
	case "what people of the unit labelled contradicts what is known of the scorer's errors":
		return b.say("mood.disagree")
	}
	return quoted(why)
}

// moodLead says the newest readable total in words, and what its shares rest on.
func (b *builder) moodLead(totals []data.Mood) []Line {
	for _, m := range slices.Backward(totals) {
		if !readable(m) {
			continue
		}
		var lead []Line
		if finite(m.NegLow) && finite(m.NegHigh) && finite(m.PosLow) && finite(m.PosHigh) {
			lead = append(lead, b.say("mood.between", "neg_low", b.percent(*m.NegLow), "neg_high", b.percent(*m.NegHigh),
				"pos_low", b.percent(*m.PosLow), "pos_high", b.percent(*m.PosHigh)))
		}
		if m.N != nil {
			lead = append(lead, b.say("mood.count", "replies", b.say("n.reply", "n", *m.N), "period", b.moodPeriod(m)))
		}
		if finite(m.Coverage) {
			lead = append(lead, b.say("mood.coverage", "share", b.percent(*m.Coverage)))
		}
		if finite(m.Flood) && *m.Flood >= 0.1 {
			lead = append(lead, b.say("mood.flood", "share", b.percent(*m.Flood)))
		}
		return append(append(lead, b.say("mood.read")), b.moodBasis(m)...)
	}
	return []Line{capital(joined(append(b.suppressed(totals[len(totals)-1]), own(".")...)))}
}

// moodBasis says whether shares rest on the unit's own labels, and reminds it to
// label where they do not. Cells of a time before that was noted say nothing.
func (b *builder) moodBasis(m data.Mood) []Line {
	var lead []Line
	switch m.Estimate {
	case data.EstimateLabels:
		return []Line{b.say("mood.by_labels")}
	case data.EstimateBoth:
		return []Line{b.say("mood.by_both")}
	case data.EstimateMatrix:
		lead = append(lead, b.say("mood.by_matrix"))
	default:
		return nil
	}
	if command := b.command("tailor label --replies"); command != "" {
		lead = append(lead, b.say("mood.label", "command", command))
	}
	return lead
}

// moodPeriod names the days that a cell holds.
func (b *builder) moodPeriod(m data.Mood) Line {
	if len(m.Weeks) == 0 {
		return b.span(m.Period)
	}
	first, err := data.WeekStart(slices.Min(m.Weeks))
	end, err2 := data.WeekEnd(slices.Max(m.Weeks))
	if err != nil || err2 != nil {
		return foreignName(m.Period)
	}
	return own(b.days(first, end.AddDate(0, 0, -1)))
}

func (b *builder) moodName(m data.Mood) Line {
	switch {
	case m.Breakdown == data.DimTotal:
		return b.moodPeriod(m)
	case m.Value == mergedSmall:
		return b.say("mood.merged")
	case m.Value == "":
		return b.say("mood.all")
	case m.Breakdown == data.DimAccount:
		return b.account(data.AccountID(m.Value))
	}
	return b.level(string(m.Breakdown), m.Value)
}
