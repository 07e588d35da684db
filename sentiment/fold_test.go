package sentiment

import "testing"

// TestFold has one case for each rule of spelling.
func TestFold(t *testing.T) {
	for _, tc := range []struct{ rule, word, folded, bare string }{
		{"LowerCase", "GREAT", "great", "great"},
		{"FinalSigma", "ΛΌΓΟΣ", "λόγοσ", "λογοσ"},
		{"FinalSigmaSmall", "λόγος", "λόγοσ", "λογοσ"},
		{"Composed", "cafe\u0301", "café", "cafe"},
		{"LatinDiacritics", "Żółć", "żółć", "zolc"},
		{"StrokeAndHookLetters", "Łódź ɗan ƙasa", "łódź ɗan ƙasa", "lodz dan kasa"},
		{"DottedAndDotlessI", "İyi ışık", "iyi işik", "iyi isik"},
		{"YorubaTones", "ọ̀rẹ́", "ọ̀rẹ́", "ore"},
		{"RussianYo", "Ёлка", "елка", "елка"},
		{"CyrillicShortIKept", "май", "май", "май"},
		{"FullWidth", "ＧＯＯＤ", "good", "good"},
		{"Apostrophe", "don’t", "don't", "don't"},
		{"ZeroWidthJoiners", "می\u200cخوام", "ميخوام", "ميخوام"},
		{"SoftHyphen", "Bot\u00ADschaft", "botschaft", "botschaft"},
		{"Elongation", "sooooo", "soo", "soo"},
		{"AlefMadda", "آمن", "امن", "امن"},
		{"AlefHamzaAbove", "أحب", "احب", "احب"},
		{"AlefHamzaBelow", "إيمان", "ايمان", "ايمان"},
		{"AlefWasla", "ٱسم", "اسم", "اسم"},
		{"AlefMaksura", "على", "علي", "علي"},
		{"TehMarbuta", "جميلة", "جميله", "جميله"},
		{"HamzaOnWaw", "مؤمن", "مومن", "مومن"},
		{"HamzaOnYeh", "سيئ", "سيي", "سيي"},
		{"Tatweel", "جمـــيل", "جميل", "جميل"},
		{"Tashkeel", "جَمِيلٌ", "جميل", "جميل"},
		{"PresentationForms", "ﺳﻼﻡ", "سلام", "سلام"},
		{"PersianYehAndKaf", "یک", "يك", "يك"},
		{"UrduHeh", "ہے", "هے", "هے"},
		{"ArabicDigits", "٢٠", "20", "20"},
		{"PersianDigits", "۲۰", "20", "20"},
		{"HebrewFinalLetters", "שלום", "שלומ", "שלומ"},
		{"HebrewPoints", "שָׁלוֹם", "שלומ", "שלומ"},
		{"DevanagariNukta", "ख़राब", "खराब", "खराब"},
		{"DevanagariCandrabindu", "कहाँ", "कहां", "कहां"},
		{"DevanagariDigits", "१२", "12", "12"},
		{"EthiopicHomophones", "ሠላም ዐለም ፀሐይ ኃይል", "ሰላም አለም ጸሀይ ሀይል", "ሰላም አለም ጸሀይ ሀይል"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if folded, bare := FoldWord(tc.word); folded != tc.folded || bare != tc.bare {
				t.Errorf("FoldWord(%q) = %q, %q, want %q, %q", tc.word, folded, bare, tc.folded, tc.bare)
			}
		})
	}
}
