package x

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// largest is the most bytes a post's JSON may have; real ones have some thousands.
const largest = 4 << 20

// thread is a folder of one source post and the replies under it.
type thread struct {
	source  *status
	replies []*status
	parents map[string]string // of structure.json
	missing bool              // structure.json names posts that the folder lacks
	told    bool              // there is a structure.json
}

// readThread reads a thread's folder. Files that hold no post become rejects.
func readThread(u *unit, input string) (*thread, []data.Reject, error) {
	t := &thread{parents: map[string]string{}}
	var rejects []data.Reject
	have := map[string]bool{}
	var tree []byte
	for i, path := range u.files {
		b, err := readSmall(path)
		if err != nil {
			return nil, nil, err
		}
		if filepath.Base(path) == "structure.json" {
			tree = b
			continue
		}
		s, err := decode(b)
		if err != nil {
			rejects = append(rejects, data.Reject{Input: input, Line: int64(i + 1), Why: whyNoPost,
				Hint: filepath.Base(path) + " is no v1.1 post: " + err.Error()})
			continue
		}
		if have[s.IDStr] {
			rejects = append(rejects, data.Reject{Input: input, Line: int64(i + 1), Why: whyDuplicate,
				Hint: filepath.Base(path) + " holds a post that the thread already has"})
			continue
		}
		have[s.IDStr] = true
		if i == 0 {
			t.source = s
		} else {
			t.replies = append(t.replies, s)
		}
	}
	if tree != nil {
		t.structure(tree, have)
	}
	return t, rejects, nil
}

// structure reads the tree of ids: each key is a post, its value an object of the
// posts that answer it, or an empty list.
func (t *thread) structure(b []byte, have map[string]bool) {
	var walk func(parent string, b json.RawMessage, depth int)
	walk = func(parent string, b json.RawMessage, depth int) {
		var below map[string]json.RawMessage
		if depth > 500 || json.Unmarshal(b, &below) != nil {
			return
		}
		for id, under := range below {
			t.told = true
			if !have[id] {
				t.missing = true
			}
			if parent != "" {
				t.parents[id] = parent
			}
			walk(id, under, depth+1)
		}
	}
	walk("", b, 0)
}

// collection says how much of the thread the folder holds.
func (t *thread) collection() string {
	switch {
	case t.missing:
		return connectors.CollectionTruncated
	case t.told:
		return connectors.CollectionComplete
	}
	return connectors.CollectionWindow
}

// newest is the latest moment the thread proves.
func (t *thread) newest() time.Time {
	var at time.Time
	if t.source != nil {
		at = newest(at, t.source)
	}
	for _, s := range t.replies {
		at = newest(at, s)
	}
	return at
}

// thread adds a thread to p.
func (r *reading) thread(p *connectors.Page, t *thread) {
	if b := r.refuses(t); b != nil {
		n := len(t.replies)
		if t.source != nil {
			n++
		}
		for range n {
			p.Rejects = append(p.Rejects, *b)
		}
		return
	}
	r.add(p, t.source)
	r.counters(p, t.source)
	for _, s := range t.replies {
		if !r.account.Everyone() && r.isOurs(s) && !r.early(s) {
			r.add(p, s)
		}
		if !r.account.Replies {
			continue
		}
		parent := s.answers()
		if parent == "" {
			parent = t.parents[s.IDStr]
		}
		if parent == "" {
			parent = t.source.IDStr
		}
		r.reply(p, s, t.source.IDStr, t.source.User.IDStr, parent, t.collection())
	}
}

// refuses says why a whole thread is set aside, or nil.
func (r *reading) refuses(t *thread) *data.Reject {
	switch {
	case t.source == nil:
		return &data.Reject{Input: r.input, Why: whyNoRoot,
			Hint: "the source post of the thread cannot be read, so its replies belong to nothing"}
	case !r.isOurs(t.source):
		return &data.Reject{Input: r.input, Why: whyOtherAccount, Hint: hintOther}
	case r.early(t.source):
		return &data.Reject{Input: r.input, Why: whyBeforePost, Hint: hintEarly}
	}
	return nil
}

// readSmall reads a file of at most largest bytes.
func readSmall(path string) ([]byte, error) {
	f, err := connectors.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err != nil {
		return nil, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, path, err)
	}
	if len(b) > largest {
		return b[:0], nil // decodes as no post
	}
	return b, nil
}
