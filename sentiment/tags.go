package sentiment

import "strings"

// tagNames are the ISO 639-3 codes and names that labelled sets use for languages
// that BCP 47 writes otherwise.
var tagNames = map[string]string{"acehnese": "ace", "afr": "af", "amh": "am", "ara": "ar", "balinese": "ban", "banjarese": "bjn",
	"ben": "bn", "buginese": "bug", "chn": "zh", "deu": "de", "eng": "en", "english": "en", "esp": "es", "fas": "fa", "fra": "fr",
	"hau": "ha", "heb": "he", "hin": "hi", "ibo": "ig", "ind": "id", "indonesian": "id", "ita": "it", "javanese": "jv", "jpn": "ja",
	"kin": "rw", "kor": "ko", "madurese": "mad", "mar": "mr", "minangkabau": "min", "ngaju": "nij", "orm": "om", "pol": "pl",
	"por": "pt", "ptbr": "pt", "ptmz": "pt", "ron": "ro", "rus": "ru", "som": "so", "sot": "st", "spa": "es", "sun": "su",
	"sundanese": "su", "swa": "sw", "swe": "sv", "tat": "tt", "tir": "ti", "toba_batak": "bbc", "tso": "ts", "tur": "tr", "twi": "tw",
	"ukr": "uk", "urd": "ur", "vie": "vi", "xho": "xh", "yor": "yo", "zho": "zh", "zul": "zu"}

// Tag returns a language in BCP 47 as scorers know it, from BCP 47 of any case
// ("pt_BR", "EN"), an ISO 639-3 code ("amh") or the name that a labelled set uses
// ("ptbr"). What it does not know it returns as it is.
func Tag(name string) string {
	t := strings.ReplaceAll(strings.TrimSpace(name), "_", "-")
	if known, ok := tagNames[strings.ToLower(strings.TrimSpace(name))]; ok {
		return known
	}
	base, rest, found := strings.Cut(t, "-")
	base = strings.ToLower(base)
	switch {
	case !found:
		return base
	case strings.EqualFold(rest, "latn"):
		return base + "-Latn"
	case base == "ar" && strings.HasPrefix(strings.ToLower(rest), "magreb"):
		return "ary"
	case base == "ar":
		return base
	}
	return base + "-" + rest
}
