package cli

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/digital-diplomacy/tailor/data/demo"
)

// TestVaultKey runs the small mission with an age key: nothing in the vault can be
// read without it, and with it everything goes on.
func TestVaultKey(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := demo.Small(4).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	keys := filepath.Join(dir, "tailor-keys")
	if err := os.MkdirAll(keys, 0o700); err != nil {
		t.Fatal(err)
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(keys, "vault.age")
	if err := os.WriteFile(key, []byte(id.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"run", "-q", "--config", filepath.Join(dir, demo.ConfigName), "--as-of", demo.AsOf(4).Format("2006-01-02T15:04:05Z07:00")}
	mustTailor(t, args...)

	objects := 0
	err = filepath.WalkDir(filepath.Join(dir, "tailor-data", "vault"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		objects++
		b, err := os.ReadFile(path)
		if !bytes.HasPrefix(b, []byte("age-encryption.org/v1\n")) {
			t.Errorf("%s is not encrypted", path)
		}
		return err
	})
	if err != nil || objects == 0 {
		t.Fatalf("%d objects in the vault, %v", objects, err)
	}
	if out := mustTailor(t, "verify", "--read-data", "--config", filepath.Join(dir, demo.ConfigName)); !strings.Contains(out, "whole") {
		t.Errorf("verify says %q, want whole", out)
	}
	if runtime.GOOS == "windows" {
		return
	}
	if err := os.Chmod(key, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := tailor(t, args...); code == 0 || !strings.Contains(errs, "chmod 600") {
		t.Errorf("with a key that others may read: exit code %d, %q; want an error that says chmod 600", code, errs)
	}
}
