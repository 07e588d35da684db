package peers

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/jonreiter/govader"
	"gonum.org/v1/gonum/stat"

	"github.com/digital-diplomacy/tailor/sentiment"
)

// english reads the labelled English tweets of the development set, or makes some up
// where it is absent.
func english(t testing.TB) (labels []sentiment.Class, texts []string) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "sentiment", "dev", "tweeteval.tsv.gz"))
	if err != nil {
		for i := range 600 {
			labels = append(labels, sentiment.Class(i%3))
			texts = append(texts, fmt.Sprintf("%s, the %dth visit to the consulate this year", [...]string{"What a terrible mess", "We were there", "So friendly and helpful"}[i%3], i))
		}
		t.Log("made-up texts: ../shared/sentiment/dev is absent")
		return labels, texts
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(io.Reader(z))
	for lines.Scan() {
		p := strings.SplitN(lines.Text(), "\t", 3)
		class := map[string]sentiment.Class{"neg": sentiment.Negative, "neu": sentiment.Neutral, "pos": sentiment.Positive}
		if c, ok := class[p[0]]; ok && len(p) == 3 && sentiment.Tag(p[1]) == "en" {
			labels, texts = append(labels, c), append(texts, strings.ToValidUTF8(p[2], " "))
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return labels, texts
}

// vader reads a text by the bounds that VADER's authors give for its compound score.
func vader(a *govader.SentimentIntensityAnalyzer, text string) sentiment.Class {
	switch score := a.PolarityScores(text).Compound; {
	case score >= 0.05:
		return sentiment.Positive
	case score <= -0.05:
		return sentiment.Negative
	}
	return sentiment.Neutral
}

// readers are what is compared, by name.
func readers(t testing.TB, texts []string) map[string]func([]sentiment.Reading) {
	t.Helper()
	b := array.NewStringBuilder(memory.DefaultAllocator)
	b.AppendValues(texts, nil)
	column, langs := b.NewStringArray(), make([]string, len(texts))
	for i := range langs {
		langs[i] = "en"
	}
	model, err := sentiment.NewModel()
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := sentiment.NewLexicon()
	if err != nil {
		t.Fatal(err)
	}
	by := func(s sentiment.Scorer) func([]sentiment.Reading) {
		return func(out []sentiment.Reading) {
			if err := s.Score(column, langs, out); err != nil {
				t.Fatal(err)
			}
		}
	}
	analyzer := govader.NewSentimentIntensityAnalyzer()
	return map[string]func([]sentiment.Reading){"model": by(model), "lexicon": by(lexicon), "govader": func(out []sentiment.Reading) {
		for i, text := range texts {
			out[i] = sentiment.Reading{Class: vader(analyzer, text)}
		}
	}}
}

// BenchmarkGovader reads English tweets in turns, so that what else the machine does
// falls on all alike, and reports how many times as fast as govader each is. Ours also
// tell questions and abuse.
func BenchmarkGovader(b *testing.B) {
	_, texts := english(b)
	all, took := readers(b, texts), map[string]time.Duration{}
	out := make([]sentiment.Reading, len(texts))
	for _, read := range all {
		read(out) // fill what is filled once
	}
	for b.Loop() {
		for name, read := range all {
			began := time.Now()
			read(out)
			took[name] += time.Since(began)
		}
	}
	b.ReportMetric(took["govader"].Seconds()/took["model"].Seconds(), "model/govader")
	b.ReportMetric(took["govader"].Seconds()/took["lexicon"].Seconds(), "lexicon/govader")
	b.ReportMetric(float64(b.N*len(texts))/took["govader"].Seconds(), "govader-texts/s")
}

// TestGovader compares macro recall on the same tweets: our reader must not be worse.
func TestGovader(t *testing.T) {
	labels, texts := english(t)
	agrees(t, labels, texts)
	recall := map[string]float64{}
	for name, read := range readers(t, texts) {
		out := make([]sentiment.Reading, len(texts))
		read(out)
		var c sentiment.Confusion
		for i, r := range out {
			c[labels[i]][r.Class]++
		}
		recall[name], _ = c.Recall()
	}
	t.Logf("macro recall of %d texts: model %.3f, lexicon %.3f, govader %.3f", len(texts), recall["model"], recall["lexicon"], recall["govader"])
	if recall["model"] < recall["govader"] {
		t.Errorf("macro recall %.3f, govader has %.3f", recall["model"], recall["govader"])
	}
}

// agrees: the valence goes with VADER's compound score, which goes with people's ratings
// (r 0.881 on its authors' tweets), and with labels at least as well as that does.
func agrees(t *testing.T, labels []sentiment.Class, texts []string) {
	b := array.NewStringBuilder(memory.DefaultAllocator)
	b.AppendValues(texts, nil)
	model, err := sentiment.NewModel()
	if err != nil {
		t.Fatal(err)
	}
	grades, langs := make([]sentiment.Grade, len(texts)), make([]string, len(texts))
	for i := range langs {
		langs[i] = "en"
	}
	if err := model.Grade(b.NewStringArray(), langs, grades); err != nil {
		t.Fatal(err)
	}
	analyzer := govader.NewSentimentIntensityAnalyzer()
	valence, compound, label := make([]float64, len(texts)), make([]float64, len(texts)), make([]float64, len(texts))
	for i, text := range texts {
		valence[i], compound[i], label[i] = grades[i].Valence, analyzer.PolarityScores(text).Compound, float64(labels[i])
	}
	with, ours, theirs := stat.Correlation(valence, compound, nil), stat.Correlation(valence, label, nil), stat.Correlation(compound, label, nil)
	t.Logf("r of valence and govader %.3f; with labels: valence %.3f, govader %.3f", with, ours, theirs)
	if with < 0.85 || ours < theirs {
		t.Errorf("r of valence and govader %.3f, want 0.85; with labels %.3f, govader %.3f", with, ours, theirs)
	}
}
