package voice

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// What a language asks for that depends on the words around a message, which its
// catalogue cannot say.

// dayOf writes the day within a date: the first of a month is an ordinal in French.
func (v *Voice) dayOf(t time.Time) string {
	if v.lang == "fr" && t.Day() == 1 {
		return "1er"
	}
	return v.PlainNumber(t.Day())
}

// Ended ends a line as a sentence, by the language's full stop.
func (v *Voice) Ended(l Line) Line {
	stop := "."
	switch v.lang {
	case "zh":
		stop = "。"
	case "hi":
		stop = "।"
	}
	return Joined(append(slices.Clone(l), Own(stop)...))
}

// Spanish says "e" and "u" for "y" and "o" before a word that begins with their sound:
// Facebook e Instagram, vídeos e historias, but agua y hielo.
var (
	soundsI = regexp.MustCompile(`(?i)^h?[ií]([^aeo]|$)`)
	soundsO = regexp.MustCompile(`(?i)^h?[oó]`)
)

// upright keeps a number's sign on its left, where Hebrew and Persian have it; in text
// from right to left it would go to the other end. Arabic has it there.
func (v *Voice) upright(number string) Line {
	if v.lang == "he" || v.lang == "fa" {
		return Line{{Text: number, Foreign: true}}
	}
	return Own(number)
}

// linked is a pattern that joins two things, as it is said before the second of them.
func (v *Voice) linked(pattern string, second Line) string {
	switch word := second.String(); {
	case v.lang == "he" && word != "" && word[0] < utf8.RuneSelf: // a maqaf before what is not in Hebrew letters
		return strings.Replace(pattern, " ו{b}", " ו־{b}", 1)
	case v.lang != "es":
	case soundsI.MatchString(word):
		return strings.Replace(pattern, " y ", " e ", 1)
	case soundsO.MatchString(word):
		return strings.Replace(pattern, " o ", " u ", 1)
	}
	return pattern
}
