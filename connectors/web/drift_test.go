package web

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type thing struct {
	_     Ignored `names:"bot, Locked"`
	ID    ID      `json:"id"`
	Likes Int     `json:"likes"`
	Media []struct {
		Kind string `json:"kind"`
	} `json:"media"`
	Parent *thing         `json:"parent"`
	Rest   map[string]any `json:"rest"`
}

func TestUnknownFields(t *testing.T) {
	for raw, want := range map[string][]string{
		`{"id":1,"bot":true,"locked":{"x":1},"likes":"12","media":[{"kind":"a"}],"parent":null,"rest":{"q":1}}`: nil,
		`{"id":1,"zz":1,"media":[{"kind":"a"},{"kind":"b","new_one":2}],"parent":{"yy":1}}`:                     {"media.new_one", "parent.yy", "zz"},
		`{"ID":1,"1234567":1,"person@example.org":2,"a.b":1}`:                                                   nil,
		`[1,2]`: nil, `"x"`: nil, `{`: nil,
	} {
		found := map[string]bool{}
		findUnknown([]byte(raw), reflect.TypeFor[*thing](), found)
		if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, want) {
			t.Errorf("%s: unknown %v, want %v", raw, got, want)
		}
	}
	found := map[string]bool{}
	findUnknown([]byte(`[{"id":1,"zz":1}]`), reflect.TypeFor[*Each[thing]](), found)
	if !found["zz"] {
		t.Error("within Each, a new field is not found")
	}
}

func TestOneOddItemDoesNotLoseTheOthers(t *testing.T) {
	var e Each[thing]
	if err := json.Unmarshal([]byte(`[{"id":"a"},{"id":"b","media":"oops"},7,{"id":3}]`), &e); err != nil {
		t.Fatal(err)
	}
	if len(e.Items) != 2 || e.Items[0].ID != "a" || e.Items[1].ID != "3" || !slices.Equal(e.Bad, []int{1, 2}) {
		t.Errorf("got %+v", e)
	}
	if r := e.Rejects("a.example/x", "status"); len(r) != 2 || r[0].Line != 2 || r[0].Why == "" {
		t.Errorf("rejects %+v", r)
	}
}

func TestIntIsLenient(t *testing.T) {
	for raw, want := range map[string]int64{`12`: 12, `"12"`: 12, `"1,234"`: 1234, `12.0`: 12, `0`: 0, `"0"`: 0,
		`null`: -1, `"n/a"`: -1, `-3`: -1, `1.5`: -1, `{}`: -1, `""`: -1, `1e3`: 1000, `"1\u00a0234"`: -1} {
		i := Int{N: new(int64)}
		if err := json.Unmarshal([]byte(raw), &i); err != nil {
			t.Errorf("%s: %v", raw, err)
		}
		got := int64(-1)
		if i.N != nil {
			got = *i.N
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", raw, diff)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`[{"id":1,"likes":"3","media":[{"kind":"a","x":1}],"parent":{}}]`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var e Each[thing]
		if decode(raw, &e) == nil {
			e.Rejects("x", "y")
		}
		findUnknown(raw, reflect.TypeFor[Each[thing]](), map[string]bool{})
		message(raw)
	})
}
