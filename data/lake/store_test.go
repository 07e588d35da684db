package lake

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"
)

func testStore(t *testing.T, s Store) {
	t.Helper()
	ctx := t.Context()
	if _, err := s.Open(ctx, "a/b"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of nothing = %v, want ErrNotExist", err)
	}
	for _, name := range []string{"a/b", "a/c/d", "b"} {
		if err := s.PutIfAbsent(ctx, name, []byte("is "+name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.PutIfAbsent(ctx, "a/b", []byte("other")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("PutIfAbsent of a taken name = %v, want ErrExist", err)
	}
	if b, err := readObject(ctx, s, "a/b"); err != nil || string(b) != "is a/b" {
		t.Errorf("read %q, %v", b, err)
	}
	if err := s.PutIfAbsent(ctx, "empty", nil); err != nil {
		t.Fatal(err)
	}
	if b, err := readObject(ctx, s, "empty"); err != nil || len(b) != 0 {
		t.Errorf("read %q, %v of an empty object", b, err)
	}
	for prefix, want := range map[string][]string{"": {"a/b", "a/c/d", "b", "empty"}, "a/": {"a/b", "a/c/d"}, "a/c": {"a/c/d"}, "x/": nil} {
		if got, err := s.List(ctx, prefix); err != nil || !slices.Equal(got, want) {
			t.Errorf("List(%q) = %q, %v, want %q", prefix, got, err, want)
		}
	}
	for range 2 {
		if err := s.Remove(ctx, "a/b"); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Open(ctx, "a/b"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of a removed object = %v, want ErrNotExist", err)
	}
	for _, name := range []string{"", ".", "../x", "/x", "a//b", "a/../b", ".tmp/x", "a\\b", "a\x00"} {
		if err := s.PutIfAbsent(ctx, name, nil); err == nil {
			t.Errorf("PutIfAbsent(%q) succeeded", name)
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, isDir := s.(*dir); isDir {
		if err := s.PutIfAbsent(cancelled, "late", nil); !errors.Is(err, context.Canceled) {
			t.Errorf("PutIfAbsent with a cancelled context = %v", err)
		}
	}
}

func TestDir(t *testing.T) {
	root := filepath.Join(t.TempDir(), "new", "root")
	s, err := Dir(root, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	testStore(t, s)
	entries, err := os.ReadDir(filepath.Join(root, tmpDir))
	if err != nil || len(entries) > 0 {
		t.Errorf("temporary files are left: %v, %v", entries, err)
	}
	info, err := os.Stat(filepath.Join(root, "a", "c", "d"))
	if err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("mode is %v, %v", info.Mode(), err)
	}
}

func TestMemory(t *testing.T) { testStore(t, newMemory()) }

func TestSealedStore(t *testing.T) { testStore(t, Sealed(newMemory(), newKeys(t))) }

func TestDirRefusesOpenVault(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such modes on Windows")
	}
	root := t.TempDir()
	if err := os.Chmod(root, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Dir(root, 0o600); err == nil || !strings.Contains(err.Error(), "chmod 700") {
		t.Errorf("a vault that others can enter: %v", err)
	}
}

func newKeys(t *testing.T) EncryptionKeys {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	k, err := ParseKeys(strings.NewReader("# vault\n" + id.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSealedHidesAndAuthenticates(t *testing.T) {
	ctx := t.Context()
	m := newMemory()
	keys := newKeys(t)
	secret := bytes.Repeat([]byte("a masked reply "), 20_000) // several chunks of age
	if err := m.PutIfAbsent(ctx, "old", []byte("from before")); err != nil {
		t.Fatal(err)
	}
	s := Sealed(m, keys)
	if err := s.PutIfAbsent(ctx, "new", secret); err != nil {
		t.Fatal(err)
	}
	stored := m.objects["new.age"]
	if stored == nil || bytes.Contains(stored, []byte("masked")) {
		t.Error("the object is not encrypted")
	}
	if b, err := readObject(ctx, s, "new"); err != nil || !bytes.Equal(b, secret) {
		t.Errorf("read %d bytes, %v", len(b), err)
	}
	if b, err := readObject(ctx, s, "old"); err != nil || string(b) != "from before" {
		t.Errorf("an object from before the key: %q, %v", b, err)
	}
	if got, _ := s.List(ctx, ""); !cmp.Equal(got, []string{"new", "old"}) {
		t.Errorf("List = %q", got)
	}
	if _, err := readObject(ctx, Sealed(m, newKeys(t)), "new"); err == nil {
		t.Error("another key reads it")
	}
	for _, i := range []int{0, 30, len(stored) / 2, len(stored) - 1} {
		bad := bytes.Clone(stored)
		bad[i] ^= 1
		m.objects["new.age"] = bad
		if b, err := readObject(ctx, s, "new"); err == nil && bytes.Equal(b, secret) == false {
			t.Errorf("byte %d flipped: wrong bytes without an error", i)
		} else if err == nil {
			t.Errorf("byte %d flipped: no error", i)
		}
	}
	m.objects["new.age"] = stored[:len(stored)-100]
	if _, err := readObject(ctx, s, "new"); err == nil {
		t.Error("truncated: no error")
	}
}

func TestParseKeysRefuses(t *testing.T) {
	for _, text := range []string{"", "# nothing", "AGE-SECRET-KEY-1NOKEY"} {
		if _, err := ParseKeys(strings.NewReader(text)); err == nil {
			t.Errorf("ParseKeys(%q) succeeded", text)
		}
	}
}
