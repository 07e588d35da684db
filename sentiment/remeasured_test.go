package sentiment

import (
	"fmt"
	"strings"
	"testing"
)

// ownTable writes a table of counts of one language for a version.
func ownTable(version, lang string, right int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# version: %s\n", version)
	for c := Negative; c <= Positive; c++ {
		row := [4]int{}
		row[c], row[Abstained] = right, 100-right
		fmt.Fprintf(&b, "%s\town\t%s\t%d\t%d\t%d\t%d\n", lang, c, row[0], row[1], row[2], row[3])
	}
	return b.String()
}

// What a unit measured stands in place of what was known of that language, for better
// and for worse; of others it says nothing.
func TestRemeasured(t *testing.T) {
	m := embeddedModel(t)
	en, ok := m.Confusion("en")
	if !ok {
		t.Fatal("the embedded model does not read English")
	}
	better, err := Remeasured(m, strings.NewReader(ownTable(m.Version(), "th", 80)))
	if err != nil {
		t.Fatal(err)
	}
	if c, ok := better.Confusion("th"); !ok || c.N() != 300 || c[Negative][Negative] != 80 {
		t.Errorf("Thai, measured: %v, %v", c, ok)
	}
	if c, ok := better.Confusion("en"); !ok || c != en {
		t.Errorf("English, not measured again: %v, %v, want %v", c, ok, en)
	}
	worse, err := Remeasured(m, strings.NewReader(ownTable(m.Version(), "en", 5)))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := worse.Confusion("en"); ok {
		t.Error("English is read although it was measured to be guessed")
	}
	if same, err := Remeasured(m, nil); err != nil || same != Measured(m) {
		t.Errorf("without a table: %v, %v", same, err)
	}
	for name, table := range map[string]string{"another version": ownTable("lexicon-1", "en", 80), "no version": "en\town\tnegative\t1\t2\t3\t4\n",
		"no table": "# version: " + m.Version() + "\nen 1 2 3\n", "a class": "# version: " + m.Version() + "\nen\town\tangry\t1\t2\t3\t4\n",
		"too large": strings.Repeat("#\n", maxConfusionTable)} {
		if _, err := Remeasured(m, strings.NewReader(table)); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
}

// Evaluations of one language, however named, are one row of the table.
func TestWriteConfusion(t *testing.T) {
	m := embeddedModel(t)
	one := Confusion{{1, 2, 3, 4}}
	var b strings.Builder
	err := WriteConfusion(&b, m, []string{"a.tsv", "b.tsv"}, []Evaluation{{Language: "eng", Confusion: one}, {Language: "en", Confusion: one}, {Language: "am", Other: 3}})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "# sets: a.tsv, b.tsv\n") || !strings.Contains(b.String(), "\nen\town\tnegative\t2\t4\t6\t8\n") || strings.Contains(b.String(), "am\t") {
		t.Errorf("table:\n%s", b.String())
	}
	if version, table, err := parseConfusion(b.String()); err != nil || version != m.Version() || len(table) != 1 {
		t.Errorf("read again: %q, %v, %v", version, table, err)
	}
}

func FuzzRemeasured(f *testing.F) {
	m, err := NewModel()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(ownTable(m.Version(), "th", 80))
	f.Add("# version: x\nen\t\t\t\t\t\t\n")
	f.Fuzz(func(t *testing.T, table string) {
		if s, err := Remeasured(m, strings.NewReader(table)); err == nil {
			s.Confusion("en")
		}
	})
}
