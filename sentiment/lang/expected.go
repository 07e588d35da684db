package lang

import "strings"

// favoured is how many times likelier a language is held to be for being one that the
// writer writes in.
const favoured = 50

// relatives are tags that settings name and no class has, with the class they mean.
var relatives = map[string]string{"no": "nb", "iw": "he", "in": "id", "fil": "tl", "cmn": "zh", "arb": "ar", "ary": "ar", "arq": "ar"}

// favour raises the probabilities of the classes whose language is expected; some are
// those above 0.
func favour(p []float32, some []int32, classes []Class, expected []string) {
	if len(expected) == 0 {
		return
	}
	total := float32(0)
	for _, i := range some {
		if isExpected(classes[i].Tag, expected) {
			p[i] *= favoured
		}
		total += p[i]
	}
	if total == 0 {
		return
	}
	for _, i := range some {
		p[i] /= total
	}
}

// isExpected reports whether a class's language is among tags, whatever script or region
// these name.
func isExpected(class string, expected []string) bool {
	for _, tag := range expected {
		base, _, _ := strings.Cut(tag, "-")
		if other, ok := relatives[base]; ok {
			base = other
		}
		if base == class {
			return true
		}
	}
	return false
}
