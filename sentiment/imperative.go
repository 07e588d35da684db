package sentiment

import (
	"strings"

	"github.com/jdkato/prose/v2"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// Bounds of what is given to the tagger.
const (
	taggedSentences = 4
	taggedWords     = 8
)

// notCalls are verbs that open a sentence without calling for an action.
var notCalls = [...]string{"thank", "thanks", "love", "hope", "wish", "miss", "congratulate", "welcome", "please", "let", "see", "be", "happy"}

// imperative reports whether one of the first sentences of an English text begins
// with a verb in its base form that is followed by what it acts on. The tagger tells
// "visit our exhibition" from "visit of the minister"; it is loaded only for a first
// word that may be a verb.
func imperative(tokens []text.Token, tagger func() *prose.Model) bool {
	for n := 0; n < taggedSentences && len(tokens) > 0; n++ {
		end := sentence(tokens)
		if opensWithVerb(tokens[:end], tagger) {
			return true
		}
		tokens = tokens[min(end+1, len(tokens)):]
	}
	return false
}

func opensWithVerb(sentence []text.Token, tagger func() *prose.Model) bool {
	var told []byte
	words := 0
	for i := range sentence {
		if sentence[i].Kind != text.Word || sentence[i].Has(text.Tag) {
			if words > 0 && sentence[i].Kind == text.Mark {
				break
			}
			continue
		}
		w := sentence[i].Bare
		if words == 0 {
			if string(w) == "please" {
				continue
			}
			if !mayCall(w) {
				return false
			}
		}
		// Lower case throughout: capitals at a start would be tagged as names.
		told = append(append(told, w...), ' ')
		if words++; words == taggedWords {
			break
		}
	}
	if words < 3 {
		return false
	}
	model := tagger()
	if model == nil {
		return false
	}
	doc, err := prose.NewDocument(string(told), prose.WithSegmentation(false), prose.WithExtraction(false), prose.UsingModel(model))
	if err != nil {
		return false
	}
	tags := doc.Tokens()
	if len(tags) < 2 || tags[0].Tag != "VB" {
		return false
	}
	switch tags[1].Tag {
	case "DT", "PRP", "PRP$", "IN", "RP", "RB", "NN", "NNS", "JJ", "CD":
		return true
	}
	return false
}

// mayCall keeps the tagger from what cannot be a verb: function words and words
// that are not plain letters.
func mayCall(w []byte) bool {
	for _, c := range w {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	for _, n := range notCalls {
		if n == string(w) {
			return false
		}
	}
	if strings.Contains(frequentEnglish, " "+string(w)+" ") {
		return string(w) == "get" || string(w) == "want" || string(w) == "use" || string(w) == "find"
	}
	return len(w) > 1
}

// frequentEnglish are words that open a sentence far more often than as a command.
const frequentEnglish = " " +
	"the and of to a in is that it for you was on are with as i his they be at one have this from or had by not but what " +
	"some we can out other were all there when up use your how said an each she which do their time if will way about many " +
	"then them would like so these her him has more two could my than been who its now people our over did down only after " +
	"us also just me no yes very really why where because don't doesn't didn't isn't can't won't it's i'm you're i've " +
	"they're that's please thank thanks good am here any most still should even get got going want know think need never " +
	"again being does off too before between while during through those such both own same today "
