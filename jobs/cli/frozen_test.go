package cli

import (
	"archive/zip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// frozenAt is when the frozen lakes were left: replies expire after it.
const frozenAt = "2026-06-01T06:00:00Z"

// TestFrozenLakes reads every row of every table of lakes that earlier versions
// wrote, shows their state and writes their report. See testdata/frozen/README.md:
// if this fails, the change that made it fail is wrong, not the lake.
func TestFrozenLakes(t *testing.T) {
	archives, err := filepath.Glob("testdata/frozen/*.zip")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no frozen lakes, %v", err)
	}
	for _, archive := range archives {
		t.Run(filepath.Base(archive), func(t *testing.T) {
			dir := t.TempDir()
			thaw(t, archive, dir)
			settings := filepath.Join(dir, "tailor.yaml")

			var verified lake.VerifyReport
			out := mustTailor(t, "verify", "--read-data", "--json", "--config", settings, "--as-of", frozenAt)
			if err := json.Unmarshal([]byte(out), &verified); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			if !verified.OK() || verified.Rows < 1000 {
				t.Errorf("verify read %d rows and found %v", verified.Rows, verified.Problems)
			}

			out = mustTailor(t, "status", "--config", settings, "--as-of", frozenAt)
			for _, account := range []string{"oslo-facebook", "oslo-instagram"} {
				if !strings.Contains(out, account) {
					t.Errorf("status does not name %s:\n%s", account, out)
				}
			}

			mustTailor(t, "report", "-q", "--config", settings, "--as-of", frozenAt)
			pages, err := filepath.Glob(filepath.Join(dir, "tailor-data/reports/*.html"))
			if err != nil || len(pages) == 0 {
				t.Errorf("report left no page, %v", err)
			}

			// What has been read is also gone on from.
			mustTailor(t, "run", "-q", "--config", settings, "--as-of", "2026-06-08T06:00:00Z")
		})
	}
}

// thaw unpacks an archive. Modes are for the owner alone, as keys and vault must be.
func thaw(t *testing.T, archive, dir string) {
	t.Helper()
	z, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		to := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
