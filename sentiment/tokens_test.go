package sentiment

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// spell writes tokens as kind:norm, a hashtag's with a #.
func spell(text string) string {
	var t Tokens
	var out []string
	for _, tok := range t.Read(text) {
		s := [...]string{"w", "n", "r", "e", "m", "@", "l"}[tok.Kind] + ":" + strings.ReplaceAll(string(tok.Norm), "\n", "NL")
		if tok.Tag {
			s = "#" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	for _, tc := range []struct{ rule, text, want string }{
		{"Words", "Good day, embassy!", "w:good w:day m:, w:embassy m:!"},
		{"Contraction", "don't", "w:don't"},
		{"FrenchElision", "l'ambassade qu'elle", "w:l' w:ambassade w:qu' w:elle"},
		{"NoElisionInEnglish", "o'clock", "w:o'clock"},
		{"HyphenJoinsNothing", "bem-vindo", "w:bem w:vindo"},
		{"FullStopWithoutSpace", "bad.Good", "w:bad m:. w:good"},
		{"Number", "at 10.30", "w:at n:10.30"},
		{"Hashtag", "#NationalDay2026", "#w:national #w:day #n:2026"},
		{"HashtagUnderscore", "#عيد_مبارك", "#w:عيد #w:مبارك"},
		{"Mention", "@oslo_embassy thanks", "@: w:thanks"},
		{"FederatedHandle", "@a@b.example hi", "@: w:hi"},
		{"MaskedMention", "@… hi", "@: w:hi"},
		{"Masks", "[link] [e-mail] [phone]", "l: l: l:"},
		{"Link", "see https://a.example/x?y=1 now", "w:see l: w:now"},
		{"LinkInWord", "بريطانياhttps://a.example", "w:بريطانيا l:"},
		{"WWW", "www.a.example", "l:"},
		{"Mail", "write to a.b@c.example now", "w:write w:to l: w:now"},
		{"NotAMail", "a@b", "w:a @:"},
		{"Emoji", "ok👍🏽❤️", "w:ok e:👍 e:❤"},
		{"Family", "👩‍👩‍👧", "e:👩 e:👩 e:👧"},
		{"FlagIsNoEmoji", "🇳🇴", "m:🇳 m:🇴"},
		{"Emoticon", "fine :) :-( <3", "w:fine e::) e::-( e:<3"},
		{"NoEmoticonInTime", "10:30", "n:10 m:: n:30"},
		{"Chinese", "很好。谢谢", "r:很好 m:。 r:谢谢"},
		{"ThaiRun", "ขอบคุณครับ", "r:ขอบคุณครับ"},
		{"Devanagari", "क्या है?", "w:क्या w:है m:?"},
		{"LineBreak", "a\nb", "w:a m:NL w:b"},
		{"Empty", "", ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, spell(tc.text)); diff != "" {
				t.Errorf("tokens of %q (-want +got)\n%s", tc.text, diff)
			}
		})
	}
}

func TestTokensShort(t *testing.T) {
	var tokens Tokens
	tok := tokens.Read("looooove")[0]
	if string(tok.Norm) != "loove" || string(tok.Short) != "love" {
		t.Errorf("stretched word: Norm %q, Short %q, want loove, love", tok.Norm, tok.Short)
	}
}

// FuzzRead: any bytes give tokens of valid UTF-8, and every reader above them holds.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "Great! :)", "l'été qu'", "#a_b__C9", "@a@b@c", "a.b@c.d", "\xff\xfe\x80", "e\u0301\u0301\u0301", "سَلام", "שָׁלוֹם",
		"很好吗", "1/7 a b c d e f", "[link", "htthttp://", "👩\u200d👩", ":'-( <3<3", "Visit our\x00exhibition", "\u034f\u00ad\ufeff", "ẞßſ", "：）"} {
		f.Add(s)
	}
	l := lexicon(f)
	f.Fuzz(func(t *testing.T, text string) {
		var tokens Tokens
		for _, tok := range tokens.Read(text) {
			if !utf8.Valid(tok.Norm) || !utf8.Valid(tok.Bare) || !utf8.Valid(tok.Short) {
				t.Fatal("a token is not valid UTF-8")
			}
			if (tok.Kind == Word || tok.Kind == Run) && (len(tok.Norm) == 0 || len(tok.Bare) == 0) {
				t.Fatal("a word without letters")
			}
		}
		lang := Detect(text)
		if lang.Confidence < 0 || lang.Confidence > 1 || (lang.Tag == Undetermined) != (lang.Confidence == 0) {
			t.Fatalf("Detect = %+v", lang)
		}
		for _, tag := range []string{lang.Tag, "en", "zh", "ar"} {
			var s sheet
			if c := l.read(&s, text, tag).Class; c < Negative || c > Abstained {
				t.Fatalf("class %d", c)
			}
			if primary, all := Topics(text, tag); primary == "" || len(all) == 0 {
				t.Fatal("no topic")
			}
			Devices(text, tag)
		}
		NearDuplicates([]string{text, text})
	})
}

// TestLinear reads texts of 128 KiB made of one piece. That takes about 0.2 s; a rule
// that looks at every pair of bytes would take 17e9 steps, far above the bound of
// 4 s, which is wide because machines are busy.
func TestLinear(t *testing.T) {
	l := lexicon(t)
	for _, unit := range []string{"good ", "a", "@", "#a", "a@", "a.", "http", "[", ":(", "哈", "e\u0301", "\u0301", "l'", "👍", "\xff", "not ", "1/", "“a ", "very very "} {
		text := strings.Repeat(unit, 128<<10/len(unit))
		start := time.Now()
		var s sheet
		l.read(&s, text, "en")
		Detect(text)
		Topics(text, "en")
		Devices(text, "en")
		NearDuplicates([]string{text})
		if took := time.Since(start); took > 4*time.Second {
			t.Errorf("%q repeated to 128 KiB takes %v: not linear", unit, took)
		}
	}
}
