package text

import "testing"

// TestFold has one case for each rule of spelling, with its source.
func TestFold(t *testing.T) {
	for _, tc := range []struct{ rule, source, word, folded, bare string }{
		{"LowerCase", "Unicode CaseFolding.txt", "GREAT", "great", "great"},
		{"FinalSigma", "Unicode CaseFolding.txt", "ΛΌΓΟΣ", "λόγοσ", "λογοσ"},
		{"FinalSigmaSmall", "Unicode CaseFolding.txt", "λόγος", "λόγοσ", "λογοσ"},
		{"Composed", "UAX #15", "cafe\u0301", "café", "cafe"},
		{"LatinDiacritics", "UAX #15 decompositions", "Żółć", "żółć", "zolc"},
		{"StrokeAndHookLetters", "typed so in AfriSenti's Hausa (Muhammad et al., 2023)", "Łódź ɗan ƙasa", "łódź ɗan ƙasa", "lodz dan kasa"},
		{"DottedAndDotlessI", "Unicode SpecialCasing.txt", "İyi ışık", "iyi işik", "iyi isik"},
		{"YorubaTones", "typed so in AfriSenti's Yoruba (Muhammad et al., 2023)", "ọ̀rẹ́", "ọ̀rẹ́", "ore"},
		{"RussianYo", "Russian orthography of 1956, section 10", "Ёлка", "елка", "елка"},
		{"CyrillicShortIKept", "UAX #15", "май", "май", "май"},
		{"FullWidth", "UAX #15, NFKC", "ＧＯＯＤ", "good", "good"},
		{"Apostrophe", "UAX #29, MidNumLetQ", "don’t", "don't", "don't"},
		{"ZeroWidthJoiners", "Lucene PersianNormalizer", "می\u200cخوام", "ميخوام", "ميخوام"},
		{"SoftHyphen", "UAX #14", "Bot\u00ADschaft", "botschaft", "botschaft"},
		{"Elongation", "Brody and Diakopoulos, EMNLP 2011", "sooooo", "soo", "soo"},
		{"AlefMadda", "Larkey et al., SIGIR 2002", "آمن", "امن", "امن"},
		{"AlefHamzaAbove", "Larkey et al., SIGIR 2002", "أحب", "احب", "احب"},
		{"AlefHamzaBelow", "Larkey et al., SIGIR 2002", "إيمان", "ايمان", "ايمان"},
		{"AlefWasla", "Larkey et al., SIGIR 2002", "ٱسم", "اسم", "اسم"},
		{"AlefMaksura", "Larkey et al., SIGIR 2002", "على", "علي", "علي"},
		{"TehMarbuta", "Larkey et al., SIGIR 2002", "جميلة", "جميله", "جميله"},
		{"HamzaOnWaw", "Larkey et al., SIGIR 2002", "مؤمن", "مومن", "مومن"},
		{"HamzaOnYeh", "Larkey et al., SIGIR 2002", "سيئ", "سيي", "سيي"},
		{"Tatweel", "Lucene ArabicNormalizer", "جمـــيل", "جميل", "جميل"},
		{"Tashkeel", "Lucene ArabicNormalizer", "جَمِيلٌ", "جميل", "جميل"},
		{"PresentationForms", "UAX #15, NFKC", "ﺳﻼﻡ", "سلام", "سلام"},
		{"PersianYehAndKaf", "Lucene PersianNormalizer", "یک", "يك", "يك"},
		{"UrduHeh", "Lucene PersianNormalizer", "ہے", "هے", "هے"},
		{"ArabicDigits", "UnicodeData.txt", "٢٠", "20", "20"},
		{"PersianDigits", "UnicodeData.txt", "۲۰", "20", "20"},
		{"HebrewFinalLetters", "Unicode Standard, 9.1", "שלום", "שלומ", "שלומ"},
		{"HebrewPoints", "Unicode Standard, 9.1", "שָׁלוֹם", "שלומ", "שלומ"},
		{"DevanagariNukta", "Larkey et al., Hindi CLIR in thirty days, 2003", "ख़राब", "खराब", "खराब"},
		{"DevanagariCandrabindu", "Larkey et al., Hindi CLIR in thirty days, 2003", "कहाँ", "कहां", "कहां"},
		{"DevanagariDigits", "UnicodeData.txt", "१२", "12", "12"},
		{"EthiopicHomophones", "Yimam et al., Semantic models for Amharic, 2021", "ሠላም ዐለም ፀሐይ ኃይል", "ሰላም አለም ጸሀይ ሀይል", "ሰላም አለም ጸሀይ ሀይል"},
		{"IgboDots", "typed so in AfriSenti's Igbo (Muhammad et al., 2023)", "ụlọ ọrụ", "ụlọ ọrụ", "ulo oru"},
		{"TwiOpenVowels", "typed so in AfriSenti's Twi (Muhammad et al., 2023)", "mepɛ ɔkɔ", "mepɛ ɔkɔ", "mepe oko"},
		{"VietnameseTones", "UAX #15 decompositions; đ has none", "đường phố", "đường phố", "duong pho"},
		{"MalayalamChillu", "Unicode Standard, 12.9", "അവൻ", "അവന്", "അവന്"},
		{"BengaliNuktaKept", "UAX #15, composition exclusions", "বা\u09dc\u09bf", "বা\u09a1\u09bc\u09bf", "বা\u09a1\u09bc\u09bf"},
		{"UrduYehBarreeKept", "Urdu alphabet", "ہے", "هے", "هے"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if folded, bare := FoldWord(tc.word); folded != tc.folded || bare != tc.bare {
				t.Errorf("FoldWord(%q) = %q, %q, want %q, %q (%s)", tc.word, folded, bare, tc.folded, tc.bare, tc.source)
			}
		})
	}
}
