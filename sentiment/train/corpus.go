package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/model"
)

// example is one labelled text.
type example struct {
	label    int // 0 negative, 1 neutral, 2 positive; for other heads 1 is yes
	language string
	source   string // file name without ending
	text     string
	tuning   bool // kept out of training to fit calibrations
}

// cell is what classes are balanced in and calibrations are fitted for.
func (e *example) cell() string { return e.source + "/" + e.language }

// tags are the language tags of the sets in BCP 47, where they differ.
var tags = map[string]string{"acehnese": "ace", "afr": "af", "amh": "am", "ar-egypt": "ar", "ar-gulf": "ar", "ar-levant": "ar",
	"ar-magreb": "ary", "ar-msa": "ar", "balinese": "ban", "banjarese": "bjn", "buginese": "bug", "chn": "zh", "deu": "de",
	"eng": "en", "english": "en", "esp": "es", "hau": "ha", "hin": "hi", "ibo": "ig", "indonesian": "id", "javanese": "jv",
	"kin": "rw", "madurese": "mad", "mar": "mr", "minangkabau": "min", "ngaju": "nij", "orm": "om", "por": "pt", "ptbr": "pt",
	"ptmz": "pt", "ron": "ro", "rus": "ru", "som": "so", "sot": "st", "sun": "su", "sundanese": "su", "swa": "sw", "swe": "sv",
	"tat": "tt", "tir": "ti", "toba_batak": "bbc", "tso": "ts", "twi": "tw", "ukr": "uk", "ur-latn": "ur-Latn", "vmw": "vmw",
	"xho": "xh", "yor": "yo", "zul": "zu"}

func tagOf(source, tag string) string {
	if source == "umsab" && tag == "hi" {
		return "hi-Latn" // romanised there
	}
	if t, ok := tags[tag]; ok {
		return t
	}
	return tag
}

// noisyHindi is how many rows of UMSAB's Hindi training part are left out: a model
// trained on the rest of the sets agrees with their labels no better than chance,
// and training on them lowers the figures on other romanised Hindi.
const noisyHindi = 900

// tuningShare is one in how many texts is kept for calibration.
const tuningShare = 8

// load reads the sets of a folder. Labels other than those named are left out.
func load(dir string, labels ...string) ([]example, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.tsv.gz"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no *.tsv.gz in %s; point -data at the folder of the labelled sets", dir)
	}
	slices.Sort(names)
	var all []example
	for _, name := range names {
		if all, err = appendSet(all, name, labels); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}

func appendSet(all []example, name string, labels []string) ([]example, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	source := strings.TrimSuffix(filepath.Base(name), ".tsv.gz")
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		label, rest, _ := strings.Cut(s.Text(), "\t")
		tag, body, ok := strings.Cut(rest, "\t")
		l := slices.Index(labels, label)
		if !ok || l < 0 {
			continue
		}
		all = append(all, example{label: l, language: tagOf(source, tag), source: source, text: model.Plain(body), tuning: kept(body)})
	}
	return all, s.Err()
}

// writtenSource is the source of the texts that were written for training, by us.
const writtenSource = "written"

// written appends the texts of a folder of tables with a label, a language and a text.
func written(all []example, dir string, labels ...string) ([]example, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no *.tsv in %s; run from the root of the module or point -written at the folder", dir)
	}
	slices.Sort(names)
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		err = rows(f, func(f []string) error {
			l := slices.Index(labels, f[0])
			if l < 0 || len(f) != 3 {
				return fmt.Errorf("want a label of %q, a language and a text", labels)
			}
			all = append(all, example{label: l, language: f[1], source: writtenSource, text: model.Plain(f[2]), tuning: kept(f[2])})
			return nil
		})
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}

// kept says whether a text is kept for calibration: by its hash, so that it does not
// depend on the order of the sets.
func kept(s string) bool {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()%tuningShare == 3
}

// usable leaves out what must not be trained on: the English part of UMSAB, of which
// only negative texts are left, and its noisy Hindi rows.
func usable(all []example) []example {
	hindi := 0
	return slices.DeleteFunc(all, func(e example) bool {
		if e.source != "umsab" {
			return false
		}
		if e.language == "hi-Latn" {
			hindi++
			return hindi <= noisyHindi
		}
		return e.language == "en"
	})
}
