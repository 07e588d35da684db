// Package tally counts tables that grow for years by partition, so that a status need not
// read them again. Runs keep the counts up to date.
package tally

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/patient"
)

// Tally is what a status tells of tables that grow for years.
type Tally struct {
	Accounts map[data.AccountID]Account
	SetAside []SetAside // in order of accounts, inputs and reasons
	Late     int64      // replies after their week was sealed
}

// Account is an account's posts.
type Account struct {
	Posts    int64       `json:"posts"`
	Latest   data.Micros `json:"latest"`
	Observed data.Micros `json:"observed"`
}

// counted holds the counts by partition: it is kept in ledger/counted.json, so that a look
// at the status opens only what changed since the last one or the last run. It can be
// removed at any time. It holds no text of anybody's.
type counted struct {
	Version    int                     `json:"version"`
	Partitions map[string]*ofPartition `json:"partitions"` // by table and the hash of their files

	fresh bool // some of it is not in the file yet
}

// ofPartition is one partition's share.
type ofPartition struct {
	Accounts map[data.AccountID]*Account `json:"accounts,omitempty"` // of posts
	SetAside []SetAside                  `json:"set_aside,omitempty"`
	Late     int64                       `json:"late,omitempty"` // replies after their week was sealed
}

const version = 1

// Path is where the counts of a unit's root are kept.
func Path(root string) string { return filepath.Join(root, "ledger", "counted.json") }

// Of counts a snapshot's posts, rows that were set aside and late replies.
func Of(ctx context.Context, root string, s *lake.Snapshot) (*Tally, error) {
	before := &counted{}
	if b, err := os.ReadFile(Path(root)); err != nil || json.Unmarshal(b, before) != nil || before.Version != version {
		before = &counted{} // it is made anew
	}
	c := &counted{Version: version, Partitions: map[string]*ofPartition{}}
	err := count(ctx, s, lake.Posts, before, c, func(p *ofPartition, row *data.Post) {
		if p.Accounts == nil {
			p.Accounts = map[data.AccountID]*Account{}
		}
		a := p.Accounts[row.AccountID]
		if a == nil {
			a = &Account{}
			p.Accounts[row.AccountID] = a
		}
		a.Posts++
		a.Latest, a.Observed = max(a.Latest, row.PublishedAt), max(a.Observed, row.ObservedAt)
	})
	if err == nil {
		err = count(ctx, s, lake.Rejects, before, c, func(p *ofPartition, row *data.Reject) {
			p.SetAside = add(p.SetAside, SetAside{Account: row.AccountID, Input: row.Input, Why: row.Why, Hint: row.Hint, Rows: 1})
		})
	}
	if err == nil {
		err = count(ctx, s, lake.Seals, before, c, func(p *ofPartition, row *data.Seal) { p.Late += row.Late })
	}
	if err != nil {
		return nil, fmt.Errorf("count for the status: %w", err)
	}
	if c.fresh || len(c.Partitions) != len(before.Partitions) {
		if b, err := json.Marshal(c); err == nil && os.MkdirAll(filepath.Dir(Path(root)), 0o750) == nil {
			_, _ = patient.Replace(Path(root), b, 0o644) // a folder that cannot be written to makes the next look slower
		}
	}
	return c.sum(), nil
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

// sum adds up the partitions.
func (c *counted) sum() *Tally {
	t := &Tally{Accounts: map[data.AccountID]Account{}}
	for _, p := range c.Partitions {
		for id, a := range p.Accounts {
			sum := t.Accounts[id]
			sum.Posts += a.Posts
			sum.Latest, sum.Observed = max(sum.Latest, a.Latest), max(sum.Observed, a.Observed)
			t.Accounts[id] = sum
		}
		for _, rows := range p.SetAside {
			t.SetAside = add(t.SetAside, rows)
		}
		t.Late += p.Late
	}
	return t
}
