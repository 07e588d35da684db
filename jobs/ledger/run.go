// Package ledger keeps the record of every run: what was asked, what each stage and
// account came to, how it ended. The records are the user's answer to "did last
// night's run work?"; nothing is computed from them.
//
// A run is one JSON file, ledger/runs/<started>-<id>.json. It is replaced as a whole
// at each stage (temporary file, fsync, rename), so that a reader sees a whole
// record at any moment, and never touched once the run has ended. A run that died
// is known by the lock it held while it lived: its record is shown as interrupted.
// Records of past months move to a folder each, ledger/runs/2026-05/.
//
// No record holds the content of any row.
package ledger

import (
	"cmp"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Status is how far a run, stage or account has come.
type Status string

// Statuses. The zero Status is that of something not begun.
const (
	Running     Status = "running"
	Done        Status = "done"
	Partial     Status = "partial"     // ended, but not all of it could be done
	Failed      Status = "failed"      // ended without result
	Interrupted Status = "interrupted" // its process died
	Waiting     Status = "waiting"     // ended early, to go on later: a rate limit, another run
)

// Ended reports whether nothing more will come.
func (s Status) Ended() bool { return s != "" && s != Running }

// Run is the record of one run. Times are the wall clock's, in UTC.
type Run struct {
	ID       string       `json:"id"`
	Started  time.Time    `json:"started"`
	Finished time.Time    `json:"finished,omitzero"` // zero while it runs, and for one that died
	AsOf     time.Time    `json:"as_of,omitzero"`    // clock of its computations
	Command  string       `json:"command"`           // like "tailor run"
	Job      string       `json:"job,omitempty"`     // of the schedule that began it; "" for a person
	Config   string       `json:"config,omitempty"`  // hash of the settings in force
	Version  string       `json:"version,omitempty"` // of the program
	Status   Status       `json:"status"`
	ExitCode int          `json:"exit_code"`
	Stages   []Stage      `json:"stages,omitempty"`   // in the order they began
	Accounts []AccountRun `json:"accounts,omitempty"` // in the order they were first told of
	Commit   string       `json:"commit,omitempty"`   // last commit of the lake it made or confirmed
	Error    string       `json:"error,omitempty"`    // why it did not end well
	Paid     []Paid       `json:"paid,omitempty"`     // what was read that platforms charge for
}

// Paid is what a run read of one kind of thing that a platform charges for.
type Paid struct {
	Kind string `json:"kind"` // like "x post"
	N    int64  `json:"n"`
}

// Pay adds n to what was read of a kind.
func (r *Run) Pay(kind string, n int64) {
	if n == 0 {
		return
	}
	i := slices.IndexFunc(r.Paid, func(p Paid) bool { return p.Kind == kind })
	if i < 0 {
		i = len(r.Paid)
		r.Paid = append(r.Paid, Paid{Kind: kind})
	}
	r.Paid[i].N += n
}

// Stage is what one stage came to.
type Stage struct {
	Name    string        `json:"name"`
	Started time.Time     `json:"started,omitzero"` // zero in records of older versions
	Status  Status        `json:"status"`
	Rows    int64         `json:"rows"` // rows of the files it wrote
	Bytes   int64         `json:"bytes,omitempty"`
	Removed int64         `json:"removed,omitempty"` // rows by which tables became smaller
	Changed int64         `json:"changed"`           // partitions it changed
	Took    time.Duration `json:"took_ns"`
	Error   string        `json:"error,omitempty"`
}

// AccountRun is what one account came to.
type AccountRun struct {
	ID      data.AccountID `json:"id"`
	Status  Status         `json:"status"`
	Pages   int64          `json:"pages"`
	Rows    int64          `json:"rows"`
	Rejects []Reject       `json:"rejects,omitempty"` // sorted by input, why and hint
	Error   string         `json:"error,omitempty"`

	Started time.Time     `json:"started,omitzero"`    // zero in records of older versions
	Took    time.Duration `json:"took_ns,omitempty"`   // from Started to its end
	Waited  time.Duration `json:"waited_ns,omitempty"` // of it, pauses that the platform asked for or its failures called for

	Requests int64    `json:"requests,omitempty"`       // sent to the platform
	Bytes    int64    `json:"bytes,omitempty"`          // of its answers
	Limited  int64    `json:"limited,omitempty"`        // answers that asked to wait
	Units    float64  `json:"units,omitempty"`          // of the platform's quota, or posts paid for
	UnitName string   `json:"unit_name,omitempty"`      // what Units are
	USD      float64  `json:"usd,omitempty"`            // what it cost
	Gap      string   `json:"gap,omitempty"`            // what was not read although it should have been
	Unknown  []string `json:"unknown_fields,omitempty"` // fields the platform sent that this version does not know
}

// Reject counts the rows of one input that were kept aside for one reason. The
// rows themselves stand in the vault.
type Reject struct {
	Input string `json:"input"` // file or endpoint
	Why   string `json:"why"`   // what is wrong
	Hint  string `json:"hint"`  // what to do next
	Rows  int64  `json:"rows"`
}

// Stage returns the run's stage of that name, added as running if it is new. The
// pointer is good until the next call of Stage.
func (r *Run) Stage(name string) *Stage {
	i := slices.IndexFunc(r.Stages, func(s Stage) bool { return s.Name == name })
	if i < 0 {
		i = len(r.Stages)
		r.Stages = append(r.Stages, Stage{Name: name, Status: Running})
	}
	return &r.Stages[i]
}

// Account returns the run's account of that id, added as running if it is new. The
// pointer is good until the next call of Account.
func (r *Run) Account(id data.AccountID) *AccountRun {
	i := slices.IndexFunc(r.Accounts, func(a AccountRun) bool { return a.ID == id })
	if i < 0 {
		i = len(r.Accounts)
		r.Accounts = append(r.Accounts, AccountRun{ID: id, Status: Running})
	}
	return &r.Accounts[i]
}

// Reject counts rows that were kept aside. What the rows held is not recorded.
func (a *AccountRun) Reject(rejects ...data.Reject) {
	for _, r := range rejects {
		a.count(Reject{Input: r.Input, Why: r.Why, Hint: r.Hint})
	}
}

func (a *AccountRun) count(r Reject) {
	i, known := slices.BinarySearchFunc(a.Rejects, r, func(x, y Reject) int {
		return cmp.Or(cmp.Compare(x.Input, y.Input), cmp.Compare(x.Why, y.Why), cmp.Compare(x.Hint, y.Hint))
	})
	if !known {
		a.Rejects = slices.Insert(a.Rejects, i, r)
	}
	a.Rejects[i].Rows++
}

// Rejected returns how many rows of all accounts were kept aside.
func (r *Run) Rejected() int64 {
	var n int64
	for _, a := range r.Accounts {
		for _, x := range a.Rejects {
			n += x.Rows
		}
	}
	return n
}
