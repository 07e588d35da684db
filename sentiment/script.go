package sentiment

import "unicode"

// script is a writing system as far as it helps to name a language.
type script uint8

const (
	noScript script = iota
	latin
	cyrillic
	arabic
	devanagari
	ethiopic
	greek
	hebrew
	armenian
	georgian
	hangul
	han
	kana
	thai
	bengali
	tamil
	telugu
	gurmukhi
	sinhala
	myanmar
	scripts
)

// scriptNames are the names that languages.tsv uses.
var scriptNames = [scripts]string{"", "Latin", "Cyrillic", "Arabic", "Devanagari", "Ethiopic", "Greek", "Hebrew", "Armenian",
	"Georgian", "Hangul", "Han", "Japanese", "Thai", "Bengali", "Tamil", "Telugu", "Gurmukhi", "Sinhala", "Myanmar"}

// scriptOf returns the script of a letter; marks that all scripts share have none.
func scriptOf(r rune) script {
	switch {
	case r < 0x80:
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return latin
		}
		return noScript
	case r < 0x0250:
		if r >= 0xC0 && r != '×' && r != '÷' {
			return latin
		}
		return noScript
	case r < 0x0300:
		if unicode.IsLetter(r) && r < 0x02B0 {
			return latin
		}
		return noScript
	case r >= 0x1E00 && r <= 0x1EFF:
		return latin
	}
	for _, b := range blocks {
		if r >= b.first && r <= b.last {
			if unicode.IsLetter(r) || unicode.IsMark(r) {
				return b.script
			}
			return noScript
		}
	}
	return noScript
}

// blocks are the code ranges of the other scripts.
var blocks = [...]struct {
	first, last rune
	script      script
}{
	{0x0370, 0x03FF, greek}, {0x0400, 0x052F, cyrillic}, {0x0531, 0x058F, armenian}, {0x0591, 0x05F4, hebrew},
	{0x0610, 0x06FF, arabic}, {0x0750, 0x077F, arabic}, {0x0900, 0x097F, devanagari}, {0x0980, 0x09FF, bengali},
	{0x0A00, 0x0A7F, gurmukhi}, {0x0B80, 0x0BFF, tamil}, {0x0C00, 0x0C7F, telugu}, {0x0D80, 0x0DFF, sinhala},
	{0x0E00, 0x0E7F, thai}, {0x1000, 0x109F, myanmar}, {0x10A0, 0x10FF, georgian}, {0x1100, 0x11FF, hangul},
	{0x1200, 0x139F, ethiopic}, {0x1C90, 0x1CBF, georgian}, {0x1F00, 0x1FFF, greek}, {0x2D00, 0x2D2F, georgian},
	{0x2D80, 0x2DDF, ethiopic}, {0x3041, 0x30FF, kana}, {0x3400, 0x4DBF, han}, {0x4E00, 0x9FFF, han},
	{0xAC00, 0xD7AF, hangul}, {0xF900, 0xFAFF, han}, {0x20000, 0x3134F, han},
}
