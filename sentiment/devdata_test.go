package sentiment

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// labelled is a text of a development set. tag is its language as the set has it.
type labelled struct{ label, lang, source, text, tag string }

// shared reads the sets of a folder of ../shared/sentiment; the test is skipped
// where they are absent. Their texts stay in memory.
func shared(t testing.TB, folder string) []labelled {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join("..", "..", "shared", "sentiment", folder, "*.tsv.gz"))
	if len(names) == 0 {
		t.Skipf("labelled texts are absent: ../shared/sentiment/%s", folder)
	}
	slices.Sort(names)
	var all []labelled
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		source := strings.TrimSuffix(filepath.Base(name), ".tsv.gz")
		s := bufio.NewScanner(z)
		s.Buffer(nil, 1<<20)
		for s.Scan() {
			p := strings.SplitN(s.Text(), "\t", 3)
			if len(p) != 3 {
				continue
			}
			l := labelled{p[0], Tag(p[1]), source, p[2], p[1]}
			if source == "umsab" && p[1] == "hi" {
				l.lang = "hi-Latn" // romanised there
			}
			if l.lang == "arq" || l.lang == "ary" {
				l.lang = "ar" // as Detect names them
			}
			all = append(all, l)
		}
		if err := s.Err(); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	return all
}
