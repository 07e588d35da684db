package sentiment

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkModel reports texts per second on development texts (made-up ones where they
// are absent): with the language given, and with the whole pipeline, which names it.
func BenchmarkModel(b *testing.B) {
	m := embeddedModel(b)
	texts, langs := devTexts(b, 8192)
	col, out := batch(texts...), make([]Reading, len(texts))
	score := func() {
		if err := m.Score(col, langs, out); err != nil {
			b.Fatal(err)
		}
	}
	score()
	b.Run("given", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			score()
		}
		b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
	})
	given := langs
	b.Run("named", func(b *testing.B) {
		langs = make([]string, len(texts))
		b.ReportAllocs()
		for b.Loop() {
			score()
		}
		b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
	})
	b.Run("lexicon", func(b *testing.B) {
		l := lexicon(b)
		langs = given
		b.ReportAllocs()
		for b.Loop() {
			if err := l.Score(col, langs, out); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
	})
}

// devTexts are n development texts of all sets, spread evenly.
func devTexts(b *testing.B, n int) (texts, langs []string) {
	if _, err := os.Stat(filepath.Join("..", "..", "shared", "sentiment", "dev")); err != nil {
		return benchTexts(n)
	}
	all := shared(b, "dev")
	for i := range n {
		x := all[i*len(all)/n]
		texts, langs = append(texts, strings.ToValidUTF8(x.text, " ")), append(langs, x.lang)
	}
	return texts, langs
}
