package deliver

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// Record says that a page was sent to a target, or was about to be.
type Record struct {
	Period   string    `json:"period"`
	Mission  string    `json:"mission"`
	Language string    `json:"language"`
	Target   string    `json:"target"`      // kind and name; no address that is a secret
	Page     string    `json:"page_sha256"` // what was sent
	Sent     bool      `json:"sent"`        // false: begun, and not known to have ended
	At       time.Time `json:"at"`
}

// ID names what a page is sent for: its period, mission, language and target. The
// page's content does not enter, so that a page that is written again in its period,
// with other numbers, is not sent again.
func (r *Record) ID() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{r.Period, r.Mission, r.Language, r.Target}, "\x00")))
	return hex.EncodeToString(sum[:12])
}

// Records is the folder of what was sent, one file each. It is used under the root's
// lock.
type Records struct{ Dir string }

// Once calls send unless the record's page was sent before. The record is written
// before and completed after, so that a program that dies between sends nothing
// twice: what it was sending is an error until somebody looks, unless it may be
// repeated, because a second sending leaves what the first did. A failure takes the
// record back, so that the next run tries again, but for one that may have arrived.
func (r Records) Once(rec Record, repeatable bool, send func() error) (sent bool, err error) {
	path := filepath.Join(r.Dir, rec.Period+"-"+rec.ID()+".json")
	old, err := os.ReadFile(path)
	if err == nil {
		var before Record
		if err := json.Unmarshal(old, &before); err != nil {
			return false, fmt.Errorf("%s is no record of a delivery: %w; look whether the page arrived, then remove the file to have it sent again", path, err)
		}
		if before.Sent {
			return false, nil
		}
		if !repeatable {
			return false, fmt.Errorf("%w: a run ended while it was sent; look whether it did, and if not remove %s to have it sent again", ErrUnsure, path)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	rec.Sent = false
	if err := write(path, rec); err != nil {
		return false, err
	}
	if err := send(); err != nil {
		if !errors.Is(err, ErrUnsure) {
			return false, errors.Join(err, os.Remove(path))
		}
		return false, fmt.Errorf("%w; look whether it did, and if not remove %s to have it sent again", err, path)
	}
	rec.Sent = true
	return true, write(path, rec)
}

// write replaces a record durably.
func write(path string, rec Record) error {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(rec); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".delivery-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b.Bytes())
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return patient.Rename(f.Name(), path)
}
