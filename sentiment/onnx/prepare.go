package onnx

import (
	"strings"
	"unicode/utf8"
)

// prepare returns a text as models trained on tweets know it: handles as @user, links
// as http (the preprocessing of cardiffnlp's models), cut to what the model can read. It
// is false for a text with nothing to read, or that the tokenizer fails on: the runtime
// would end the process with it.
func (s *Scorer) prepare(reply string) (plain string, ok bool) {
	words := strings.Fields(strings.ToValidUTF8(strings.ReplaceAll(reply, "[link]", " http "), " "))
	for i, w := range words {
		switch {
		case len(w) > 1 && strings.HasPrefix(w, "@"):
			words[i] = "@user"
		case strings.HasPrefix(w, "http"):
			words[i] = "http"
		}
	}
	plain = strings.Join(words, " ")
	for plain != "" {
		n, err := s.tokens(plain)
		if err != nil {
			return "", false
		}
		if s.longest == 0 || n <= s.longest {
			return plain, true
		}
		plain = plain[:len(plain)*s.longest/n*9/10]
		for plain != "" && !utf8.ValidString(plain) {
			plain = plain[:len(plain)-1]
		}
	}
	return "", false
}
