package connect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/all"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/patient"
	"github.com/digital-diplomacy/tailor/jobs"
)

// Ends are the moments that a platform told; and of a credential that ends some time
// after its making, as far as is known here when it was made.
func Ends(u *jobs.Unit, a connectors.Account, access *connectors.Access) []connectors.End {
	ends := slices.Clone(access.Ends)
	if kept, ok := keptOn(u, a); ok && access.Lasts > 0 {
		ends = append(ends, connectors.End{At: kept.Add(access.Lasts), What: fmt.Sprintf("the credential, kept here on %s, ends", kept.UTC().Format(time.DateOnly))})
	}
	return ends
}

// keptOn is when tailor connect last kept a credential of an account.
func keptOn(u *jobs.Unit, a connectors.Account) (last time.Time, ok bool) {
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
func accessFile(u *jobs.Unit) string { return filepath.Join(u.Config.KeysDir, "access.json") }

func readAccess(u *jobs.Unit) (map[data.AccountID]noted, error) {
	all := map[data.AccountID]noted{}
	b, err := os.ReadFile(accessFile(u))
	if errors.Is(err, fs.ErrNotExist) {
		return all, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &all)
	}
	if err != nil {
		return nil, fmt.Errorf("what the platforms told of credentials: %s: %w; remove it, and tailor connect writes it again", accessFile(u), err)
	}
	return all, nil
}

// note keeps what a platform told of an account, for doctor --offline.
func note(u *jobs.Unit, c *Tried) error {
	if len(all.Needs(platformOf(u, c.Account))) == 0 {
		return nil // there are no credentials
	}
	told, err := readAccess(u)
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
	_, err = patient.Replace(accessFile(u), b.Bytes(), 0o600)
	return err
}

func platformOf(u *jobs.Unit, id data.AccountID) string {
	for _, a := range u.Config.AllAccounts() {
		if a.ID == id {
			return a.Platform
		}
	}
	return ""
}

// Noted is what tailor connect was told of an account when its platform is not asked:
// when its credential ends, and what it lacks. What was noted of a credential that has
// been replaced since is not told.
func Noted(u *jobs.Unit, a connectors.Account) (ends []connectors.End, lacks []connectors.Scope, err error) {
	told, err := readAccess(u)
	if err != nil {
		return nil, nil, err
	}
	n, ok := told[a.ID]
	if kept, is := keptOn(u, a); !ok || is && kept.After(n.Asked.Add(time.Minute)) {
		return nil, nil, nil
	}
	return n.Ends, n.Lacks, nil
}
