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
}

// Recognise says which native format a file is and whose it seems to be. Of a
// workbook or an archive it is the table with most of what can be read: posts before
// comments before accounts. Its error wraps [connectors.ErrInput] and names the
// nearest format and the columns that lack.
func Recognise(path string) (Recognised, error) {
	tables, err := inspect(context.Background(), path)
	if err != nil {
		return Recognised{}, fmt.Errorf("recognise %s: %w", path, err)
	}
	formats := known()
	var best *Recognised
	var why error
	for _, in := range tables {
		if in.note != "" {
			continue
		}
		r, err := in.whose(formats)
		switch {
		case err != nil:
			why = cmp.Or(why, err)
		case best == nil || rowsRank(r.Rows) < rowsRank(best.Rows):
			best = &r
		}
	}
	if best != nil && best.Rows == rowsDays {
		best, why = nil, fmt.Errorf("it holds %s, and no posts; download the posts of the same page", best.Title)
	}
	if best != nil {
		return *best, nil
	}
	if why == nil {
		why = fmt.Errorf("the archive holds no table; unpack it to see what it holds")
	}
	return Recognised{}, fmt.Errorf("recognise %s: %w: %w", path, connectors.ErrInput, why)
}

// rowsRank orders kinds of rows by how much they are worth to a reader.
func rowsRank(rows string) int {
	return slices.Index([]string{rowsPosts, rowsComments, rowsAccounts, rowsOutcomes, rowsSurvey, rowsLabels, rowsDays}, rows)
}

// whose reads through a table for the accounts that it names.
func (in *inspected) whose(formats catalogue) (Recognised, error) {
	if err := in.load(context.Background()); err != nil {
		return Recognised{}, err
	}
	defer in.release()
	l, src, err := in.open(formats.recognise, nil)
	if err != nil {
		var unknown *unknownHeader
		if errors.As(err, &unknown) {
			err = fmt.Errorf("%w; its columns are %s", err, printable(shorten(unknown.names)))
		}
		return Recognised{}, err
	}
	defer src.Close()
	r := Recognised{Format: l.name, Title: l.title, Rows: l.rows, Platform: cmp.Or(l.platform, cue(in, &src.head))}
	names := map[string]int{}
	for {
		rec, err := src.table.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Recognised{}, err
		}
		if len(rec.cells) != l.columns {
			continue
		}
		r.Lines++
		if l.rows == rowsComments {
			r.Platform = cmp.Or(r.Platform, linkPlatform(l.cell(rec, fPost)), linkPlatform(l.cell(rec, fURL)))
			continue
		}
		if l.platform == "" {
			r.Platform = cmp.Or(r.Platform, linkPlatform(l.cell(rec, fURL)))
		}
		name := cmp.Or(l.cell(rec, fAccount), linkAccount(l.platform, l.cell(rec, fURL)))
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
	return r, nil
}

// cue returns the platform that the names of a table kept by hand tell: its file,
// sheet and columns; "" if they tell none, or two.
func cue(in *inspected, h *header) data.Platform {
	text := in.path
	if dir := filepath.Base(filepath.Dir(in.path)); dir != "." {
		text = dir + " " + base(in.path)
	}
	text = fold(text + " " + in.member + " " + in.sheet + " " + strings.Join(h.names, " "))
	var found data.Platform
	for _, c := range []struct {
		platform data.Platform
		words    []string
	}{
		{data.WhatsApp, []string{"whatsapp", "واتساب", "واتسآب"}}, {data.Telegram, []string{"telegram", "تيليجرام", "تلغرام"}},
		{data.Facebook, []string{"facebook", "فيسبوك"}}, {data.Instagram, []string{"instagram", "انستغرام", "انستجرام"}},
		{data.TikTok, []string{"tiktok", "تيكتوك"}}, {data.LinkedIn, []string{"linkedin", "لينكدان"}}, {data.YouTube, []string{"youtube", "يوتيوب"}},
		{data.Threads, []string{"threads"}}, {data.Mastodon, []string{"mastodon"}}, {data.Bluesky, []string{"bluesky"}},
	} {
		if slices.ContainsFunc(c.words, func(w string) bool { return strings.Contains(text, fold(w)) }) {
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
	name := fold(base(in.path) + " " + base(in.member) + " " + in.sheet)
	return slices.ContainsFunc([]string{"comment", "kommentar", "comentario", "تعليق"}, func(w string) bool { return strings.Contains(name, w) })
}

// base is a file's name without its folder, which may name a person.
func base(path string) string { return filepath.Base(path) }
