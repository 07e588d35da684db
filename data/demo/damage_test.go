package demo_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data/demo"
)

func TestBadRowsCannotBeUsed(t *testing.T) {
	files := map[string][]line{}
	kinds := map[demo.BadKind]int{}
	for _, bad := range world().Truths().BadRows {
		kinds[bad.Kind]++
		if files[bad.File] == nil {
			files[bad.File] = parse(t, demo.File{Name: bad.File, Bytes: whole().Get(bad.File)})
		}
		at := slices.IndexFunc(files[bad.File], func(l line) bool { return l.no == bad.Line })
		if at < 0 {
			t.Errorf("%+v: no row begins there", bad)
			continue
		}
		c := files[bad.File][at].cells
		id := c["Post ID"] + c["Post id"] + c["Post"]
		var ok bool
		switch bad.Kind {
		case demo.ExcelID:
			ok = strings.HasSuffix(id, "E+17")
		case demo.TotalRow:
			ok = id == "Total" && bad.Post == ""
		case demo.Duplicate:
			before := files[bad.File][at-1].cells
			ok = before["Post ID"]+before["Post"] == id && before["Shares"] == c["Shares"] && before["Read on"] == c["Read on"]
		case demo.ImpossibleDate:
			ok = strings.HasPrefix(c["Publish time"], "02/30/")
		case demo.MixedDate:
			ok = strings.HasPrefix(c["Publish time"], "25/")
		case demo.BlankCounts:
			ok = c["Reach"] == "" && c["Shares"] == "" && c["Comments"] != ""
		case demo.TextCount:
			ok = c["Likes"] == "see note"
		case demo.EmptyID:
			ok = id == ""
		}
		if !ok {
			t.Errorf("%+v: the row is %v", bad, c)
		}
	}
	if len(kinds) != 8 {
		t.Errorf("kinds of bad rows: %v, want all 8", kinds)
	}
}
