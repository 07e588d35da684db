package sentiment

import (
	"sync"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Language is what a text is taken to be written in.
type Language struct {
	Tag        string  // BCP 47, like "fr" or "hi-Latn"; "und" when unsure
	Confidence float64 // probability that Tag is right; 0 for "und"
}

// Undetermined is the tag of a text whose language is not known.
const Undetermined = lang.Undetermined

// detector is what naming a language needs; they are kept for the next text.
type detector struct {
	text   text.Text
	detect *lang.Detector
}

var detectors = sync.Pool{New: func() any { return &detector{detect: lang.NewDetector()} }}

// Detect names the language of a text; see package lang. It is safe for concurrent
// use and its time is linear in the text.
func Detect(s string) Language { return DetectAmong(s, nil) }

// DetectAmong is Detect where it is known which languages a writer writes in: tags like
// "nb" or "sr-Latn". They win among near relatives and in short texts.
func DetectAmong(s string, expected []string) Language {
	d := detectors.Get().(*detector)
	defer detectors.Put(d)
	d.text.Read(s)
	g := d.detect.DetectAmong(&d.text, expected)
	return Language{Tag: g.BCP47(), Confidence: g.Confidence}
}
