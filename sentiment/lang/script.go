package lang

import "github.com/digital-diplomacy/tailor/sentiment/text"

// weights say how much of a word a letter is: a Han sign stands for a word's half.
var weights = func() (w [text.Scripts]uint32) {
	for s := range w {
		w[s] = 2
	}
	w[text.NoScript], w[text.Han], w[text.Kana], w[text.Hangul] = 0, 6, 4, 4
	return w
}()

// MainScript returns the script most of a text's words are in, Kana for Japanese, and
// its share. Hashtags count where a text has no other words.
func MainScript(t *text.Text) (text.Script, float64) {
	letters := t.Letters
	total := weigh(&letters)
	if total == 0 {
		for i := range t.Tokens {
			if k := &t.Tokens[i]; k.Has(text.Tag) && k.Kind <= text.Run {
				letters[k.Script] += uint32(len(k.Lower))
			}
		}
		if total = weigh(&letters); total == 0 {
			return text.NoScript, 0
		}
	}
	if letters[text.Kana]*8 >= letters[text.Han] { // Japanese is never without Kana for long
		letters[text.Kana] += min(letters[text.Kana], 1) * letters[text.Han]
		if letters[text.Kana] > 0 {
			letters[text.Han] = 0
		}
	} else {
		letters[text.Han] += letters[text.Kana]
		letters[text.Kana] = 0
	}
	best := text.NoScript
	for s := range letters {
		if letters[s] > letters[best] {
			best = text.Script(s)
		}
	}
	return best, float64(letters[best]) / float64(total)
}

// weigh multiplies the letters by their weights and returns their sum.
func weigh(letters *[text.Scripts]uint32) (total uint32) {
	for s := range letters {
		letters[s] *= weights[s]
		total += letters[s]
	}
	return total
}
