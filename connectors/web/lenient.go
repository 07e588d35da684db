package web

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Each is a JSON list whose items are decoded one by one, so that one odd item does
// not lose the others. An answer null gives an empty list.
type Each[T any] struct {
	Items []T
	Bad   []int // positions of items that could not be decoded, from 0
}

// UnmarshalJSON decodes a list. Something else than a list is an error.
func (e *Each[T]) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, &e.Items) == nil {
		return nil
	}
	var raws []json.RawMessage
	if err := json.Unmarshal(b, &raws); err != nil {
		return err
	}
	e.Items, e.Bad = make([]T, 0, len(raws)), nil
	for i, raw := range raws {
		var item T
		if json.Unmarshal(raw, &item) != nil {
			e.Bad = append(e.Bad, i)
			continue
		}
		e.Items = append(e.Items, item)
	}
	return nil
}

func (*Each[T]) element() reflect.Type { return reflect.TypeFor[T]() }

// Rejects names the items that could not be decoded, as rows of input set aside.
func (e *Each[T]) Rejects(input, what string) []data.Reject {
	var rejects []data.Reject
	for _, i := range e.Bad {
		rejects = append(rejects, data.Reject{Input: input, Line: int64(i + 1), Field: what, Why: "not_understood",
			Hint: "the server sent it in a form this version does not know; look for a newer version"})
	}
	return rejects
}

// Int is a counter that servers write as a number or as text, with or without
// separators. Null, absent, negative and unreadable ones are nil: unknown, not 0.
type Int struct{ N data.Count }

// UnmarshalJSON never fails.
func (i *Int) UnmarshalJSON(b []byte) error {
	i.N = nil
	text := strings.Trim(string(bytes.TrimSpace(b)), `"`)
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil { // far most are plain digits
		text = separators.Replace(text)
		n, err = strconv.ParseInt(text, 10, 64)
	}
	if err == nil {
		if n >= 0 {
			i.N = data.N(n)
		}
		return nil
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && f >= 0 && f < 1<<53 && f == math.Trunc(f) {
		i.N = data.N(int64(f))
	}
	return nil
}

// separators are what stands between groups of digits.
var separators = strings.NewReplacer(",", "", "\u00a0", "", "\u202f", "", " ", "")

// ID is an id that servers write as text or as a number.
type ID string

// UnmarshalJSON never fails; what is neither text nor a number gives "".
func (id *ID) UnmarshalJSON(b []byte) error {
	*id = ""
	var text string
	if json.Unmarshal(b, &text) == nil {
		*id = ID(text)
		return nil
	}
	var n json.Number
	if json.Unmarshal(b, &n) == nil {
		*id = ID(n.String())
	}
	return nil
}
