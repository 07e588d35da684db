package exports

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// id returns what the platform calls the row's post.
func (r *reading) id(rec *delimited.Record) (string, *bad) {
	l := r.layout
	id, link := tidyID(l.cell(rec, fID)), l.cell(rec, fURL)
	d := damageOf(id, r.survey.damagedIDs())
	if d == intact && isLong(id) && zeroTail(id) && linkID(l.platform, link) != id {
		if full := linkID(l.platform, link); full != "" && agrees(full, id) {
			d = rounded // the zeros may be chance, but the link knows better
		}
	}
	if id != "" && d == intact {
		if l.native && !l.followers && !r.plausible(id) {
			return "", badCell(whyNoID, fID, "this is not an id of "+string(l.platform))
		}
		return id, nil
	}
	fromLink := linkID(l.platform, link)
	if id != "" {
		switch {
		case d == errored && fromLink != "", fromLink != "" && agrees(fromLink, id):
			r.linked++
			return fromLink, nil
		}
		return "", badCell(whyDamagedID, fID,
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
		return rowID(cells), nil
	}
	if link != "" && (!l.has(fID) || l.followers) {
		if name := linkName(l.platform, link); name != "" {
			return name, nil
		}
		return rowID([]string{link}), nil
	}
	if l.followers { // a sheet kept by hand: its posts are their moment and words
		t, _, verdict := l.moment(rec, "")
		if text := l.longest(rec, fText); verdict == parse.DateRead && text != "" {
			return rowID([]string{t.Format(time.RFC3339), text}), nil
		}
	}
	return "", badRow(whyNoID, "the row has no id, and its link holds none")
}

// plausible reports whether a native export's id has the platform's form.
func (r *reading) plausible(id string) bool {
	switch r.layout.platform {
	case data.X, data.TikTok, data.Instagram:
		return digitsOnly(id)
	case data.Facebook:
		return digitsOnly(strings.Replace(id, "_", "", 1))
	case data.YouTube:
		return len(id) == 11 && !strings.ContainsFunc(id, func(c rune) bool {
			return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')
		})
	}
	return true
}
