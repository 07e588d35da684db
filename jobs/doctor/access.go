package doctor

import (
	"math"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/connect"
)

// soon is how long before its end a credential is warned of: time enough for a person
// who has to ask another one.
const soon = 14 * 24 * time.Hour

// checkAccess says until when an account's credential does, and what it may not do.
func checkAccess(u *jobs.Unit, c *Checkup, area string, a connectors.Account, ends []connectors.End, lacks []connectors.Scope) {
	for _, s := range lacks {
		if s.Replies && !a.Replies {
			continue // nothing wants it
		}
		c.add(area, Warning, "make a credential with it, then: tailor connect "+a.Platform, "the credential lacks %s (%s)", s.Name, s.Purpose)
	}
	for _, e := range ends {
		left, day := e.At.Sub(u.Wall()), e.At.UTC().Format(time.DateOnly)
		switch {
		case left <= 0:
			c.add(area, Bad, "tailor connect "+a.Platform, "%s: that was on %s", e.What, day)
		case left < soon:
			c.add(area, Warning, "tailor connect "+a.Platform, "%s in %d days, on %s", e.What, int(math.Ceil(left.Hours()/24)), day)
		default:
			c.ok(area, "%s on %s", e.What, day)
		}
	}
}

// checkNoted says what was noted of an account, where its platform is not asked.
func checkNoted(u *jobs.Unit, c *Checkup, area string, a connectors.Account) {
	ends, lacks, err := connect.Noted(u, a)
	if err != nil {
		c.add(area, Warning, "tailor connect "+a.Platform, "%v", err)
		return
	}
	checkAccess(u, c, area, a, ends, lacks)
}
