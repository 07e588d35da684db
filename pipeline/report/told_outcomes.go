package report

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// outcomes tells the newest figure of each measure beside the one before it. Small
// numbers may count people, and are not shown as they are.
func (b *builder) outcomes() []Part {
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
	var parts []Part
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

func (b *builder) outcome(rows []data.Outcome) Part {
	newest := rows[0]
	name := foreignName(newest.Measure)
	if topic := b.topicOr(newest.Topic); topic != nil {
		name = b.say("missing.note_of", "where", name, "what", topic)
	}
	args := []any{"measure", name, "value", b.figure(newest), "period", b.outcomePeriod(newest)}
	id := "told.outcome"
	if len(rows) > 1 && !newest.Small && !rows[1].Small {
		args = append(args, "before", b.figure(rows[1]))
		id = [...]string{"told.outcome_down", "told.outcome_same", "told.outcome_up"}[1+cmp.Compare(newest.Value, rows[1].Value)]
	}
	part := Part{Heading: b.say(id, args...), Under: b.say("told.outcome_under"), Fold: b.word("page.numbers")}
	part.Table = &Table{Caption: part.Heading, Head: b.heads("period", "value")}
	for _, o := range rows[:min(len(rows), 2*outcomesShown)] {
		part.Table.Rows = append(part.Table.Rows, Row{Head: Cell{Text: b.outcomePeriod(o)}, Cells: []Cell{{b.figure(o), "n"}}})
	}
	return part
}

func (b *builder) figure(o data.Outcome) Line {
	if o.Small {
		return b.say("told.small")
	}
	value := own(b.digits(o.Value.Float()))
	if unit := foreignName(o.Unit); unit != nil {
		return joined(slices.Concat(value, own(" "), unit))
	}
	return value
}

func (b *builder) outcomePeriod(o data.Outcome) Line {
	kind, slot, ok := slotOf(o.Period)
	if !ok || kind == byWeek {
		return b.span(o.Period)
	}
	return own(b.slot(kind, slot))
}
