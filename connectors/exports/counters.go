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

// counters fills the nine counters and the reactions.
func (r *reading) counters(rec *delimited.Record, s *data.PostSnapshot) *bad {
	into := [...]*data.Count{&s.Likes, &s.Shares, &s.Replies, &s.Quotes, &s.Views, &s.Impressions, &s.Reach, &s.Saves, &s.Clicks}
	for f, count := range into {
		n, b := r.count(rec, formats.Field(f))
		if b != nil {
			return b
		}
		*count = n
	}
	if len(r.layout.Reactions) > 0 {
		if b := r.reactions(rec, s); b != nil {
			return b
		}
	}
	for f, count := range into {
		if *count == nil && r.layout.counts(formats.Field(f)) {
			s.Missing = s.Missing.With(formats.CounterNames()[f], data.BadInput)
		}
	}
	return nil
}

// reactions sums the kinds into likes; one unknown kind makes the sum unknown.
func (r *reading) reactions(rec *delimited.Record, s *data.PostSnapshot) *bad {
	var kinds []data.Count
	for i, col := range r.layout.Reactions {
		if col < 0 {
			continue // a kind the platform did not have yet
		}
		n, b := r.number(rec.Cells[col], formats.Likes)
		if b != nil {
			return b
		}
		kinds = append(kinds, n)
		if n != nil && *n > 0 {
			if s.Reactions == nil {
				s.Reactions = map[string]int64{}
			}
			s.Reactions[r.layout.Kinds[i]] = *n
		}
	}
	s.Likes = data.SumCounts(kinds...)
	return nil
}
