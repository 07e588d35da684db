package connectors

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func touch(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, n := range names {
		if err := os.WriteFile(filepath.Join(dir, n), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFindFiles(t *testing.T) {
	dir := touch(t, "b.csv", "a.csv", ".hidden.csv", "c.txt", "Export [1].csv")
	found, err := FindFiles(dir, []File{{Path: "c.txt"}, {Path: "*.csv"}, {Path: "a.csv"}, {Path: "a.csv", Mapping: "m"}, {Path: "Export [1].csv"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		got = append(got, filepath.Base(f.Path)+" "+f.Mapping)
	}
	want := []string{"c.txt ", "Export [1].csv ", "a.csv ", "b.csv ", "a.csv m"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("FindFiles (-want +got):\n%s", diff)
	}
}

// TestFindFilesInOddFolders: the letters of patterns mean nothing in the name of the
// settings' own folder.
func TestFindFilesInOddFolders(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Posts [2026] of [a-z")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	found, err := FindFiles(dir, []File{{Path: "*.csv"}})
	if err != nil || len(found) != 1 || found[0].Path != path {
		t.Errorf("found %v, %v, want %s", found, err, path)
	}
	if !(File{Path: "*.csv"}).Covers(dir, path) {
		t.Error("the pattern does not cover the file")
	}
}

func TestFindFilesNamesWhatIsMissing(t *testing.T) {
	for path, want := range map[string]string{"none.csv": "none.csv", "none/*.csv": "none", "[": "well formed"} {
		_, err := FindFiles(t.TempDir(), []File{{Path: path}})
		if !errors.Is(err, ErrInput) || !strings.Contains(err.Error(), want) {
			t.Errorf("FindFiles(%q): %v", path, err)
		}
	}
	if _, err := FindFiles("", nil); !errors.Is(err, ErrInput) {
		t.Errorf("FindFiles without files: %v", err)
	}
}

func TestFileCursorRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := FileCursor{
			Done: rapid.MapOf(rapid.StringMatching(`[0-9a-f]{16}`), rapid.Just(true)).Draw(t, "done"),
			File: rapid.StringMatching(`[0-9a-f]{16}`).Draw(t, "file"), Row: rapid.Int64Min(0).Draw(t, "row"),
		}
		got, err := ParseFileCursor(c.String())
		if err != nil || got.String() != c.String() || got.File != c.File || got.Row != c.Row || len(got.Done) != len(c.Done) {
			t.Fatalf("ParseFileCursor(%q) = %+v, %v", c, got, err)
		}
		done := got.Finish("k")
		if !done.Done["k"] || done.File != "" || done.Row != 0 || len(got.Done) != len(c.Done) {
			t.Fatalf("Finish: %+v, and before %+v", done, got)
		}
	})
}

func TestKeyTellsPartsApart(t *testing.T) {
	if Key("a", "b") == Key("ab") || Key("a", "b") == Key("ab", "") || Key("a") != Key("a") || len(Key()) != 16 {
		t.Error("Key does not tell its parts apart")
	}
}

func TestSameHandle(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"@Name", "name", true}, {"name", " @NAME ", true},
		{"https://x.com/Name", "@name", true}, {"https://www.youtube.com/@name?si=1", "name", true}, {"https://bsky.app/profile/a.example/", "a.example", true},
		{"https://social.example/@name", "@name@social.example", true}, {"https://social.example/@name", "@name@other.example", false}, {"https://x.com", "", false}, {"a", "b", false}, {"", "", false}, {"@", "@", false}} {
		if got := SameHandle(c.a, c.b); got != c.want {
			t.Errorf("SameHandle(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestNextFile(t *testing.T) {
	keys := []string{"a", "b", "c"}
	for _, c := range []struct {
		cursor FileCursor
		want   int
	}{
		{FileCursor{}, 0}, {FileCursor{File: "b"}, 1}, {FileCursor{Done: map[string]bool{"a": true}}, 1},
		{FileCursor{Done: map[string]bool{"a": true, "b": true}, File: "b"}, 2}, {FileCursor{File: "gone"}, 0},
		{FileCursor{Done: map[string]bool{"a": true, "b": true, "c": true}}, -1},
	} {
		if got := c.cursor.Next(len(keys), func(i int) string { return keys[i] }); got != c.want {
			t.Errorf("Next of %s = %d, want %d", c.cursor, got, c.want)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"inbox/", "/u/inbox/a.csv", true}, {"inbox", "/u/inbox/b/a.csv", true}, {"inbox/*.csv", "/u/inbox/a.csv", true},
		{"inbox/*.csv", "/u/inbox/a.xlsx", false}, {"in*", "/u/inbox/a.csv", true}, {"inbox", "/u/inbox2/a.csv", false},
		{"/u/inbox/a.csv", "/u/inbox/a.csv", true}, {"inbox/[", "/u/inbox/a.csv", false}, {"inbox/a[1].csv", "/u/inbox/a[1].csv", true},
	} {
		if got := (File{Path: native(c.pattern)}).Covers(native("/u"), native(c.path)); got != c.want {
			t.Errorf("%s covers %s: %v, want %v", c.pattern, c.path, got, c.want)
		}
	}
}

// native is a path of the test as this system writes it: on Windows an absolute one
// begins with a drive.
func native(path string) string {
	if runtime.GOOS == "windows" && strings.HasPrefix(path, "/") {
		path = "C:" + path
	}
	return filepath.FromSlash(path)
}
