package sentiment

import "github.com/digital-diplomacy/tailor/sentiment/text"

// Weights are summed in eighths, so that the rules below stay whole numbers.
const (
	unit         = 8
	negationSpan = 3 // words that a negator reaches forward
	afterSpan    = 2 // words that a negator reaches back
	boostSpan    = 2 // words that an intensifier reaches forward
)

// sheet is the scratch memory of scoring, and the sums of the text at hand.
type sheet struct {
	tokens text.Text
	buf    []byte

	positive, negative int // sums of weights, both >= 0
	hits               int // entries with a polarity
	negated, boosted   int // words still in reach
	diminished         int
	last, lastAge      int // latest weight, and words since
}

func (s *sheet) clear() {
	s.positive, s.negative, s.hits, s.negated, s.boosted, s.diminished, s.last, s.lastAge = 0, 0, 0, 0, 0, 0, 0, 0
}

// classify sums the weights of a text's words and emoji. Negators turn a weight and
// take a quarter of it; intensifiers add a half; diminishers halve. A balance of less
// than a fifth of all weight is neutral. No weight at all is Abstained.
func (l *Lexicon) classify(s *sheet, tokens []text.Token, lang string) Class {
	s.clear()
	m := l.lists[lang]
	for i := 0; i < len(tokens); {
		tok, used := &tokens[i], 1
		switch tok.Kind {
		case text.Mark:
			s.pause(tok.Norm)
		case text.Break:
			s.rest()
		case text.Emoji, text.Emoticon:
			// A row of one emoji says it once.
			if i == 0 || tokens[i-1].Kind != tok.Kind || string(tokens[i-1].Norm) != string(tok.Norm) {
				if w, ok := l.emoji[string(tok.Norm)]; ok && w != 0 {
					s.count(int(w) * unit)
				}
			}
		case text.Word:
			if m != nil {
				used = s.word(m, tokens, i)
			}
		case text.Run:
			if m != nil {
				s.run(m, tok.Norm)
			}
		}
		i += used
	}
	return s.class()
}

// word applies the entry at token i, if there is one, and returns its tokens.
func (s *sheet) word(m *matcher[feeling], tokens []text.Token, i int) int {
	e, used := m.at(tokens, i, &s.buf)
	if used == 0 {
		s.step()
		return 1
	}
	s.apply(e)
	return used
}

// run applies the entries of a run, left to right.
func (s *sheet) run(m *matcher[feeling], run []byte) {
	for len(run) > 0 {
		e, n, ok := m.inRun(run)
		if ok {
			s.apply(e)
		}
		run = run[n:]
	}
}

// apply does what an entry says.
func (s *sheet) apply(e feeling) {
	switch e.role {
	case polarity:
		s.weigh(int(e.weight))
		return
	case negator:
		s.negated = negationSpan
	case negatorAfter, negatorAround:
		if s.last != 0 && s.lastAge < afterSpan {
			s.turnLast()
		} else if e.role == negatorAround {
			s.negated = negationSpan
		}
	case intensifier:
		s.boosted = boostSpan
		return
	case diminisher:
		s.diminished = boostSpan
		return
	}
	s.lastAge++
}

// step passes a word that no entry knows.
func (s *sheet) step() {
	s.negated, s.boosted, s.diminished = max(s.negated-1, 0), max(s.boosted-1, 0), max(s.diminished-1, 0)
	s.lastAge++
}

// pause ends the reach of what stands before a mark that parts clauses.
func (s *sheet) pause(mark []byte) {
	switch string(mark) {
	case ".", ",", ";", ":", "!", "?", "…", "،", "؛", "؟", "।", "。", "，", "、", "！", "？", "(", ")":
		s.rest()
	}
}

// rest ends the reach of what stands before.
func (s *sheet) rest() { s.negated, s.boosted, s.diminished, s.last = 0, 0, 0, 0 }

// weigh counts a word's weight under what stands before it.
func (s *sheet) weigh(weight int) {
	w := weight * unit
	if w == 0 {
		s.step()
		return
	}
	if s.boosted > 0 {
		w += w / 2
	}
	if s.diminished > 0 {
		w /= 2
	}
	if s.negated > 0 {
		w = -w * 3 / 4
	}
	s.negated, s.boosted, s.diminished = 0, 0, 0
	s.count(w)
	s.last, s.lastAge = w, 0
}

func (s *sheet) count(w int) {
	s.hits++
	s.sum(w)
}

func (s *sheet) sum(w int) {
	if w > 0 {
		s.positive += w
	} else {
		s.negative -= w
	}
}

// turnLast takes the latest weight back and counts its opposite.
func (s *sheet) turnLast() {
	if s.last > 0 {
		s.positive -= s.last
	} else {
		s.negative += s.last
	}
	s.sum(-s.last * 3 / 4)
	s.last = 0
}

// class decides by the balance of the sums.
func (s *sheet) class() Class {
	balance, total := s.positive-s.negative, s.positive+s.negative
	switch {
	case s.hits == 0:
		return Abstained
	case total == 0:
		return Neutral
	case 5*balance >= total:
		return Positive
	case 5*balance <= -total:
		return Negative
	}
	return Neutral
}
