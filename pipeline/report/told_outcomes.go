package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// outcomes tells the newest figure of each measure beside the one before it. Small
// numbers may count people, and are not shown as they are.
func (b *builder) outcomes() []page.Part {
	type measure struct{ kind, measure, topic, unit string }
	byMeasure := map[measure][]data.Outcome{}
	for _, o := range b.in.Outcomes {
		if o.PostID == "" && o.Platform == "" && o.About == "" {
			m := measure{o.PeriodKind, o.Measure, o.Topic, o.Unit}
			byMeasure[m] = append(byMeasure[m], o)
		}
	}
	keys := make([]measure, 0, len(byMeasure))
	for m := range byMeasure {
		keys = append(keys, m)
	}
	slices.SortFunc(keys, func(a, c measure) int {
		return cmp.Or(cmp.Compare(a.measure, c.measure), cmp.Compare(a.topic, c.topic), cmp.Compare(a.unit, c.unit), cmp.Compare(a.kind, c.kind))
	})
	var parts []page.Part
	for _, m := range keys {
		rows := byMeasure[m]
		slices.SortFunc(rows, func(a, c data.Outcome) int {
			return cmp.Or(cmp.Compare(c.Period, a.Period), data.CompareOutcome(&a, &c))
		})
		rows = slices.CompactFunc(rows, func(a, c data.Outcome) bool { return a.Period == c.Period })
		parts = append(parts, b.outcome(rows))
	}
	return parts
}

func (b *builder) outcome(rows []data.Outcome) page.Part {
	newest := rows[0]
	name := voice.ForeignName(newest.Measure)
	if topic := b.TopicOr(newest.Topic); topic != nil {
		name = b.Say("missing.note_of", "where", name, "what", topic)
	}
	args := []any{"measure", name, "value", b.figure(newest), "period", b.outcomePeriod(newest)}
	id := "told.outcome"
	if len(rows) > 1 && !newest.Small && !rows[1].Small {
		args = append(args, "before", b.figure(rows[1]))
		id = [...]string{"told.outcome_down", "told.outcome_same", "told.outcome_up"}[1+cmp.Compare(newest.Value, rows[1].Value)]
	}
	part := page.Part{Heading: b.Say(id, args...), Under: b.Say("told.outcome_under"), Fold: b.Word("page.numbers")}
	part.Table = &page.Table{Caption: part.Heading, Head: b.heads("period", "value")}
	for _, o := range rows[:min(len(rows), 2*outcomesShown)] {
		part.Table.Rows = append(part.Table.Rows, page.Row{Head: page.Cell{Text: b.outcomePeriod(o)}, Cells: []page.Cell{page.Number(b.figure(o))}})
	}
	return part
}

func (b *builder) figure(o data.Outcome) voice.Line {
	if o.Small {
		return b.Say("told.small")
	}
	value := voice.Own(b.Digits(o.Value.Float()))
	if unit := voice.ForeignName(o.Unit); unit != nil {
		return voice.Joined(slices.Concat(value, voice.Own(" "), unit))
	}
	return value
}

func (b *builder) outcomePeriod(o data.Outcome) voice.Line {
	kind, slot, ok := slotOf(o.Period)
	if !ok || kind == byWeek {
		return b.Span(o.Period)
	}
	return voice.Own(b.slot(kind, slot))
}
