package sentiment

import "github.com/digital-diplomacy/tailor/sentiment/text"

// sentence returns how many tokens stand before the mark that ends a sentence.
func sentence(tokens []text.Token) int {
	for i := range tokens {
		if tokens[i].Kind == text.Break || tokens[i].Kind == text.Mark && endsSentence(tokens[i].Norm) {
			return i
		}
	}
	return len(tokens)
}

func endsSentence(mark []byte) bool {
	switch string(mark) {
	case ".", "!", "?", "…", "؟", "۔", "।", "。", "！", "？", "።", ":", ";", "·":
		return true
	}
	return false
}

// sentenceAsks looks for question words in one sentence: anywhere if it asks, neverAsks
// if it begins with what only seems to, else 0.
func sentenceAsks(m *matcher[place], s []text.Token, lang string, buf *[]byte) place {
	all := 0
	for i := range s {
		switch s[i].Kind {
		case text.Word, text.Number:
			all++
		case text.Run:
			all += minAsked
		}
	}
	start := true
	words := 0
	for i := 0; i < len(s); {
		used := 1
		switch s[i].Kind {
		case text.Word:
			p, n := m.at(s, i, buf)
			switch {
			case p == neverAsks && start && !(lang == "en" && inverted(s[i+n:])):
				return neverAsks
			case all >= minAsked && (p == anywhere || p == atStart && start):
				return anywhere
			case n > 0:
				used = n
			}
			start = false
			words += used
		case text.Run:
			for run := s[i].Norm; len(run) > 0; {
				p, n, ok := m.inRun(run)
				if ok && p == anywhere {
					return anywhere
				}
				run = run[n:]
			}
		}
		// After a greeting or a name the question begins anew: "Hello all, how do I".
		if words < greetingWords && s[i].Kind == text.Mark && string(s[i].Norm) == "," {
			start = true
		}
		i += used
	}
	return 0
}

// endsLoud reports whether a text ends with an exclamation mark, whatever emoji follow. Of
// a text without question words that outweighs what the model reads in it: "passport
// received in 19 days, perfect service!" has the words of those who ask.
func endsLoud(tokens []text.Token) bool {
	for i := len(tokens) - 1; i >= 0; i-- {
		switch tokens[i].Kind {
		case text.Emoji, text.Emoticon, text.Break:
		case text.Mark:
			switch string(tokens[i].Norm) {
			case "!", "！", "¡":
				return true
			}
			return false
		default:
			return false
		}
	}
	return false
}

// inverted reports whether the rest of an English sentence begins with an auxiliary, which
// makes a question of "how lovely": "how lovely is it".
func inverted(rest []text.Token) bool {
	if len(rest) == 0 {
		return false
	}
	switch string(rest[0].Bare) {
	case "is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "should", "has", "have":
		return true
	}
	return false
}
