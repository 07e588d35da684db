package sentiment

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxTopicFile is the largest topic file that is read, in bytes; the embedded lists
// are below a thirtieth of it.
const maxTopicFile = 4 << 20

// TopicProblem is one thing that is wrong with a topic file.
type TopicProblem struct {
	Line    int    // from 1; 0 if the whole file is meant
	Key     string // like add.visa.en
	Message string // what is wrong and what to do
}

// LoadTopicFile reads a unit's own topics: YAML of the form
//
//	embedded: true              # begin with Tailor's own lists; false: only what stands here
//	add:
//	  visa: {en: [golden card, goldcard*]}
//	remove:
//	  sport: {en: [team]}
//
// Below a topic of data.Topics and a language (BCP 47) stand words and phrases of at
// most five words; a word ending in * stands for every word it begins. Case, and
// diacritics where they do not tell words apart, play no role. A language that Tailor
// has no list for goes on being read with the lists of all languages, to which these
// entries are added. The version names what the lists hold: neither the order of the
// file nor its comments change it. All problems are returned together, in order of
// their lines; the lexicon is nil if there is one.
func LoadTopicFile(b []byte) (*TopicLexicon, []TopicProblem) {
	f := topicFile{embedded: true}
	f.document(b)
	if len(f.problems) > 0 {
		return nil, f.sorted()
	}
	l := f.build()
	if len(f.problems) > 0 {
		return nil, f.sorted()
	}
	return l, nil
}

// topicFile is a topic file while it is read.
type topicFile struct {
	embedded    bool
	add, remove []topicLine
	problems    []TopicProblem
}

// topicLine is one entry.
type topicLine struct {
	topic             int
	lang, entry, path string
	line              int
}

func (f *topicFile) problem(line int, key, format string, args ...any) {
	f.problems = append(f.problems, TopicProblem{line, key, fmt.Sprintf(format, args...)})
}

func (f *topicFile) sorted() []TopicProblem {
	slices.SortStableFunc(f.problems, func(a, b TopicProblem) int { return cmp.Compare(a.Line, b.Line) })
	return f.problems
}

// yamlLine finds the line in a message of the YAML parser.
var yamlLine = regexp.MustCompile(`^yaml: (?:unmarshal errors:\s*)?line ([0-9]+): `)

func (f *topicFile) document(b []byte) {
	if len(b) > maxTopicFile {
		f.problem(0, "", "is larger than %d MiB: is this the topic file?", maxTopicFile>>20)
		return
	}
	dec := yaml.NewDecoder(bytes.NewReader(b))
	var doc, more yaml.Node
	err := dec.Decode(&doc)
	if err == nil {
		if err = dec.Decode(&more); err == nil {
			f.problem(more.Line, "", "a second document begins here: remove the line --- and what follows")
			return
		}
	}
	if !errors.Is(err, io.EOF) {
		line, message := 0, strings.TrimPrefix(err.Error(), "yaml: ")
		if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
			line, _ = strconv.Atoi(m[1])
			message = err.Error()[len(m[0]):]
		}
		f.problem(line, "", "is no YAML: %s", message)
		return
	}
	if len(doc.Content) == 0 {
		return // nothing but comments: the embedded lists as they are
	}
	for key, value := range f.entries(doc.Content[0], "", "embedded, add and remove") {
		switch key.Value {
		case "embedded":
			if value.ShortTag() != "!!bool" {
				f.problem(value.Line, "embedded", "write true (begin with Tailor's own lists) or false (only what stands here)")
				continue
			}
			f.embedded = strings.EqualFold(value.Value, "true")
		case "add":
			f.add = f.topics(value, "add")
		case "remove":
			f.remove = f.topics(value, "remove")
		default:
			f.problem(key.Line, "", "unknown key %.40q: use embedded, add or remove", key.Value)
		}
	}
}

// entries yields the keys of a mapping with their values, and notes what is no
// mapping or stands twice. An empty one has none.
func (f *topicFile) entries(n *yaml.Node, path, form string) func(func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" {
			return
		}
		if n.Kind != yaml.MappingNode {
			f.problem(n.Line, path, "write %s, each with a colon, here", form)
			return
		}
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			switch {
			case key.Kind != yaml.ScalarNode:
				f.problem(key.Line, path, "write %s, each with a colon, here", form)
			case seen[key.Value]:
				f.problem(key.Line, path, "%.40q stands twice: join both", key.Value)
			default:
				seen[key.Value] = true
				if !yield(key, value) {
					return
				}
			}
		}
	}
}

