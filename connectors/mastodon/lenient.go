package mastodon

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// text is a string that some servers leave out, or send as null or something else;
// none of that loses the rest of an object.
type text string

// UnmarshalJSON never fails.
func (t *text) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) != nil {
		s = ""
	}
	*t = text(s)
	return nil
}

// flag is a yes or no that may be unknown.
type flag struct{ known, on bool }

// UnmarshalJSON never fails.
func (f *flag) UnmarshalJSON(b []byte) error {
	on, err := strconv.ParseBool(strings.Trim(string(bytes.TrimSpace(b)), `"`))
	*f = flag{known: err == nil, on: err == nil && on}
	return nil
}

func (f flag) no() bool { return f.known && !f.on }

// seconds is a length of time in seconds; 0 if it is not told.
type seconds float64

// UnmarshalJSON never fails.
func (s *seconds) UnmarshalJSON(b []byte) error {
	n, err := strconv.ParseFloat(strings.Trim(string(bytes.TrimSpace(b)), `"`), 64)
	if err != nil || !(n > 0 && n < 1e7) {
		n = 0
	}
	*s = seconds(n)
	return nil
}

// maybe is an object of which nothing depends: if it has another form than the one
// known, it is as if it were not there.
type maybe[T any] struct{ of *T }

// UnmarshalJSON never fails.
func (m *maybe[T]) UnmarshalJSON(b []byte) error {
	m.of = nil
	var v *T
	if json.Unmarshal(b, &v) == nil {
		m.of = v
	}
	return nil
}
