package report

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// servicesShown is how many measures of services a page of a quarter holds.
const servicesShown = 24

// service is one measure that a mission counted outside the platforms.
type service struct {
	mission                    string
	kind, measure, topic, unit string
	sum, before                data.Thousandth
	periods, periodsBefore     int64
}

// services sets what the missions' services counted in the quarter beside the quarter
// before: never as a cause or an effect of anything else on the page.
func (b *quarterBuilder) services() page.Section {
	s := page.Section{ID: "services", Short: b.Word("short.services"), Heading: b.Say("quarter.no_services"), Lead: []voice.Line{b.Say("told.none_why")}}
	all := b.counted()
	if len(all) == 0 {
		return s
	}
	s.Heading, s.Lead = voice.Capital(b.Say("told.outcomes", "n", int64(len(all)))), []voice.Line{b.Say("told.outcome_under")}
	part := page.Part{Heading: b.Say("quarter.services_chart"), Under: b.Say("quarter.services_under"), Fold: b.Word("page.numbers"),
		Table: &page.Table{Caption: b.Say("quarter.services_chart"), Head: b.heads("measure", "mission", "mean_now", "periods", "mean_before", "periods_before")}}
	several := slices.ContainsFunc(all, func(x service) bool { return x.mission != all[0].mission })
	var bars []chart.ServiceRow
	for _, x := range all[:min(len(all), servicesShown)] {
		name := voice.ForeignName(x.measure)
		if topic := b.TopicOr(x.topic); topic != nil {
			name = b.Say("missing.note_of", "where", name, "what", topic)
		}
		now, before := b.mean(x.sum, x.periods, x.unit), b.mean(x.before, x.periodsBefore, x.unit)
		label := name
		if several {
			label = voice.Joined(slices.Concat(name, voice.Own(" · "), b.mission(x.mission)))
		}
		bars = append(bars, b.serviceBar(x, label, now, before))
		part.Table.Rows = append(part.Table.Rows, page.Row{Head: page.Cell{Text: name}, Cells: []page.Cell{{Text: b.mission(x.mission)}, page.Number(now), page.Number(voice.Own(b.Count(x.periods))),
			page.Number(before), page.Number(voice.Own(b.Count(x.periodsBefore)))}})
	}
	part.Drawing = chart.Services(b.Voice, "services-1", part.Heading, bars)
	s.Groups = []page.Group{{Parts: []page.Part{part}}}
	return s
}

// mean writes the mean of the periods that have a figure. A sum of one to four may count
// people, and is not shown.
func (b *quarterBuilder) mean(sum data.Thousandth, periods int64, unit string) voice.Line {
	switch {
	case periods == 0:
		return voice.Own("–")
	case sum.IsSmall():
		return b.Say("told.small")
	}
	value := voice.Own(b.Amount(sum.Float() / float64(periods)))
	if u := voice.ForeignName(unit); u != nil {
		return voice.Joined(slices.Concat(value, voice.Own(" "), u))
	}
	return value
}

// serviceBar holds both means of one measure.
func (b *quarterBuilder) serviceBar(x service, name, now, before voice.Line) chart.ServiceRow {
	mean := func(sum data.Thousandth, periods int64) float64 {
		if periods == 0 || sum.IsSmall() || sum < 0 {
			return 0
		}
		return sum.Float() / float64(periods)
	}
	return chart.ServiceRow{
		Name: name, Note: b.Say("quarter.services_row", "now", now, "before", before),
		Now: mean(x.sum, x.periods), Before: mean(x.before, x.periodsBefore),
	}
}

// counted adds up the outcomes of the quarter and of the one before. A month belongs to the
// quarter of its number, a week to that of the 4-4-5 calendar.
func (b *quarterBuilder) counted() []service {
	type key struct{ mission, kind, measure, topic, unit string }
	found := map[key]*service{}
	before := quarterBefore(b.q.Quarter)
	for _, m := range b.q.Missions {
		rows := slices.DeleteFunc(slices.Clone(m.Outcomes), func(o data.Outcome) bool { return o.PostID != "" || o.Platform != "" || o.About != "" })
		slices.SortFunc(rows, func(x, y data.Outcome) int { return data.CompareOutcome(&x, &y) })
		for i, o := range rows {
			if i > 0 && data.CompareOutcome(&rows[i-1], &o) == 0 {
				continue
			}
			k := key{m.Mission, o.PeriodKind, o.Measure, o.Topic, o.Unit}
			if found[k] == nil {
				found[k] = &service{mission: m.Mission, kind: o.PeriodKind, measure: o.Measure, topic: o.Topic, unit: o.Unit}
			}
			switch QuarterOfOutcome(o) {
			case b.q.Quarter:
				found[k].sum, found[k].periods = found[k].sum+o.Value, found[k].periods+1
			case before:
				found[k].before, found[k].periodsBefore = found[k].before+o.Value, found[k].periodsBefore+1
			}
		}
	}
	var all []service
	for _, x := range found {
		if x.periods > 0 {
			all = append(all, *x)
		}
	}
	slices.SortFunc(all, func(x, y service) int {
		return cmp.Or(cmp.Compare(x.mission, y.mission), cmp.Compare(x.measure, y.measure), cmp.Compare(x.topic, y.topic), cmp.Compare(x.unit, y.unit), cmp.Compare(x.kind, y.kind))
	})
	return all
}

// QuarterOfOutcome is the quarter that a figure of a service counts for: a month's by its
// number, a week's by the 4-4-5 calendar; "" if it tells neither.
func QuarterOfOutcome(o data.Outcome) string {
	if o.PeriodKind == data.PeriodWeek {
		quarter, _, _ := data.Quarter445(o.Period)
		return quarter
	}
	month, err := time.Parse("2006-01", o.Period)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%04d-Q%d", month.Year(), (int(month.Month())+2)/3)
}

// quarterBefore is the quarter before one; "" if it is none.
func quarterBefore(quarter string) string {
	start, _, err := data.QuarterDays(quarter)
	if err != nil {
		return ""
	}
	return data.LastQuarter(data.At(start))
}
