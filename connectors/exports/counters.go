package exports

import (
	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// accountRow adds the account's counters that the row holds.
func (r *reading) accountRow(rec *delimited.Record, p *connectors.Page) *bad {
	l := r.layout
	t, _, verdict := l.dates.Parse(l.when(rec))
	observed := r.observed
	switch {
	case l.Has(formats.Observed):
		at, b := r.observedAt(rec, t)
		if b != nil {
			return b
		}
		observed = at
	case verdict == parse.DateRead:
		observed = data.At(t)
	case verdict == parse.DateAmbiguous:
		return badCell(whyAmbiguous, formats.Date, "declare dates: dmy or dates: mdy")
	case verdict == parse.DateYearless:
		return badCell(whyBadDate, formats.Date, hintYearless)
	case verdict == parse.DateUnreadable:
		return badCell(whyBadDate, formats.Date, "write the date as 2026-05-31")
	}
	if observed > data.At(r.env.Clock.AsOf.Add(latest)) {
		return badLater(formats.Published, observed.Time())
	}
	s := data.AccountSnapshot{
		AccountID: r.account.ID, Platform: l.Platform, ObservedAt: observed, Source: data.SourceExport, Precision: "exact",
	}
	for _, c := range []struct {
		field formats.Field
		name  string
		into  *data.Count
	}{{formats.Followers, "followers", &s.Followers}, {formats.Following, "following", &s.Following},
		{formats.PostsTotal, "posts_total", &s.PostsTotal}, {formats.ViewsTotal, "views_total", &s.ViewsTotal}} {
		n, b := r.count(rec, c.field)
		if b != nil {
			return b
		}
		switch *c.into = n; {
		case n != nil:
		case l.Has(c.field):
			s.Missing = s.Missing.With(c.name, data.BadInput)
		default:
			s.Missing = s.Missing.With(c.name, data.Unsupported)
		}
	}
	if b := r.seen.add("", observed, r.told(rec)); b != nil {
		return b
	}
	p.Accounts = append(p.Accounts, s)
	return nil
}
