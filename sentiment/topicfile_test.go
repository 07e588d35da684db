package sentiment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// loadTopicFile fails the test on a problem.
func loadTopicFile(t *testing.T, text string) *TopicLexicon {
	t.Helper()
	l, wrong := LoadTopicFile([]byte(text))
	if len(wrong) > 0 {
		t.Fatalf("problems %+v", wrong)
	}
	return l
}

func TestLoadTopicFile(t *testing.T) {
	for _, c := range []struct {
		name, file, text, lang string
		want                   data.Topic
	}{
		{"the embedded lists stay", "add: {visa: {en: [golden card]}}", "my passport", "en", "passport"},
		{"a phrase is added", "add: {visa: {en: [golden card]}}", "The Golden Card!", "en", "visa"},
		{"a beginning, one without brackets", "add: {visa: {en: \"goldcard*\"}}", "goldcards", "en", "visa"},
		{"an entry is removed", "remove: {passport: {en: [passport*]}}", "my passport", "en", "other"},
		{"and in that language only", "remove: {passport: {en: [passport*]}}", "mon passeport", "fr", "passport"},
		{"moved to another topic", "remove: {passport: {en: [Passport*]}}\nadd: {visit: {en: [passport*]}}", "passports", "en", "visit"},
		{"a language without a list goes on being read with all", "add: {sport: {sr: [rukomet]}}", "rukomet", "sr", "sport"},
		{"with all others, too", "add: {sport: {sr: [rukomet]}}", "pasaporte", "sr", "passport"},
		{"only what stands here", "embedded: false\nadd: {sport: {sr: [rukomet]}}", "pasaporte", "sr", "other"},
		{"an empty file", "", "passport", "en", "passport"},
		{"comments alone", "# nothing\nadd:\nremove:\n", "passport", "en", "passport"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := loadTopicFile(t, c.file).Topics(c.text, c.lang); got != c.want {
				t.Errorf("Topics(%q, %s) = %s, want %s", c.text, c.lang, got, c.want)
			}
		})
	}
}

// The version is that of what the lists say: posts are labelled anew only if that
// changed.
func TestTopicFileVersion(t *testing.T) {
	own := DefaultTopics().Version()
	for name, file := range map[string]string{
		"empty": "", "an entry that is there already": "add: {passport: {en: [PASSPORT*]}}", "removed and added again under the same topic": "embedded: true",
	} {
		if got := loadTopicFile(t, file).Version(); got != own {
			t.Errorf("%s: version %s, want the embedded %s", name, got, own)
		}
	}
	a := loadTopicFile(t, "add: {visa: {en: [golden card, blue card], fr: [carte dorée]}, sport: {en: [ludo]}}").Version()
	b := loadTopicFile(t, "# other order\nadd:\n  sport: {en: [Ludo]}\n  visa:\n    fr: carte dorée\n    en: [blue card, golden card]\n").Version()
	if a == own || a != b {
		t.Errorf("versions %s and %s of the same entries, %s without them", a, b, own)
	}
	if c := loadTopicFile(t, "remove: {passport: {en: [passport*]}}").Version(); c == own || c == a {
		t.Errorf("version %s with an entry removed", c)
	}
}

