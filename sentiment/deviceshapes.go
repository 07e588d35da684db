package sentiment

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// threadPart reports whether a text begins or ends with a part number: "1/7", "(2/5)".
func threadPart(tokens []text.Token) bool {
	trim := tokens
	for len(trim) > 0 && trim[0].Kind == text.Mark {
		trim = trim[1:]
	}
	for len(trim) > 0 && trim[len(trim)-1].Kind == text.Mark {
		trim = trim[:len(trim)-1]
	}
	part := func(t *text.Token) bool {
		if t.Kind != text.Number || len(t.Norm) > 5 {
			return false
		}
		first, second, ok := strings.Cut(string(t.Norm), "/")
		n, err := strconv.Atoi(first)
		of, err2 := strconv.Atoi(second)
		return ok && err == nil && err2 == nil && n <= of && of < 100 // "24/7" is none
	}
	return len(trim) > 4 && (part(&trim[0]) || part(&trim[len(trim)-1]))
}

// steps counts the lines that begin as an item of a list.
func steps(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		digits := strings.TrimLeftFunc(line, unicode.IsDigit)
		switch {
		case len(digits) < len(line) && len(line)-len(digits) <= 4 && strings.IndexAny(digits, ".)\uFE0F\u20E3") == 0,
			strings.HasPrefix(line, "• "), strings.HasPrefix(line, "- "), strings.HasPrefix(line, "▪"),
			strings.HasPrefix(line, "✅"), strings.HasPrefix(line, "➡"), strings.HasPrefix(line, "👉"):
			n++
		}
	}
	return n
}

// quotes reports whether a text is mainly a quotation with a speaker: quotation
// marks around five words or more, and a colon before them or a dash after.
func quotes(text string) bool {
	open := strings.IndexAny(text, "“«„\"")
	if open < 0 {
		return false
	}
	rest := text[open:]
	end := strings.LastIndexAny(rest, "”»“\"")
	if end <= 0 || len(strings.Fields(rest[:end])) < 5 {
		return false
	}
	before := strings.TrimSpace(text[:open])
	after := strings.TrimLeft(rest[end:], "”»“\" .!\n")
	return len(before) > 2 && strings.HasSuffix(before, ":") || strings.HasPrefix(after, "—") || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "- ")
}

// hashtags counts the hashtags of a text.
func hashtags(tokens []text.Token) int {
	n := 0
	for i := range tokens {
		if tokens[i].Has(text.TagStart) {
			n++
		}
	}
	return n
}
