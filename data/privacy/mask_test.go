package privacy

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// ownForTest are the configured handles of every test here.
var ownForTest = []string{"@ruritania_oslo@social.example", "RuritaniaMFA", "ruritania.bsky.example", "@Ruritania.Oslo"}

func TestMask(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"nothing", "Thank you for the quick answer! 10/10", "Thank you for the quick answer! 10/10"},

		{"mention", "hi @john_doe, thanks", "hi @…, thanks"},
		{"mention at start and end", "@a @b", "@… @…"},
		{"mention with dots", "see @john.doe.", "see @…."},
		{"mention glued to text", "你好@john再见", "你好@…再见"},
		{"mention in another script", "شكرا @محمد_علي", "شكرا @…"},
		{"mention with accent", "merci @josé!", "merci @…!"},
		{"fediverse", "@john@social.example hello", "@… hello"},
		{"three parts", "@john@social.example@x", "@…"},
		{"retweet", "RT @john: we are here", "RT @…: we are here"},
		{"full-width at", "＠ｊｏｈｎ さん", "@… さん"},
		{"small at", "﹫john", "@…"},
		{"zero width space behind at", "@\u200bjohn", "@…"},
		{"zero width in the middle", "@jo\u200d\u200bhn now", "@… now"},
		{"word joiner, soft hyphen, bidi", "@\u2060jo\u00adhn\u202e", "@…"},
		{"variation selector behind at", "@\ufe0fjohn", "@…"},
		{"combining mark behind at", "@\u0301john", "@…"},
		{"styled letters", "@ⓙⓞⓗⓝ @𝐣𝐨𝐡𝐧 @🅙🅞 @㌦", "@… @… @… @…"},
		{"styled host", "ⓣ.𝐦𝐞/john", "[link]"},
		{"emoji behind at", "@🙂 @❤️", "@🙂 @❤️"},
		{"two at signs", "@@john", "@@…"},
		{"lonely at", "5 @ 3, @ home", "5 @ 3, @ home"},

		{"own", "@RuritaniaMFA thanks", "@RuritaniaMFA thanks"},
		{"own in other case", "@ruritaniamfa thanks", "@ruritaniamfa thanks"},
		{"own full fediverse", "@Ruritania_Oslo@social.example", "@Ruritania_Oslo@social.example"},
		{"own local fediverse", "@ruritania_oslo, hi", "@ruritania_oslo, hi"},
		{"own name elsewhere", "@ruritania_oslo@evil.example", "@…"},
		{"own as prefix", "@RuritaniaMFA_fake @RuritaniaMFA2", "@… @…"},
		{"own with dot", "@ruritania.oslo.", "@ruritania.oslo."},

		{"reddit", "ask /u/john_doe or u/jane", "ask @… or @…"},
		{"no reddit", "w/u/ or 5 u/l", "w/u/ or 5 u/l"},

		{"x profile", "https://x.com/john", "[link]"},
		{"x status", "see https://twitter.com/john/status/1234567890123?s=20.", "see [link]."},
		{"x own status", "https://x.com/RuritaniaMFA/status/1234567890123456789", "https://x.com/RuritaniaMFA/status/1234567890123456789"},
		{"x hashtag", "https://x.com/hashtag/visa", "https://x.com/hashtag/visa"},
		{"x intent", "https://x.com/intent/user?screen_name=john", "[link]"},
		{"no scheme", "join t.me/johns_channel!", "join [link]!"},
		{"telegram invite", "https://t.me/+AbCdEf", "[link]"},
		{"telegram preview", "https://t.me/s/john", "[link]"},
		{"hidden host", "t.\u200bme/john", "[link]"},
		{"glued host", "看t.me/john", "看[link]"},
		{"facebook", "www.facebook.com/john.doe and m.facebook.com/profile.php?id=100012345", "[link] and [link]"},
		{"facebook people", "https://facebook.com/people/محمد/10001", "[link]"},
		{"facebook own", "https://www.facebook.com/ruritania.oslo/posts/1", "https://www.facebook.com/ruritania.oslo/posts/1"},
		{"facebook group", "https://www.facebook.com/groups/12345678", "https://www.facebook.com/groups/12345678"},
		{"facebook member", "https://www.facebook.com/groups/12345678/user/991", "[link]"},
		{"instagram", "instagram.com/john_doe/", "[link]"},
		{"instagram post", "https://www.instagram.com/p/Cabc123/", "https://www.instagram.com/p/Cabc123/"},
		{"instagram story", "https://instagram.com/stories/john/1", "[link]"},
		{"tiktok", "https://www.tiktok.com/@john/video/7", "[link]"},
		{"mastodon", "https://any.example/@john/1", "[link]"},
		{"mastodon own", "https://social.example/@ruritania_oslo/11", "https://social.example/@ruritania_oslo/11"},
		{"mastodon users", "https://any.example/users/john/statuses/1", "[link]"},
		{"bluesky", "https://bsky.app/profile/john.bsky.social/post/3k", "[link]"},
		{"bluesky own", "https://bsky.app/profile/ruritania.bsky.example", "https://bsky.app/profile/ruritania.bsky.example"},
		{"bluesky bare", "write to john.bsky.social.", "write to [link]."},
		{"bluesky did", "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky", "at://[link]/app.bsky"},
		{"linkedin", "https://no.linkedin.com/in/john-doe-1", "[link]"},
		{"linkedin company", "https://linkedin.com/company/acme", "https://linkedin.com/company/acme"},
		{"youtube", "https://youtube.com/@john https://www.youtube.com/channel/UCabc", "[link] [link]"},
		{"youtube video", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"},
		{"whatsapp", "wa.me/4712345678 https://chat.whatsapp.com/AbC", "[link] [link]"},
		{"nested", "https://web.archive.example/2020/https://x.com/john", "https://web.archive.example/2020/[link]"},
		{"mention in a link", "https://gov.example/?by=@john&m=a@b.example", "https://gov.example/?by=@…&m=[e-mail]"},
		{"plain link with long number", "https://gov.example/form/12345678901.", "https://gov.example/form/12345678901."},

		{"e-mail", "Write to John.Doe+visa@mail.example, please", "Write to [e-mail], please"},
		{"e-mail without domain", "john@localhost", "[e-mail]"},
		{"mailto", "mailto:john@mail.example", "mailto:[e-mail]"},
		{"e-mail of digits", "12345678@mail.example", "[e-mail]"},

		{"phone", "call +47 22 12 34 56 now", "call [phone] now"},
		{"phone in brackets", "(+47) 123 45 678", "[phone]"},
		{"phone national", "0211/1234567", "[phone]"},
		{"phone French", "01.02.03.04.05", "[phone]"},
		{"phone glued to Cyrillic", "тел89161234567", "тел[phone]"},
		{"phone Arabic-Indic", "اتصل ٠٥٠ ١٢٣ ٤٥٦٧", "اتصل [phone]"},
		{"phone Persian", "۰۹۱۲۳۴۵۶۷۸۹", "[phone]"},
		{"phone Devanagari", "फोन +९१ ९८७६५ ४३२१०", "फोन [phone]"},
		{"phone keycaps", "0\ufe0f\u20e34\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e3", "[phone]"},
		{"phone wide dashes", "12–34—56‑78", "[phone]"},
		{"phone in letters", "tel4712345678", "[number]"},

		{"IBAN", "pay GB29 NWBK 6016 1331 9268 19 today", "pay [number] today"},
		{"IBAN tight", "NO9386011117947", "[number]"},
		{"passport", "my passport AB1234567", "my passport [number]"},
		{"long number", "case 12345678901234567890", "case [number]"},

		{"dates", "on 2026-05-31 10:30, 31.05.2026, 5/31/26", "on 2026-05-31 10:30, 31.05.2026, 5/31/26"},
		{"years", "2019-2020, 2019 2020 2021", "2019-2020, 2019 2020 2021"},
		{"small numbers", "F16, COVID19, 150,000 people, 3.5 %", "F16, COVID19, 150,000 people, 3.5 %"},

		{"NFC", "cafe\u0301", "café"},
		{"emoji stay", "❤️‍🔥 👩‍👩‍👧 🇳🇴", "❤️‍🔥 👩‍👩‍👧 🇳🇴"},
		{"Persian joiner stays", "می‌خواهم", "می‌خواهم"},
		{"bad bytes", "a\xff@john\xfe", "a\ufffd@…\ufffd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := NewMasker(ownForTest)
			got := m.Mask(c.in)
			if got != c.want {
				t.Errorf("Mask(%q) = %q, want %q", c.in, got, c.want)
			}
			if again := m.Mask(got); again != got {
				t.Errorf("Mask(%q) = %q, want it unchanged", got, again)
			}
		})
	}
}

