package dump

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

// thread is a folder of one source post and the replies under it.
type thread struct {
	source  *v1.Status
	replies []*v1.Status
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
		s, err := v1.Decode(b)
		if err != nil {
			rejects = append(rejects, data.Reject{Input: input, Line: int64(i + 1), Why: whyNoPost,
				Hint: filepath.Base(path) + " is no v1.1 post: " + err.Error()})
			continue
		}
		if have[string(s.IDStr)] {
			rejects = append(rejects, data.Reject{Input: input, Line: int64(i + 1), Why: whyDuplicate,
				Hint: filepath.Base(path) + " holds a post that the thread already has"})
			continue
		}
		have[string(s.IDStr)] = true
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
		at = v1.Newest(at, t.source)
	}
	for _, s := range t.replies {
		at = v1.Newest(at, s)
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
	r.Add(p, t.source)
	r.Counters(p, t.source.User)
	for _, s := range t.replies {
		if !r.Account.Everyone() && r.IsOurs(s) && !r.Early(s) {
			r.Add(p, s)
		}
		if !r.Account.Replies {
			continue
		}
		parent := s.Answers()
		if parent == "" {
			parent = t.parents[string(s.IDStr)]
		}
		if parent == "" {
			parent = string(t.source.IDStr)
		}
		r.Reply(p, s, string(t.source.IDStr), string(t.source.User.IDStr), parent, t.collection())
	}
}

// refuses says why a whole thread is set aside, or nil.
func (r *reading) refuses(t *thread) *data.Reject {
	switch {
	case t.source == nil:
		return &data.Reject{Input: r.Input, Why: whyNoRoot,
			Hint: "the source post of the thread cannot be read, so its replies belong to nothing"}
	case !r.IsOurs(t.source):
		return &data.Reject{Input: r.Input, Why: whyOtherAccount, Hint: hintOther}
	case r.Early(t.source):
		return &data.Reject{Input: r.Input, Why: whyBeforePost, Hint: hintEarly}
	}
	return nil
}

// readSmall reads a file of at most v1.Largest bytes.
func readSmall(path string) ([]byte, error) {
	f, err := connectors.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, v1.Largest+1))
	if err != nil {
		return nil, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, path, err)
	}
	if len(b) > v1.Largest {
		return b[:0], nil // decodes as no post
	}
	return b, nil
}
