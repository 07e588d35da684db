package lang

import "github.com/digital-diplomacy/tailor/sentiment/text"

// Undetermined is the tag of a text whose language is not known.
const Undetermined = "und"

// Guess is what a text is taken to be written in.
type Guess struct {
	Tag        string  // BCP 47 language, such as "fr"; "und" when unsure
	Script     string  // ISO 15924 code of the main script, such as "Latn"; "Zyyy" if none
	Variant    string  // BCP 47 language of a variant, such as "ary" of "ar"; empty if not known
	Confidence float64 // probability that Tag is right, 0 to 1; 0 for "und"
}

// BCP47 returns the language with the script where it is not the usual one:
// "hi-Latn", "sr-Latn", "fr".
func (g Guess) BCP47() string {
	switch {
	case g.Tag == Undetermined:
		return g.Tag
	case g.Script == "Latn":
		if tag, ok := inLatin[g.Tag]; ok {
			return tag
		}
	case g.Script == "Cyrl" && g.Tag == "uz":
		return "uz-Cyrl"
	case g.Script == "Cyrl" && g.Tag == "az":
		return "az-Cyrl"
	}
	return g.Tag
}

// inLatin are the tags of languages in Latin letters that are mostly written in others;
// whole, so that no text needs memory for one.
var inLatin = map[string]string{"am": "am-Latn", "ar": "ar-Latn", "bn": "bn-Latn", "el": "el-Latn", "fa": "fa-Latn", "hi": "hi-Latn",
	"pa": "pa-Latn", "ru": "ru-Latn", "sr": "sr-Latn", "ta": "ta-Latn"}

// Detector names the languages of texts. It keeps memory between them, so it must not
// be used by two goroutines at once; any number of detectors share one model.
type Detector struct {
	model *Model
	memo  []remembered
	probs []float32 // these three by class of a script
	upper []float32
	list  []int32
	words []chosen
	long  remembered // the word at hand, if it is too long for the memo
	ahead uint16     // of what was fetched ahead; means nothing
	feats []Feature
	slots [perSum + 1]uint32

	phrases map[string]string // tag by set phrase; never written to
	phrase  []byte            // the text at hand
}

// NewDetector returns a detector with the embedded model.
func NewDetector() *Detector {
	m, err := loadEmbedded()
	if err != nil {
		panic(err) // the embedded file is part of the program, and a test reads it
	}
	return m.NewDetector()
}

// NewDetector returns a detector with this model.
func (m *Model) NewDetector() *Detector {
	set, err := phrases()
	if err != nil {
		panic(err) // the embedded table is part of the program, and a test reads it
	}
	widest := 0
	for _, g := range m.groups {
		widest = max(widest, g.end-g.first)
	}
	return &Detector{model: m, phrases: set, memo: make([]remembered, 1<<memoBits),
		probs: make([]float32, widest), upper: make([]float32, 0, widest+perBlock), list: make([]int32, widest), words: make([]chosen, 0, maxWords)}
}

// Limits of what is looked at.
const (
	maxWords   = 40  // what follows changes the answer no more
	minShare   = 0.4 // of letters in the main script
	minLetters = 2   // letters below which a script of one language says nothing
	minKnown   = 6   // n-grams below which nothing is said: one letter has fewer
)

// Detect names the language of a text. It allocates nothing, and its time is linear in
// the text's length.
func (d *Detector) Detect(t *text.Text) Guess { return d.DetectAmong(t, nil) }

// DetectAmong is Detect where it is known which languages a writer writes in, as tags like
// "nb" or "sr-Latn": they are held for likelier than others by a constant factor, so that
// they win among near relatives and in short texts, and a text that is plainly in another
// language is still named that.
func (d *Detector) DetectAmong(t *text.Text, expected []string) Guess {
	script, share := MainScript(t)
	guess := Guess{Tag: Undetermined, Script: script.String()}
	if tag, ok := d.Phrase(t); ok {
		guess.Tag, guess.Confidence = tag, phraseConfidence
		return guess
	}
	g := &d.model.groups[script]
	if g.end == g.first || share < minShare {
		return guess
	}
	classes := d.model.Classes[g.first:g.end]
	if len(classes) == 1 {
		if enough(t, script) {
			guess.Tag, guess.Confidence = classes[0].Tag, share
		}
		return guess
	}
	p, some := d.probabilities(t, script)
	if p == nil {
		return guess
	}
	favour(p, some, classes, expected)
	// A language's probability is the sum over its variants, which stand together.
	best, bestSum := 0, float32(0)
	first, sum := -1, float32(0)
	for _, i := range some {
		if head := d.model.heads[g.first+int(i)] - g.first; head != first {
			first, sum = head, 0
		}
		if sum += p[i]; sum > bestSum {
			best, bestSum = first, sum
		}
	}
	if classes[best].Tag == Undetermined || bestSum < d.model.Least {
		return guess
	}
	guess.Tag, guess.Confidence = classes[best].Tag, min(float64(bestSum), 1)
	for i := best; i < len(p) && d.model.heads[g.first+i] == g.first+best; i++ {
		if p[i] > bestSum/2 {
			guess.Variant = classes[i].Variant
		}
	}
	return guess
}

// enough reports whether a text has the letters to say that it is in the one language
// of its main script, or is made of hashtags alone.
func enough(t *text.Text, script text.Script) bool {
	n := t.Letters[script]
	if script == text.Kana {
		n += t.Letters[text.Han]
	}
	return n >= minLetters || t.Letters == [text.Scripts]uint32{}
}
