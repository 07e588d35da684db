package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// repository is an account's records: a commit that names a Merkle search tree, whose
// nodes name the records by collection and key.
type repository struct {
	*blocks
	did  string
	at   data.Micros // of the commit; 0 if it does not say
	tree cid
}

func openRepository(ctx context.Context, f file) (*repository, error) {
	b, err := openBlocks(ctx, f)
	if err != nil {
		return nil, err
	}
	v, ok, err := b.read(b.root)
	if err != nil {
		return nil, err
	}
	commit, _ := v.(map[string]any)
	did, _ := commit["did"].(string)
	tree, isLink := commit["data"].(cid)
	if !ok || !strings.HasPrefix(did, "did:") || !isLink {
		return nil, fmt.Errorf("%w: the archive holds no commit of a repository; download it again", connectors.ErrInput)
	}
	rev, _ := commit["rev"].(string)
	return &repository{blocks: b, did: did, at: keyTime(rev), tree: tree}, nil
}

// entry is a record of the tree.
type entry struct {
	path  string // collection/key
	value cid
}

// errMissing is a part of the tree that the archive does not have.
var errMissing = errors.New("a part of the tree is missing")

// longestPath is what AT Protocol allows for a collection and a key.
const longestPath = 1024

// entries yields the records in the order of their paths. A part that is missing or
// damaged gives errMissing and is passed over; an error of another kind ends it.
func (r *repository) entries() iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		w := walker{repository: r, seen: map[cid]bool{}, yield: yield}
		w.node(r.tree, 0)
	}
}

type walker struct {
	*repository
	seen  map[cid]bool
	last  string // path of the last record
	yield func(entry, error) bool
}

// node goes through a node from left to right; false ends the walk. A node comes once
// and paths ascend, so that no tree, however made, takes more steps than it has bytes.
func (w *walker) node(name cid, depth int) bool {
	v, ok, err := w.read(name)
	if err != nil {
		w.yield(entry{}, err)
		return false
	}
	n, _ := v.(map[string]any)
	list, isList := n["e"].([]any)
	if !ok || !isList || w.seen[name] || depth > deepest {
		return w.yield(entry{}, errMissing)
	}
	w.seen[name] = true
	if left, ok := n["l"].(cid); ok && !w.node(left, depth+1) {
		return false
	}
	before := "" // path of the entry before, within this node
	for _, item := range list {
		e, _ := item.(map[string]any)
		shared, _ := e["p"].(int64)
		suffix, isBytes := e["k"].([]byte)
		value, isLink := e["v"].(cid)
		if !isBytes || !isLink || shared < 0 || shared > int64(len(before)) || int(shared)+len(suffix) > longestPath {
			return w.yield(entry{}, errMissing)
		}
		path := before[:shared] + string(suffix)
		if path <= w.last {
			return w.yield(entry{}, errMissing)
		}
		before, w.last = path, path
		if !w.yield(entry{path, value}, nil) {
			return false
		}
		if right, ok := e["t"].(cid); ok && !w.node(right, depth+1) {
			return false
		}
	}
	return true
}

// record reads a record; ok is false if the archive has none that can be read.
func (r *repository) record(name cid) (rec *record, ok bool, err error) {
	v, ok, err := r.read(name)
	if err != nil || !ok {
		return nil, false, err
	}
	asJSON, err := json.Marshal(v)
	if err != nil {
		return nil, false, nil
	}
	rec = &record{}
	if json.Unmarshal(asJSON, rec) != nil || rec.CreatedAt == "" && rec.Type == "" {
		return nil, false, nil
	}
	return rec, true, nil
}

// pull is entries, one at a time.
func pull(r *repository) (next func() (entry, error, bool), stop func()) {
	return iter.Pull2(r.entries())
}
