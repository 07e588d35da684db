package exports

import (
	"fmt"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// whole reports whether a table is read whole, onto one page: figures that replace
// those of an earlier file, and answers, parts of which would be those of few.
func (l *layout) whole() bool { return l.rows == rowsOutcomes || l.rows == rowsSurvey }

// finish adds to the page what only the whole table gives.
func (r *reading) finish(p *connectors.Page) {
	switch r.layout.rows {
	case rowsOutcomes:
		p.OutcomesOf = r.file
	case rowsSurvey:
		r.layout.form.finish(p, r.env.Clock)
	}
}

// isSurvey reports whether a mapping is of a form's responses.
func (m *Mapping) isSurvey() bool { return m.Rows == rowsSurvey || m.Survey.declared() }

// besidePosts fits tables that hold no posts: outcomes, or a survey, which is not
// read without a mapping. It returns neither layout nor error for other tables.
func besidePosts(h *header) (*layout, int, error) {
	if service := formOf(h); service != "" {
		return nil, len(h.names), &fault{whyNoConsent, "it is the list of responses of a survey of " + service +
			"; nothing of it was kept: a survey is read only with a mapping that says how people were asked for their consent (docs/connectors/surveys.md)"}
	}
	if l, matched := fitOutcomes(h, false); l != nil {
		return l, matched, nil
	}
	return nil, 0, nil
}

// fitOutcomes lays the columns of outcomes over a header of a mapping.
func (m *Mapping) fitOutcomes(name string, h *header) (*layout, int, error) {
	l, matched := fitOutcomes(h, true)
	if l == nil {
		return nil, 1, fmt.Errorf("the mapping %s is of outcomes, but the table has no column week, month or date with measure and value, or with a column for each measure", name)
	}
	l.name = name
	l.dates = dates{layout: goLayout(m.Published.Layout), order: orderOf(m.Dates)}
	if strings.TrimSpace(m.Timezone) != "" {
		zone, err := time.LoadLocation(m.Timezone)
		if err != nil {
			return nil, matched, fmt.Errorf("the mapping %s names the time zone %q, which is not known", name, m.Timezone)
		}
		l.dates.zone = zone
	}
	return l, matched, nil
}
