// Package doctor looks at all that a run needs: settings, disk, keys, lake, accounts,
// deliveries and schedule. Of what is wrong it says what to do; it changes nothing.
package doctor

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/connect"
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
