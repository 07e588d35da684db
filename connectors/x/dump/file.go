package dump

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

// survey is what one pass over a file tells: who answers whom, and the newest
// moment. It holds numbers only.
type survey struct {
	parents map[uint64]uint64 // of posts in the file; 0 if they answer nothing
	ours    map[uint64]string // the account's posts, with their author's id
	newest  time.Time
	latest  uint64    // the account's newest post, which tells its counters
	at      time.Time // when that was published
}

// root follows the answers up to the highest of the account's posts in the file.
func (s *survey) root(id uint64) (root uint64, ok bool) {
	seen := map[uint64]bool{}
	for at := s.parents[id]; at != 0 && !seen[at]; at = s.parents[at] {
		seen[at] = true
		if _, ours := s.ours[at]; ours {
			root, ok = at, true
		}
	}
	return root, ok
}

// number reads an id; X's fit into 63 bits.
func number(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// surveyFile reads a file once for what only the whole of it tells.
func (r *reading) surveyFile(ctx context.Context, path string) (*survey, error) {
	in, err := v1.OpenStream(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	v := &survey{parents: map[uint64]uint64{}, ours: map[uint64]string{}}
	for {
		if err := ctx.Err(); err != nil {
			return nil, context.Cause(ctx)
		}
		raw, err := in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return v, nil
		case err != nil && v1.OfItem(err):
			continue
		case err != nil:
			return nil, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, path, err)
		}
		s, err := v1.Decode(raw)
		if err != nil {
			continue
		}
		id := number(string(s.IDStr))
		v.parents[id] = number(s.Answers())
		if r.IsOurs(s) {
			v.ours[id] = string(s.User.IDStr)
			if s.Published().After(v.at) {
				v.latest, v.at = id, s.Published()
			}
		}
		v.newest = v1.Newest(v.newest, s)
	}
}

// item adds what one post of a file is: the account's, a reply under one of them,
// or another's.
func (r *reading) item(p *connectors.Page, s *v1.Status, v *survey) {
	reject := func(why, hint string) {
		p.Rejects = append(p.Rejects, data.Reject{Input: r.Input, Why: why, Hint: hint})
	}
	id := number(string(s.IDStr))
	root, under := v.root(id)
	switch ours := r.IsOurs(s); {
	case ours && r.Early(s):
		reject(whyBeforePost, hintEarly)
		return
	case ours:
		r.Add(p, s)
		if id == v.latest {
			r.Counters(p, s.User)
		}
	case !under:
		reject(whyOtherAccount, hintOther)
		return
	}
	if under && r.Account.Replies {
		r.Reply(p, s, strconv.FormatUint(root, 10), v.ours[root], s.Answers(), connectors.CollectionWindow)
	}
}
