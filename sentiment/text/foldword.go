package text

import "strings"

// FoldWord returns the form that lexicons are keyed by (see [Token].Norm), and the
// one without diacritics. The words of a phrase are joined by single spaces. An
// elided word keeps its apostrophe: "qu'".
func FoldWord(word string) (norm, bare string) {
	var t Text
	var f, b []byte
	elided := strings.HasSuffix(word, "'")
	t.Read(strings.TrimSuffix(word, "'"))
	for i := range t.Tokens {
		if i > 0 {
			f, b = append(f, ' '), append(b, ' ')
		}
		f, b = append(f, t.Tokens[i].Norm...), append(b, t.Tokens[i].Bare...)
	}
	if elided {
		f, b = append(f, '\''), append(b, '\'')
	}
	return string(f), string(b)
}
