// Package status tells what a unit holds, how fresh its accounts are, what was set aside, and
// how its last runs went.
package status

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
	"github.com/digital-diplomacy/tailor/jobs/tally"
)

// State is what a unit's folders hold and how its last runs went.
type State struct {
	Root     string           `json:"root"`
	Commit   int64            `json:"commit"`
	Tables   []Table          `json:"tables"`
	Accounts []Account        `json:"accounts"`
	Unlisted []jobs.Unlisted  `json:"accounts_not_in_settings,omitempty"`
	SetAside []tally.SetAside `json:"rows_set_aside"`
	Gone     int64            `json:"files_gone"` // with rows set aside, which are not among these
	Notes    []data.Note      `json:"notes"`
	Schedule []jobs.Scheduled `json:"schedule"`
	Runs     []ledger.Run     `json:"runs"`
	Weeks    int              `json:"sealed_weeks"`
	Late     int64            `json:"late_replies"`
	Clock    string           `json:"clock,omitempty"`           // what is wrong with the computer's, so that nothing is run
	Damaged  []string         `json:"damaged_records,omitempty"` // of runs, with what to do
}

// Table is the size of one table of the lake.
type Table struct {
	Table string `json:"table"`
	Rows  int64  `json:"rows"`
	Files int    `json:"files"`
	Bytes int64  `json:"bytes"`
}

// Account says how fresh an account is.
type Account struct {
	Account  data.AccountID `json:"account"`
	Posts    int64          `json:"posts"`
	Latest   time.Time      `json:"latest_post,omitzero"`
	Observed time.Time      `json:"latest_reading,omitzero"`
	Last     string         `json:"last_pull,omitempty"`
	Error    string         `json:"error,omitempty"`
	Gap      string         `json:"gap,omitempty"`            // what the last pull should have read and did not
	Requests int64          `json:"requests,omitempty"`       // of the last pull
	Limited  int64          `json:"limited,omitempty"`        // answers of the last pull that asked to wait
	Unknown  []string       `json:"unknown_fields,omitempty"` // fields the platform sends that this version does not know
}

// statusRuns is how many runs a status shows.
const statusRuns = 5

// Of gathers the unit's state. What it costs follows the accounts, the last runs and
// what changed since somebody looked, not the years that the lake holds.
func Of(ctx context.Context, u *jobs.Unit) (*State, error) {
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	st := &State{Root: u.Root, Commit: s.ID()}
	for _, doc := range lake.Dictionary() {
		if doc.Vault {
			continue
		}
		t := Table{Table: doc.Name}
		for _, f := range s.Files(doc.Name) {
			t.Rows, t.Bytes, t.Files = t.Rows+f.Rows, t.Bytes+f.Bytes, t.Files+1
		}
		st.Tables = append(st.Tables, t)
	}
	if err := st.runs(u.Ledger()); err != nil {
		return nil, err
	}
	if wrong := (*jobs.ClockError)(nil); errors.As(jobs.CheckClock(u.Ledger(), u.Wall()), &wrong) && !u.Config.Unit.MadeUp {
		st.Clock = wrong.Error()
	}
	if st.Schedule, err = jobs.Schedule(u.Config, u.Ledger(), u.Wall()); err != nil {
		return nil, err
	}
	c, err := tally.Of(ctx, u.Root, s)
	if err != nil {
		return nil, err
	}
	accountsOf(u, st, c)
	st.Unlisted = u.Unlisted(c)
	return st, inputsOf(ctx, u, s, st, c)
}

// runs fills in the last runs. A record that cannot be read is told of and hides nothing else.
func (st *State) runs(l *ledger.Ledger) error {
	for r, err := range l.Newest() {
		switch {
		case errors.Is(err, ledger.ErrFolder):
			return err
		case err != nil:
			st.Damaged = append(st.Damaged, err.Error())
		default:
			st.Runs = append(st.Runs, r)
		}
		if len(st.Runs)+len(st.Damaged) == statusRuns {
			return nil
		}
	}
	return nil
}

func accountsOf(u *jobs.Unit, st *State, c *tally.Tally) {
	for _, a := range u.Config.AllAccounts() {
		row := Account{Account: a.ID}
		if f, ok := c.Accounts[a.ID]; ok {
			row.Posts, row.Latest, row.Observed = f.Posts, f.Latest.Time(), f.Observed.Time()
		}
		for _, run := range st.Runs {
			i := slices.IndexFunc(run.Accounts, func(r ledger.AccountRun) bool { return r.ID == a.ID })
			if i >= 0 {
				row.last(&run.Accounts[i])
				break
			}
		}
		st.Accounts = append(st.Accounts, row)
	}
}

// last fills in how the account's last pull went.
func (s *Account) last(r *ledger.AccountRun) {
	s.Last, s.Error, s.Gap = string(r.Status), r.Error, r.Gap
	s.Requests, s.Limited, s.Unknown = r.Requests, r.Limited, r.Unknown
}

// tables tells in one sentence how much is stored; [Status.Tables] and the data
// dictionary say of each table what.
func (st *State) tables(w io.Writer) {
	var rows, bytes int64
	filled := 0
	for _, t := range st.Tables {
		rows, bytes = rows+t.Rows, bytes+t.Bytes
		if t.Rows > 0 {
			filled++
		}
	}
	fmt.Fprintf(w, "\nlake: %d rows in %d of %d tables, %d KiB, commit %d; table by table: tailor status --json\n", rows, filled, len(st.Tables), (bytes+1023)/1024, st.Commit)
}

// moment is a time in UTC to the minute, or a dash where there is none.
func moment(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02 15:04Z")
}

// Text prints the status for a person.
func (st *State) Text(w io.Writer) error {
	fmt.Fprintf(w, "data in %s\n\n", st.Root)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "account\tposts\tlatest post\tlatest reading\tlast pull")
	for _, a := range st.Accounts {
		fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\n", a.Account, a.Posts, moment(a.Latest), moment(a.Observed), cmp.Or(a.Error, a.Last))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if len(st.Unlisted) > 0 {
		fmt.Fprintln(w)
		jobs.PrintUnlisted(w, st.Unlisted)
	}
	st.platforms(w)
	if st.Weeks > 0 {
		fmt.Fprintf(w, "\nreplies: %d weeks sealed, %d replies came too late to be counted\n", st.Weeks, st.Late)
	}
	if len(st.SetAside)+len(st.Notes) > 0 || st.Gone > 0 {
		fmt.Fprintln(w)
	}
	st.Inputs(w)
	st.tables(w)
	if st.Clock != "" {
		fmt.Fprintln(w, "\n"+st.Clock)
	}
	for _, d := range st.Damaged {
		fmt.Fprintln(w, "\n"+d)
	}
	fmt.Fprintln(w, "\nschedule:")
	for _, j := range st.Schedule {
		fmt.Fprintln(w, "  "+j.Text())
	}
	if len(st.Runs) > 0 {
		fmt.Fprintln(w, "\nlast runs:")
		for _, r := range st.Runs {
			fmt.Fprintf(w, "  %s  %s  as of %s  %s\n", r.Started.UTC().Format("2006-01-02 15:04:05Z"), r.Status, moment(r.AsOf), r.Command)
		}
	}
	return nil
}
