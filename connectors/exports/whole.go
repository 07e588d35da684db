package exports

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// whole reports whether a table is read whole, onto one page: figures that replace
// those of an earlier file, answers, parts of which would be those of few, and labels.
func (l *layout) whole() bool {
	return l.Rows == rowsOutcomes || l.Rows == rowsSurvey || l.Rows == rowsLabels
}

// finish adds to the page what only the whole table gives.
func (r *reading) finish(p *connectors.Page) {
	switch r.layout.Rows {
	case rowsOutcomes:
		p.OutcomesOf = r.file
	case rowsSurvey:
		r.layout.form.finish(p, r.env.Clock)
	}
}

// isSurvey reports whether a mapping is of a form's responses.
func (m *Mapping) isSurvey() bool { return m.Rows == rowsSurvey || m.Survey.declared() }

// ofKnown reports whether a mapping names no column, and so is of a known export.
func (m *Mapping) ofKnown() bool {
	return m.Columns == Columns{} && m.Rows == "" && len(m.ID.Hash) == 0 && m.Published.Year == "" && !m.isSurvey()
}

// fitKnown lays a known format over a header, with what the mapping declares.
func (m *Mapping) fitKnown(name string, h *formats.Header) (*layout, int, error) {
	l, matched, err := knownTable(h)
	if err != nil {
		return nil, matched, err
	}
	zone, err := m.zone(name)
	if err != nil {
		return nil, matched, err
	}
	l.Platform = cmp.Or(l.Platform, m.Platform)
	l.dates = parse.Dates{Layout: parse.GoLayout(m.Published.Layout), Order: parse.OrderOf(m.Dates), Zone: zone}
	l.observed = parse.Dates{Layout: parse.GoLayout(m.ObservedLayout), Order: parse.OrderOf(m.Dates), Zone: zone}
	l.precision, l.values, l.lifetime = m.Precision, m.Values, m.Lifetime
	return l, matched, nil
}

// zone returns the time zone that a mapping declares, nil if it declares none.
func (m *Mapping) zone(name string) (*time.Location, error) {
	if strings.TrimSpace(m.Timezone) == "" {
		return nil, nil
	}
	zone, err := time.LoadLocation(m.Timezone)
	if err != nil {
		return nil, fmt.Errorf("the mapping %s names the time zone %q, which is not known", name, m.Timezone)
	}
	return zone, nil
}

// knownTable lays the known table that fits best over a header. Sheets of labels come
// first: they have posts' texts and links, and must not be taken for a list of posts.
func knownTable(h *formats.Header) (*layout, int, error) {
	if l, matched := fitLabels(h); l != nil {
		return l, matched, nil
	}
	found, matched, unknown := formats.Recognise(h)
	if unknown == nil {
		l := &layout{Fitted: *found, native: true}
		l.finish()
		return l, matched, nil
	}
	if l, matched, err := besidePosts(h); l != nil || err != nil {
		return l, matched, err
	}
	return nil, matched, unknown
}

// besidePosts fits tables that hold no posts: outcomes, or a survey, which is not
// read without a mapping. It returns neither layout nor error for other tables.
func besidePosts(h *formats.Header) (*layout, int, error) {
	if service := formOf(h); service != "" {
		return nil, len(h.Names), &fault{whyNoConsent, "it is the list of responses of a survey of " + service +
			"; nothing of it was kept: a survey is read only with a mapping that says how people were asked for their consent (docs/connectors/surveys.md)"}
	}
	if l, matched := fitOutcomes(h, false); l != nil {
		return l, matched, nil
	}
	if columnOf(h, wordsMeasure()[:1]) >= 0 && columnOf(h, wordsValue()[:1]) >= 0 {
		return nil, 2, &formats.UnknownHeader{What: "it seems to be a table of outcomes, but no column says of when: call one week (2026-W07), month (2026-02) or date (2026-02-09)", Names: h.Names}
	}
	return nil, 0, nil
}

// fitOutcomes lays the columns of outcomes over a header of a mapping.
func (m *Mapping) fitOutcomes(name string, h *formats.Header) (*layout, int, error) {
	l, matched := fitOutcomes(h, true)
	if l == nil {
		return nil, 1, fmt.Errorf("the mapping %s is of outcomes, but the table has no column week, month or date with measure and value, or with a column for each measure", name)
	}
	l.Name = name
	l.dates = parse.Dates{Layout: parse.GoLayout(m.Published.Layout), Order: parse.OrderOf(m.Dates)}
	var err error
	l.dates.Zone, err = m.zone(name)
	return l, matched, err
}
