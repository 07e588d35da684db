package exports

import (
	"cmp"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// comment adds a reply. Its author stays in memory; nothing of a comment that is
// set aside is kept.
func (r *reading) comment(rec *record, p *connectors.Page) *bad {
	l := r.layout
	root, b := r.root(rec)
	if b != nil {
		return b
	}
	platform := root.Platform()
	id := tidyID(l.cell(rec, fID))
	if id != "" && damageOf(id, r.survey.damagedIDs()) != intact {
		return badCell(whyDamagedID, fID, "a spreadsheet cut digits off the id; use the file as it was downloaded")
	}
	published, _, b := r.publishedAt(rec, "")
	if b != nil {
		return b
	}
	text := l.longest(rec, fText)
	author := strings.ToLower(strings.TrimPrefix(l.cell(rec, fAuthor), "@"))
	if id == "" {
		id = rowID([]string{string(root), author, l.when(rec), text})
	}
	parent := cmp.Or(tidyID(l.cell(rec, fParent)), root.Native())
	if b := r.seen.add(id, data.At(published), r.told(rec)); b != nil {
		return b
	}
	p.Replies = append(p.Replies, connectors.Reply{
		Native: strings.Clone(id), Parent: strings.Clone(parent), RootPost: root, Author: strings.Clone(author), HasAuthor: author != "",
		ByAccount:   author != "" && (!r.account.Everyone() && r.account.Is(author) || r.env.IsOwn(platform, author)),
		PublishedAt: data.At(published), Text: strings.Clone(text), LangPlatform: language(l.cell(rec, fLanguage)),
		Collection: connectors.CollectionWindow, // a list does not say what it leaves out
	})
	return nil
}

// root returns the post that a comment hangs under, named by id or link.
func (r *reading) root(rec *record) (data.PostID, *bad) {
	l := r.layout
	platform := l.platform
	var id string
	for _, i := range l.cols[fPost] {
		s := tidyID(rec.cells[i])
		if s == "" {
			continue
		}
		if !strings.Contains(s, "/") {
			if id == "" && damageOf(s, false) == intact {
				id = s
			}
			continue
		}
		found := linkPlatform(s)
		platform = cmp.Or(platform, found)
		if n := linkID(found, s); n != "" && (id == "" || found == platform) {
			id = cmp.Or(id, n)
		}
	}
	switch {
	case id == "":
		return "", badCell(whyNoPost, fPost, "neither an id nor a link that holds one")
	case platform == "":
		return "", badCell(whyNoPost, fPost, "the platform is not known; declare platform: in a mapping")
	}
	return data.NewPostID(platform, strings.Clone(id)), nil
}
