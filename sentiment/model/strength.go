package model

import (
	"math"
	"slices"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// The factors that VADER's raters were found to go by (Hutto and Gilbert 2014), from
// its scale of -4 to 4 brought to -1 to 1.
const (
	turned       = -0.74     // what a negator makes of a score
	neverSo      = 1.25      // what "never so" and "never this" make of it
	strengthened = 0.293 / 4 // what an intensifier adds and a diminisher takes away
	shouted      = 0.733 / 4 // what capitals add among words that are not all in capitals
	exclaimed    = 0.292 / 4 // what each exclamation mark adds
	mostMarks    = 4         // exclamation marks that count
	questioned   = 0.18 / 4  // what each of two or three question marks adds
	atALoss      = 0.96 / 4  // what more than three add
	beforeBut    = 0.5       // weight of what stands before "but"
	afterBut     = 1.5       // and of what stands behind it
	halfway      = 15. / 16  // square of the sum that is brought to the square root of 1/2
	signed       = 0.5       // score of an emoticon or emoji that nobody rated
)

// fading is what is left of an intensifier one, two and three words on: also how far
// intensifiers and negators reach.
var fading = [...]float64{1, 0.95, 0.9}

// rated is a word, an emoji or an emoticon as raters see it.
type rated struct {
	score float64 // 0 for what has none
	role  Role    // 0 for none
	word  ruleWord
	loud  bool // in capitals
	sign  bool // an emoji or emoticon
}

// Strength returns how strongly a text says what its listed words and emoji say, for
// putting texts in order and not for the classes: between -1 and 1, 0 where nothing is
// listed. In English words count as they stand, as people rated them, and "but", "no",
// "least", "kind of" and "without doubt" have their rules; elsewhere also by their beginnings.
func (r *Reader) Strength(t *text.Text, language string) float64 {
	p, ok := r.model.languages[language]
	if !ok {
		p.salt = salt(language)
	}
	var marks, questions, loud, words int
	r.rated = r.rated[:0]
	for i := range t.Tokens {
		switch k := &t.Tokens[i]; k.Kind {
		case text.Word:
			words++
			if k.Has(text.Capitals) || len(k.Bare) == 1 && k.Has(text.Title) {
				loud++
			}
			w, n := r.extract.priors.rate(k, p.salt, language == "en"), len(r.rated)
			if w.word == of && n > 0 && r.rated[n-1].word == sortOf { // "kind of"
				r.rated[n-1] = rated{role: Diminisher}
				continue
			}
			r.rated = append(r.rated, w)
		case text.Emoji, text.Emoticon:
			r.rated = append(r.rated, r.extract.priors.rateSign(k))
		case text.Mark:
			switch string(k.Norm) {
			case "!":
				marks += int(k.Repeat)
			case "?", "؟":
				questions += int(k.Repeat)
			case ".", "…", "।", "。", "！", "？":
			default:
				continue
			}
			r.rated = append(r.rated, rated{word: end})
		case text.Break:
			r.rated = append(r.rated, rated{word: end})
		}
	}
	sum := sumOf(r.rated, loud > 0 && loud < words)
	if sum == 0 {
		return 0
	}
	by := exclaimed * float64(min(marks, mostMarks))
	if questions > 3 {
		by += atALoss
	} else if questions > 1 {
		by += questioned * float64(questions)
	}
	sum = away(sum, by)
	return sum / math.Sqrt(sum*sum+halfway)
}

// sumOf adds up what a text's words say among their neighbours; loudly says whether
// capitals mean something.
func sumOf(all []rated, loudly bool) (sum float64) {
	turn := slices.IndexFunc(all, func(w rated) bool { return w.word == but })
	for i := range all {
		v := among(all, i, loudly)
		switch {
		case turn < 0:
		case i < turn:
			v *= beforeBut
		case i > turn:
			v *= afterBut
		}
		sum += v
	}
	return sum
}

// among returns the score of a word among its neighbours.
func among(all []rated, i int, loudly bool) float64 {
	v := all[i].score
	if v == 0 || all[i].word == no && i+1 < len(all) && all[i+1].score != 0 {
		return 0
	}
	if all[i].loud && loudly {
		v = away(v, shouted)
	}
	for back := range min(i, len(fading)) {
		j := i - 1 - back
		if all[i].sign || all[j].word == end { // no word turns an emoji
			break
		}
		if all[j].word == no && back < 2 {
			v *= turned
		}
		if all[j].score != 0 { // says something itself
			continue
		}
		switch w := all[j]; w.role {
		case Intensifier, Diminisher:
			by := strengthened
			if w.loud && loudly {
				by += shouted
			}
			if w.role == Diminisher {
				by = -by
			}
			v = away(v, by*fading[back])
		case Negator, NegatorAround:
			switch {
			case turnsBack(all, j):
			case w.word == never && back > 0 && all[j+1].word == so:
				v *= neverSo
			case w.word == without && back > 0 && all[j+1].word == doubt:
			case w.word == least && (back > 0 || j > 0 && all[j-1].word == at):
			default:
				v *= turned
			}
		}
	}
	for j := i + 1; j <= i+afterReach && j < len(all) && !all[i].sign && all[j].word != end; j++ {
		if turnsBack(all, j) {
			v *= turned
		}
	}
	return v
}

// turnsBack reports whether a word turns what stands before it.
func turnsBack(all []rated, j int) bool {
	return all[j].role == NegatorAfter || all[j].role == NegatorAround &&
		slices.ContainsFunc(all[max(0, j-afterReach):j], func(w rated) bool { return w.score != 0 })
}

// away moves v away from 0 by something, or towards it and no further.
func away(v, by float64) float64 {
	if v < 0 {
		return min(v-by, 0)
	}
	return max(v+by, 0)
}
