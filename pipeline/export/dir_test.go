package export

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// TestCanonical holds equal rows in two ways: cells of a week that spans two months
// stand in the partition of either.
func TestCanonical(t *testing.T) {
	cell := func(account data.AccountID, week string) data.EngagementCell {
		return data.EngagementCell{AccountID: account, Platform: "x", Week: week, Metric: "interactions_public", Age: "7d", N: 1, Posts: 1}
	}
	spanning := []data.EngagementCell{cell("a", "2026-W09"), cell("b", "2026-W09")} // 23 February to 1 March
	other := cell("a", "2026-W06")
	canonical := map[Format]map[string]bool{}
	for _, cut := range []int{0, 1, 2} {
		var c lake.Changes
		for partition, rows := range map[string][]data.EngagementCell{
			"platform=x/month=2026-02": append([]data.EngagementCell{other}, spanning[:cut]...),
			"platform=x/month=2026-03": spanning[cut:],
		} {
			if err := lake.Replace(&c, lake.EngagementCells, partition, rows, ""); err != nil {
				t.Fatal(err)
			}
		}
		for _, f := range []Format{CSV, JSON, JSONL, Arrow} {
			var b bytes.Buffer
			if n, err := Table(t.Context(), &b, lake.Over(nothing{}, &c), docOf(t, "engagement_cells"), f, true); err != nil || n != 3 {
				t.Fatalf("%d rows, %v", n, err)
			}
			if canonical[f] == nil {
				canonical[f] = map[string]bool{}
			}
			canonical[f][b.String()] = true
		}
	}
	for f, ways := range canonical {
		if len(ways) != 1 {
			t.Errorf("%s: equal rows in three partitionings give %d different files", f, len(ways))
		}
	}
}

// TestEmpty exports every table of a lake without rows: what a reader finds is the
// columns and no rows.
func TestEmpty(t *testing.T) {
	all, err := Tables()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats() {
		dir := t.TempDir()
		written, err := ToDir(t.Context(), dir, nothing{}, all, f, f != Parquet)
		if err != nil || len(written) != len(all) {
			t.Fatalf("%s: %d tables, %v", f, len(written), err)
		}
		if f == Parquet {
			continue
		}
		for i, w := range written {
			b, err := os.ReadFile(w.Path)
			if err != nil {
				t.Fatal(err)
			}
			switch f {
			case CSV:
				if want := all[i].Columns[0].Name + ","; !strings.HasPrefix(string(b), want) || strings.Count(string(b), "\n") != 1 {
					t.Errorf("%s: %q", w.Path, b)
				}
			case JSON:
				if string(b) != "[]\n" {
					t.Errorf("%s: %q", w.Path, b)
				}
			case JSONL:
				if len(b) > 0 {
					t.Errorf("%s: %q", w.Path, b)
				}
			case Arrow:
				if !bytes.HasPrefix(b, []byte("ARROW1")) || !bytes.HasSuffix(b, []byte("ARROW1")) {
					t.Errorf("%s is no Arrow file", w.Path)
				}
			}
		}
	}
}

// TestVaultStays refuses every table of the vault, however it is asked for.
func TestVaultStays(t *testing.T) {
	vault := 0
	for _, doc := range lake.Dictionary() {
		if !doc.Vault {
			continue
		}
		vault++
		if _, err := Tables(doc.Name); err == nil {
			t.Errorf("Tables(%s) gives it", doc.Name)
		}
		if _, err := Table(t.Context(), &bytes.Buffer{}, nothing{}, doc, CSV, false); err == nil {
			t.Errorf("Table writes %s", doc.Name)
		}
		if _, err := Table(t.Context(), &bytes.Buffer{}, nothing{}, doc, CSV, true); err == nil {
			t.Errorf("Table writes %s sorted", doc.Name)
		}
		if _, err := ToDir(t.Context(), t.TempDir(), nothing{}, []lake.TableDoc{doc}, Parquet, false); err == nil {
			t.Errorf("ToDir copies %s", doc.Name)
		}
	}
	if vault == 0 {
		t.Error("the dictionary has no table of the vault")
	}
	all, err := Tables()
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range all {
		if doc.Vault {
			t.Errorf("Tables() lists %s", doc.Name)
		}
	}
	if _, err := Tables("postz"); err == nil || !strings.Contains(err.Error(), "posts") {
		t.Errorf("Tables(postz): %v", err)
	}
}

// TestParquetIsNotMixed refuses to put files beside those of an earlier export.
func TestParquetIsNotMixed(t *testing.T) {
	dir := t.TempDir()
	posts := []lake.TableDoc{docOf(t, "posts")}
	if _, err := ToDir(t.Context(), dir, nothing{}, posts, Parquet, false); err != nil {
		t.Fatal(err)
	}
	if _, err := ToDir(t.Context(), dir, nothing{}, posts, Parquet, false); err == nil {
		t.Error("a second export went into the first")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".export-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
