package exports

import (
	"cmp"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/ids"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// comment adds a reply. Its author stays in memory; nothing of a comment that is
// set aside is kept.
func (r *reading) comment(rec *delimited.Record, p *connectors.Page) *bad {
	l := r.layout
	root, b := r.root(rec)
	if b != nil {
		return b
	}
	platform := root.Platform()
	id := ids.Tidy(l.cell(rec, formats.ID))
	if id != "" && ids.DamageOf(id, r.survey.damagedIDs()) != ids.Intact {
		return badCell(whyDamagedID, formats.ID, "a spreadsheet cut digits off the id; use the file as it was downloaded")
	}
	published, _, b := r.publishedAt(rec, "")
	if b != nil {
		return b
	}
	text := l.cell(rec, formats.Text)
	author := strings.ToLower(strings.TrimPrefix(l.cell(rec, formats.Author), "@"))
	if id == "" {
		id = ids.OfRow([]string{string(root), author, l.when(rec), text})
	}
	parent := cmp.Or(ids.Tidy(l.cell(rec, formats.Parent)), root.Native())
	if b := r.seen.add(id, data.At(published), r.told(rec)); b != nil {
		return b
	}
	p.Replies = append(p.Replies, connectors.Reply{
		Native: strings.Clone(id), Parent: strings.Clone(parent), RootPost: root, Author: strings.Clone(author), HasAuthor: author != "",
		ByAccount:   r.byAccount(rec, platform),
		PublishedAt: data.At(published), Text: strings.Clone(text), LangPlatform: language(l.cell(rec, formats.Language)),
		Collection: connectors.CollectionWindow, // a list does not say what it leaves out
	})
	return nil
}

// byAccount reports whether any name that the row gives its author is a configured
// account's.
func (r *reading) byAccount(rec *delimited.Record, platform data.Platform) bool {
	for _, i := range r.layout.Cols[formats.Author] {
		name := strings.TrimFunc(rec.Cells[i], parse.Blank)
		if name != "" && (!r.account.Everyone() && r.account.Is(name) || r.env.IsOwn(platform, name)) {
			return true
		}
	}
	return false
}

// root returns the post that a comment hangs under: named by id or link in the row,
// by the comment's own link, or by a link above the table, which is then of one post.
func (r *reading) root(rec *delimited.Record) (data.PostID, *bad) {
	l := r.layout
	platform := l.Platform
	var id string
	for _, i := range l.Cols[formats.Post] {
		s := ids.Tidy(rec.Cells[i])
		if s == "" {
			continue
		}
		if !strings.Contains(s, "/") {
			if id == "" && ids.DamageOf(s, false) == ids.Intact {
				id = s
			}
			continue
		}
		platform, id = r.fromLink(s, platform, id)
	}
	if id == "" {
		platform, id = r.fromLink(l.cell(rec, formats.URL), platform, id)
	}
	if id == "" {
		platform, id = r.fromLink(r.about, platform, id)
	}
	switch {
	case id == "":
		return "", badCell(whyNoPost, formats.Post, "neither an id nor a link that holds one; write the post's link in a line above the table or in a column")
	case platform == "":
		return "", badCell(whyNoPost, formats.Post, "the platform is not known; set platform: of the account, add a column with the post's link, or say it in the file's name, for example youtube-comments.csv")
	}
	return data.NewPostID(platform, strings.Clone(id)), nil
}

// fromLink takes platform and id of a post from a link, where they are not known yet.
func (r *reading) fromLink(link string, platform data.Platform, id string) (data.Platform, string) {
	found := ids.PlatformOf(link)
	if n := ids.NameIn(found, link); n != "" && id == "" {
		return found, n // whatever the file's name says
	}
	return cmp.Or(platform, found), id
}

// linkAbove returns the first link to a post in the rows above a table.
func linkAbove(rows [][]string) string {
	for _, row := range rows {
		for _, cell := range row {
			for _, link := range links(cell) {
				if ids.NameIn(ids.PlatformOf(link), link) != "" {
					return link
				}
			}
		}
	}
	return ""
}
