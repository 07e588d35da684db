package sentiment

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxConfusionTable is the largest table of counts that is read, in bytes: a thousand
// languages are below it.
const maxConfusionTable = 1 << 20

// remeasured is a scorer whose errors a unit measured on texts of its own.
type remeasured struct {
	Scorer
	table map[string]Confusion
}

var _ Measured = (*remeasured)(nil)

// Remeasured returns a scorer with the errors that a table of [WriteConfusion] says it
// makes; they stand in place of those that were known of the same language. r may be
// nil: then nothing is added, and a scorer of which nothing is known reads no language.
//
// A table that was measured with another version is refused: it would correct for
// errors that the scorer does not make.
func Remeasured(s Scorer, r io.Reader) (Measured, error) {
	if r == nil {
		if m, ok := s.(Measured); ok {
			return m, nil
		}
		return &remeasured{Scorer: s}, nil
	}
	b, err := io.ReadAll(io.LimitReader(r, maxConfusionTable+1))
	if err != nil {
		return nil, fmt.Errorf("table of the scorer's errors: %w", err)
	}
	if len(b) > maxConfusionTable {
		return nil, fmt.Errorf("is larger than %d KiB: is this the table that tailor eval --confusion writes?", maxConfusionTable>>10)
	}
	version, table, err := parseConfusion(string(b))
	switch {
	case err != nil:
		return nil, err
	case version == "":
		return nil, fmt.Errorf(`has no line "# version: ...": write it with tailor eval --confusion`)
	case version != s.Version():
		return nil, fmt.Errorf("was measured with %.80q, but replies are read by %q: write it anew with tailor eval --confusion", version, s.Version())
	}
	return &remeasured{s, table}, nil
}

// Confusion returns what was measured of a language, else what the scorer itself
// knows of it. A language that was measured and fails [Confusion.Valid] is not read.
func (m *remeasured) Confusion(lang string) (Confusion, bool) {
	if c, ok := m.table[lang]; ok {
		return c, c.Valid()
	}
	if inner, ok := m.Scorer.(Measured); ok {
		return inner.Confusion(lang)
	}
	return Confusion{}, false
}

// WriteConfusion writes how a scorer read the texts of evaluations, counts only: rows
// are languages and true classes. Evaluations of one language are added up. sets names
// what was labelled; it stands in the table's head.
func WriteConfusion(w io.Writer, s Scorer, sets []string, evaluations []Evaluation) error {
	table := map[string]Confusion{}
	var langs []string
	for _, e := range evaluations {
		lang := Tag(e.Language)
		sum, ok := table[lang]
		if !ok && e.N() > 0 {
			langs = append(langs, lang)
		}
		for t, row := range e.Confusion {
			for k, n := range row {
				sum[t][k] += n
			}
		}
		if e.N() > 0 {
			table[lang] = sum
		}
	}
	slices.Sort(langs)
	var b strings.Builder
	fmt.Fprintf(&b, "# How replies are read: counts of labelled texts, no text.\n# version: %s\n", s.Version())
	fmt.Fprintf(&b, "# sets: %s\n# made by: tailor eval --confusion\n", strings.Join(sets, ", "))
	b.WriteString("# columns: language, sets, true class, then texts read as negative, neutral, positive, abstained\n")
	for _, lang := range langs {
		for t, row := range table[lang] {
			fmt.Fprintf(&b, "%s\town\t%s\t%d\t%d\t%d\t%d\n", lang, Class(t), row[0], row[1], row[2], row[3])
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write confusion: %w", err)
	}
	return nil
}