// anyHandle finds what a reader or platform would take for a handle. It is written
// apart from the scanner on purpose.
var anyHandle = regexp.MustCompile(`@[\p{L}\p{N}\p{M}_]+(?:[.-][\p{L}\p{N}\p{M}_]+)*(?:@[\p{L}\p{N}\p{M}_]+(?:[.-][\p{L}\p{N}\p{M}_]+)*)*`)

// checkMasked reports what is wrong with Mask(text).
func checkMasked(t interface {
	Errorf(string, ...any)
}, text string) {
	m := NewMasker(ownForTest)
	got := m.Mask(text)
	if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
		t.Errorf("Mask(%q) = %q is not UTF-8 in NFC", text, got)
	}
	if again := m.Mask(got); again != got {
		t.Errorf("Mask is not idempotent: %q -> %q -> %q", text, got, again)
	}
	own := map[string]bool{"@ruritania_oslo@social.example": true, "@ruritania_oslo": true, "@ruritaniamfa": true,
		"@ruritania.bsky.example": true, "@ruritania.oslo": true}
	// As a platform sees it: without what is invisible, in plain letters.
	seen := strings.Map(func(r rune) rune {
		if isIgnorable(r) {
			return -1
		}
		return r
	}, got)
	seen = strings.ToLower(norm.NFKC.String(strings.ReplaceAll(seen, "﹫", "@")))
	seen = strings.ReplaceAll(seen, "ruritania_oslo@social.example", "ruritania_oslo") // own, as an address
	for _, h := range anyHandle.FindAllString(seen, -1) {
		stays := own[h]
		for o := range own { // an own handle may have a script without spaces glued on
			rest, found := strings.CutPrefix(h, o)
			r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, ".-"))
			stays = stays || found && r >= 0x0e00
		}
		if !stays {
			t.Errorf("Mask(%q) = %q still has the handle %q", text, got, h)
		}
	}
}

