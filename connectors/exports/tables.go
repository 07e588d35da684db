package exports

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// find finds the account's files, and lists and names the tables in them.
func (d *Driver) find(ctx context.Context) ([]*keyed, error) {
	found, err := connectors.FindFiles(d.env.Dir, d.account.Files)
	if err != nil {
		return nil, err
	}
	named := found
	if found, err = expand(found); err != nil {
		return nil, err
	}
	var known []*keyed
	for _, f := range found {
		tables, err := d.tablesOf(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, k := range tables {
			k.swept = !slices.Contains(named, f)
		}
		known = append(known, tables...)
	}
	d.noteMixed(known)
	only := d.onlyPlatform(known)
	for _, k := range known {
		if k.rows == formats.RowsComments || k.platform == "" {
			k.platform = cmp.Or(k.platform, only)
		}
		if k.key, err = d.key(k); err != nil {
			return nil, err
		}
	}
	return known, nil
}

// tablesOf lists the tables of one file. A file that the rights or its kind do not let
// be read is one that says so.
func (d *Driver) tablesOf(ctx context.Context, f connectors.Found) ([]*keyed, error) {
	found, err := inspect(ctx, f.Path)
	if err != nil {
		if ctx.Err() != nil || !errors.Is(err, connectors.ErrInput) {
			return nil, err
		}
		found = []*inspected{{path: f.Path, sum: connectors.Key("unreadable", f.Path),
			fault: &fault{whyUnreadable, "the file cannot be opened; close it where it is open, and check that it is a file and that you may read it"}}}
	}
	m := d.mapping(f.Mapping)
	var all []*keyed
	ours := 0
	for _, in := range found {
		if m != nil && m.Sheet != "" && in.fault == nil && !in.isNamed(m.Sheet) {
			continue
		}
		k := &keyed{Found: f, inspected: in}
		if in.note == "" {
			if l, src, err := in.open(d.fitter(f.Mapping), m); err == nil {
				mine := d.placed(k, l, src)
				src.Close()
				ours++
				if !mine {
					continue // read for another account
				}
			}
		}
		if k.rows == "" && f.Mapping == "" && !d.mine(d.readers(f.Path), "") {
			continue // told of once
		}
		all = append(all, k)
	}
	for i := range all {
		all[i].sibling = all[i].rows == "" && ours > 0
	}
	return all, nil
}

// handKept says where the posts of a sheet stand that does not name its platform: as
// stated, where that is known, else what its names and links tell; of comments, what
// the file's name tells of the posts they stand under.
func (d *Driver) handKept(in *inspected, l *layout, src *source, stated data.Platform) data.Platform {
	switch {
	case l.Rows == formats.RowsComments:
		return cue(in, &formats.Header{}) // columns may name other places of an author
	case l.Rows == formats.RowsDays || l.whole():
		return ""
	case stated != "":
		return stated
	}
	if p := cue(in, &src.head); p != "" && !l.Has(formats.Platform) {
		return p
	}
	for range 100 {
		rec, err := src.table.Next()
		if err != nil {
			return ""
		}
		if len(rec.Cells) == l.Columns {
			if p := cmp.Or(platformNamed(l.cell(rec, formats.Platform)), ids.PlatformOf(l.cell(rec, formats.URL))); p != "" {
				return p
			}
		}
	}
	return ""
}

// stated is the platform that the config gives the account, "" if its files say it.
func (d *Driver) stated() data.Platform {
	if d.account.Platform == "exports" {
		return ""
	}
	return data.Platform(d.account.Platform)
}

// isNamed reports whether a mapping's sheet: means this table.
func (in *inspected) isNamed(sheet string) bool {
	want := parse.Fold(sheet)
	return in.sheet != "" && parse.Fold(in.sheet) == want || in.member != "" && (parse.Fold(in.member) == want || parse.Fold(base(in.member)) == want)
}

// mapping returns the mapping of a name, nil for "".
func (d *Driver) mapping(name string) *Mapping {
	if name == "" {
		return nil
	}
	m := d.mappings[name]
	return &m
}

// fitter returns what lays layouts over the headers of files with a mapping's name.
func (d *Driver) fitter(mapping string) fitter {
	m := d.mapping(mapping)
	if m == nil {
		return knownTable
	}
	return func(h *formats.Header) (*layout, int, error) { return m.fit(mapping, h) }
}

// key hashes what decides how a table is read.
func (d *Driver) key(k *keyed) (string, error) {
	m, err := json.Marshal(d.mappings[k.Mapping])
	if err != nil {
		return "", fmt.Errorf("mapping %s: %w", k.Mapping, err)
	}
	from, to := k.period()
	zone := ""
	if d.env.Zone != nil {
		zone = d.env.Zone.String()
	}
	return connectors.Key(version, k.sum, k.member, k.sheet, k.Mapping, string(m), zone, string(k.platform), d.account.Platform, d.account.Handle,
		fmt.Sprint(d.account.Replies), from.String(), to.String(), fmt.Sprint(k.fault != nil, k.sibling), k.note), nil
}

// onlyPlatform returns the platform that all the account's files which name one
// agree on: an account stands on one. "" if they do not agree.
func (d *Driver) onlyPlatform(known []*keyed) data.Platform {
	if p := d.stated(); p != "" {
		return p
	}
	var only data.Platform
	for i := range known {
		switch p := known[i].platform; {
		case p == "" || p == only || known[i].rows == formats.RowsComments:
		case only == "":
			only = p
		default:
			return ""
		}
	}
	return only
}
