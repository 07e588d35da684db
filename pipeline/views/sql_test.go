package views

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// TestEveryColumn has a view of every table of the lake with a comment on every
// column, and none of the vault.
func TestEveryColumn(t *testing.T) {
	sql := SQL(lake.Dictionary(), func(string) bool { return true }, "current")
	for _, d := range lake.Dictionary() {
		if made := strings.Contains(sql, `VIEW "`+d.Name+`" AS`); made == d.Vault {
			t.Errorf("view of %s: %v", d.Name, made)
		}
		for _, c := range d.Columns {
			if told := strings.Contains(sql, `COMMENT ON COLUMN "`+d.Name+`"."`+c.Name+`" IS '`); told == d.Vault {
				t.Errorf("comment on %s.%s: %v", d.Name, c.Name, told)
			}
		}
	}
	if strings.Contains(sql, "vault") {
		t.Error("the views tell of the vault")
	}
}

func TestQuoting(t *testing.T) {
	odd := lake.TableDoc{Name: `a"b`, Doc: "it's\nDROP TABLE x;", Columns: []lake.ColumnDoc{{Name: `c"d`, Doc: "it's"}}}
	sql := SQL([]lake.TableDoc{odd}, func(string) bool { return false }, "current")
	for _, want := range []string{`VIEW "a""b" AS`, `IS 'one row is it''s`, `"a""b"."c""d" IS 'it''s'`, "-- a\"b: one row is it's DROP TABLE x;\n"} {
		if !strings.Contains(sql, want) {
			t.Errorf("no %s in\n%s", want, sql)
		}
	}
}

// TestViewsOfNothing runs all statements, and each view, on a lake without rows.
func TestViewsOfNothing(t *testing.T) {
	duckdb, err := exec.LookPath("duckdb")
	if err != nil {
		t.Skip("no duckdb on this machine")
	}
	script := SQL(lake.Dictionary(), func(string) bool { return false }, "current")
	for _, d := range lake.Dictionary() {
		if !d.Vault {
			script += "SELECT * FROM " + name(d.Name) + ";\n"
		}
	}
	for _, v := range convenient(lake.Dictionary()) {
		script += "SELECT count(*) AS " + v.name + " FROM " + v.name + ";\n"
	}
	run := exec.Command(duckdb, "-batch", "-bail", "-csv", ":memory:")
	run.Dir, run.Stdin = t.TempDir(), strings.NewReader(script)
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, v := range convenient(lake.Dictionary()) {
		if !strings.Contains(string(out), v.name+"\n0\n") {
			t.Errorf("no answer from %s in\n%s", v.name, out)
		}
	}
}
