package sentiment

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// rows reads a table and checks what all tables share: a header that names source,
// licence and columns, fields without space around them, no row twice, sorted.
func rows(t *testing.T, name, text string, n int) [][]string {
	t.Helper()
	for _, want := range []string{"\n# source: written for Tailor\n", "\n# licence: Apache-2.0\n", "\n# columns: "} {
		if !strings.Contains(text, want) {
			t.Errorf("%s: no header line %q", name, strings.TrimSpace(want))
		}
	}
	var all [][]string
	seen := map[string]bool{}
	if err := readTable(strings.NewReader(text), n, func(f []string) error {
		if key := strings.Join(f, "\t"); seen[key] {
			t.Errorf("%s: row %q stands twice", name, key)
		} else {
			seen[key] = true
		}
		for _, x := range f {
			if x != strings.TrimSpace(x) {
				t.Errorf("%s: field %q has space around it", name, x)
			}
		}
		all = append(all, f)
		return nil
	}); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return all
}

func sorted(t *testing.T, name string, all [][]string, compare func(a, b []string) int) {
	t.Helper()
	if !slices.IsSortedFunc(all, compare) {
		t.Errorf("%s is not sorted", name)
	}
}

func TestLexiconData(t *testing.T) {
	names, err := fs.Glob(lexiconFiles, "lexicon/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b, err := lexiconFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all := rows(t, name, string(b), 3)
		sorted(t, name, all, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
		lang := strings.TrimSuffix(strings.TrimPrefix(name, "lexicon/"), ".tsv")
		positive, negative, turning, words := 0, 0, 0, map[string]bool{}
		for _, f := range all {
			if words[f[0]] {
				t.Errorf("%s: %q stands twice", name, f[0])
			}
			words[f[0]] = true
			e, err := parseFeeling(f[1], f[2])
			if err != nil {
				t.Errorf("%s: %q: %v", name, f[0], err)
			}
			switch {
			case e.weight > 0:
				positive++
			case e.weight < 0:
				negative++
			case e.role != polarity:
				turning++
			}
		}
		if positive < 20 || negative < 20 || turning == 0 && lang != "emoji" {
			t.Errorf("%s: %d positive, %d negative, %d turning entries: too one-sided to read both ways", name, positive, negative, turning)
		}
	}
	if len(names)-1 < 12 {
		t.Errorf("%d languages, want at least 12", len(names)-1)
	}
}

func TestOtherTables(t *testing.T) {
	byFields := func(a, b []string) int { return slices.Compare(a, b) }
	sorted(t, "questions.tsv", rows(t, "questions.tsv", questionText, 3), byFields)
	sorted(t, "abuse.tsv", rows(t, "abuse.tsv", abuseText, 2), byFields)

	langs := map[string]map[string]bool{}
	all := rows(t, "topics.tsv", topicText, 3)
	for _, f := range all {
		if langs[f[1]] == nil {
			langs[f[1]] = map[string]bool{}
		}
		langs[f[1]][f[0]] = true
	}
	if len(langs) < 12 {
		t.Errorf("topics in %d languages, want at least 12", len(langs))
	}
	for lang, has := range langs {
		for _, topic := range data.Topics() {
			if topic != data.TopicOther && !has[string(topic)] {
				t.Errorf("topics.tsv: %s has no entry for %s", lang, topic)
			}
		}
	}
	for _, f := range rows(t, "devices.tsv", deviceText, 3) {
		if !slices.Contains(deviceNames(), data.Device(f[0])) {
			t.Errorf("devices.tsv: no device %q", f[0])
		}
	}
	deviceLists()
	abuseLists()
	questions()
	if !slices.IsSorted(deviceNames()) {
		t.Error("deviceNames is not sorted, so Devices is not")
	}
}