// topics reads what stands under add or remove.
func (f *topicFile) topics(n *yaml.Node, path string) (lines []topicLine) {
	for key, langs := range f.entries(n, path, "topics") {
		topic, err := topicPlace(key.Value)
		if err != nil {
			f.problem(key.Line, path, "%v", err)
			continue
		}
		below := path + "." + key.Value
		for lang, list := range f.entries(langs, below, "languages like en") {
			if why := wrongTopicLanguage(lang.Value); why != "" {
				f.problem(lang.Line, below, "%s", why)
				continue
			}
			lines = append(lines, f.list(list, topic, lang.Value, below+"."+lang.Value)...)
		}
	}
	return lines
}

// bcp47 is the form of a language, with a script where it needs one.
var bcp47 = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?$`)

func wrongTopicLanguage(lang string) string {
	if tag := Tag(lang); tag != lang && bcp47.MatchString(tag) {
		return fmt.Sprintf("write the language %.20q as %q", lang, tag)
	}
	if !bcp47.MatchString(lang) || lang == Undetermined {
		return fmt.Sprintf("%.20q is no language: write its code, like en, nb or hi-Latn", lang)
	}
	return ""
}

// list reads the entries of one topic and language; one may stand without brackets.
func (f *topicFile) list(n *yaml.Node, topic int, lang, path string) (lines []topicLine) {
	items := n.Content
	switch {
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null":
		return nil
	case n.Kind == yaml.ScalarNode:
		items = []*yaml.Node{n}
	case n.Kind != yaml.SequenceNode:
		f.problem(n.Line, path, "write a list of words and phrases, like [visa*, residence permit]")
		return nil
	}
	for _, item := range items {
		if item.Kind != yaml.ScalarNode || item.ShortTag() == "!!null" {
			f.problem(item.Line, path, "write words and phrases only, without & * or { }; put those that hold such marks in quotes")
			continue
		}
		if err := checkEntry(lang, item.Value); err != nil {
			f.problem(item.Line, path, "%.40q: %v", item.Value, err)
			continue
		}
		lines = append(lines, topicLine{topic, lang, item.Value, path, item.Line})
	}
	return lines
}

// build makes the lexicon of a file whose entries are right one by one.
func (f *topicFile) build() *TopicLexicon {
	source := ""
	if f.embedded {
		source = topicText
	}
	t, err := readTopics(strings.NewReader(source))
	if err != nil {
		panic(fmt.Sprintf("embedded table topics.tsv: %v", err)) // a test has read it
	}
	var listed []string
	if f.embedded {
		listed = t.languages()
	}
	for _, e := range f.remove {
		if !t.remove(e.topic, e.lang, e.entry) {
			f.problem(e.line, e.path, "Tailor's own lists have no entry %.40q here: tailor config topics shows them", e.entry)
		}
	}
	removed := map[topicLine]bool{}
	for _, e := range f.remove {
		removed[topicLine{topic: e.topic, lang: e.lang, entry: foldEntry(e.entry)}] = true
	}
	slices.SortStableFunc(f.add, func(a, b topicLine) int {
		return cmp.Or(cmp.Compare(a.lang, b.lang), cmp.Compare(foldEntry(a.entry), foldEntry(b.entry)), cmp.Compare(a.topic, b.topic))
	})
	for _, e := range f.add {
		if removed[topicLine{topic: e.topic, lang: e.lang, entry: foldEntry(e.entry)}] {
			f.problem(e.line, e.path, "%.40q is added here and removed under remove: keep one of both", e.entry)
			continue
		}
		t.add(e.topic, e.lang, e.entry)
	}
	if !f.embedded && len(f.add) == 0 {
		f.problem(0, "embedded", "is false and nothing is added: no post would have a topic")
	}
	if len(f.problems) > 0 {
		return nil
	}
	l, err := t.lexicon(listed)
	if err != nil {
		f.problem(0, "", "%v", err)
	}
	return l
}
