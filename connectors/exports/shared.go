package exports

import (
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/data"
)

// Several accounts may read one folder, each for its own platform: a press officer puts
// all downloads into one place. Then each table is read by the accounts of its platform;
// what no account is on, and what is no table, is told once.

// readers are the accounts of the unit that read a file; this one alone if nothing is
// known of others.
func (d *Driver) readers(path string) []connectors.Account {
	if d.env.Readers != nil {
		if all := d.env.Readers(path); len(all) > 1 {
			return all
		}
	}
	return []connectors.Account{d.account}
}

// mine reports whether this account reads a table of posts or comments that stands on a
// platform, "" if nothing tells which: the accounts on it do; where there is none, the
// first that takes whatever it finds, else the first of all, which says why it cannot.
func (d *Driver) mine(readers []connectors.Account, p data.Platform) bool {
	on := func(platform string) bool {
		return slices.ContainsFunc(readers, func(a connectors.Account) bool { return a.Platform == platform })
	}
	first := func(platform string) bool {
		i := slices.IndexFunc(readers, func(a connectors.Account) bool {
			return platform == "" || a.Platform == platform && (p == "" || a.Everyone())
		})
		return i >= 0 && readers[i].ID == d.account.ID
	}
	switch {
	case p != "" && on(string(p)):
		return d.account.Platform == string(p)
	case on("exports") && p != "" && !d.account.Everyone():
		return d.account.Platform == "exports" // its handle says which rows
	case on("exports"):
		return first("exports")
	}
	return first("")
}

// placed decides where the posts of a table stand, and whether this account reads it.
func (d *Driver) placed(k *keyed, l *layout, src *source) (mine bool) {
	k.rows, k.account = l.Rows, firstAccount(l, src)
	readers := d.readers(k.path)
	if len(readers) == 1 || k.Mapping != "" { // who names a mapping has said what is to be read
		k.platform = l.Platform
		if k.platform == "" && d.stated() == "" && byLinks(k.inspected, l, &src.head) {
			k.places = places(l, src)
			if len(k.places) > 0 {
				k.platform = k.places[0]
			}
		} else if k.platform == "" {
			k.platform = d.handKept(k.inspected, l, src, d.stated())
		}
		if says := cue(k.inspected, &formats.Header{}); !l.Has(formats.Platform) && l.Platform == "" && (l.Rows == formats.RowsPosts || l.Rows == formats.RowsAccounts) && says != "" && says != k.platform {
			k.fault = &fault{whyPlatform, fmt.Sprintf("its name says %s, but account %s is on %s; rename or move the file, or correct the account", says, d.account.ID, k.platform)}
		}
		return true
	}
	if l.Rows == formats.RowsDays || l.whole() {
		return d.mine(readers, "")
	}
	if l.Has(formats.Platform) && d.stated() != "" {
		k.platform = d.stated() // its rows say which are this account's
		return true
	}
	if k.platform = l.Platform; k.platform == "" && byLinks(k.inspected, l, &src.head) {
		if k.places = places(l, src); len(k.places) > 1 && slices.Contains(k.places, d.stated()) {
			k.platform = d.stated() // its links say which rows are this account's
			return true
		} else if len(k.places) > 0 {
			k.platform = k.places[0]
		}
	} else if k.platform == "" {
		k.platform = d.handKept(k.inspected, l, src, "")
	}
	if k.platform == "" && d.stated() != "" && l.Rows != formats.RowsComments {
		k.fault = &fault{whyPlatform, "several accounts read this folder, and nothing tells whose this " + l.Title +
			" is; put the platform's name into the name of the file, for example whatsapp.xlsx"}
	}
	return d.mine(readers, k.platform)
}

// firstAccount is the name that the first rows give the account they are of, "" if they
// give none.
func firstAccount(l *layout, src *source) string {
	if l.Rows != formats.RowsPosts || !l.Has(formats.Account) {
		return ""
	}
	rec, err := src.table.Next()
	if err != nil {
		return ""
	}
	src.table = &putBack{rec, src.table}
	if len(rec.Cells) != l.Columns {
		return ""
	}
	return trim(rec.Cells[l.Cols[formats.Account][0]])
}

// putBack gives a row that was looked at once more, before those behind it.
type putBack struct {
	row  *delimited.Record // nil once it was given
	rest rowSource
}

// Next implements rowSource.
func (t *putBack) Next() (*delimited.Record, error) {
	if row := t.row; row != nil {
		t.row = nil
		return row, nil
	}
	return t.rest.Next()
}

// anothers reports whether a row names another account of the unit that reads this file
// too.
func (r *reading) anothers(rec *delimited.Record) bool {
	return slices.ContainsFunc(r.readers, func(a connectors.Account) bool {
		return a.ID != r.account.ID && !a.Everyone() && slices.ContainsFunc(r.layout.Cols[formats.Account], func(i int) bool {
			return connectors.SameHandle(a.Handle, trim(rec.Cells[i]))
		})
	})
}

// noteMixed finds tables that this account should not take together: of several
// platforms, or of several pages of one.
func (d *Driver) noteMixed(known []*keyed) {
	var first data.Platform
	names := map[data.Platform]string{}
	for _, k := range known {
		if k.rows != formats.RowsPosts || k.platform == "" || d.stated() != "" && k.platform != d.stated() {
			continue
		}
		if first == "" {
			first = k.platform
		}
		if k.platform != first {
			k.mixed = connectors.Note{
				What: fmt.Sprintf("account %s holds posts of %s and of %s: plans and some comparisons need one account for each platform", d.account.ID, first, k.platform),
				Hint: fmt.Sprintf("write one for each under accounts, all with the same files, like {id: %s, platform: %s, files: inbox/}", k.platform, k.platform),
			}
			continue
		}
		if before := names[k.platform]; d.account.Everyone() && before != "" && k.account != "" && k.account != before {
			k.mixed = connectors.Note{
				What: fmt.Sprintf("the files of account %s are of several pages or profiles, which are taken for one", d.account.ID),
				Hint: "give it the handle: of one as the files write it, and write an account for each other",
			}
		} else if before == "" {
			names[k.platform] = k.account
		}
	}
}
