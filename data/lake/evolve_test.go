package lake

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// grown is listRow with columns added, before, between and after those it had.
type grown struct {
	Seen *int64           `parquet:"seen,optional"`
	Name string           `parquet:"name"`
	Note string           `parquet:"note,optional"`
	Rate *float64         `parquet:"rate,optional"`
	List []string         `parquet:"list,list"`
	More map[string]int64 `parquet:"more,optional"`
	Map  map[string]int64 `parquet:"map,optional"`
	Sure *bool            `parquet:"sure,optional"`
}

var grownTable = Table[grown]{Name: "lists", Version: 3, Partition: undivided[grown],
	Compare: func(a, b *grown) int { return compareBy(a.Name, b.Name) }}

// A file from before columns were added reads as null in them, and everywhere else
// as it was, over several batches of rows and whatever stands beside.
func TestReadsFilesFromBeforeAColumn(t *testing.T) {
	old := make([]listRow, 2*readAtOnce+1)
	want := make([]grown, len(old))
	for i := range old {
		old[i] = filled[listRow](i)
		if i%3 == 0 {
			old[i].List, old[i].Map = nil, nil
		}
		want[i] = grown{Name: old[i].Name, List: old[i].List, Map: old[i].Map}
	}
	b, err := encode(&listTable, old)
	if err != nil {
		t.Fatal(err)
	}
	var got []grown
	for row, err := range decode[grown](&grownTable, bytes.NewReader(b), int64(len(b)), int64(len(old))) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, row)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// Some columns only, one of them new.
	type some struct {
		Name string   `parquet:"name"`
		Rate *float64 `parquet:"rate,optional"`
	}
	n := 0
	for row, err := range decode[some](&grownTable, bytes.NewReader(b), int64(len(b)), int64(len(old))) {
		if err != nil || row.Name != old[n].Name || row.Rate != nil {
			t.Fatalf("row %d is %+v, %v", n, row, err)
		}
		n++
	}
	if n != len(old) {
		t.Errorf("%d rows, want %d", n, len(old))
	}
}

func TestRefusesColumnsThatDoNotFit(t *testing.T) {
	type required struct {
		listRow
		Extra int64 `parquet:"extra"`
	}
	type list struct {
		listRow
		Extra []string `parquet:"extra,list"`
	}
	type retyped struct {
		Name int64            `parquet:"name"`
		List []string         `parquet:"list,list"`
		Map  map[string]int64 `parquet:"map,optional"`
	}
	type nullable struct {
		Name string           `parquet:"name,optional"`
		List []string         `parquet:"list,list"`
		Map  map[string]int64 `parquet:"map,optional"`
	}
	type fewer struct {
		Name string `parquet:"name"`
	}
	type inner struct {
		A int64 `parquet:"a"`
	}
	type innerGrown struct {
		A int64  `parquet:"a"`
		B *int64 `parquet:"b,optional"`
	}
	type nested struct {
		Rows []inner `parquet:"rows,list"`
	}
	type nestedGrown struct {
		Rows []innerGrown `parquet:"rows,list"`
	}
	stored := filled[listRow](1)
	for _, c := range []struct {
		name, says string
		newer      bool
		err        error
	}{
		{"a new column that is never null", "extra is missing and cannot be null", false, opened(t, &listTable, stored, &Table[required]{Name: "lists", Version: 3})},
		{"a new list", "extra is missing and cannot be null", false, opened(t, &listTable, stored, &Table[list]{Name: "lists", Version: 3})},
		{"another type", "name is stored as required STRING, this program reads required INT", false, opened(t, &listTable, stored, &Table[retyped]{Name: "lists", Version: 3})},
		{"null where there was none", "name is stored as required", false, opened(t, &listTable, stored, &Table[nullable]{Name: "lists", Version: 3})},
		{"a column too many", "column list is unknown to this program", true, opened(t, &listTable, stored, &Table[fewer]{Name: "lists", Version: 3})},
		{"a field of a list", "rows is stored as", false,
			opened(t, &Table[nested]{Name: "n", Version: 1}, nested{[]inner{{1}}}, &Table[nestedGrown]{Name: "n", Version: 1})},
		{"a later version", `schema is "lists/3", this program reads lists/2`, true, opened(t, &listTable, stored, &Table[listRow]{Name: "lists", Version: 2})},
		{"an earlier version", `schema is "lists/3", this program reads "lists/4"`, false, opened(t, &listTable, stored, &Table[listRow]{Name: "lists", Version: 4})},
		{"another table", `this program reads "posts/2"`, false, opened(t, &listTable, stored, &Table[listRow]{Name: "posts", Version: 2})},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.says) || errors.Is(c.err, ErrNewer) != c.newer {
			t.Errorf("%s: %v, want an error with %q, newer %v", c.name, c.err, c.says, c.newer)
		}
		if c.newer && c.err != nil && !strings.Contains(c.err.Error(), "upgrade tailor") {
			t.Errorf("%s: %v does not say to upgrade", c.name, c.err)
		}
	}
}

// opened returns the error of opening a file of one row of table as, as table to.
func opened[A, B any](t *testing.T, as *Table[A], row A, to *Table[B]) error {
	t.Helper()
	b, err := encode(as, []A{row})
	if err != nil {
		t.Fatal(err)
	}
	_, err = openTable(to, bytes.NewReader(b), int64(len(b)), 1)
	return err
}
