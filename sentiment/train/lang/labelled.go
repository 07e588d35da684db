package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// labelledFile is a file of labelled social texts below the -data folder.
type labelledFile struct{ name, licence string }

// labelledFiles are the files trained on: those of train/, and of abuse/ those in
// languages that train/ lacks or has in other registers.
var labelledFiles = []labelledFile{
	{"train/afrisenti", "CC BY 4.0"}, {"train/ajgt", "AFL-3.0"}, {"train/arsarcasm2", "MIT"}, {"train/brighter", "CC BY 4.0"},
	{"train/hebrew", "MIT"}, {"train/indonesian", "Apache-2.0"}, {"train/nusax", "CC BY-SA 4.0"}, {"train/semeval_en", "MIT"},
	{"train/umsab", "Apache-2.0"}, {"abuse/germeval_de", "CC BY 4.0"}, {"abuse/toldbr_pt", "CC BY-SA 4.0"}, {"abuse/mlma_ar", "MIT"},
	{"abuse/mlma_fr", "MIT"}, {"abuse/romanurdu", "MIT"},
}

// labels are the languages of the files in our spelling; others stand as they are.
var labels = map[string]string{"afr": "af", "amh": "am", "arq": "ar-arq", "ary": "ar-ary", "ar-egypt": "ar-arz", "ar-gulf": "ar-afb",
	"ar-levant": "ar-apc", "ar-magreb": "ar", "ar-msa": "ar", "chn": "zh", "deu": "de", "eng": "en", "english": "en", "esp": "es", "hau": "ha",
	"hin": "hi", "ibo": "ig", "indonesian": "id", "javanese": "jv", "kin": "rw", "mar": "mr", "orm": "om", "por": "pt", "ptbr": "pt",
	"ptmz": "pt", "ron": "ro", "rus": "ru", "som": "so", "sun": "su", "sundanese": "su", "swa": "sw", "swe": "sv", "tat": "tt", "tir": "ti",
	"tso": "ts", "twi": "tw", "ukr": "uk", "ur-latn": "hi-ur", "yor": "yo", "toba_batak": "bbc", "ngaju": "nij", "minangkabau": "min",
	"madurese": "mad", "buginese": "bug", "banjarese": "bjn", "balinese": "ban", "acehnese": "ace"}

// eachLabelled calls f with the label and the text of every row of a file.
func eachLabelled(dir, name string, f func(label, text string)) error {
	file, err := os.Open(filepath.Join(dir, name+".tsv.gz"))
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		f3 := strings.SplitN(s.Text(), "\t", 3)
		if len(f3) != 3 {
			continue
		}
		label := f3[1]
		if l, ok := labels[label]; ok {
			label = l
		}
		f(label, f3[2])
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// labelled adds a file's texts.
func (c *corpus) labelled(dir string, file labelledFile) error {
	perLabel := map[string]int{}
	return eachLabelled(dir, file.name, func(label, s string) {
		if perLabel[label]++; perLabel[label] <= 2*most {
			c.add(file.name, social, label, s)
		}
	})
}
