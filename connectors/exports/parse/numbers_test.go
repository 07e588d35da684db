package parse

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseCount(t *testing.T) {
	check := func(s string, want int64, verdict NumberVerdict) {
		t.Helper()
		if n, v := Count(s); v != verdict || v == NumberRead && n != want {
			t.Errorf("parseCount(%q) = %d, %d; want %d, %d", s, n, v, want, verdict)
		}
	}
	for s, want := range map[string]int64{
		"0": 0, "007": 7, " 42 ": 42, "+5": 5, "424.0": 424, "424,00": 424, "0.0": 0, "0,000": 0,
		"1,234": 1234, "1.234": 1234, "1 234": 1234, "1\u00a0234": 1234, "1\u202f234": 1234, "1'234": 1234, "1’234": 1234,
		"1,234,567": 1234567, "1.234.567": 1234567, "1.234.567,0": 1234567, "1,234.00": 1234, "12,34,567": 1234567, "1,23,456": 123456,
		"1,000": 1000, "1.000.000": 1000000, "٣٤٥": 345, "१२३": 123, "１２": 12, "١٬٢٣٤": 1234, "-0": 0, "1000000000000": 1e12,
	} {
		check(s, want, NumberRead)
	}
	for _, s := range []string{"", " ", "-", "--", "–", "N/A", "na", "NaN", "null", "#N/A", "n.d.", "s. o.", "k. A.", "?", "غير متاح"} {
		check(s, 0, NumberBlank)
	}
	for _, s := range []string{"-1", "−1", "-1,234", "1000000000001", "99999999999999999999999"} {
		check(s, 0, NumberImpossible)
	}
	for _, s := range []string{"1.2E+06", "1.5", "0.123", "12.34.567", "1,2", "1,2345", ",5", "1,,234", "1.234,567", "12 likes", "1K", "1.2M", "1 2", "0x10", "1e3",
		"1234,567", "５a"} {
		check(s, 0, NumberUnreadable)
	}
}

func TestIsRounded(t *testing.T) {
	for s, want := range map[string]bool{"1.2K": true, "1,2 k": true, "3M": true, "10+": true, "~100": true, "<10": true, "٥ ألف": true, "12,5 тыс.": true, "3 млн": true,
		"12": false, "1.5": false, "12%": false, "K": false, "12 likes": false, "+": false} {
		if got := IsRounded(s); got != want {
			t.Errorf("isRounded(%q) = %v", s, got)
		}
	}
}

// Whatever thousands mark a locale has, the number comes back.
func TestParseCountReadsGroupedNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, maxCount).Draw(t, "n")
		mark := rapid.SampledFrom([]string{"", ",", ".", " ", "\u00a0", "\u202f", "'", "’"}).Draw(t, "mark")
		digits := fmt.Sprint(n)
		var groups []string
		for len(digits) > 3 {
			groups = append([]string{digits[len(digits)-3:]}, groups...)
			digits = digits[:len(digits)-3]
		}
		s := strings.Join(append([]string{digits}, groups...), mark)
		if got, v := Count(s); v != NumberRead || got != n {
			t.Fatalf("parseCount(%q) = %d, %d; want %d", s, got, v, n)
		}
	})
}

func FuzzParseCount(f *testing.F) {
	for _, s := range []string{"1,234", "1.2E+18", "-", "٣٬٤٥٦", "1 234,0", "99999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, v := Count(s)
		if n < 0 || n > maxCount || v != NumberRead && n != 0 && v != NumberImpossible {
			t.Errorf("parseCount(%q) = %d, %d", s, n, v)
		}
		if v == NumberRead {
			if again, w := Count(fmt.Sprint(n)); again != n || w != NumberRead {
				t.Errorf("parseCount(%q) = %d, but that is read as %d, %d", s, n, again, w)
			}
		}
	})
}
