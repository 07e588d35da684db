package voice

import (
	"strings"
	"testing"
	"unicode"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  a\t\nb ": "a b", "\u202eabc\u202c": "abc", "a\x00\x1bb": "ab", "\xff": "\uFFFD",
		"می‌خواهم": "می‌خواهم", // the joiner that Persian needs stays
		"":         "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a", "\u202e", "\x1b[2J", "\xff\xfe", "می‌خواهم", strings.Repeat("é ", 300), "\ufdd0\uffff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if again := Clean(got); again != got && !strings.HasSuffix(got, "…") {
			t.Fatalf("Clean is not idempotent: %q, then %q", got, again)
		}
		if n := len([]rune(got)); n > longest+1 {
			t.Fatalf("%d characters", n)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\uFEFF' {
				t.Fatalf("%U is left in %q", r, got)
			}
		}
	})
}
