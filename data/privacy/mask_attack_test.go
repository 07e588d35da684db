package privacy

import "testing"

// What people write of themselves so that machines miss it, or in their own letters. Each of
// these stood in stored texts before.
func TestMaskMisses(t *testing.T) {
	m := NewMasker([]string{"@ruritania_oslo"})
	for _, c := range []struct{ name, in, want string }{
		{"Cyrillic e-mail", "почта иван.петров@почта.рф", "почта [e-mail]"},
		{"Arabic e-mail", "بريد محمد@مثال.السعودية", "بريد [e-mail]"},
		{"Hebrew e-mail", "דואל דני@דוגמה.קום", "דואל [e-mail]"},
		{"e-mail with umlaut", "müller@web.example", "[e-mail]"},
		{"Devanagari e-mail", "राम@उदाहरण.भारत", "[e-mail]"},
		{"Chinese text before an e-mail", "请联系zhang@mail.example", "请联系[e-mail]"},
		{"spelled at and dot", "john.doe [at] mail [dot] example please", "[e-mail] please"},
		{"spelled at", "john(at)mail.example", "[e-mail]"},
		{"at between spaces", "john @ mail.example", "[e-mail]"},
		{"at that is none", "look @ this, meet (at) noon", "look @ this, [e-mail]"},
		{"escaped at", "https://any.example/%40john", "[link]"},
		{"escaped e-mail", "mailto:john%40mail.example", "mailto:[e-mail]"},
		{"escaped own", "https://social.example/%40ruritania_oslo", "https://social.example/@ruritania_oslo"},

		{"handle without at", "Telegram: john_doe99", "Telegram: @…"},
		{"handle without at in Chinese", "加微信john_1990吧", "加微信@…吧"},
		{"handle without at, Arabic", "تلغرام: محمد_علي", "تلغرام: @…"},
		{"own without at", "ruritania_oslo answers", "ruritania_oslo answers"},
		{"hashtags stay", "#اليوم_الوطني #vote_2026", "#اليوم_الوطني #vote_2026"},
		{"emoji names stay", "nice :thumbs_up: __bold__", "nice :thumbs_up: __bold__"},
		{"paths stay", "https://gov.example/some_page gov.example/form_a.pdf", "https://gov.example/some_page gov.example/form_a.pdf"},

		{"Cyrillic passport", "паспорт АБ123456", "паспорт [number]"},
		{"passport with space", "passport AB 123456, please", "passport [number], please"},
		{"Greek passport", "διαβατήριο ΑΕ 1234567", "διαβατήριο [number]"},
		{"sums stay", "EUR 250000 and A 12345", "EUR 250000 and A 12345"},
		{"phone with stars", "0912*345*6789, 0912|345|678", "[phone], [phone]"},
		{"hours and thousands stay", "10:00-12:00, 1,234,567 people", "10:00-12:00, 1,234,567 people"},

		{"comment on a video", "https://www.youtube.com/watch?v=abc&lc=UgxKREWq", "[link]"},
		{"who shared", "https://instagram.com/p/Cabc/?igshid=abc", "[link]"},
		{"who is meant", "https://news.example/a?x=1&user_id=12345678", "[link]"},
		{"a number of an account", "https://any.example/web/accounts/12345", "[link]"},
		{"phone as a path", "https://zalo.me/0912345678 https://signal.me/#p/+4712345678", "[link] [link]"},
		{"parameters stay", "https://news.example/a?page=2&lang=en", "https://news.example/a?page=2&lang=en"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := m.Mask(c.in)
			if got != c.want {
				t.Errorf("Mask(%q) = %q, want %q", c.in, got, c.want)
			}
			if again := m.Mask(got); again != got {
				t.Errorf("masked again: %q", again)
			}
		})
	}
}
