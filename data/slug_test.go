package data

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Embassy of Ruritania in Norway": "embassy-of-ruritania-in-norway",
		"  São Tomé / Príncipe ":         "são-tomé-príncipe",
		"سفارة":                          "سفارة",
		"../../etc":                      "etc",
		"!!!":                            "mission",
		"":                               "mission",
	} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
	harmless := regexp.MustCompile(`^[\p{L}\p{Nd}]+(-[\p{L}\p{Nd}]+)*$`)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.StringMatching(`(سفا?[./\\: ]{0,3}){0,90}`), rapid.SampledFrom([]string{"CON", "a\r\nb", "\u202egnp.exe", "\xff\xfe"})).Draw(t, "name")
		if got := Slug(name); !harmless.MatchString(got) || len(got) > longestSlug {
			t.Fatalf("Slug(%q) = %q of %d bytes", name, got, len(got))
		}
	})
}
