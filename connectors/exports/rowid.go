package exports

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// id returns what the platform calls the row's post.
func (r *reading) id(rec *delimited.Record) (string, *bad) {
	l := r.layout
	id, link := ids.Tidy(l.cell(rec, formats.ID)), l.cell(rec, formats.URL)
	if l.Followers && id != "" {
		// Tools name posts in their own ways, page_post or 57 alone; the link is what the
		// platform's own export agrees with.
		if full := ids.OfLink(l.Platform, link); full != "" && (strings.HasSuffix(id, "_"+full) || strings.HasSuffix(full, "/"+id) || strings.HasSuffix(full, ":"+id)) {
			return full, nil
		}
	}
	d := ids.DamageOf(id, r.survey.damagedIDs())
	if d == ids.Intact && ids.IsLong(id) && ids.ZeroTail(id) && ids.OfLink(l.Platform, link) != id {
		if full := ids.OfLink(l.Platform, link); full != "" && ids.Agrees(full, id) {
			d = ids.Rounded // the zeros may be chance, but the link knows better
		}
	}
	if id != "" && d == ids.Intact {
		if l.native && !l.Followers && !r.plausible(id) {
			return "", badCell(whyNoID, formats.ID, "this is not an id of "+string(l.Platform))
		}
		return id, nil
	}
	fromLink := ids.OfLink(l.Platform, link)
	if id != "" {
		switch {
		case d == ids.Errored && fromLink != "", fromLink != "" && ids.Agrees(fromLink, id):
			r.linked++
			return fromLink, nil
		}
		return "", badCell(whyDamagedID, formats.ID,
			"a spreadsheet cut digits off the id; use the file as it was downloaded, or open it with this column as text")
	}
	if fromLink != "" {
		return fromLink, nil
	}
	if len(l.hash) > 0 {
		cells := make([]string, len(l.hash))
		for i, c := range l.hash {
			cells[i] = rec.Cells[c]
		}
		return ids.OfRow(cells), nil
	}
	if link != "" && (!l.Has(formats.ID) || l.Followers) {
		if name := ids.NameIn(l.Platform, link); name != "" {
			return name, nil
		}
		return ids.OfRow([]string{link}), nil
	}
	if l.Followers { // a sheet kept by hand: its posts are their moment and words
		t, _, verdict := l.moment(rec, "")
		if verdict != parse.DateRead {
			if _, _, b := r.publishedAt(rec, ""); b != nil {
				return "", b
			}
		}
		if text := l.longest(rec, formats.Text); text != "" {
			return ids.OfRow([]string{t.Format(time.RFC3339), text}), nil
		}
		return "", badRow(whyNoID, "the row has no id, link or text that tells it from others")
	}
	return "", badRow(whyNoID, "the row has no id, and its link holds none")
}

// plausible reports whether a native export's id has the platform's form.
func (r *reading) plausible(id string) bool {
	switch r.layout.Platform {
	case data.X, data.TikTok, data.Instagram:
		return ids.DigitsOnly(id)
	case data.Facebook:
		return ids.DigitsOnly(strings.Replace(id, "_", "", 1))
	case data.YouTube:
		return len(id) == 11 && !strings.ContainsFunc(id, func(c rune) bool {
			return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')
		})
	}
	return true
}
