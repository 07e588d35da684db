package text

import "unicode"

// Script is a writing system, as far as it helps to name a language.
type Script uint8

// Scripts that are told apart.
const (
	NoScript Script = iota // shared marks, digits, and scripts not listed here
	Latin
	Cyrillic
	Arabic
	Devanagari
	Ethiopic
	Greek
	Hebrew
	Armenian
	Georgian
	Hangul
	Han
	Kana // Hiragana and Katakana
	Thai
	Lao
	Khmer
	Myanmar
	Bengali
	Tamil
	Telugu
	Kannada
	Malayalam
	Gujarati
	Gurmukhi
	Oriya
	Sinhala
	Tibetan
	Mongolian
	Thaana
	Tifinagh
	NKo
	Adlam
	Scripts // how many there are
)

// codes are the ISO 15924 codes; Kana has the one of Japanese.
var codes = [Scripts]string{"Zyyy", "Latn", "Cyrl", "Arab", "Deva", "Ethi", "Grek", "Hebr", "Armn", "Geor", "Hang", "Hani", "Jpan",
	"Thai", "Laoo", "Khmr", "Mymr", "Beng", "Taml", "Telu", "Knda", "Mlym", "Gujr", "Guru", "Orya", "Sinh", "Tibt", "Mong", "Thaa",
	"Tfng", "Nkoo", "Adlm"}

// String returns the ISO 15924 code, such as "Latn"; "Zyyy" for no script.
func (s Script) String() string {
	if s >= Scripts {
		return codes[NoScript]
	}
	return codes[s]
}

// ranges are the letters of each script, as Unicode's Scripts.txt lists them.
var ranges = [Scripts][]*unicode.RangeTable{
	Latin: {unicode.Latin}, Cyrillic: {unicode.Cyrillic}, Arabic: {unicode.Arabic}, Devanagari: {unicode.Devanagari},
	Ethiopic: {unicode.Ethiopic}, Greek: {unicode.Greek}, Hebrew: {unicode.Hebrew}, Armenian: {unicode.Armenian},
	Georgian: {unicode.Georgian}, Hangul: {unicode.Hangul}, Han: {unicode.Han}, Kana: {unicode.Hiragana, unicode.Katakana},
	Thai: {unicode.Thai}, Lao: {unicode.Lao}, Khmer: {unicode.Khmer}, Myanmar: {unicode.Myanmar}, Bengali: {unicode.Bengali},
	Tamil: {unicode.Tamil}, Telugu: {unicode.Telugu}, Kannada: {unicode.Kannada}, Malayalam: {unicode.Malayalam},
	Gujarati: {unicode.Gujarati}, Gurmukhi: {unicode.Gurmukhi}, Oriya: {unicode.Oriya}, Sinhala: {unicode.Sinhala},
	Tibetan: {unicode.Tibetan}, Mongolian: {unicode.Mongolian}, Thaana: {unicode.Thaana}, Tifinagh: {unicode.Tifinagh},
	NKo: {unicode.Nko}, Adlam: {unicode.Adlam},
}

// unbroken reports whether a script writes no spaces between words.
func (s Script) unbroken() bool {
	switch s {
	case Han, Kana, Thai, Lao, Khmer, Myanmar:
		return true
	}
	return false
}
