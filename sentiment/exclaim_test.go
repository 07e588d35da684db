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
		{"es", "qué maravilla de sitio", false},
		{"en", "how beautiful", false},
		{"en", "How thoughtful of you all", false},
		{"en", "Oh, how lovely this garden is", false},
		{"en", "how lovely is the garden in May", true},
		{"en", "how long is the queue", true},
		{"en", "how convenient?", true},
		{"en", "who cares", false},
		{"en", "@embassy who cares about your reception", false},
		{"en", "how dare you close the office", false},
		{"en", "What a day. how do i renew my passport", true},
		{"ru", "кто бы сомневался", false},
		{"ru", "какой стыд для всей страны", false},
		{"ru", "какой документ нужен для визы", true},
		{"de", "wen interessiert das", false},
		{"pt", "que vergonha do governo", false},
		{"fr", "Merci beaucoup, passeport reçu en 19 jours, service parfait !", false},
		{"ru", "Добрый день, спасибо, паспорт пришёл за 18 дней, отличная работа!! 🙏", false},
		{"en", "how do i renew my passport from abroad!", true},
		{"he", "איזו חוצפה", false},
		{"he", "איזה מסמכים צריך להביא", true},
	} {
		if got := gradeOf(t, m, tc.text, tc.lang).Question; got != tc.want {
			t.Errorf("%s %q asks: %v, want %v", tc.lang, tc.text, got, tc.want)
		}
	}
}
