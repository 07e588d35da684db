package privacy

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/patient"
)

// ErrWeekSealed is returned for a week whose author key was destroyed. A reply of
// such a week is late: it is counted, and nothing else of it is kept.
var ErrWeekSealed = errors.New("the week is sealed and its author key destroyed")

const repliesFile = "replies.key"

// Keys turns authors and replies into keyed pseudonyms. The keys are random files
// of 32 bytes in one folder that only their owner can read, apart from the data.
//
// Authors are hashed under one key per platform and ISO week, made when the first
// author of that week is seen and destroyed when the week is sealed, so that
// nobody can be followed from week to week or from platform to platform, and
// nobody at all can be found again after sealing. Reply ids are hashed under one
// long-lived key, because pages of a source overlap over years.
//
// A Keys may be used by several goroutines. Two processes may share a folder: key
// and tombstone files are made atomically. A process that has already read a
// week's key goes on using it until it ends, which is why jobs run one at a time.
type Keys struct {
	dir     string
	replies *key

	mu    sync.RWMutex
	weeks map[weekKey]*key // by pointer, so that printing a Keys shows addresses
}

type key [32]byte

type weekKey struct {
	platform data.Platform
	week     string
}

// CreateKeys makes the folder dir with a new key for replies in it. It refuses to
// touch a folder that already holds one (fs.ErrExist): with a new key every reply
// would look new and be counted twice.
func CreateKeys(dir string) (*Keys, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("create keys in %s: %w", dir, err)
	}
	if err := checkMode(dir, fs.ModeDir); err != nil {
		return nil, fmt.Errorf("create keys in %s: %w", dir, err)
	}
	if err := createKeyFile(dir, repliesFile); err != nil {
		if errors.Is(err, fs.ErrExist) {
			err = fmt.Errorf("%w; there are keys already, use them", err)
		}
		return nil, fmt.Errorf("create keys in %s: %w", dir, err)
	}
	return OpenKeys(dir)
}

// OpenKeys reads the keys in dir. It refuses a folder or file that others may
// read, a missing reply key (fs.ErrNotExist) and anything that is no key; the
// error says what to do. A week whose destruction was interrupted is destroyed
// now.
func OpenKeys(dir string) (*Keys, error) {
	if err := checkMode(dir, fs.ModeDir); err != nil {
		return nil, fmt.Errorf("open keys in %s: %w", dir, err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("open keys in %s: %w", dir, err)
	}
	for _, f := range files {
		if ext := filepath.Ext(f.Name()); ext != ".key" && ext != tombstoneExt {
			continue
		}
		if err := checkMode(filepath.Join(dir, f.Name()), 0); err != nil {
			return nil, fmt.Errorf("open keys in %s: %w", dir, err)
		}
	}
	replies, err := readKeyFile(dir, repliesFile)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w; restore the folder from where it was kept, or make keys with: tailor init", err)
	}
	if err != nil {
		return nil, fmt.Errorf("open keys in %s: %w", dir, err)
	}
	for _, f := range files {
		if base, ok := strings.CutSuffix(f.Name(), tombstoneExt); ok {
			if err := destroyKeyFile(dir, base+".key"); err != nil {
				return nil, fmt.Errorf("open keys in %s: finish destroying %s: %w", dir, base, err)
			}
		}
	}
	for _, f := range files {
		if err := removeUnborn(dir, f); err != nil {
			return nil, fmt.Errorf("open keys in %s: %w", dir, err)
		}
	}
	return &Keys{dir: dir, replies: replies, weeks: map[weekKey]*key{}}, nil
}

// DestroyWeek makes the authors of a week unrecognisable for good: it leaves a
// tombstone, overwrites the week's key and removes it. It may be repeated, and for
// a week that never had a key it leaves the tombstone alone. Overwriting cannot
// reach copies in backups or in the blocks an SSD or a copy-on-write file system
// keeps: keep the folder out of backups and on an encrypted disk.
func (k *Keys) DestroyWeek(p data.Platform, week string) error {
	id := weekKey{p, week}
	base, err := weekFile(id)
	if err != nil {
		return fmt.Errorf("destroy author key of %s in %s: %w", p, week, err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := createTombstone(k.dir, base); err != nil {
		return fmt.Errorf("destroy author key of %s in %s: %w", p, week, err)
	}
	if key := k.weeks[id]; key != nil {
		clear(key[:])
		delete(k.weeks, id)
	}
	if err := destroyKeyFile(k.dir, base+".key"); err != nil {
		return fmt.Errorf("destroy author key of %s in %s: %w", p, week, err)
	}
	return nil
}

// Format prints "[redacted]" for every verb.
func (k *Keys) Format(f fmt.State, _ rune) { io.WriteString(f, redacted) }

// LogValue returns "[redacted]".
func (k *Keys) LogValue() slog.Value { return slog.StringValue(redacted) }

// removeUnborn destroys what a killed process left of a file that it was about to name. It
// can hold a week's key, which a copy of the folder would keep beyond the week's sealing.
// Younger ones are left to a process that may be at work.
func removeUnborn(dir string, f fs.DirEntry) error {
	if !strings.HasPrefix(f.Name(), unborn) {
		return nil
	}
	info, err := f.Info()
	if errors.Is(err, fs.ErrNotExist) || err == nil && time.Since(info.ModTime()) < time.Hour {
		return nil
	}
	if err != nil {
		return err
	}
	return patient.Remove(filepath.Join(dir, f.Name()))
}
