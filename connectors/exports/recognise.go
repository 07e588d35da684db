package exports

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// Recognised is what a file turned out to be.
type Recognised struct {
	Format   string        // name of the native format, like "meta-facebook"
	Title    string        // for people, like "Meta Business Suite, Facebook"
	Rows     string        // posts, accounts, comments, outcomes or labels
	Platform data.Platform // "" for comments and sheets that do not tell
	Account  string        // the account most rows name, "" if none does: a guess
	Accounts []string      // all that are named, most rows first
	Lines    int64         // rows looked at

	// Platforms are those that the rows of a sheet kept by hand name, in their order, or that
	// their links lead to, if to several; nil if neither tells any. An account of each with that platform reads its own rows.
	Platforms []data.Platform
}

// NotRead is a file that holds nothing to read, and what to do about it. It wraps
// [connectors.ErrInput].
type NotRead struct{ Path, Why string }

// Error names the file without its folder.
func (e *NotRead) Error() string { return printable(base(e.Path)) + ": " + e.Why }

// Unwrap makes it a [connectors.ErrInput].
func (e *NotRead) Unwrap() error { return connectors.ErrInput }

// Recognise says which native format a file is and whose it seems to be. Of a
// workbook or an archive it is the table with most of what can be read: posts before
// comments before accounts. Its error is a [*NotRead], which names the nearest format
// and the columns that lack, or says why the file cannot be opened.
func Recognise(path string) (Recognised, error) {
	tables, err := inspect(context.Background(), path)
	if err != nil {
		return Recognised{}, err // names the file
	}
	var best *Recognised
	var why error
	for _, in := range tables {
		if in.note != "" {
			continue
		}
		r, err := in.whose()
		switch {
		case err != nil:
			why = cmp.Or(why, err)
		case best == nil || rowsRank(r.Rows) < rowsRank(best.Rows):
			best = &r
		}
	}
	if best != nil && best.Rows == formats.RowsDays {
		best, why = nil, fmt.Errorf("it holds %s, and no posts; download the posts of the same page", best.Title)
	}
	if best != nil {
		return *best, nil
	}
	if why == nil {
		why = fmt.Errorf("the archive holds no table; unpack it to see what it holds")
	}
	return Recognised{}, &NotRead{path, why.Error()}
}

// rowsRank orders kinds of rows by how much they are worth to a reader.
func rowsRank(rows string) int {
	return slices.Index([]string{formats.RowsPosts, formats.RowsComments, formats.RowsAccounts, rowsOutcomes, rowsSurvey, rowsLabels, formats.RowsDays}, rows)
}

// whose reads through a table for the accounts that it names.
func (in *inspected) whose() (Recognised, error) {
	if err := in.load(context.Background()); err != nil {
		return Recognised{}, err
	}
	defer in.release()
	l, src, err := in.open(knownTable, nil)
	if err != nil {
		var unknown *formats.UnknownHeader
		if errors.As(err, &unknown) {
			err = fmt.Errorf("%w; its columns are %s", err, printable(unknown.Columns()))
		}
		return Recognised{}, err
	}
	defer src.Close()
	r := Recognised{Format: l.Name, Title: l.Title, Rows: l.Rows, Platform: cmp.Or(l.Platform, cue(in, &src.head))}
	names := map[string]int{}
	linked := byLinks(in, l, &src.head)
	for {
		rec, err := src.table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Recognised{}, err
		}
		if len(rec.Cells) != l.Columns {
			continue
		}
		r.Lines++
		if l.Rows == formats.RowsComments {
			r.Platform = cmp.Or(r.Platform, ids.PlatformOf(l.cell(rec, formats.Post)), ids.PlatformOf(l.cell(rec, formats.URL)))
			continue
		}
		if linked {
			r.Platforms = addPlace(r.Platforms, l.cell(rec, formats.URL))
		} else if l.Platform == "" {
			r.Platform = cmp.Or(r.Platform, ids.PlatformOf(l.cell(rec, formats.URL)))
		}
		if p := platformNamed(l.cell(rec, formats.Platform)); p != "" && !slices.Contains(r.Platforms, p) {
			r.Platforms = append(r.Platforms, p)
		}
		name := cmp.Or(l.cell(rec, formats.Account), ids.AccountIn(l.Platform, l.cell(rec, formats.URL)))
		if name != "" {
			names[strings.Clone(name)]++
		}
	}
	for n := range names {
		r.Accounts = append(r.Accounts, n)
	}
	slices.SortFunc(r.Accounts, func(a, b string) int { return cmp.Or(cmp.Compare(names[b], names[a]), cmp.Compare(a, b)) })
	if len(r.Accounts) > 0 {
		r.Account = r.Accounts[0]
	}
	if len(r.Platforms) > 0 {
		r.Platform = r.Platforms[0]
	}
	if linked && len(r.Platforms) == 1 {
		r.Platforms = nil // it is of one platform, and needs no other account
	}
	return r, nil
}

// cue returns the platform that the names of a table kept by hand tell: its file,
// sheet and columns; "" if they tell none, or two.
func cue(in *inspected, h *formats.Header) data.Platform {
	text := in.path
	if dir := filepath.Base(filepath.Dir(in.path)); dir != "." {
		text = dir + " " + base(in.path)
	}
	text = parse.Fold(text + " " + in.member + " " + in.sheet + " " + strings.Join(h.Names, " "))
	var found data.Platform
	for _, c := range platformNames() {
		if slices.ContainsFunc(c.words, func(w string) bool { return strings.Contains(text, parse.Fold(w)) }) {
			if found != "" {
				return ""
			}
			found = c.platform
		}
	}
	return found
}

// saysComments reports a name of a table that speaks of comments: what people wrote
// must never be taken for the account's own posts.
func (in *inspected) saysComments() bool {
	name := parse.Fold(base(in.path) + " " + base(in.member) + " " + in.sheet)
	return slices.ContainsFunc([]string{"comment", "komment", "komentar", "comentari", "reacties", "opmerking", "yorum", "تعليق", "комментари",
		"коментар", "binhluan", "コメント", "댓글", "评论", "評論", "留言", "תגובות", "σχολια", "mentions", "inbound"}, func(w string) bool { return strings.Contains(name, parse.Fold(w)) })
}

// base is a file's name without its folder, which may name a person.
func base(path string) string { return filepath.Base(path) }
