package jobs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/data"
)

// soon is how long before its end a credential is warned of: time enough for a person
// who has to ask another one.
const soon = 14 * 24 * time.Hour

// checkAccess says until when an account's credential does, and what it may not do.
func (u *Unit) checkAccess(c *Checkup, area string, a connectors.Account, ends []connectors.End, lacks []connectors.Scope) {
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

// ends are the moments that a platform told; and of a credential that ends some time
// after its making, as far as is known here when it was made.
func (u *Unit) ends(a connectors.Account, access *connectors.Access) []connectors.End {
	ends := slices.Clone(access.Ends)
	if kept, ok := u.keptOn(a); ok && access.Lasts > 0 {
		ends = append(ends, connectors.End{At: kept.Add(access.Lasts), What: fmt.Sprintf("the credential, kept here on %s, ends", kept.UTC().Format(time.DateOnly))})
	}
	return ends
}

// keptOn is when tailor connect last kept a credential of an account.
func (u *Unit) keptOn(a connectors.Account) (last time.Time, ok bool) {
	for _, need := range all.Needs(a.Platform) {
		for _, whose := range []string{string(a.ID), a.Platform} {
			if at, saved := u.Config.SavedOn(whose + "-" + need.Name); saved {
				if at.After(last) {
					last = at
				}
				ok = true
				break // the account's own hides the platform's
			}
		}
	}
	return last, ok
}

// noted is what tailor connect was told of an account.
type noted struct {
	Asked time.Time          `json:"asked"`
	Ends  []connectors.End   `json:"ends,omitempty"`
	Lacks []connectors.Scope `json:"lacks,omitempty"`
}

// accessFile holds what tailor connect was told, by account; no secret.
func (u *Unit) accessFile() string { return filepath.Join(u.Config.KeysDir, "access.json") }

func (u *Unit) readAccess() (map[data.AccountID]noted, error) {
	all := map[data.AccountID]noted{}
	b, err := os.ReadFile(u.accessFile())
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &all)
	}
	if err != nil {
		return nil, fmt.Errorf("what the platforms told of credentials: %s: %w; remove it, and tailor connect writes it again", u.accessFile(), err)
	}
	return all, nil
}

// noteAccess keeps what a platform told of an account, for doctor --offline.
func (u *Unit) noteAccess(c *Connection) error {
	if len(all.Needs(platformOf(u, c.Account))) == 0 {
		return nil // there are no credentials
	}
	told, err := u.readAccess()
	if err != nil {
		return err
	}
	told[c.Account] = noted{Asked: u.Wall().UTC().Truncate(time.Second), Ends: c.Ends, Lacks: c.Lacks}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	if err := enc.Encode(told); err != nil {
		return err
	}
	if err := os.MkdirAll(u.Config.KeysDir, 0o700); err != nil {
		return err
	}
	_, err = replacePrivate(u.accessFile(), b.Bytes())
	return err
}

func platformOf(u *Unit, id data.AccountID) string {
	for _, a := range u.Config.AllAccounts() {
		if a.ID == id {
			return a.Platform
		}
	}
	return ""
}

// checkNoted says what was noted of an account, where its platform is not asked. What
// was noted of a credential that has been replaced since is not said.
func (u *Unit) checkNoted(c *Checkup, area string, a connectors.Account) {
	told, err := u.readAccess()
	if err != nil {
		c.add(area, Warning, "tailor connect "+a.Platform, "%v", err)
		return
	}
	n, ok := told[a.ID]
	if kept, is := u.keptOn(a); !ok || is && kept.After(n.Asked.Add(time.Minute)) {
		return
	}
	u.checkAccess(c, area, a, n.Ends, n.Lacks)
}
