package jobs

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// auditLog is where reading of reply texts by people is noted, one JSON object a
// line; it is only ever added to.
const auditLog = "audit.jsonl"

// Audit notes that somebody looked at reply texts. Who that is the system knows, and
// it is of the unit.
func (u *Unit) Audit(command string, texts int) error {
	dir := filepath.Join(u.Root, "ledger")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	line, err := json.Marshal(struct {
		At      time.Time `json:"at"`
		Command string    `json:"command"`
		Texts   int       `json:"texts"`
		User    int       `json:"uid"`
	}{u.Wall().UTC(), command, texts, os.Getuid()})
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, auditLog), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o640)
	if err != nil {
		return fmt.Errorf("note the reading of texts: %w", err)
	}
	_, err = f.Write(append(line, '\n'))
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}
