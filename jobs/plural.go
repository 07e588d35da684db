package jobs

import "fmt"

// Plural counts things in English words: 1 row, 2 rows.
func Plural[N int | int64](n N, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
