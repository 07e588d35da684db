package sentiment

// One text read by itself, as tests ask it; what reads replies goes through a [Scorer].

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Abusive reports whether a text has an insult of the list of its language, see abusive.
func Abusive(s, lang string) bool {
	m := abuseLists()[lang]
	if m == nil {
		return false
	}
	var t text.Text
	var buf []byte
	t.Read(s)
	return abusive(m, t.Tokens, &buf)
}

// Question reports whether a text asks something.
func Question(s, lang string) bool {
	var t text.Text
	var buf []byte
	t.Read(s)
	return questions().asks(t.Tokens, lang, &buf)
}

// Topics names what a text is about by the embedded lists; see [TopicLexicon.Topics].
func Topics(s, lang string) (primary data.Topic, all []data.Topic) {
	return topics().Topics(s, lang)
}

// Summary is one line of figures.
func (e Evaluation) Summary() string {
	return fmt.Sprintf("%s n=%d macro-F1=%s macro-recall=%s accuracy=%s abstained=%s", e.Language, e.N(), Figure(e.MacroF1()),
		Figure(e.MacroRecall()), Figure(e.Accuracy()), Figure(e.Abstained()))
}
