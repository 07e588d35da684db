package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/demo"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
)

// TestRecover loses the vault of the small mission in each way that it can be lost. Every
// command says what is lost and where the way out is; on it nothing public changes, no
// reply is counted a second time, and later runs work.
func TestRecover(t *testing.T) {
	t.Parallel()
	const week = 20
	newKey := func(t *testing.T, path string) {
		id, err := age.GenerateX25519Identity()
		if err == nil {
			err = os.WriteFile(path, []byte(id.String()+"\n"), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, lose := range map[string]func(t *testing.T, vault, keys string){
		"key gone":    func(t *testing.T, _, keys string) { remove(t, filepath.Join(keys, "vault.age")) },
		"another key": func(t *testing.T, _, keys string) { newKey(t, filepath.Join(keys, "vault.age")) },
		"vault gone":  func(t *testing.T, vault, _ string) { remove(t, vault) },
		"all gone":    func(t *testing.T, vault, keys string) { remove(t, vault); remove(t, keys) },
		"keys gone": func(t *testing.T, _, keys string) {
			key, err := os.ReadFile(filepath.Join(keys, "vault.age"))
			remove(t, keys)
			if err == nil {
				err = os.Mkdir(keys, 0o700)
			}
			if err == nil {
				err = os.WriteFile(filepath.Join(keys, "vault.age"), key, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		},
		"file damaged": func(t *testing.T, vault, _ string) {
			files, err := filepath.Glob(filepath.Join(vault, "_files", "reply_cells", "*", "*"))
			if err != nil || len(files) == 0 {
				t.Fatal(files, err)
			}
			if err := os.WriteFile(files[0], []byte("PAR1"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := demo.Small(week).WriteTo(dir); err != nil {
				t.Fatal(err)
			}
			vault, keys := filepath.Join(dir, "tailor-data", "vault"), filepath.Join(dir, "tailor-keys")
			if err := os.MkdirAll(keys, 0o700); err != nil {
				t.Fatal(err)
			}
			newKey(t, filepath.Join(keys, "vault.age"))
			at := func(days int, command ...string) []string {
				return append(command, "-q", "--config", filepath.Join(dir, demo.ConfigName), "--as-of", demo.AsOf(week).AddDate(0, 0, days).Format("2006-01-02T15:04:05Z07:00"))
			}
			mustTailor(t, at(0, "run")...)
			if out := mustTailor(t, at(0, "recover", "--give-up-vault")...); !strings.Contains(out, "nothing is lost") {
				t.Fatalf("a vault that is whole: %s", out)
			}
			moodBefore, postsBefore := publicRows(t, dir)

			lose(t, vault, keys)
			for _, command := range [][]string{{"run"}, {"doctor"}} {
				if command[0] == "run" && name == "file damaged" {
					continue // found once it is read
				}
				out, errs, code := tailor(t, at(1, command...)...)
				if code == 0 || !strings.Contains(out+errs, "tailor recover") {
					t.Errorf("%s: exit code %d, no way out in %s%s", command, code, out, errs)
				}
			}
			out, errs, code := tailor(t, at(1, "recover")...)
			if code != 1 || !strings.Contains(out, "lost: ") || !strings.Contains(errs, "--give-up-vault") {
				t.Fatalf("recover: exit code %d, %s%s", code, out, errs)
			}
			if out := mustTailor(t, at(1, "recover", "--give-up-vault")...); !strings.Contains(out, "given up in commit") {
				t.Fatalf("recover --give-up-vault: %s", out)
			}
			mustTailor(t, at(1, "run")...)
			moodAfter, postsAfter := publicRows(t, dir)
			if diff := cmp.Diff(moodBefore, moodAfter); len(moodBefore) == 0 || diff != "" {
				t.Errorf("published mood, %d rows: %s", len(moodBefore), diff)
			}
			if postsAfter != postsBefore {
				t.Errorf("%d posts before, %d after", postsBefore, postsAfter)
			}
			if n := len(rows(t, vaulted(t, dir), lake.ReplyCells)); n != 0 {
				t.Errorf("%d cells of replies that were counted before", n)
			}
			if out := mustTailor(t, at(1, "recover")...); !strings.Contains(out, "nothing is lost") {
				t.Errorf("after it: %s", out)
			}
			if out := mustTailor(t, at(1, "verify", "--read-data")...); !strings.Contains(out, "whole") {
				t.Errorf("verify: %s", out)
			}
		})
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// publicRows returns what was published of moods, and how many posts there are.
func publicRows(t *testing.T, dir string) (mood []data.Mood, posts int) {
	s := vaulted(t, dir)
	mood = slices.DeleteFunc(rows(t, s, lake.MoodTable), func(m data.Mood) bool { return !m.Frozen })
	return mood, len(rows(t, s, lake.Posts))
}

// vaulted opens the newest snapshot with the vault's key.
func vaulted(t *testing.T, dir string) *lake.Snapshot {
	t.Helper()
	key, err := jobs.VaultKeys(filepath.Join(dir, "tailor-keys"))
	if err != nil {
		t.Fatal(err)
	}
	l, err := lake.Open(t.Context(), lake.Options{Root: filepath.Join(dir, "tailor-data"), VaultKeys: key})
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}
