package main

import (
	_ "embed"
	"math/rand/v2"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// romanisedWords is romanised.tsv.
//
//go:embed romanised.tsv
var romanisedWords string

// letter tables: how writers type the letters of an alphabet in Latin ones, the
// commonest way first. Where there are several, each text has one.
var romanTables = []struct {
	tag    string
	script text.Script
	ways   []*strings.Replacer
}{
	{"ru", text.Cyrillic, []*strings.Replacer{
		russian("kh", "zh", "ya", "yu", "y", "", "sh", "shch", "ch", "ts"),
		russian("h", "j", "ya", "yu", "i", "", "sh", "sh", "ch", "c"),
		russian("h", "zh", "ja", "ju", "y", "'", "sh", "sch", "ch", "ts"),
	}},
	{"el", text.Greek, []*strings.Replacer{
		greek("i", "th", "x", "ks", "o", "i", "v", "u"),
		greek("h", "8", "x", "3", "w", "u", "b", "ou"),
		greek("i", "th", "ch", "x", "o", "y", "v", "ou"),
	}},
}

func russian(kh, zh, ya, yu, y, soft, sh, shch, ch, ts string) *strings.Replacer {
	return strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ё", "e", "ж", zh, "з", "z", "и", "i", "й", "y", "к", "k",
		"л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", kh, "ц", ts, "ч", ch,
		"ш", sh, "щ", shch, "ъ", "", "ы", y, "ь", soft, "э", "e", "ю", yu, "я", ya)
}

func greek(eta, theta, chi, xi, omega, upsilon, beta, ou string) *strings.Replacer {
	return strings.NewReplacer("ου", ou, "ού", ou, "α", "a", "ά", "a", "β", beta, "γ", "g", "δ", "d", "ε", "e", "έ", "e", "ζ", "z", "η", eta, "ή", eta,
		"θ", theta, "ι", "i", "ί", "i", "ϊ", "i", "ΐ", "i", "κ", "k", "λ", "l", "μ", "m", "ν", "n", "ξ", xi, "ο", "o", "ό", "o", "π", "p",
		"ρ", "r", "σ", "s", "ς", "s", "τ", "t", "υ", upsilon, "ύ", upsilon, "ϋ", upsilon, "φ", "f", "χ", chi, "ψ", "ps", "ω", omega, "ώ", omega)
}

// romanise adds texts in Latin letters of languages with other alphabets: their texts
// transliterated, and texts of their frequent words.
func (c *corpus) romanise(source string) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, table := range romanTables {
		from, to := classOf(table.tag, table.script), classOf(table.tag, text.Latin)
		for k := range c.docs[from] {
			for i, d := range c.docs[from][k] {
				if i >= most {
					break
				}
				way := table.ways[rng.IntN(len(table.ways))]
				latin := doc{kind: d.kind}
				for _, w := range d.words {
					if roman := way.Replace(c.words[w]); roman != "" {
						latin.words = append(latin.words, c.id(roman, roman))
					}
				}
				c.put(source, to, latin)
			}
		}
	}
	for line := range strings.Lines(romanisedWords) {
		tag, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(list)
		for range 800 {
			d := doc{kind: common}
			for range 4 + rng.IntN(9) {
				// The lists begin with the most frequent words: draw these more often.
				w := words[int(float64(len(words))*rng.Float64()*max(rng.Float64(), 0.3))]
				d.words = append(d.words, c.id(w, w))
			}
			c.put(source, classOf(tag, text.Latin), d)
		}
	}
}
