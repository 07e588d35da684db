package config

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestSavedSecret(t *testing.T) {
	c := &Config{KeysDir: filepath.Join(t.TempDir(), "keys")}
	if _, err := c.Secret("made-up-token"); !errors.Is(err, ErrNoSecret) {
		t.Errorf("before it is saved: %v", err)
	}
	for _, value := range []string{"first", "second"} {
		path, err := c.SaveSecret("made-up-token", value)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.Secret("made-up-token"); err != nil || got.Reveal() != value {
			t.Errorf("Secret = %q, %v; want %q", got.Reveal(), err, value)
		}
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	// What the service's manager gives goes before what lies in a folder.
	t.Setenv("MADE_UP_TOKEN", "third")
	if got, err := c.Secret("made-up-token"); err != nil || got.Reveal() != "third" {
		t.Errorf("Secret = %q, %v; want the environment's", got.Reveal(), err)
	}
	for _, name := range []string{"../x", "a/b", "", "A"} {
		if _, err := c.SaveSecret(name, "x"); err == nil {
			t.Errorf("SaveSecret(%q) wrote a file", name)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(c.KeysDir, "credentials", ".secret-*")); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}
