package data

import "regexp"

var dayInText = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// SpanDays makes texts that differ in one day only the same, so that they can be told once:
// "read on 2026-01-31" and "read on 2026-05-31" become "read on 2026-01-31 to 2026-05-31".
// Others, and those that name several days, stay as they are.
func SpanDays(texts []string) []string {
	type span struct{ first, last string }
	spans := map[string]*span{}
	parts := make([][2]string, len(texts))
	for i, text := range texts {
		at := dayInText.FindAllStringIndex(text, 2)
		if len(at) != 1 {
			continue
		}
		day := text[at[0][0]:at[0][1]]
		parts[i] = [2]string{text[:at[0][0]], text[at[0][1]:]}
		key := parts[i][0] + "\x00" + parts[i][1]
		if s := spans[key]; s == nil {
			spans[key] = &span{day, day}
		} else {
			s.first, s.last = min(s.first, day), max(s.last, day)
		}
	}
	same := make([]string, len(texts))
	for i, text := range texts {
		same[i] = text
		if s := spans[parts[i][0]+"\x00"+parts[i][1]]; s != nil && s.first < s.last && parts[i] != [2]string{} {
			same[i] = parts[i][0] + s.first + " to " + s.last + parts[i][1]
		}
	}
	return same
}
