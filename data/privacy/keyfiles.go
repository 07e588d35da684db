package privacy

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/patient"
)

// A week's key is the file "author.<platform>.<week>.key"; once destroyed,
// "author.<platform>.<week>.sealed" stands in its place for ever.
const tombstoneExt = ".sealed"

// unborn begins the names of files that are being written.
const unborn = ".new-"

// weekFile returns the name of a week's files without extension. It refuses a
// week that is not exactly of the form 2026-W07, since it becomes a path.
func weekFile(id weekKey) (string, error) {
	if id.platform == "" {
		return "", errors.New("the platform is empty")
	}
	if !isWeek(id.week) {
		return "", fmt.Errorf("week %q is not of the form 2026-W07", id.week)
	}
	return "author." + fileName(string(id.platform)) + "." + id.week, nil
}

// fileName escapes what is not lower-case ASCII, so that names differ on file
// systems that ignore case or normalise Unicode, too.
func fileName(platform string) string {
	var b strings.Builder
	for i := range len(platform) {
		c := platform[i]
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	if b.Len() > 150 { // file names end at 255 bytes
		sum := sha256.Sum256([]byte(platform))
		return "%" + hex.EncodeToString(sum[:16])
	}
	return b.String()
}

// createKeyFile makes a file of 32 random bytes that is either whole or not there.
// It returns fs.ErrExist if there is one already.
func createKeyFile(dir, name string) error {
	var k key
	rand.Read(k[:]) // never fails since Go 1.24
	defer clear(k[:])
	return createFile(dir, name, k[:])
}

func createTombstone(dir, base string) error {
	if _, err := os.Lstat(filepath.Join(dir, base+tombstoneExt)); err == nil {
		return nil // each run comes by all sealed weeks, and writing costs a wait for the disk
	}
	err := createFile(dir, base+tombstoneExt, []byte("the author key of this week was destroyed when the week was sealed; it must never get a new one\n"))
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// createFile writes b to a new file with mode 0600. link(2) fails if the name is
// taken, and the name is never seen with half a content.
func createFile(dir, name string, b []byte) (err error) {
	tmp, err := os.CreateTemp(dir, unborn+"*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(b)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err != nil {
		return err
	}
	if err := os.Link(tmp.Name(), filepath.Join(dir, name)); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s: %w", name, fs.ErrExist) // without the temporary name
		}
		return err
	}
	return syncDir(dir)
}

func readKeyFile(dir, name string) (*key, error) {
	path := filepath.Join(dir, name)
	if err := checkMode(path, 0); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	defer clear(b)
	k := new(key)
	if copy(k[:], b) != len(k) || len(b) != len(k) {
		return nil, fmt.Errorf("%s holds %d bytes, a key has %d; restore the file from where it was kept", path, len(b), len(k))
	}
	if *k == (key{}) {
		return nil, fmt.Errorf("%s is all zeros: it was being destroyed; remove the file", path)
	}
	return k, nil
}

// DamagedKeys lists what is wrong with the author keys of open weeks in a folder: files
// that are no key any more. It changes nothing; no folder has none. A week whose key is
// damaged takes in no reply until it is sealed; a new key would count everybody of it twice.
func DamagedKeys(dir string) (damaged []error) {
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		base, ok := strings.CutSuffix(f.Name(), ".key")
		if !ok || f.Name() == repliesFile {
			continue
		}
		if _, err := os.Lstat(filepath.Join(dir, base+tombstoneExt)); err == nil {
			continue // it is about to go
		}
		if k, err := readKeyFile(dir, f.Name()); err == nil {
			clear(k[:])
		} else if !errors.Is(err, fs.ErrNotExist) {
			damaged = append(damaged, fmt.Errorf("author key: %w; without it, replies of that week cannot be taken in until it is sealed, two weeks after its first one came", err))
		}
	}
	return damaged
}

// HasKey reports whether an open week's author key is there, or its tombstone.
func HasKey(dir string, p data.Platform, week string) bool {
	base, err := weekFile(weekKey{p, week})
	for _, ext := range []string{".key", tombstoneExt} {
		if _, missing := os.Lstat(filepath.Join(dir, base+ext)); err == nil && missing == nil {
			return true
		}
	}
	return false
}

// destroyKeyFile overwrites and removes a key file; none is fine.
func destroyKeyFile(dir, name string) error {
	path := filepath.Join(dir, name)
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteAt(make([]byte, len(key{})), 0)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := patient.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return syncDir(dir)
}

// checkMode refuses a path of another kind than kind (0 for a plain file), and one
// that others than its owner may use.
func checkMode(path string, kind fs.FileMode) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if info.Mode().Type() != kind {
		return fmt.Errorf("%s is no plain %s (mode %v)", path, map[fs.FileMode]string{0: "file", fs.ModeDir: "folder"}[kind], info.Mode())
	}
	if runtime.GOOS == "windows" { // has no such bits
		return nil
	}
	if perm := info.Mode().Perm(); perm&0o077 != 0 {
		want := "600"
		if kind == fs.ModeDir {
			want = "700"
		}
		return fmt.Errorf("%s has mode %04o, which lets others in; run: chmod %s %s", path, perm, want, path)
	}
	return nil
}

func syncDir(dir string) error {
	if runtime.GOOS == "windows" { // cannot sync a folder
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
