package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// counted is what a status tells of tables that grow for years, by partition: it is kept
// in ledger/counted.json, so that a look at the status opens only what changed since the
// last one or the last run. It can be removed at any time. It holds no text of anybody's.
type counted struct {
	Version    int                     `json:"version"`
	Partitions map[string]*ofPartition `json:"partitions"` // by table and the hash of their files

	fresh bool // some of it is not in the file yet
}

// ofPartition is one partition's share.
type ofPartition struct {
	Accounts map[data.AccountID]*ofAccount `json:"accounts,omitempty"` // of posts
	SetAside []SetAside                    `json:"set_aside,omitempty"`
	Late     int64                         `json:"late,omitempty"` // replies after their week was sealed
}

// ofAccount is an account's posts in one partition.
type ofAccount struct {
	Posts    int64       `json:"posts"`
	Latest   data.Micros `json:"latest"`
	Observed data.Micros `json:"observed"`
}

const countedVersion = 1

func (u *Unit) countedPath() string { return filepath.Join(u.Root, "ledger", "counted.json") }

// counted counts a snapshot's posts, rows that were set aside and late replies.
func (u *Unit) counted(ctx context.Context, s *lake.Snapshot) (*counted, error) {
	before := &counted{}
	if b, err := os.ReadFile(u.countedPath()); err != nil || json.Unmarshal(b, before) != nil || before.Version != countedVersion {
		before = &counted{} // it is made anew
	}
	c := &counted{Version: countedVersion, Partitions: map[string]*ofPartition{}}
	err := count(ctx, s, lake.Posts, before, c, func(p *ofPartition, row *data.Post) {
		if p.Accounts == nil {
			p.Accounts = map[data.AccountID]*ofAccount{}
		}
		a := p.Accounts[row.AccountID]
		if a == nil {
			a = &ofAccount{}
			p.Accounts[row.AccountID] = a
		}
		a.Posts++
		a.Latest, a.Observed = max(a.Latest, row.PublishedAt), max(a.Observed, row.ObservedAt)
	})
	if err == nil {
		err = count(ctx, s, lake.Rejects, before, c, func(p *ofPartition, row *data.Reject) {
			p.SetAside = addSetAside(p.SetAside, SetAside{Account: row.AccountID, Input: row.Input, Why: row.Why, Hint: row.Hint, Rows: 1})
		})
	}
	if err == nil {
		err = count(ctx, s, lake.Seals, before, c, func(p *ofPartition, row *data.Seal) { p.Late += row.Late })
	}
	if err != nil {
		return nil, fmt.Errorf("count for the status: %w", err)
	}
	if c.fresh || len(c.Partitions) != len(before.Partitions) {
		if b, err := json.Marshal(c); err == nil && os.MkdirAll(filepath.Dir(u.countedPath()), 0o750) == nil {
			_, _ = replaceFile(u.countedPath(), b) // a folder that cannot be written to makes the next look slower
		}
	}
	return c, nil
}

// count adds up those partitions of a table that were not counted before.
func count[T any](ctx context.Context, s *lake.Snapshot, t lake.Table[T], before, c *counted, add func(*ofPartition, *T)) error {
	files := map[string][]lake.File{}
	for _, f := range s.Files(t.Name) {
		files[f.Partition] = append(files[f.Partition], f)
	}
	for part, of := range files {
		key := t.Name + " " + lake.InputHash(s, nil, of...)
		if known := before.Partitions[key]; known != nil {
			c.Partitions[key] = known
			continue
		}
		p := &ofPartition{}
		for row, err := range lake.Scan(ctx, s, t, func(name string) bool { return name == part }) {
			if err != nil {
				return err
			}
			add(p, &row)
		}
		c.Partitions[key], c.fresh = p, true
	}
	return nil
}

// accounts sums the accounts' posts up.
func (c *counted) accounts() map[data.AccountID]ofAccount {
	all := map[data.AccountID]ofAccount{}
	for _, p := range c.Partitions {
		for id, a := range p.Accounts {
			sum := all[id]
			sum.Posts += a.Posts
			sum.Latest, sum.Observed = max(sum.Latest, a.Latest), max(sum.Observed, a.Observed)
			all[id] = sum
		}
	}
	return all
}
