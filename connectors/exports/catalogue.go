package exports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// column is a field with every header it goes by, the usual one first.
type column struct {
	field field
	names []string
}

// format is a table that is known: what makes it and how its columns are called.
type format struct {
	name      string
	title     string // for messages to people
	platform  data.Platform
	rows      string
	need      []field   // without these it is another table
	oneOf     [][]field // and one of each of these
	not       []string  // no column may have one of these names
	columns   []column
	reactions []column // counts by kind that add up to likes; the field is not used
	kinds     []string // of reactions, in their order
	late      []string // kinds that older files lack
	views     string   // views_definition
	caution   string   // what a person must know of every such file
	followers bool     // a row's followers are the account's on that day
	strict    bool     // fewer than a third of the columns may be unknown
}

// catalogue is all formats, ready to be compared with headers. It is not changed
// once built.
type catalogue []compiled

// compiled is a format with its columns by folded header.
type compiled struct {
	format
	by  map[string]place
	not map[string]bool
}

// place says which field a header is of, and how good a name for it.
type place struct {
	field field
	rank  int
	kind  int // of reactions; -1 for a field
}

// newCatalogue folds the headers of formats.
func newCatalogue(formats []format) catalogue {
	all := make(catalogue, len(formats))
	folded := map[string]string{}
	once := func(name string) string {
		f, ok := folded[name]
		if !ok {
			f = parse.FoldHeader(name)
			folded[name] = f
		}
		return f
	}
	for i, f := range formats {
		c := compiled{format: f, by: map[string]place{}, not: map[string]bool{}}
		add := func(names []string, p place) {
			for rank, n := range names {
				p.rank = rank
				if _, taken := c.by[once(n)]; !taken {
					c.by[once(n)] = p
				}
			}
		}
		for _, col := range f.columns {
			add(col.names, place{field: col.field, kind: -1})
		}
		for k, col := range f.reactions {
			add(col.names, place{kind: k})
		}
		for _, n := range f.not {
			c.not[once(n)] = true
		}
		all[i] = c
	}
	return all
}

// fit lays a format over a header. lacks names what the header lacks; a format that
// does not go with a column of the header lacks everything.
func (c *compiled) fit(h *header) (l *layout, matched int, lacks []string) {
	l = &layout{name: c.name, title: c.title, rows: c.rows, platform: c.platform, columns: len(h.names), kinds: c.kinds,
		native: true, views: c.views, caution: c.caution, followers: c.followers}
	for range c.kinds {
		l.reactions = append(l.reactions, -1)
	}
	ranks := make([]int, len(h.names))
	hit := map[field]bool{}
	for i, name := range h.folded {
		if name == "" {
			continue
		}
		if c.not[name] {
			return nil, 0, []string{"other columns"}
		}
		switch p, known := c.by[name]; {
		case !known:
		case p.kind >= 0:
			if l.reactions[p.kind] < 0 {
				l.reactions[p.kind] = i
				matched++
			}
		default:
			ranks[i] = p.rank
			l.cols[p.field] = append(l.cols[p.field], i)
			if !hit[p.field] {
				hit[p.field] = true
				matched++
			}
		}
	}
	for f := range l.cols {
		slices.SortStableFunc(l.cols[f], func(a, b int) int { return cmp.Compare(ranks[a], ranks[b]) })
	}
	for _, f := range c.need {
		if !l.has(f) {
			lacks = append(lacks, c.nameOf(f))
		}
	}
	for _, group := range c.oneOf {
		if !slices.ContainsFunc(group, l.has) {
			lacks = append(lacks, c.nameOf(group[0]))
		}
	}
	if c.strict && 3*(h.filled()-l.used()) >= h.filled() {
		return nil, 0, []string{"other columns"}
	}
	for k, at := range l.reactions {
		if at < 0 && !slices.Contains(c.late, c.kinds[k]) {
			lacks = append(lacks, c.reactions[k].names[0])
		}
	}
	l.finish()
	return l, matched, lacks
}

// used counts the columns that a field was found for.
func (l *layout) used() (n int) {
	for _, cols := range l.cols {
		n += len(cols)
	}
	return n
}

// nameOf is the usual header of a field.
func (c *compiled) nameOf(f field) string {
	for _, col := range c.columns {
		if col.field == f {
			return col.names[0]
		}
	}
	return counterNames[0]
}

// recognise fits the format whose needs the header meets and of which it has most
// columns.
func (c catalogue) recognise(h *header) (*layout, int, error) {
	if l, matched := fitLabels(h); l != nil {
		return l, matched, nil
	}
	var best *layout
	most := 0
	var near *compiled
	nearest, lacking := 0, []string(nil)
	for i := range c {
		f := &c[i]
		l, matched, lacks := f.fit(h)
		if len(lacks) == 0 && matched > most {
			best, most = l, matched
		}
		if near == nil || matched-len(lacks) > nearest-len(lacking) {
			near, nearest, lacking = f, matched, lacks
		}
	}
	if best != nil {
		return best, most, nil
	}
	if l, matched, err := besidePosts(h); l != nil || err != nil {
		return l, matched, err
	}
	seen := ""
	if known := c.known(h); len(known) > 0 {
		seen = " (of its " + fmt.Sprint(h.filled()) + " columns these are known: " + shorten(known) + ")"
	}
	if nearest < 2 {
		return nil, nearest, &unknownHeader{"the columns are of no known export" + seen + "; declare a mapping for it in the config", h.names}
	}
	return nil, nearest, &unknownHeader{fmt.Sprintf("the columns are of no known export%s; nearest is %s, which also has %s; "+
		"download it again with all columns, or declare a mapping for it in the config", seen, near.title, quoteAll(lacking)), h.names}
}

// known lists the cells of a header that some format knows. Only these are repeated
// in messages that are stored: what stands at the top of a table without a header
// is somebody's data.
func (c catalogue) known(h *header) []string {
	var known []string
	for i, name := range h.folded {
		if name != "" && slices.ContainsFunc(c, func(f compiled) bool { _, ok := f.by[name]; return ok }) {
			known = append(known, fmt.Sprintf("%q", h.names[i]))
		}
	}
	return known
}

// unknownHeader is a header that no format fits.
type unknownHeader struct {
	what  string
	names []string
}

// Error says what is nearest and what lacks.
func (e *unknownHeader) Error() string { return e.what }

func shorten(names []string) string {
	const most = 12
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", ..."
	}
	return strings.Join(names, ", ")
}

func quoteAll(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = fmt.Sprintf("%q", n)
	}
	return strings.Join(quoted, ", ")
}
