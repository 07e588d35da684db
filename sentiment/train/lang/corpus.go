package main

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/sentiment/lang"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// doc is a text that counts for a class: its words as ids of the corpus.
type doc struct {
	words []int32
	kind  kind
}

// kind says what sort of text a source holds, which decides how often it is drawn.
type kind uint8

const (
	social kind = iota // posts and replies
	common             // words drawn by their frequency
	plain              // sentences and messages of programs
	listed             // function words
	kinds
)

// corpus holds the training texts of all classes.
type corpus struct {
	words   []string // by id, as [text.Token] Lower
	bare    []int32  // id of the same word without diacritics
	ids     map[string]int32
	docs    [][kinds][]doc // by class
	held    []heldText     // kept apart, to score the model on
	fitting []heldText     // kept apart, to fit its confidence
	dropped int            // texts in a script that the table has no class for
	seen    map[uint64]bool
	english map[string]bool // messages in English, which catalogues keep where a translation is missing
	text    text.Text
	sizes   map[string]map[string]int // texts by source and class
}

// heldText is a text of the held-out set.
type heldText struct {
	id           int // of the class
	source, text string
}

func newCorpus() *corpus {
	return &corpus{ids: map[string]int32{}, docs: make([][kinds][]doc, len(classes)), seen: map[uint64]bool{}, english: map[string]bool{}, sizes: map[string]map[string]int{}}
}

// id returns the id of a word, given as lower case and without diacritics.
func (c *corpus) id(lower, bare string) int32 {
	if id, ok := c.ids[lower]; ok {
		return id
	}
	id := int32(len(c.words))
	c.ids[lower] = id
	c.words = append(c.words, lower)
	c.bare = append(c.bare, id)
	if bare != lower {
		b := c.id(bare, bare)
		c.bare[id] = b
	}
	return id
}

// heldShare is the share of plain texts that are kept apart: 1 in heldShare.
const heldShare = 20

// most bounds the plain texts of a source for a class: more adds nothing.
const most = 5000

// add adds a text of a source, labelled with a language tag such as "hi" or "ar-arz".
func (c *corpus) add(source string, k kind, tag, s string) {
	h := fnv.New64a()
	h.Write([]byte(tag + "\x00" + s))
	sum := h.Sum64()
	if c.seen[sum] {
		return
	}
	c.seen[sum] = true
	c.text.Read(s)
	script, share := lang.MainScript(&c.text)
	class := classOf(tag, script)
	if class < 0 || share < 0.5 || script == text.Latin && (k != social || classes[class].label != "ar" && classes[class].label != "hi" && classes[class].label != "hi-ur") && slices.Contains(otherScripts, classes[class].label) {
		c.dropped++
		return
	}
	switch part := sum >> 8 % heldShare; {
	case part == 0 && k == plain:
		if n := utf8.RuneCountInString(s); n >= 20 && n <= 140 && share > 0.7 {
			c.held = append(c.held, heldText{class, source, s})
		}
		return
	case part == 1 && (k == plain || k == social):
		c.fitting = append(c.fitting, heldText{class, source, s})
		return
	}
	if k == plain && c.sizes[source][classes[class].String()] >= most {
		return
	}
	d := doc{kind: k}
	for i := range c.text.Tokens {
		if w := &c.text.Tokens[i]; w.Kind == text.Word && w.Script == script && !w.Has(text.Tag) {
			lower, bare := string(w.Lower), string(w.Bare)
			if script != text.Latin {
				bare = lower // folding other scripts joins the letters that tell languages apart
			}
			d.words = append(d.words, c.id(lower, bare))
		}
	}
	if len(d.words) == 0 {
		return
	}
	c.put(source, class, d)
}

func (c *corpus) put(source string, class int, d doc) {
	c.docs[class][d.kind] = append(c.docs[class][d.kind], d)
	if c.sizes[source] == nil {
		c.sizes[source] = map[string]int{}
	}
	c.sizes[source][classes[class].String()]++
}

// otherScripts are the languages of whose romanisation only social texts are proof:
// in a catalogue, what is in Latin letters is English.
var otherScripts = []string{"am", "ar", "bn", "el", "fa", "hi", "pa", "ru", "ta"}

// prose reports whether a message has enough words to tell a language.
func prose(s string) bool {
	letters := 0
	for _, r := range s {
		if text.ScriptOf(r) != text.NoScript {
			letters++
		}
	}
	return letters >= 8 && (strings.Count(strings.TrimSpace(s), " ") >= 1 || letters >= 16)
}

// plainText takes the marks of messages out of s: placeholders, tags, accelerators.
func plainText(s string) string {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(s); i++ {
		switch ch := s[i]; {
		case ch == '{' || ch == '<':
			depth++
			b.WriteByte(' ')
		case ch == '}' || ch == '>':
			depth = max(depth-1, 0)
		case depth > 0:
		case ch == '%' || ch == '$':
			for i+1 < len(s) && strings.IndexByte("0123456789$.(_)abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", s[i+1]) >= 0 {
				i++
				if strings.IndexByte("sdfSDugx", s[i]) >= 0 && s[i-1] != '(' && !strings.Contains(s[max(i-12, 0):i], "(") {
					break
				}
			}
			b.WriteByte(' ')
		case ch == '~' || ch == '_':
		case ch == '&':
			if j := strings.IndexByte(s[i:min(i+8, len(s))], ';'); j > 0 {
				i += j
				b.WriteByte(' ')
			}
		case ch == '\\':
			if i+1 < len(s) && (s[i+1] == 'n' || s[i+1] == 't') {
				i++
			}
			b.WriteByte(' ')
		default:
			b.WriteByte(ch)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// base returns the language of a folder's or file's name: "pt_BR" and "pt-br" are "pt".
func base(name string) string {
	tag := strings.ToLower(strings.ReplaceAll(name, "_", "-"))
	if tag == "hi-latn" {
		return "" // English for the most part
	}
	tag, _, _ = strings.Cut(tag, "-")
	if t, ok := aliases[tag]; ok {
		return t
	}
	return tag
}

// aliases are other names of a language.
var aliases = map[string]string{"no": "nb", "iw": "he", "in": "id", "fil": "tl", "kmr": "ku", "ak": "tw", "akk": "", "jw": "jv",
	"eng": "en", "prs": "fa", "arb": "ar", "zlm": "ms"}

// sorted returns the keys of a map in order.
func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
