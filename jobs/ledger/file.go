package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"

	"github.com/digital-diplomacy/tailor/data/patient"
)

// maxRecord is the largest record that is read. One of 3,000 accounts with ten
// kinds of rejects each is below half of it.
const maxRecord = 32 << 20

// writeRun replaces the record at path by r, durably when it returns.
func writeRun(path string, r Run) error {
	if err := writeFile(path, encode(r)); err != nil {
		return fmt.Errorf("ledger: write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// encode writes a record as JSON. Errors are cut and made one line: what a server
// answered may be of any length.
func encode(r Run) []byte {
	r = clone(r)
	r.Error = oneLine(r.Error)
	for i := range r.Stages {
		r.Stages[i].Error = oneLine(r.Stages[i].Error)
	}
	for i := range r.Accounts {
		r.Accounts[i].Error = oneLine(r.Accounts[i].Error)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		panic(fmt.Sprintf("ledger: %v", err)) // texts, numbers and times of years 0 to 9999 always encode
	}
	return b.Bytes()
}

// oneLine is s in one line of at most 1,000 letters.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	if r := []rune(s); len(r) > 1000 {
		return string(r[:1000]) + "..."
	}
	return s
}

// temporary begins the names of files that are being written.
const temporary = ".tmp-"

func writeFile(path string, b []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), temporary+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			err = errors.Join(err, removed(tmp.Name()))
		}
	}()
	if _, err := tmp.Write(b); err != nil {
		return err
	}
	if err := tmp.Chmod(0o640); err != nil && runtime.GOOS != "windows" {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	if err := patient.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a rename durable. Windows cannot flush a folder and needs not.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// readRun reads one record.
func readRun(path string) (Run, error) {
	f, err := patient.Open(path)
	if err != nil {
		return Run{}, fmt.Errorf("ledger: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxRecord))
	if err != nil {
		return Run{}, fmt.Errorf("ledger: %w", err)
	}
	return decode(b, filepath.Base(path))
}

// decode reads a record of this or an older version of the program: unknown fields
// are passed over.
func decode(b []byte, name string) (Run, error) {
	var r Run
	if err := json.Unmarshal(b, &r); err != nil {
		return Run{}, fmt.Errorf("ledger: %s is damaged: move it away to be rid of this message: %w", name, err)
	}
	if r.ID == "" || r.Started.IsZero() {
		return Run{}, fmt.Errorf("ledger: %s is damaged: it lacks id or time; move it away to be rid of this message", name)
	}
	return r, nil
}
