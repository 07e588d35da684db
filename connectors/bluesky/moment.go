package bluesky

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// opened is when the network's first posts were written, rounded down to the month.
var opened = data.At(time.Date(2022, 11, 1, 0, 0, 0, 0, time.UTC))

// slack is how far a program's clock may be ahead of the AppView's.
const slack = 5 * time.Minute

// moment is when a post was written: as its author's program says, within what can
// be; else when the AppView saw it; else what its key says. ok is false if none of
// them can be.
func moment(created, indexed, key string) (at data.Micros, ok bool) {
	c, i, k := parseTime(created), parseTime(indexed), keyTime(key)
	seen := i
	if seen == 0 {
		seen = k
	}
	switch {
	case c != 0 && (seen == 0 || c <= seen.Add(slack)):
		return c, true
	case seen != 0:
		return seen, true
	}
	return 0, false
}

// parseTime reads an RFC 3339 time with a zone; 0 if it is none or cannot be.
func parseTime(s string) data.Micros {
	t, err := time.Parse(time.RFC3339Nano, strings.ToUpper(strings.TrimSpace(s)))
	if err != nil || t.Year() > 9999 {
		return 0
	}
	return possible(data.At(t))
}

// keyTime reads the moment in a TID, the usual key of a record: 13 digits of base 32
// that hold microseconds and ten bits of a clock's number. 0 if the key is no TID or
// its moment cannot be.
func keyTime(key string) data.Micros {
	const digits = "234567abcdefghijklmnopqrstuvwxyz"
	if len(key) != 13 {
		return 0
	}
	var n uint64
	for _, c := range []byte(key) {
		v := strings.IndexByte(digits, c)
		if v < 0 {
			return 0
		}
		n = n<<5 | uint64(v)
	}
	return possible(data.Micros(n >> 10 & (1<<53 - 1)))
}

// possible is 0 for a moment before the network opened.
func possible(at data.Micros) data.Micros {
	if at < opened {
		return 0
	}
	return at
}