// TestMaskProperties builds hostile texts out of the parts that matter.
func TestMaskProperties(t *testing.T) {
	parts := []string{"@", "＠", "﹫", "john", "j", "ｊｏ", "é", "محمد", "你", "さん", ".", "-", "_", "/", ":", " ", "\n", "\u200b", "\u200c", "\u200d",
		"\ufe0f", "\u0301", "\u20e3", "\u00ad", "\u202e", "K", "t.me/", "x.com/", "https://", "http", "u/", "/u/", "/user/", "bsky.social", ".bsky.social",
		"did:plc:", "a@b", "RT ", "+", "(", ")", "1", "12", "2026", "1234567", "٣٤٥", "GB29", "NWBK", "ruritaniamfa", "@RuritaniaMFA",
		"ruritania_oslo", "@social.example", "[link]", "[e-mail]", "[phone]", "@…", "…", "#", "?", "&", "=", "%", "\xff", "❤️", "é\u0323", "\u1100\u1161", "ⓙ", "𝐣", "🅙", "㌦", "²", "①", "½", "\u0345", "ẞ", "İ"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 14).Draw(t, "parts"), "")
		checkMasked(t, text)
	})
}

// TestMaskIsLinear feeds patterns that repeat what makes careless scanners look at
// the rest of the text again and again. Twice the text must not take four times.
func TestMaskIsLinear(t *testing.T) {
	m := NewMasker(ownForTest)
	for _, unit := range []string{"a", "@", "a.", "1 ", "2020 ", "1/1/2020 ", "http://", "https://a.bc/", "a.bc/", "a.bc/x,", "@a", "a@", "u/", "/u/a",
		"\u200d", "ب\u200d", "+", "(", "GB29 ", "x.com/hashtag/", "did:plc:", "12-", ".", "a-", "%", "1\ufe0f"} {
		if ratio, ok := growsLinearly(unit, 1<<17, func(text string) { m.Mask(text) }); !ok {
			t.Errorf("Mask of %q repeated takes %.0f times as long for %d times the text", unit, ratio, moreText)
		}
	}
}

// TestGrowthIsSeen makes sure that TestMaskIsLinear can fail: a scanner that looks at
// the rest of the text again at every mark is not linear.
func TestGrowthIsSeen(t *testing.T) {
	marks := 0
	rest := func(text string) {
		for i := range text {
			for j := i; j < len(text); j++ {
				if text[j] == '#' {
					marks++
				}
			}
		}
	}
	if ratio, ok := growsLinearly("@", 1<<13, rest); ok {
		t.Errorf("a quadratic scan took only %.0f times as long for %d times the text", ratio, moreText)
	}
}

// moreText is how many times longer the long text is than the short one.
const moreText = 64

// growsLinearly reports whether a scan of 64 times the text takes less than 8 times 64 as
// long: a linear one takes 64 times, a quadratic one 4096 times. Both are timed in turn
// and the best of each counts, until they agree: a busy machine slows one round or the
// other, but not every round of the long text and none of the short.
func growsLinearly(unit string, bytes int, scan func(string)) (ratio float64, ok bool) {
	took := func(bytes int) time.Duration {
		text := strings.Repeat(unit, bytes/len(unit))
		times := time.Duration(0)
		start := time.Now()
		for times == 0 || time.Since(start) < 20*time.Millisecond { // more than a tick of any clock
			scan(text)
			times++
		}
		return time.Since(start) / times
	}
	short, long := time.Hour, time.Hour
	for range 10 {
		short = min(short, took(bytes/moreText))
		long = min(long, took(bytes))
		if ratio = float64(long) / float64(max(short, 1)); ratio < 8*moreText {
			return ratio, true
		}
	}
	return ratio, false
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{"", "@john", "RT @john: see t.me/x", "＠ｊ\u200bo", "a@b@c", "+47 22 12 34 56", "GB29 NWBK 6016 1331 9268 19",
		"https://x.com/RuritaniaMFA/status/1", "\xff\xfe@\u0301a", "0\ufe0f\u20e3", "john.bsky.social", "u/\u200d", "می‌خواهم"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkMasked(t, text) })
}

func BenchmarkMask(b *testing.B) {
	m := NewMasker(ownForTest)
	text := "@RuritaniaMFA hello, my passport AB1234567 expired; I called +47 22 12 34 56 and wrote to a.b@mail.example. " +
		"شكرا @محمد، see https://x.com/john/status/123 — has anyone got an appointment in Oslo before 31.05.2026?"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		m.Mask(text)
	}
}