func TestTopicFileProblems(t *testing.T) {
	for _, c := range []struct {
		name, file string
		line       int
		key, want  string
	}{
		{"unknown topic", "add:\n  weather: {en: [rain]}", 2, "add", `no topic named "weather": use one of [`},
		{"no topic for what is in none", "add:\n  other: {en: [rain]}", 2, "add", "no topic named"},
		{"unknown key", "ad: {visa: {en: [x]}}", 1, "", `unknown key "ad": use embedded, add or remove`},
		{"a name for a language", "add:\n visa:\n  english: [visa]", 3, "add.visa", `write the language "english" as "en"`},
		{"no language", "add:\n visa:\n  '1': [visa]", 3, "add.visa", "is no language"},
		{"no letters", "add:\n visa:\n  en:\n   - card\n   - '!!'", 5, "add.visa.en", `"!!": entry has no letters`},
		{"long phrase", "add: {visa: {en: [a b c d e f]}}", 1, "add.visa.en", "at most 5 words"},
		{"not there", "remove: {visa: {en: [unheard of]}}", 1, "remove.visa.en", `have no entry "unheard of" here`},
		{"both", "add: {visa: {en: [Visa]}}\nremove: {visa: {en: [visa]}}", 1, "add.visa.en", "keep one of both"},
		{"twice", "add: {visa: {en: [a]}}\nadd: {visa: {en: [b]}}", 2, "", "stands twice"},
		{"a list of topics", "add: [visa]", 1, "add", "write topics, each with a colon"},
		{"an alias", "add: {visa: {en: &a [one]}, sport: {en: *a}}", 1, "add.sport.en", "write a list"},
		{"nothing at all", "embedded: false", 0, "embedded", "nothing is added"},
		{"not a word", "embedded: often", 1, "embedded", "write true"},
		{"a table", "visa\ten\tgold", 1, "", "write embedded, add and remove"},
		{"two documents", "add:\n---\nadd:\n", 2, "", "second document"},
		{"no YAML", "add: {visa: [", 1, "", "is no YAML"},
		{"too large", strings.Repeat("#", maxTopicFile+1), 0, "", "larger than 4 MiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, wrong := LoadTopicFile([]byte(c.file))
			if l != nil || len(wrong) == 0 {
				t.Fatalf("it was taken: %+v", wrong)
			}
			if p := wrong[0]; p.Line != c.line || p.Key != c.key || !strings.Contains(p.Message, c.want) {
				t.Errorf("problem %+v, want line %d, key %q, %q", p, c.line, c.key, c.want)
			}
		})
	}
	_, wrong := LoadTopicFile([]byte("remove:\n  visa: {en: [unheard of, never heard]}\nadd:\n  weather: {en: [rain]}\n  visa: {en: ['?']}\n"))
	var lines []int
	for _, p := range wrong {
		lines = append(lines, p.Line)
	}
	if diff := cmp.Diff([]int{4, 5}, lines); diff != "" {
		t.Errorf("lines of all problems (-want +got):\n%s", diff)
	}
}

// The starting file changes nothing, shows every entry, and can be edited where it says.
func TestTopicStart(t *testing.T) {
	start, err := TopicStart()
	if err != nil {
		t.Fatal(err)
	}
	if got := loadTopicFile(t, string(start)).Version(); got != DefaultTopics().Version() {
		t.Errorf("version %s, want that of the embedded lists", got)
	}
	for _, want := range []string{"# visa:\n", "residence permit", "#   zh: [", "护照"} {
		if !strings.Contains(string(start), want) {
			t.Errorf("it does not show %q", want)
		}
	}
	edited := strings.Replace(string(start), "  # visa:\n  #   en: [", "  visa:\n    en: [", 1)
	edited = strings.Replace(edited, "  # sport:\n  #   en: [team]", "  sport:\n    en: [team]", 1)
	l := loadTopicFile(t, edited)
	if got, _ := l.Topics("the golden card", "en"); got != "visa" {
		t.Errorf("the example that it shows gives %s", got)
	}
}

func FuzzLoadTopicFile(f *testing.F) {
	for _, seed := range []string{"", "add: {visa: {en: [golden card]}}", "embedded: false\nadd: {sport: {sr: a*}}", "&a [*a]", "remove: {visa: {en: [visa]}}", "\xff: {", "? {a: b}\n: c"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		l, wrong := LoadTopicFile(b)
		if (l == nil) != (len(wrong) > 0) {
			t.Fatalf("lexicon %v with problems %+v", l, wrong)
		}
		if l != nil {
			if _, all := l.Topics(string(b), "en"); len(all) == 0 {
				t.Fatal("no topic, not even other")
			}
		}
	})
}
