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

// labelled is a text of a development set.
type labelled struct{ label, lang, source, text string }

// sharedTags are the tags of the development sets in our spelling. Sets whose
// language we do not name are left out.
var sharedTags = map[string]string{"afr": "af", "amh": "am", "arq": "ar", "ary": "ar", "chn": "zh", "deu": "de", "eng": "en",
	"english": "en", "esp": "es", "hau": "ha", "hi": "hi-Latn", "hin": "hi", "ibo": "ig", "indonesian": "id", "javanese": "jv",
	"kin": "rw", "mar": "mr", "orm": "om", "pcm": "pcm", "por": "pt", "ptbr": "pt", "ptmz": "pt", "ron": "ro", "rus": "ru",
	"som": "so", "sun": "su", "sundanese": "su", "swa": "sw", "swe": "sv", "tat": "tt", "tir": "ti", "tso": "ts", "twi": "tw",
	"ukr": "uk", "yor": "yo", "ar": "ar", "de": "de", "en": "en", "es": "es", "fr": "fr", "it": "it", "pt": "pt", "he": "he",
	"id": "id", "el": "el", "ro": "ro", "ru": "ru", "th": "th", "tr": "tr", "vi": "vi", "zh": "zh"}

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
			if len(p) != 3 || sharedTags[p[1]] == "" {
				continue
			}
			l := labelled{p[0], sharedTags[p[1]], source, p[2]}
			if folder == "questions" && p[1] == "hi" {
				l.lang = "hi" // Devanagari there, romanised in umsab
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
