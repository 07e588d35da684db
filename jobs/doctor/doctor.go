// Package doctor looks at all that a run needs: settings, disk, keys, lake, accounts,
// deliveries and schedule. Of what is wrong it says what to do; it changes nothing.
package doctor

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/connect"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// Level says how bad a finding is.
type Level string

// Levels of findings. Bad keeps something from working, or lets others read what
// they should not; a warning will, or might.
const (
	Fine    Level = "ok"
	Warning Level = "warning"
	Bad     Level = "bad"
)

// Finding is one thing that doctor looked at.
type Finding struct {
	Area   string `json:"area"`
	Level  Level  `json:"level"`
	What   string `json:"what"`
	Remedy string `json:"remedy,omitempty"` // what to do; never empty unless all is well
}

// Checkup is what doctor found, in the order it looked.
type Checkup struct {
	Findings []Finding `json:"findings"`
}

func (c *Checkup) add(area string, level Level, remedy, format string, args ...any) {
	c.Findings = append(c.Findings, Finding{area, level, fmt.Sprintf(format, args...), remedy})
}

func (c *Checkup) ok(area, format string, args ...any) { c.add(area, Fine, "", format, args...) }

// Count is how many findings are of a level.
func (c *Checkup) Count(l Level) int {
	n := 0
	for _, f := range c.Findings {
		if f.Level == l {
			n++
		}
	}
	return n
}

// Check looks at all that a run needs, changes nothing, and pulls nothing. With
// ask it also tries every account of a platform with one cheap request.
func Check(ctx context.Context, o jobs.Options, ask bool) (*Checkup, error) {
	if o.Wall == nil {
		o.Wall = time.Now
	}
	u := &jobs.Unit{Options: o, Root: o.Config.Root}
	c := &Checkup{}
	checkSettings(u, c)
	checkFolder(u, c)
	checkKeys(u, c)
	if err := checkLake(ctx, u, c); err != nil {
		return nil, err
	}
	checkAccounts(ctx, u, c, ask)
	checkDeliveries(u, c)
	checkDay(u, c)
	checkRuns(u, c)
	return c, ctx.Err()
}

func checkSettings(u *jobs.Unit, c *Checkup) {
	told := map[string]bool{}
	for _, err := range []error{u.Config.ReplyGate(), u.Config.PermissionGate()} {
		if err != nil {
			told[err.Error()] = true
			c.add("settings", Bad, "fill it in, or switch it off, in the settings", "%v", err)
		}
	}
	if u.Config.ReplyGate() == nil && u.Config.Replies.Collect {
		c.ok("settings", "replies may be read: %s; %s; kept %d days", u.Config.Replies.LegalBasis, u.Config.Replies.DPIA, u.Config.Replies.RetentionDays)
	}
	notes := u.Config.Notes()
	for _, n := range notes {
		if told[n] {
			continue
		}
		c.add("settings", Warning, "change the settings, then: tailor config check", "%s", n)
	}
	if len(notes) == 0 {
		c.ok("settings", "%d accounts", len(u.Config.AllAccounts()))
	}
}

// checkKeys looks at the modes of the keys folder and of all that lies in it.
func checkKeys(u *jobs.Unit, c *Checkup) {
	dir := u.Config.KeysDir
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		c.ok("keys", "none yet; they are made when replies are first read")
		return
	case err != nil:
		c.add("keys", Bad, "see that the user who runs Tailor may read it", "%v", err)
		return
	case runtime.GOOS == "windows":
		c.ok("keys", "%s", dir)
		return
	case info.Mode().Perm()&0o077 != 0:
		c.add("keys", Bad, "chmod 700 "+dir, "others may look into %s", dir)
	}
	open := 0
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			open++
			c.add("keys", Bad, "chmod 600 "+path, "others may read %s", path)
		}
		return err
	})
	if err != nil {
		c.add("keys", Bad, "see that the user who runs Tailor may read it", "%v", err)
	} else if open == 0 && info.Mode().Perm()&0o077 == 0 {
		c.ok("keys", "%s is for this user alone", dir)
	}
}

func checkLake(ctx context.Context, u *jobs.Unit, c *Checkup) error {
	if !jobs.Exists(u.Config) {
		c.add("lake", Warning, "tailor run", "nothing was pulled yet")
		return nil
	}
	vault, err := jobs.VaultKeys(u.Config.KeysDir)
	if err != nil {
		c.add("lake", Bad, "mend the key, or bring it back from a copy", "%v", err)
		return nil
	}
	const restore = "bring it back from a copy, or move data and keys away and run again from the inputs"
	l, err := lake.Open(ctx, lake.Options{Root: u.Root, VaultKeys: vault})
	if err != nil {
		remedy := "tailor verify"
		if errors.Is(err, lake.ErrDamaged) {
			remedy = restore
		}
		c.add("lake", Bad, remedy, "%v", err)
		return ctx.Err()
	}
	r, err := l.Verify(ctx, lake.VerifyOptions{})
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.add("lake", Bad, "tailor verify", "%v", err)
		return nil
	}
	for i, p := range r.Problems {
		if i == 3 {
			c.add("lake", Bad, "tailor verify names them all", "and %d more", len(r.Problems)-i)
			break
		}
		c.add("lake", Bad, cmp.Or(p.Remedy, restore), "%s: %s", p.Name, p.What)
	}
	if r.OK() {
		c.ok("lake", "commit %d: %d files, %d rows, %d MiB, whole", r.Commit, r.Files, r.Rows, r.Bytes>>20)
	}
	return nil
}

