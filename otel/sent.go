package otel

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// sentFile lists the ids of the runs that were sent, one a line, in the order of
// sending. A run stands there once its collector has said that it has it.
const sentFile = "ledger/traces-sent"

// lockFile keeps two senders of one root apart.
const lockFile = "ledger/traces.lock"

// sentIDs reads the list. A last line without an end was cut by a crash: it counts as
// not written.
func sentIDs(root string) (map[string]bool, error) {
	b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(sentFile)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("runs that were sent: %w", err)
	}
	sent := map[string]bool{}
	lines := strings.Split(string(b), "\n")
	for _, id := range lines[:len(lines)-1] {
		sent[strings.TrimSpace(id)] = true
	}
	return sent, nil
}

// noteSent adds a run to the list, durably. It begins a line of its own, should the
// last one have been cut.
func noteSent(root, id string) (err error) {
	f, err := os.OpenFile(filepath.Join(root, filepath.FromSlash(sentFile)), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o640)
	if err != nil {
		return fmt.Errorf("note run %s as sent: %w", id, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	line := id + "\n"
	info, err := f.Stat()
	if err == nil && info.Size() > 0 {
		last := make([]byte, 1)
		if _, err = f.ReadAt(last, info.Size()-1); err == nil && last[0] != '\n' {
			line = "\n" + line
		}
	}
	if err == nil {
		_, err = f.WriteString(line)
	}
	if err = errors.Join(err, f.Sync()); err != nil {
		return fmt.Errorf("note run %s as sent: %w", id, err)
	}
	return nil
}
