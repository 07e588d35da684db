package main

import (
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// table lists the languages of each script. A script with one language needs no
// training. "ar-ary" is the variant ary of ar; "und" is what is no language.
var table = []struct {
	script text.Script
	tags   string
}{
	{text.Latin, `af am ar az ban bbc bjn bm bn bs bug ca ceb cs cy da de ee el en es et eu fa ff fi fr ga gl ha hi hi-ur hr ht hu ace id ig is it jv
		kab ku lb lg ln lt lv mad mg mi min ms mt nb nij nl nn nso ny om pa pcm pl pt ro ru rw sk sl sn so sq sr ss st su sv sw ta tk tl tn tr
		ts tw und uz ve vi vmw wo xh yo zu`},
	{text.Cyrillic, "be bg kk ky mk mn ru sr tg tt uk und uz"},
	{text.Arabic, "ar ar-afb ar-apc ar-arq ar-ary ar-arz ckb fa ps sd ug und ur"},
	{text.Devanagari, "hi mr ne und"},
	{text.Ethiopic, "am ti und"},
	{text.Hebrew, "he und yi"},
	{text.Bengali, "as bn und"},
	{text.Greek, "el"}, {text.Armenian, "hy"}, {text.Georgian, "ka"}, {text.Hangul, "ko"}, {text.Han, "zh"}, {text.Kana, "ja"},
	{text.Thai, "th"}, {text.Lao, "lo"}, {text.Khmer, "km"}, {text.Myanmar, "my"}, {text.Tamil, "ta"}, {text.Telugu, "te"},
	{text.Kannada, "kn"}, {text.Malayalam, "ml"}, {text.Gujarati, "gu"}, {text.Gurmukhi, "pa"}, {text.Oriya, "or"}, {text.Sinhala, "si"},
	{text.Tibetan, "bo"}, {text.Thaana, "dv"}, {text.NKo, "nqo"}, {text.Adlam, "ff"}, {text.Tifinagh, "zgh"},
}

// class is a class with the name that the card uses.
type class struct {
	lang.Class
	label string // tag or tag-variant, as sources are labelled
}

// String returns "hi-Latn", "ar-ary", "fr".
func (c class) String() string {
	g := lang.Guess{Tag: c.Tag, Script: c.Script.String()}
	if c.Tag == lang.Undetermined {
		return "und-" + g.Script
	}
	if c.Variant != "" {
		return c.label
	}
	return g.BCP47()
}

// classes is the table as one list, by script, variants of a language together.
var classes = func() []class {
	var list []class
	for _, row := range table {
		tags := strings.Fields(row.tags)
		slices.Sort(tags)
		for _, tag := range tags {
			t, variant, _ := strings.Cut(tag, "-")
			list = append(list, class{lang.Class{Tag: t, Variant: variant, Script: row.script}, tag})
		}
	}
	return list
}()

// classOf returns the class of a labelled text in a script; -1 if there is none. A
// variant that has no class in the script counts for its language.
func classOf(label string, script text.Script) int {
	for {
		for i, c := range classes {
			if c.Script == script && c.label == label {
				return i
			}
		}
		cut := strings.LastIndexByte(label, '-')
		if cut < 0 {
			return -1
		}
		label = label[:cut]
	}
}

// undOf returns the class for what is no language in a script; -1 if there is none.
func undOf(script text.Script) int { return classOf(lang.Undetermined, script) }
