package voice

import (
	"testing"
	"time"
)

// TestGrammar pins what a word takes from the ones around it.
func TestGrammar(t *testing.T) {
	check := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	list := func(lang, last string, words ...string) string {
		var parts []Line
		for _, w := range words {
			parts = append(parts, Own(w))
		}
		return In(lang).ListBy(last, parts).String()
	}
	check(list("es", "list.pair", "Facebook", "Instagram"), "Facebook e Instagram")
	check(list("es", "list.pair", "fotos", "vídeos", "historias"), "fotos, vídeos e historias")
	check(list("es", "list.pair", "agua", "hielo"), "agua y hielo")
	check(list("es", "list.pair", "Instagram", "X"), "Instagram y X")
	check(list("es", "list.or", "uno", "otro"), "uno u otro")
	check(list("pt", "list.pair", "Facebook", "Instagram"), "Facebook e Instagram")
	check(list("en", "list.pair", "Facebook", "Instagram"), "Facebook and Instagram")

	check(list("he", "list.pair", "Facebook", "X"), "Facebook ו־X")
	check(list("he", "list.pair", "תמונות", "סרטונים"), "תמונות וסרטונים")

	for lang, isolated := range map[string][2]bool{"en": {}, "ar": {true, false}, "he": {true, true}, "fa": {true, true}} {
		v := In(lang)
		if name, change := v.Platform("x"), v.SignedPercent(-0.14); name[0].Foreign != isolated[0] || change[0].Foreign != isolated[1] {
			t.Errorf("%s: %v and %v, want isolated %v", lang, name, change, isolated)
		}
	}

	first := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	check(In("fr").Day(first), "1er juin 2026")
	check(In("fr").Day(first.AddDate(0, 0, 1)), "2 juin 2026")
	check(In("fr").Days(first, first.AddDate(0, 0, 6)), "1er–7 juin 2026")
	check(In("es").Day(first), "1 de junio de 2026")

	check(In("zh").Ended(Own("没有")).String(), "没有。")
	check(In("fr").Ended(Own("Rien")).String(), "Rien.")
	check(In("pt").LanguageName("pl").String(), "polaco")
}
