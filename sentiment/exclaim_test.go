package sentiment

import "testing"

// TestExclamations: what begins like a question and asks nothing; with a question mark it
// is one all the same.
func TestExclamations(t *testing.T) {
	m := embeddedModel(t)
	for _, tc := range []struct {
		lang, text string
		want       bool
	}{
		{"fr", "honte à vous", false},
		{"fr", "Honte à vous ???", true},
		{"en", "What a disgrace", false},
		{"en", "@embassy What an honour to host you 🙏", false},
		{"en", "What a day?", true},
		{"en", "What documents do I need for a passport", true},
		{"en", "what about my visa", true},
		{"es", "qué vergüenza", false},
	} {
		if got := gradeOf(t, m, tc.text, tc.lang).Question; got != tc.want {
			t.Errorf("%s %q asks: %v, want %v", tc.lang, tc.text, got, tc.want)
		}
	}
}
