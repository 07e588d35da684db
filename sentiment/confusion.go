package sentiment

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed confusion.tsv
var confusionText string

//go:embed modelconfusion.tsv
var modelConfusionText string

// Confusion counts labelled texts: rows are what a text is (Negative, Neutral,
// Positive), columns what the scorer read (these and Abstained). Abstaining is a
// column, not a gap: how often a scorer sees nothing depends on what there is to
// see, so leaving those texts out would bend the shares.
type Confusion [3][4]int64

// N returns the number of labelled texts.
func (c Confusion) N() int64 {
	var n int64
	for _, row := range c {
		for _, k := range row {
			n += k
		}
	}
	return n
}

// What a language must show before its replies count as read.
const (
	minLabelled = 200  // labelled texts
	minOfClass  = 20   // of them in each class
	minRecall   = 0.40 // lower end of the 90 % interval of macro recall; guessing gives 1/3
)

// Recall returns the mean over the true classes of the share read right, with an
// abstention taken as Neutral, and its standard error from three independent
// binomial rows. Both are NaN if a row is empty.
func (c Confusion) Recall() (recall, stderr float64) {
	variance := 0.0
	for t, row := range c {
		n := float64(row[0] + row[1] + row[2] + row[3])
		right := row[t]
		if Class(t) == Neutral {
			right += row[Abstained]
		}
		p := float64(right) / n
		recall += p / 3
		variance += p * (1 - p) / n / 9
	}
	return recall, math.Sqrt(variance)
}

// Valid reports whether the counts show that the scorer reads the language: at
// least 200 labelled texts, 20 of each class, and a macro recall whose lower end
// (1.645 standard errors down) is at least 0.40.
func (c Confusion) Valid() bool {
	for _, row := range c {
		if row[0]+row[1]+row[2]+row[3] < minOfClass {
			return false
		}
	}
	recall, stderr := c.Recall()
	return c.N() >= minLabelled && recall-1.645*stderr >= minRecall
}

// Confusion returns how this version of the lexicon reads labelled texts of a
// language. It is false for a language that has no word list (emoji alone do not make
// a language read), that was not measured or that fails [Confusion.Valid]: its
// replies count as not read.
func (l *Lexicon) Confusion(lang string) (Confusion, bool) {
	c, ok := l.confusion[lang]
	return c, ok && l.lists[lang] != nil && c.Valid()
}

// measuredConfusion reads embedded counts. Counts of another version of the scorer
// are left out, so that no language is read: they would correct for errors that it
// no longer makes.
func measuredConfusion(counts, version string) (map[string]Confusion, error) {
	measured, table, err := parseConfusion(counts)
	if err != nil || measured != version {
		return nil, err
	}
	return table, nil
}

// parseConfusion reads lines "lang, sets, true class, four counts" below a header
// that has "# version: ...".
func parseConfusion(text string) (version string, table map[string]Confusion, err error) {
	for line := range strings.Lines(text) {
		if v, ok := strings.CutPrefix(line, "# version: "); ok {
			version = strings.TrimSpace(v)
		}
	}
	table = map[string]Confusion{}
	err = readTable(strings.NewReader(text), 7, func(f []string) error {
		c := table[f[0]]
		t := Negative
		for t.String() != f[2] {
			if t++; t > Positive {
				return fmt.Errorf("class %q is not one of negative, neutral, positive", f[2])
			}
		}
		for k := range c[t] {
			n, err := strconv.ParseInt(f[3+k], 10, 64)
			if err != nil || n < 0 {
				return fmt.Errorf("count %q is not a whole number", f[3+k])
			}
			c[t][k] = n
		}
		table[f[0]] = c
		return nil
	})
	return version, table, err
}
