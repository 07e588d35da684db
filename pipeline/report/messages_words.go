package report

import (
	"strings"
)

func plural(n int64, one, many string) string {
	if n == 1 {
		return count(n) + " " + one
	}
	return count(n) + " " + many
}

func weeksOf(n int64) string { return plural(n, "week", "weeks") }

// words spells small numbers out.
func words(n int) string {
	small := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if n >= 0 && n < len(small) {
		return small[n]
	}
	return count(int64(n))
}

func list(parts []string) string {
	switch n := len(parts); n {
	case 0:
		return ""
	case 1:
		return parts[0]
	default:
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
}

func listLines(parts []Line) Line {
	var l Line
	for i, p := range parts {
		switch {
		case i > 0 && i == len(parts)-1:
			l = append(l, own(" and ")...)
		case i > 0:
			l = append(l, own(", ")...)
		}
		l = append(l, p...)
	}
	return joined(l)
}
