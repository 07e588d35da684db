package exports

import (
	"slices"

	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/data"
)

// byLinks reports a list of posts whose platform only the links of its rows can tell: no
// format, no column, and no name of its file, sheet or columns does.
func byLinks(in *inspected, l *layout, h *formats.Header) bool {
	return l.Platform == "" && l.Rows == formats.RowsPosts && l.Has(formats.URL) && !l.Has(formats.Platform) && cue(in, h) == ""
}

// places lists the platforms that the links of a table lead to, in their order. A table of
// updates of WhatsApp is one of WhatsApp alone, as its updates link to posts elsewhere.
func places(l *layout, src *source) []data.Platform {
	var found []data.Platform
	for {
		rec, err := src.table.Next()
		if err != nil {
			return found
		}
		if len(rec.Cells) != l.Columns {
			continue
		}
		found = addPlace(found, l.cell(rec, formats.URL))
		if slices.Equal(found, []data.Platform{data.WhatsApp}) {
			return found
		}
	}
}

// addPlace adds where a link leads to a list of places.
func addPlace(found []data.Platform, link string) []data.Platform {
	switch p := ids.PlatformOf(link); {
	case p == "" || slices.Contains(found, p), slices.Equal(found, []data.Platform{data.WhatsApp}):
		return found
	case p == data.WhatsApp:
		return []data.Platform{p}
	default:
		return append(found, p)
	}
}
