package telegram

import (
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// linker finds the post under which each message of a group stands. It is given the
// messages in the order of the file, in which answers come after what they answer.
type linker struct {
	index  *index
	ours   map[string]bool
	ids    []int64 // of messages under a post, sorted
	at     []int32 // place of their posts in posts
	posts  []data.PostID
	place  map[data.PostID]int32
	copies seen // numbers of the posts' copies
}

// root returns the post under which an item stands, "" if none; copied says that it is
// the copy of the post itself.
func (l *linker) root(it item) (root data.PostID, copied bool) {
	m := it.first
	kind, number := m.from()
	switch {
	case kind == "channel" && l.ours[number] && m.forwarded():
		root, copied = l.index.original(number, it.at, it.hash()), true
	case m.ReplyTo.N != nil && m.ReplyPeer == "":
		if i, ok := slices.BinarySearch(l.ids, *m.ReplyTo.N); ok {
			root = l.posts[l.at[i]]
		}
	}
	if root == "" {
		return root, copied
	}
	it.each(func(m *message) {
		l.note(*m.ID.N, root)
		if copied {
			l.copies.add(*m.ID.N)
		}
	})
	return root, copied
}

// note keeps that a message stands under a post.
func (l *linker) note(id int64, root data.PostID) {
	at, ok := l.place[root]
	if !ok {
		at = int32(len(l.posts))
		l.posts, l.place[root] = append(l.posts, root), at
	}
	if i, have := slices.BinarySearch(l.ids, id); !have {
		l.ids, l.at = slices.Insert(l.ids, i, id), slices.Insert(l.at, i, at)
	}
}

// newLinker returns the linker of one group.
func newLinker(x *index, ours map[string]bool) *linker {
	return &linker{index: x, ours: ours, place: map[data.PostID]int32{}, copies: seen{}}
}

// groupItem adds a message of the discussion group as a reply, if it stands under a
// post. It reports whether that was a row.
func (r *reading) groupItem(p *connectors.Page, it item, c *chatFacts) bool {
	if it.first != nil && it.first.Type != "message" && it.first.Type != "" {
		return false
	}
	if !r.fresh(p, it) {
		return true
	}
	if r.links == nil || r.linked != it.chat {
		r.links, r.linked = newLinker(r.known.posts, r.known.ours), it.chat
	}
	root, copied := r.links.root(it)
	switch {
	case copied:
		return false
	case root == "":
		r.loose++
		return false
	}
	m := it.first
	native := func(id int64) string { return "c/" + c.Number + "/" + number(id) }
	reply := connectors.Reply{
		Native: native(*m.ID.N), Parent: native(*m.ReplyTo.N), RootPost: root, Author: string(m.FromID), HasAuthor: m.FromID != "",
		ByAccount: r.byAccount(m, c), PublishedAt: it.at, Text: it.body().String(), Collection: connectors.CollectionWindow,
	}
	if r.links.copies.has(*m.ReplyTo.N) {
		reply.Parent = root.Native()
	}
	p.Replies = append(p.Replies, reply)
	return true
}

// byAccount reports whether the channel itself, or an administrator in the name of
// its group, wrote a message.
func (r *reading) byAccount(m *message, c *chatFacts) bool {
	kind, number := m.from()
	return kind == "channel" && (r.known.ours[number] || number == c.Number)
}
