package text

import (
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// TestComposeIsNFC: UAX #15, against package norm, on letters and marks in any order.
func TestComposeIsNFC(t *testing.T) {
	runes := rapid.SampledFrom([]rune("aeoOnuıẹọạấửơưяиЕιαϊ \u0300\u0301\u0302\u0303\u0304\u0307\u0308\u030a\u030b\u030c\u031b\u0323\u0327\u0331\u0345"))
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOfN(runes, 0, 12).Draw(t, "runes"))
		got := string(builtTables().composeMarks(nil, []byte(s)))
		if want := norm.NFC.String(s); got != want {
			t.Errorf("%+q composes to %+q, NFC is %+q", s, got, want)
		}
	})
}
