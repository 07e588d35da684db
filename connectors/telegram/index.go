package telegram

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Telegram forwards each post of a channel into its discussion group at once, and
// comments answer that copy. An export of the group does not say which number the
// post has in its channel: it is the one of the same time and text.
const (
	copyLag  = time.Minute     // between a post and its copy with the same words
	copyNear = 5 * time.Second // between a post and its copy, if one was edited
)

// index are the posts of the account's channels, and how many comments each has.
type index struct {
	posts map[string][]postRef // by the channel's number, in order of time
	count map[data.PostID]int64
}

type postRef struct {
	at   data.Micros
	id   data.PostID
	text uint64
}

// comments returns how many comments stand under a post; ok is false if the files do
// not hold its thread.
func (x *index) comments(id data.PostID) (n int64, ok bool) {
	if x == nil {
		return 0, false
	}
	n, ok = x.count[id]
	return n, ok
}

// index reads the channels' posts, and then the groups once for the number of
// comments.
func (d *exports) index(ctx context.Context, v *survey) (*index, error) {
	x := &index{posts: map[string][]postRef{}, count: map[data.PostID]int64{}}
	for _, f := range d.files {
		if err := d.walk(ctx, f, v, channel, func(it item, c *chatFacts) {
			x.posts[c.Number] = append(x.posts[c.Number], postRef{it.at, d.name.id(c.Number, c.isPublic(), *it.first.ID.N), it.hash()})
		}); err != nil {
			return nil, err
		}
	}
	for number, refs := range x.posts {
		slices.SortFunc(refs, func(a, b postRef) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.id, b.id)) })
		x.posts[number] = slices.CompactFunc(refs, func(a, b postRef) bool { return a.id == b.id })
	}
	counted := map[string]seen{} // by the group's number: exports may overlap
	for _, f := range d.files {
		links := map[int]*linker{}
		if err := d.walk(ctx, f, v, group, func(it item, c *chatFacts) {
			if links[it.chat] == nil {
				links[it.chat] = newLinker(x, v.ours)
			}
			if counted[c.Number] == nil {
				counted[c.Number] = seen{}
			}
			root, copied := links[it.chat].root(it)
			switch {
			case root == "" || !counted[c.Number].add(*it.first.ID.N):
			case copied:
				x.count[root] += 0
			default:
				x.count[root]++
			}
		}); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// walk calls each for the readable messages of a file's chats of one role.
func (d *exports) walk(ctx context.Context, f *file, v *survey, want role, each func(item, *chatFacts)) error {
	if !slices.ContainsFunc(f.chats.all, func(c chatFacts) bool { return v.role(&c) == want }) {
		return nil
	}
	s, err := openScanner(f.path)
	if err != nil {
		return err
	}
	defer s.Close()
	s.skips = v.skips(f)
	in := items{scan: s, zone: d.zone()}
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		it, err := in.next()
		switch {
		case errors.Is(err, io.EOF), ended(err):
			return nil
		case err != nil:
			return fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, f.path, err)
		case it.chat >= len(f.chats.all) || !it.usable() || it.first.Type != "message":
			continue
		}
		if c := &f.chats.all[it.chat]; v.role(c) == want {
			each(it, c)
		}
	}
}

// hash is of the item's text.
func (it *item) hash() uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, it.body().String())
	if it.first.Poll != nil {
		_, _ = io.WriteString(h, it.first.Poll.Question.String())
	}
	return h.Sum64()
}

// original returns the post that a copy repeats; "" if none or several may be it.
func (x *index) original(channel string, at data.Micros, text uint64) data.PostID {
	refs := x.posts[channel]
	from, _ := slices.BinarySearchFunc(refs, at.Add(-copyLag), func(r postRef, at data.Micros) int { return cmp.Compare(r.at, at) })
	best, near, nearest := data.PostID(""), data.PostID(""), copyLag+1
	nears, tie := 0, false
	for _, r := range refs[from:] {
		gap := at.Sub(r.at).Abs()
		if r.at > at.Add(copyLag) {
			break
		}
		if gap <= copyNear {
			near, nears = r.id, nears+1
		}
		if r.text == text && gap <= nearest {
			tie = gap == nearest
			best, nearest = r.id, gap
		}
	}
	switch {
	case best != "" && !tie:
		return best
	case best == "" && nears == 1:
		return near
	}
	return ""
}
