package metrics

import "strconv"

// Plural writes "1 post" or "3 posts".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
