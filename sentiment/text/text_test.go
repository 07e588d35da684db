package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// spell writes tokens as kind:norm, a hashtag's with a #, its first with ##, a
// repeated mark with its number, a stretched word with a ~, capitals with a ^.
func spell(s string) string {
	var t Text
	t.Read(s)
	var out []string
	for _, k := range t.Tokens {
		p := [...]string{"w", "r", "n", "e", "o", "m", "br", "@", "l", "mail", "tel"}[k.Kind] + ":" + string(k.Norm)
		if k.Repeat > 1 {
			p += "*" + string(rune('0'+min(k.Repeat, 9)))
		}
		for _, f := range []struct {
			flag Flag
			mark string
		}{{Tag, "#"}, {TagStart, "#"}, {Stretched, "~"}, {Capitals, "^"}, {Digits, "9"}} {
			if k.Has(f.flag) {
				p = f.mark + p
			}
		}
		out = append(out, p)
	}
	return strings.Join(out, " ")
}

// TestTokens has one case for each rule of cutting, with its source where it has one.
func TestTokens(t *testing.T) {
	for _, tc := range []struct{ rule, text, want string }{
		{"Words", "Good day, embassy!", "w:good w:day m:, w:embassy m:!"},
		{"Contraction_UAX29_WB6", "don't", "w:don't"},
		{"CurlyApostrophe_UAX29_WB6", "don’t", "w:don't"},
		{"FrenchElision", "l'ambassade qu’elle", "w:l' w:ambassade w:qu' w:elle"},
		{"NoElisionInEnglish", "o'clock", "w:o'clock"},
		{"QuoteIsNoApostrophe", "'yes'", "m:' w:yes m:'"},
		{"HyphenJoinsNothing", "bem-vindo", "w:bem w:vindo"},
		{"FullStopWithoutSpace", "bad.Good", "w:bad m:. w:good"},
		{"Underscore", "a_b", "w:a m:_ w:b"},
		{"Number_UAX29_WB12", "at 1,000.30", "w:at n:1,000.30"},
		{"Date", "12/03/2026", "n:12/03/2026"},
		{"Time", "10:30", "n:10:30"},
		{"NumberEndsBeforeFullStop", "in 2026.", "w:in n:2026 m:."},
		{"Ordinal", "1st 5km", "n:1st n:5km"},
		{"ArabicDigits", "٢٠ ۲۰", "n:20 n:20"},
		{"Arabizi_Darwish2014", "3amel 7abibi", "9w:3amel 9w:7abibi"},
		{"Hashtag", "#NationalDay2026", "##w:national #w:day #n:2026"},
		{"HashtagUnderscore", "#عيد_مبارك", "##w:عيد #w:مبارك"},
		{"HashtagUnknownKept", "#nationalday", "##w:nationalday"},
		{"HashtagCapitalsKept", "#FIFA", "^##w:fifa"},
		{"HashtagHan", "#领事服务", "##r:领事服务"},
		{"HashAlone", "# 5 #", "m:# n:5 m:#"},
		{"Mention", "@oslo_embassy thanks", "@: w:thanks"},
		{"FederatedHandle", "@a@b.example hi", "@: w:hi"},
		{"MaskedMention", "@… hi", "@: w:hi"},
		{"AtAlone", "@ home", "m:@ w:home"},
		{"Masks", "[link] [e-mail] [phone] <user>", "l: mail: tel: @:"},
		{"Link", "see https://a.example/x?y=1 now", "w:see l: w:now"},
		{"LinkInWord", "بريطانياhttps://a.example", "w:بريطانيا l:"},
		{"LinkInLatinWord", "nowhttps://a.example", "w:now l:"},
		{"LinkMaskOfDataSets", "see http here", "w:see l: w:here"},
		{"WWW", "www.a.example", "l:"},
		{"Mail_RFC5321", "write to a.b_c@d.example now", "w:write w:to mail: w:now"},
		{"NotAMail", "a@b", "w:a @:"},
		{"SkinTone_UTS51", "ok👍🏽❤️", "w:ok e:👍 e:❤"},
		{"ZWJSequence_UTS51", "👩‍👩‍👧!", "e:👩‍👩‍👧 m:!"},
		{"ZWJSequenceSkin_UTS51", "👩🏽‍🚀", "e:👩‍🚀"},
		{"BrokenZWJ", "👩\u200d a", "e:👩\u200d w:a"},
		{"Flag_UTS51", "🇳🇴🇸🇪", "e:🇳🇴 e:🇸🇪"},
		{"TagFlag_UTS51", "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F a", "e:🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F w:a"},
		{"Keycap_UTS51", "1️⃣ #️⃣", "e:1⃣ e:#⃣"},
		{"Emoticon", "fine :) :-( <3", "w:fine o::) o::-( o:<3"},
		{"EmoticonAfterWord", "fine:)", "w:fine o::)"},
		{"NoEmoticonInWord", "xDream 3:dx", "w:xdream n:3 m:: w:dx"},
		{"Elongation_Brody2011", "sooooo", "~w:soo"},
		{"Laughter", "hahahaha jajaja wkwkwk", "~w:haha ~w:jaja ~w:wkwk"},
		{"RepeatedMark", "what?!!!", "w:what m:? m:!*3"},
		{"Capitals", "SO Good I", "^w:so w:good w:i"},
		{"Chinese", "很好。谢谢", "r:很好 m:。 r:谢谢"},
		{"JapaneseProlongedSound", "ビザセンター", "r:ビザセンター"},
		{"ThaiRun", "ขอบคุณครับ", "r:ขอบคุณครับ"},
		{"MixedRun", "visa申请", "w:visa r:申请"},
		{"Devanagari", "क्या है?", "w:क्या w:है m:?"},
		{"ArmenianQuestionMark", "ինչո՞ւ", "w:ինչու m:՞"},
		{"LineBreak", "a\nb", "w:a br: w:b"},
		{"BoldLetters_NFKC", "𝐆𝐨𝐨𝐝 🅖🅞🅞🅓", "w:good ^w:good"},
		{"BrokenBytesPartWords", "a\xffb", "w:a w:b"},
		{"Empty", "", ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, spell(tc.text)); diff != "" {
				t.Errorf("tokens of %q (-want +got)\n%s", tc.text, diff)
			}
		})
	}
}

