package chart

import (
	"strings"
	"unicode"

	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// A phone's page is 390 pixels wide, 32 of them margins.
const (
	phoneChart = 358
	nameSize   = 13
	noteSize   = 12
	noteLine   = 16 // from one line of notes to the next
	nameGap    = 14 // between a name and a note on one line
)

// wide is about how many pixels a text takes: a little more than half its size for a
// letter, all of it for a Chinese, Japanese or Korean one, nothing for a mark upon one.
func wide(l voice.Line, size float64) (px float64) {
	for _, r := range l.String() {
		switch {
		case unicode.Is(unicode.M, r):
		case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana):
			px += size
		case strings.ContainsRune("ijltfr.,:;'|()[]/ ", r):
			px += 0.36 * size
		default:
			px += 0.6 * size
		}
	}
	return px
}

// head writes a row's name and what is said of it: together on one line if a phone has
// room for that, else one below the other. It returns how much lower the row's marks
// then stand.
func (d *Drawing) head(y float64, name, note voice.Line, below ...voice.Line) (lower float64) {
	if wide(name, nameSize)+nameGap+wide(note, noteSize) <= phoneChart {
		d.label("name", "start", 0, y, name)
		d.label("note", "end", 100, y, note)
		return 0
	}
	d.label("name", "start", 0, y, name)
	if wide(note, noteSize) <= phoneChart || len(below) == 0 {
		below = []voice.Line{note}
	}
	for _, l := range below {
		lower += noteLine
		d.label("note", "start", 0, y+lower, l)
	}
	return lower
}
