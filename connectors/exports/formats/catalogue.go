package formats

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// Column is a field with every header it goes by, the usual one first.
type Column struct {
	Field Field
	Names []string
}

// format is a table that is known: what makes it and how its columns are called.
type format struct {
	name      string
	title     string // for messages to people
	platform  data.Platform
	rows      string
	need      []Field   // without these it is another table
	oneOf     [][]Field // and one of each of these
	not       []string  // no column may have one of these names
	columns   []Column
	reactions []Column // counts by kind that add up to likes; the field is not used
	kinds     []string // of reactions, in their order
	late      []string // kinds that older files lack
	views     string   // views_definition
	caution   string   // what a person must know of every such file
	followers bool     // a row's followers are the account's on that day
	strict    bool     // fewer than a third of the columns may be unknown
	monthOne  bool     // dates in numbers begin with the month, whatever the language
	beside    bool     // stands to the right of another table in the same rows
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
	field Field
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
			add(col.Names, place{field: col.Field, kind: -1})
		}
		for k, col := range f.reactions {
			add(col.Names, place{kind: k})
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
func (c *compiled) fit(h *Header) (l *Fitted, matched int, lacks []string) {
	l = &Fitted{Name: c.name, Title: c.title, Rows: c.rows, Platform: c.platform, Columns: len(h.Names), Kinds: c.kinds,
		Views: c.views, Caution: c.caution, Followers: c.followers, MonthFirst: c.monthOne, Beside: c.beside}
	for range c.kinds {
		l.Reactions = append(l.Reactions, -1)
	}
	ranks := make([]int, len(h.Names))
	hit := map[Field]bool{}
	for i, name := range h.Folded {
		if name == "" {
			continue
		}
		if c.not[name] {
			return nil, 0, []string{"other columns"}
		}
		switch p, known := c.by[name]; {
		case !known:
		case p.kind >= 0:
			if l.Reactions[p.kind] < 0 {
				l.Reactions[p.kind] = i
				matched++
			}
		default:
			ranks[i] = p.rank
			l.Cols[p.field] = append(l.Cols[p.field], i)
			if !hit[p.field] {
				hit[p.field] = true
				matched++
			}
		}
	}
	for f := range l.Cols {
		slices.SortStableFunc(l.Cols[f], func(a, b int) int { return cmp.Compare(ranks[a], ranks[b]) })
	}
	for _, f := range c.need {
		if !l.Has(f) {
			lacks = append(lacks, c.nameOf(f))
		}
	}
	for _, group := range c.oneOf {
		if !slices.ContainsFunc(group, l.Has) {
			lacks = append(lacks, c.nameOf(group[0]))
		}
	}
	if c.strict && 3*(h.Filled()-l.Used()) >= h.Filled() {
		return nil, 0, []string{"other columns"}
	}
	for k, at := range l.Reactions {
		if at < 0 && !slices.Contains(c.late, c.kinds[k]) {
			lacks = append(lacks, c.reactions[k].Names[0])
		}
	}
	return l, matched, lacks
}

// nameOf is the usual header of a field.
func (c *compiled) nameOf(f Field) string {
	for _, col := range c.columns {
		if col.Field == f {
			return col.Names[0]
		}
	}
	return counterNames[0]
}

// Recognise fits the format whose needs the header meets and of which it has most
// columns, and returns how many matched. Its error is an [*UnknownHeader], which names
// the nearest format.
func Recognise(h *Header) (f *Fitted, matched int, err error) {
	f, matched, err = known().recognise(h, false)
	if right := h.beside(); err != nil && right != nil {
		if other, n, none := known().recognise(right, true); none == nil {
			return other, n, nil
		}
	}
	return f, matched, err
}

func (c catalogue) recognise(h *Header, beside bool) (*Fitted, int, error) {
	var best *Fitted
	most := 0
	var near *compiled
	nearest, lacking := 0, []string(nil)
	for i := range c {
		f := &c[i]
		if f.beside != beside {
			continue
		}
		l, matched, lacks := f.fit(h)
		if len(lacks) == 0 && matched > most {
			best, most = l, matched
		}
		if f.rows != RowsDays && (near == nil || matched-len(lacks) > nearest-len(lacking)) {
			near, nearest, lacking = f, matched, lacks
		}
	}
	if best != nil {
		return best, most, nil
	}
	seen := ""
	if known := c.known(h); len(known) > 0 {
		seen = " (of its " + fmt.Sprint(h.Filled()) + " columns these are known: " + shorten(known) + ")"
	}
	if nearest < 2 || 2*nearest < h.Filled() && nearest < 5 {
		return nil, nearest, &UnknownHeader{"the columns are of no known export" + seen + "; declare a mapping for it in the config", h.Names}
	}
	return nil, nearest, &UnknownHeader{fmt.Sprintf("the columns are of no known export%s; nearest is %s, which also has %s; "+
		"download it again with all columns, or declare a mapping for it in the config", seen, near.title, Quote(lacking)), h.Names}
}

// known lists the cells of a header that some format knows. Only these are repeated
// in messages that are stored: what stands at the top of a table without a header
// is somebody's data.
func (c catalogue) known(h *Header) []string {
	var known []string
	for i, name := range h.Folded {
		if name != "" && slices.ContainsFunc(c, func(f compiled) bool { _, ok := f.by[name]; return ok }) {
			known = append(known, fmt.Sprintf("%q", h.Names[i]))
		}
	}
	return known
}
