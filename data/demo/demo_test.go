package demo_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data/demo"
)

var update = flag.Bool("update", false, "write the golden list of hashes anew")

func TestSameSeedSameBytes(t *testing.T) {
	one, again, other := demo.Generate(7), demo.Generate(7), demo.Generate(8)
	if len(one) != len(again) {
		t.Fatalf("Generate(7) made %d files, then %d", len(one), len(again))
	}
	for i := range one {
		if one[i].Name != again[i].Name || !bytes.Equal(one[i].Bytes, again[i].Bytes) {
			t.Errorf("Generate(7) twice differs in %s, then %s", one[i].Name, again[i].Name)
		}
	}
	name := "trieste-facebook/comments/comments-2026-01-05.csv"
	if bytes.Equal(one.Get(name), other.Get(name)) {
		t.Errorf("Generate(7) and Generate(8) agree in %s", name)
	}
}

// TestGolden pins the demo's bytes. Threads are one line together: their files are
// many. After a wanted change run go test -update.
func TestGolden(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skipf("hashes are of amd64; math.Exp and math.Pow may round differently on %s", runtime.GOARCH)
	}
	var got strings.Builder
	threads := sha256.New()
	many := 0
	for _, f := range whole() {
		if strings.Contains(f.Name, "/threads/") {
			fmt.Fprintf(threads, "%s %x\n", f.Name, sha256.Sum256(f.Bytes))
			many++
			continue
		}
		fmt.Fprintf(&got, "%.8x %7d %s\n", sha256.Sum256(f.Bytes), len(f.Bytes), f.Name)
	}
	fmt.Fprintf(&got, "%.8x %7d files of threads\n", threads.Sum(nil), many)
	golden := filepath.Join("testdata", "files.sha256")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("the demo changed (-golden +now); run with -update if that was meant:\n%s", diff)
	}
}

func TestSizeAndTime(t *testing.T) {
	begin := time.Now()
	files := demo.Generate(demo.Seed)
	took := time.Since(begin)
	if n := files.Size(); n > 3<<20 {
		t.Errorf("the demo has %d bytes, want at most 3 MiB", n)
	}
	// Half a second on an idle machine; tests share theirs.
	if took > 5*time.Second {
		t.Errorf("Generate took %v", took)
	}
}

func TestAsOf(t *testing.T) {
	if got, want := demo.AsOf(demo.Weeks), time.Date(2026, 6, 1, 6, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("AsOf(%d) = %v, want %v", demo.Weeks, got, want)
	}
	if got := demo.Start(); got.Weekday() != time.Monday || got.Format(time.DateOnly) != "2025-12-01" {
		t.Errorf("Start() = %v, want Monday 2025-12-01", got)
	}
}

// TestSmallGrows checks that what a unit has at week 1 it still has, unchanged, at
// week 4 and 26, and that the whole demo holds the same files.
func TestSmallGrows(t *testing.T) {
	all := whole()
	var before demo.Files
	for _, week := range []int{1, 4, 26} {
		now := demo.Small(week)
		if want := 2*week + 3; len(now) != want {
			t.Errorf("Small(%d) has %d files, want %d: two a week, followers, config, note", week, len(now), want)
		}
		for _, f := range before {
			have := now.Get(f.Name)
			if f.Name == "trieste-facebook/followers.csv" {
				if !bytes.HasPrefix(have, f.Bytes) {
					t.Errorf("Small(%d): %s does not begin with the earlier one", week, f.Name)
				}
			} else if !bytes.Equal(have, f.Bytes) {
				t.Errorf("Small(%d): %s changed", week, f.Name)
			}
		}
		before = now
	}
	for _, f := range before {
		if f.Name != demo.ConfigName && !bytes.Equal(f.Bytes, all.Get(f.Name)) {
			t.Errorf("%s of Small(26) differs from the whole demo's", f.Name)
		}
	}
}

func TestWriteTo(t *testing.T) {
	dir := t.TempDir()
	files := demo.Small(2)
	for range 2 { // the second time nothing is to be done
		if err := files.WriteTo(dir); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range files {
		if have, err := os.ReadFile(filepath.Join(dir, f.Name)); err != nil || !bytes.Equal(have, f.Bytes) {
			t.Errorf("%s: not as generated (%v)", f.Name, err)
		}
	}
	name := filepath.Join(dir, demo.ConfigName)
	if err := os.WriteFile(name, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(dir, demo.ReadmeName)
	if err := os.Remove(missing); err != nil {
		t.Fatal(err)
	}
	err := files.WriteTo(dir)
	if !errors.Is(err, demo.ErrDiffers) || !strings.Contains(err.Error(), demo.ConfigName) {
		t.Errorf("WriteTo over a changed file: %v, want ErrDiffers naming %s", err, demo.ConfigName)
	}
	if have, _ := os.ReadFile(name); string(have) != "mine" {
		t.Errorf("WriteTo overwrote a file that differs")
	}
	if _, err := os.Stat(missing); err == nil {
		t.Errorf("WriteTo wrote files although it failed")
	}
}

func BenchmarkGenerate(b *testing.B) {
	var size int64
	for b.Loop() {
		size = demo.Generate(demo.Seed).Size()
	}
	b.SetBytes(size)
}