// checkAccounts looks at each account: its files, or its platform's agreement,
// credentials and answer.
func checkAccounts(ctx context.Context, u *jobs.Unit, c *Checkup, ask bool) {
	for _, a := range u.Config.AllAccounts() {
		area := "account " + string(a.ID)
		source := u.Config.Source(a, u.Clock.AsOf)
		if len(a.Files) > 0 {
			found, err := connectors.FindFiles("", source.Files)
			if err != nil {
				c.add(area, Bad, "put the download there, or correct files: in the settings", "%v", err)
			} else {
				c.ok(area, "%s", jobs.Plural(len(found), "file or folder", "files and folders"))
			}
			continue
		}
		if err := u.Attested(source); err != nil {
			c.add(area, Bad, "fill in the attestation, or read files of it", "%v", err)
			continue
		}
		missing := false
		for _, n := range connect.Credentials(u.Config, a.Platform) {
			if !n.Found && !n.Optional {
				missing = true
				c.add(area, Bad, "tailor connect "+a.Platform, "the credential %s is missing", n.Secret)
			}
		}
		if missing || ctx.Err() != nil {
			continue
		}
		if !ask {
			checkNoted(u, c, area, source)
			continue
		}
		access, err := all.Connect(ctx, source, u.Asking())
		if err != nil {
			c.add(area, Bad, "tailor connect "+a.Platform+" shows what it wants", "%v", err)
			continue
		}
		c.ok(area, "answers")
		for _, line := range access.Lines {
			c.ok(area, "%s", line)
		}
		for _, more := range access.Excess {
			c.add(area, Warning, "make a credential without it, then: tailor connect "+a.Platform, "the credential may do more than reading wants: %s", more)
		}
		checkAccess(u, c, area, source, connect.Ends(u, source, &access), access.Lacks)
	}
	checkClock(u, c)
}

// checkClock compares the clock with those of the servers that were asked.
func checkClock(u *jobs.Unit, c *Checkup) {
	ahead, ok := u.Network().Ahead()
	switch {
	case !ok:
	case ahead > 5*time.Minute || ahead < -5*time.Minute:
		c.add("clock", Bad, "set the clock, and let the computer keep it by NTP: ages of posts are computed from it", "this computer's clock is %v ahead of the servers'", ahead.Round(time.Second))
	case ahead > time.Minute || ahead < -time.Minute:
		c.add("clock", Warning, "let the computer keep its clock by NTP", "this computer's clock is %v ahead of the servers'", ahead.Round(time.Second))
	default:
		c.ok("clock", "within a minute of the servers'")
	}
}

// checkDay compares the clock with the last run's.
func checkDay(u *jobs.Unit, c *Checkup) {
	wrong := (*jobs.ClockError)(nil)
	if err := jobs.CheckClock(ledger.Open(u.Root, u.Wall), u.Wall()); errors.As(err, &wrong) && !u.Config.Unit.MadeUp {
		c.add("clock", Bad, wrong.Remedy(), "%s; nothing is run", wrong.What())
	}
}

// checkRuns looks whether the schedule is kept, and how the last run went.
func checkRuns(u *jobs.Unit, c *Checkup) {
	l := ledger.Open(u.Root, u.Wall)
	all, err := jobs.Schedule(u.Config, l, u.Wall())
	if err != nil {
		c.add("schedule", Bad, "see that the user who runs Tailor may read it", "%v", err)
		return
	}
	for i := range all {
		j := &all[i]
		switch late := u.Wall().Sub(j.Next); {
		case j.IsDue && !j.Last.IsZero() && late > 24*time.Hour:
			c.add("schedule", Bad, "let something call it: tailor install, or keep tailor schedule running",
				"%s was due on %s and is not done", j.Name, j.Next.Format("Mon 2006-01-02 15:04"))
		case j.IsDue && j.Last.IsZero():
			c.add("schedule", Warning, "tailor run; then, to have it done regularly: tailor install", "%s was never done", j.Name)
		default:
			c.ok("schedule", "%s", j.Text())
		}
	}
	if r, ok, err := l.Last(); err != nil {
		c.add("runs", Warning, "move the damaged record away", "%v", err)
	} else if ok && (r.Status == ledger.Failed || r.Status == ledger.Partial) {
		c.add("runs", Warning, "tailor status names the accounts; mend what it says, then: tailor run", "the last run was %s: %s", r.Status, r.Error)
	} else if ok {
		c.ok("runs", "the last began on %s: %s", r.Started.In(u.Config.Unit.Location()).Format("Mon 2006-01-02 15:04"), r.Status)
	}
}

// Text prints what is wrong first, each with its remedy.
func (c *Checkup) Text(w io.Writer) error {
	for _, l := range []Level{Bad, Warning, Fine} {
		for _, f := range c.Findings {
			if f.Level != l {
				continue
			}
			if _, err := fmt.Fprintf(w, "%-7s  %s: %s\n", f.Level, f.Area, f.What); err != nil {
				return err
			}
			if f.Remedy != "" {
				fmt.Fprintf(w, "         -> %s\n", f.Remedy)
			}
		}
	}
	return nil
}