// TestStretched: Brody and Diakopoulos (EMNLP 2011) find the plain word by taking
// repeated letters out.
func TestStretched(t *testing.T) {
	var x Text
	x.Read("looooove")
	if k := x.Tokens[0]; string(k.Norm) != "loove" || string(k.Short) != "love" || !k.Has(Stretched) {
		t.Errorf("Norm %q, Short %q, want loove, love", k.Norm, k.Short)
	}
	x.Read("good")
	if k := x.Tokens[0]; k.Short != nil || k.Has(Stretched) {
		t.Errorf("good counts as stretched: %+v", k)
	}
}

// TestLowerKeepsLanguage: Lower keeps what Norm joins and a language is known by.
func TestLowerKeepsLanguage(t *testing.T) {
	for word, want := range map[string]string{"IŞIK ışık": "işik ışık", "سفارة": "سفارة", "کیا ہے": "کیا ہے", "ሠላም": "ሠላም",
		"Ёлка": "ёлка", "שָׁלוֹם": "שלום", "جَمِيلٌ": "جميل", "ΛΌΓΟΣ": "λόγοσ"} {
		var x Text
		x.Read(word)
		var got []string
		for _, k := range x.Tokens {
			got = append(got, string(k.Lower))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("Lower of %q is %q, want %q", word, got, want)
		}
	}
}

// TestLetters counts letters by script, without those of hashtags, links and handles.
func TestLetters(t *testing.T) {
	var x Text
	x.Read("Visa یا ویزا? #Visa @visa https://visa.example 2026 申請します")
	want := map[Script]uint32{Latin: 4, Arabic: 6, Han: 2, Kana: 3}
	for s := range Scripts {
		if x.Letters[s] != want[s] {
			t.Errorf("%d letters of %s, want %d", x.Letters[s], s, want[s])
		}
	}
}
