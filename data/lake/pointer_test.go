package lake

import (
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func localDir(t *testing.T) *dir {
	t.Helper()
	s, err := Dir(t.TempDir(), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	return s.(*dir)
}

// Where no link may be made, the next way is tried, also if one claims to have made
// it, and each swap replaces what the one before left.
func TestPointFallsBack(t *testing.T) {
	d := localDir(t)
	forbidden := func(*dir, string, string) error { return errors.New("a required privilege is not held") }
	nothing := func(*dir, string, string) error { return nil }
	astray := func(_ *dir, name, _ string) error { return os.WriteFile(name, []byte("elsewhere/1\n"), 0o644) }
	for _, c := range []struct {
		commit string
		ways   []pointer
	}{
		{"000000000001", pointers()},
		{"000000000002", []pointer{forbidden, nothing, astray, note}},
		{"000000000003", []pointer{forbidden, note}},
		{"000000000004", pointers()},
	} {
		if err := os.MkdirAll(d.path(snapshotsDir+"/"+c.commit), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := d.pointBy(c.ways, c.commit); err != nil {
			t.Fatal(err)
		}
		current, _, err := d.shown(t.Context())
		if err != nil || current != c.commit {
			t.Errorf("shown = %q, %v, want %s", current, err, c.commit)
		}
	}
	err := d.pointBy([]pointer{forbidden, nothing}, "000000000003")
	if err == nil || !strings.Contains(err.Error(), "local disk") {
		t.Errorf("error = %v, want one that says what to do", err)
	}
	if current, _, err := d.shown(t.Context()); err != nil || current != "000000000004" {
		t.Errorf("a failed swap left %q, %v", current, err)
	}
	left, err := os.ReadDir(d.path(tmpDir))
	if err != nil || len(left) != 0 {
		t.Errorf("%d temporary files left, %v", len(left), err)
	}
}

func TestPointed(t *testing.T) {
	d := localDir(t)
	at := d.path(currentLink)
	if got, err := d.pointed(at); got != "" || err != nil {
		t.Errorf("nothing there: %q, %v", got, err)
	}
	if err := os.Mkdir(at, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := d.pointed(at); err == nil || !strings.Contains(err.Error(), "remove that folder") {
		t.Errorf("a folder: %v, want what to do", err)
	}
	if runtime.GOOS == "windows" {
		t.Skip("symbolic links may be forbidden")
	}
	for target, want := range map[string]string{
		d.path(snapshotsDir + "/000000000007"):         "000000000007", // as a junction has it
		filepath.Join(snapshotsDir, "000000000008"):    "000000000008",
		filepath.Join("/elsewhere", snapshotsDir, "9"): "", // a junction of a lake that was moved
		"9": "",
	} {
		if err := os.RemoveAll(at); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, at); err != nil {
			t.Fatal(err)
		}
		if got, err := d.pointed(at); got != want || err != nil {
			t.Errorf("pointed at %s: %q, %v, want %q", target, got, err, want)
		}
	}
}

// The bytes that fsutil shows of the junction from C:\Documents and Settings to
// C:\Users that Windows installs itself: tag, length 0x34, name of 24 bytes at 0,
// name to show of 16 bytes at 26.
func TestJunctionData(t *testing.T) {
	want := "030000a0" + "3400" + "0000" + "0000" + "1800" + "1a00" + "1000" +
		"5c003f003f005c00" + "43003a005c005500730065007200730000" + "00" +
		"43003a005c005500730065007200730000" + "00"
	if got := hex.EncodeToString(junctionData(`C:\Users`)); got != want {
		t.Errorf("junction is\n%s, want\n%s", got, want)
	}
}

// No segment of a path of the lake is a name that Windows keeps for a device, ends in
// a dot or space that it drops, or holds a character that it forbids.
func TestPathsWindowsTakes(t *testing.T) {
	for _, value := range []string{"con", "NUL", "aux.txt", "com1", "lpt9 ", "a:b", `a\b`, "a*b?", "x|y", "<z>", "", "é", "\x01"} {
		s := segment("account", value)
		base, _, _ := strings.Cut(s, ".")
		switch {
		case strings.EqualFold(base, "con"), strings.EqualFold(base, "nul"), strings.EqualFold(base, "aux"),
			strings.HasSuffix(s, "."), strings.HasSuffix(s, " "), strings.ContainsAny(s, "<>:\"/\\|?*\x01"):
			t.Errorf("value %q stands in a path as %q", value, s)
		}
	}
}
