package privacy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

func newKeys(t testing.TB) *Keys {
	t.Helper()
	k, err := CreateKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func author(t testing.TB, k *Keys, p data.Platform, week, native string) string {
	t.Helper()
	a, err := k.Author(p, week, native)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestKeysTellApart(t *testing.T) {
	k := newKeys(t)
	base := author(t, k, "x", "2026-W07", "1234")
	if !regexp.MustCompile(`^[A-Z2-7]{26}$`).MatchString(base) {
		t.Errorf("pseudonym = %q, want 128 bits in base32", base)
	}
	if again := author(t, k, "x", "2026-W07", "1234"); again != base {
		t.Errorf("pseudonym changed from %s to %s", base, again)
	}
	other := newKeys(t)
	for name, got := range map[string]string{
		"other week":     author(t, k, "x", "2026-W08", "1234"),
		"other platform": author(t, k, "mastodon", "2026-W07", "1234"),
		"other author":   author(t, k, "x", "2026-W07", "12345"),
		"other unit":     author(t, other, "x", "2026-W07", "1234"),
		"reply":          k.Reply("x", "1234"),
	} {
		if got == base {
			t.Errorf("%s has the same pseudonym", name)
		}
	}
	if k.Reply("x", "1") == other.Reply("x", "1") || k.Reply("x", "1") == k.Reply("x1", "") {
		t.Error("reply ids of different keys or platforms are equal")
	}
	if _, err := k.Author("x", "2026-W07", ""); err == nil {
		t.Error("an empty author got a pseudonym")
	}
}

func TestKeysAreKept(t *testing.T) {
	k := newKeys(t)
	names := []data.Platform{"x", "X", "x.ruritania-oslo", "x.روريتانيا", "../../x", data.Platform(strings.Repeat("ö", 200))}
	want := map[data.Platform]string{}
	for _, p := range names {
		want[p] = author(t, k, p, "2026-W07", "1")
	}
	reply := k.Reply("x", "1")
	again, err := OpenKeys(k.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range names {
		if got := author(t, again, p, "2026-W07", "1"); got != want[p] {
			t.Errorf("pseudonym on %.20q = %s after opening again, want %s", p, got, want[p])
		}
	}
	if got := again.Reply("x", "1"); got != reply {
		t.Errorf("reply id = %s after opening again, want %s", got, reply)
	}
	files, _ := os.ReadDir(k.dir)
	if len(files) != len(names)+1 {
		t.Errorf("folder holds %v, want a file per platform and the reply key", files)
	}
	if _, err := CreateKeys(k.dir); !errors.Is(err, fs.ErrExist) {
		t.Errorf("CreateKeys over keys = %v, want fs.ErrExist", err)
	}
}

func TestDestroyWeek(t *testing.T) {
	k := newKeys(t)
	before := author(t, k, "x", "2026-W07", "1")
	kept := author(t, k, "x", "2026-W08", "1")
	file := filepath.Join(k.dir, "author.x.2026-W07.key")
	second, err := os.Open(file) // what a file handle still sees must be overwritten
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if runtime.GOOS == "windows" { // removes no file that is open
		second.Close()
	}
	for range 2 { // it may be repeated
		if err := k.DestroyWeek("x", "2026-W07"); err != nil {
			t.Fatal(err)
		}
	}
	left := make([]byte, 32)
	if n, _ := second.Read(left); runtime.GOOS != "windows" && (n != 32 || !bytes.Equal(left, make([]byte, 32))) {
		t.Errorf("the key's bytes are still there: %d of %x", n, left)
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("key file: %v, want it gone", err)
	}
	again, err := OpenKeys(k.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []*Keys{k, again} {
		if a, err := k.Author("x", "2026-W07", "1"); !errors.Is(err, ErrWeekSealed) || a == before {
			t.Errorf("Author of a destroyed week = %q, %v", a, err)
		}
		if got := author(t, k, "x", "2026-W08", "1"); got != kept {
			t.Errorf("another week's pseudonym changed")
		}
	}
	// A week that never had a key gets none later.
	if err := k.DestroyWeek("x", "2020-W01"); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Author("x", "2020-W01", "1"); !errors.Is(err, ErrWeekSealed) {
		t.Errorf("Author of an unused destroyed week: %v", err)
	}
}

// TestDestroyInterrupted kills the destruction between tombstone and key.
func TestDestroyInterrupted(t *testing.T) {
	k := newKeys(t)
	author(t, k, "x", "2026-W07", "1")
	if err := createTombstone(k.dir, "author.x.2026-W07"); err != nil {
		t.Fatal(err)
	}
	again, err := OpenKeys(k.dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(k.dir, "author.x.2026-W07.key")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("key of a week with a tombstone: %v, want it gone on opening", err)
	}
	if _, err := again.Author("x", "2026-W07", "1"); !errors.Is(err, ErrWeekSealed) {
		t.Errorf("Author = %v, want ErrWeekSealed", err)
	}
}

// TestKeysConcurrent has goroutines of two Keys over one folder use new weeks while
// others destroy them: all agree on one key, and none is made afterwards.
func TestKeysConcurrent(t *testing.T) {
	k := newKeys(t)
	k2, err := OpenKeys(k.dir)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]map[string]bool{}
	for i := range 8 {
		wg.Go(func() {
			for n := range 20 {
				week := fmt.Sprintf("2026-W%02d", n+1)
				a, err := []*Keys{k, k2}[i%2].Author("x", week, "1")
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				if seen[week] == nil {
					seen[week] = map[string]bool{}
				}
				seen[week][a] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for week, as := range seen {
		if len(as) != 1 {
			t.Errorf("%s has %d keys", week, len(as))
		}
	}
	for i := range 8 {
		wg.Go(func() {
			for n := range 20 {
				week := fmt.Sprintf("2025-W%02d", n+1)
				if i == 0 {
					if err := k.DestroyWeek("x", week); err != nil {
						t.Error(err)
					}
				} else if _, err := k.Author("x", week, "1"); err != nil && !errors.Is(err, ErrWeekSealed) {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for n := range 20 {
		if _, err := k.Author("x", fmt.Sprintf("2025-W%02d", n+1), "1"); !errors.Is(err, ErrWeekSealed) {
			t.Errorf("Author after destruction = %v", err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(k.dir, "author.x.2025-*.key")); left != nil {
		t.Errorf("keys of destroyed weeks are left: %v", left)
	}
}

func TestKeysRefuse(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("windows has no file modes")
	}
	for _, c := range []struct {
		name   string
		damage func(dir string) error
		want   string
	}{
		{"loose folder", func(d string) error { return os.Chmod(d, 0o755) }, "chmod 700"},
		{"loose reply key", func(d string) error { return os.Chmod(filepath.Join(d, repliesFile), 0o640) }, "chmod 600"},
		{"loose author key", func(d string) error { return os.Chmod(filepath.Join(d, "author.x.2026-W07.key"), 0o644) }, "chmod 600"},
		{"no reply key", func(d string) error { return os.Remove(filepath.Join(d, repliesFile)) }, "tailor init"},
		{"short key", func(d string) error { return os.Truncate(filepath.Join(d, repliesFile), 31) }, "holds 31 bytes"},
		{"wiped key", func(d string) error { return os.WriteFile(filepath.Join(d, repliesFile), make([]byte, 32), 0o600) }, "all zeros"},
		{"link", func(d string) error {
			if err := os.Rename(filepath.Join(d, repliesFile), filepath.Join(d, "elsewhere")); err != nil {
				return err
			}
			return os.Symlink("elsewhere", filepath.Join(d, repliesFile))
		}, "no plain file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := newKeys(t)
			author(t, k, "x", "2026-W07", "1")
			if err := c.damage(k.dir); err != nil {
				t.Fatal(err)
			}
			if _, err := OpenKeys(k.dir); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("OpenKeys = %v, want an error with %q", err, c.want)
			}
		})
	}
	if _, err := OpenKeys(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("OpenKeys of no folder = %v", err)
	}
	loose := t.TempDir()
	os.Chmod(loose, 0o755)
	if _, err := CreateKeys(loose); err == nil {
		t.Error("CreateKeys made keys in a folder that all can read")
	}
	k := newKeys(t)
	for _, week := range []string{"", "2026-W7", "2026-W00", "2026-W54", "2025-W53", "../..W07", "2026-w07", "+026-W07", "2026-W 7", "2026-W07\n"} {
		if _, err := k.Author("x", week, "1"); err == nil {
			t.Errorf("Author took week %q", week)
		}
		if err := k.DestroyWeek("x", week); err == nil {
			t.Errorf("DestroyWeek took week %q", week)
		}
	}
	if _, err := k.Author("", "2026-W07", "1"); err == nil {
		t.Error("Author took an empty platform")
	}
}

// TestSecretsDoNotPrint tries the ways by which values get into logs.
func TestSecretsDoNotPrint(t *testing.T) {
	k := newKeys(t)
	author(t, k, "x", "2026-W07", "1")
	const token = "s3cr3t-t0ken"
	holder := struct{ Token Secret }{token}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
		fmt.Fprintf(&out, verb+"\n", k)
		fmt.Fprintf(&out, verb+"\n", holder)
		fmt.Fprintf(&out, verb+"\n", Secret(token))
		fmt.Fprintf(&out, verb+"\n", struct{ K *Keys }{k})
	}
	fmt.Fprintln(&out, Secret(token).String(), Secret(token).GoString())
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("x", "keys", k, "token", Secret(token), "holder", holder)
	}
	if err := json.NewEncoder(&out).Encode(map[string]any{"k": k, "t": Secret(token), "h": holder}); err != nil {
		t.Fatal(err)
	}
	for _, key := range []*key{k.replies, k.weeks[weekKey{"x", "2026-W07"}]} {
		for _, form := range []string{string(key[:]), fmt.Sprintf("%x", key[:]), fmt.Sprintf("%X", key[:]), fmt.Sprint(key[:8])[1:20]} {
			if strings.Contains(out.String(), form) {
				t.Errorf("a key was printed as %q", form)
			}
		}
	}
	if s := out.String(); strings.Contains(s, token) || strings.Contains(s, fmt.Sprintf("%x", token)) || strings.Contains(s, fmt.Sprintf("%X", token)) {
		t.Errorf("the token was printed:\n%s", s)
	}
}

func BenchmarkAuthor(b *testing.B) {
	k := newKeys(b)
	b.ReportAllocs()
	for b.Loop() {
		author(b, k, "mastodon", "2026-W07", "https://social.example/users/someone")
	}
}
