package text

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// class is how the scanner treats a rune.
type class uint8

const (
	symbol class = iota
	letter
	capital
	joining // a mark that continues a word
	digit
	run // a letter or mark of a script without spaces
	space
	newline
	picture // an emoji
)

// Sizes of the tables: every rune below tableSize has an entry in class and script,
// and every one below foldSize in the foldings; above it nothing is folded but what
// unicode.ToLower folds.
const (
	tableSize = 0x10000
	foldSize  = 0x2100
)

// tables are Unicode's properties and the folding rules as arrays, for speed.
type tables struct {
	class  [tableSize]class
	script [tableSize]Script
	plain  [tableSize]bool // compose copies the rune as it is, whatever stands around it
	small  [tableSize]small
	lower  [foldSize]uint16 // 0 where the rune is dropped
	norm   [foldSize]uint16
	bare   [foldSize]uint16

	styled       map[rune]string // plain letters of what is styled; see plainStyles
	compositions []composition
	markClass    [lastMark - firstMark + 1]uint8
}

var builtTables = sync.OnceValue(buildTables)

func buildTables() *tables {
	t := new(tables)
	t.styled, t.compositions, t.markClass = plainStyles(), compositions(), markClasses()
	for s, list := range ranges {
		for _, rt := range list {
			each(rt, func(r rune) { t.script[r] = Script(s) })
		}
	}
	set := func(c class) func(rune) { return func(r rune) { t.class[r] = c } }
	each(unicode.Z, set(space))
	each(unicode.L, set(letter))
	each(unicode.Lu, set(capital))
	each(unicode.Lt, set(capital))
	each(unicode.M, set(joining))
	each(unicode.Nd, set(digit))
	for _, r := range "\t\v\f\r\u0085" {
		t.class[r] = space
	}
	t.class['\n'], t.class['\u2028'], t.class['\u2029'] = newline, newline, newline
	for r := range t.class {
		switch c := t.class[r]; {
		case (c == letter || c == joining) && t.script[r].unbroken():
			t.class[r] = run
		case c == symbol && isPicture(rune(r)):
			t.class[r] = picture
		case c != letter && c != capital && c != joining && c != run:
			t.script[r] = NoScript
		}
	}
	t.class['々'], t.class['ー'] = run, run
	t.script['々'], t.script['ー'] = Han, Kana
	for r := range rune(tableSize) {
		t.plain[r] = plain(r)
	}
	for r := range rune(foldSize) {
		low := lowerRune(r)
		if low == dropped {
			continue
		}
		t.lower[r] = uint16(low)
		norm := normRune(low)
		if norm == dropped {
			continue
		}
		t.norm[r] = uint16(norm)
		if bare := bareRune(norm); bare != dropped {
			t.bare[r] = uint16(bare)
		}
	}
	for r := range t.small {
		t.small[r] = t.smallOf(rune(r))
	}
	return t
}

// each calls f for every rune of a range table below tableSize.
func each(rt *unicode.RangeTable, f func(rune)) {
	for _, x := range rt.R16 {
		for r := uint32(x.Lo); r <= uint32(x.Hi); r += uint32(x.Stride) {
			f(rune(r))
		}
	}
}

func (t *tables) classOf(r rune) class {
	if r < tableSize {
		return t.class[r]
	}
	switch {
	case isPicture(r):
		return picture
	case unicode.Is(unicode.Han, r):
		return run
	case unicode.IsUpper(r):
		return capital
	case unicode.IsLetter(r):
		return letter
	case unicode.IsMark(r):
		return joining
	case unicode.IsDigit(r):
		return digit
	}
	return symbol
}

func (t *tables) scriptOf(r rune) Script {
	if r < tableSize {
		return t.script[r]
	}
	switch {
	case unicode.Is(unicode.Han, r):
		return Han
	case unicode.Is(unicode.Adlam, r):
		return Adlam
	}
	return NoScript
}

// ScriptOf returns the script of a letter; marks that all scripts share have none.
func ScriptOf(r rune) Script {
	if r < 0 || r > utf8.MaxRune {
		return NoScript
	}
	return builtTables().scriptOf(r)
}
