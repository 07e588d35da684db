package text

import "testing"

// TestHinglish: UrduPhone (Rafae et al., EMNLP 2015) and long vowels.
func TestHinglish(t *testing.T) {
	for _, tc := range []struct {
		rule  string
		alike []string
	}{
		{"LongVowels", []string{"nahin", "naheen", "nahiin"}},
		{"LongA", []string{"mujhe", "mujhey"}},
		{"ZAndJ", []string{"zindagi", "jindagee", "zindagii"}},
		{"WAndV", []string{"wo", "voh", "woh"}},
		{"FinalH", []string{"yeh", "ye"}},
		{"PhAndF", []string{"phir", "fir"}},
		{"QAndK", []string{"qismat", "kismat"}},
		{"AiAndE", []string{"kaise", "kese", "kaisey"}},
		{"DoubledConsonant", []string{"accha", "acha", "achha"}},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			want := string(AppendHinglish(nil, []byte(tc.alike[0])))
			for _, w := range tc.alike[1:] {
				if got := string(AppendHinglish(nil, []byte(w))); got != want {
					t.Errorf("key of %q is %q, of %q %q", w, got, tc.alike[0], want)
				}
			}
		})
	}
	if a, b := AppendHinglish(nil, []byte("hai")), AppendHinglish(nil, []byte("hain")); string(a) == string(b) {
		t.Errorf("hai and hain, singular and plural, have one key %q", a)
	}
}

// TestArabizi: Darwish (ANLP 2014), table 1.
func TestArabizi(t *testing.T) {
	for _, tc := range []struct {
		rule  string
		alike []string
	}{
		{"SevenIsHah", []string{"7abibi", "habibi", "7abiibi"}},
		{"ThreeIsAin", []string{"3lash", "alash"}},
		{"ChIsShInTheMaghreb", []string{"3lach", "3lash"}},
		{"NineIsQaf", []string{"9alb", "qalb"}},
		{"FiveIsKhah", []string{"5alas", "khalas"}},
		{"TwoIsHamza", []string{"la2", "la"}},
		{"OuIsU", []string{"chouf", "shoof"}},
		{"TehMarbuta", []string{"jamilah", "jamila"}},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			want := string(AppendArabizi(nil, []byte(tc.alike[0])))
			for _, w := range tc.alike[1:] {
				if got := string(AppendArabizi(nil, []byte(w))); got != want {
					t.Errorf("key of %q is %q, of %q %q", w, got, tc.alike[0], want)
				}
			}
		})
	}
}
