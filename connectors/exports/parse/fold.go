package parse

import (
	"bytes"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes words of people and platforms comparable: compatibility forms are
// resolved; case, accents, vowel signs, punctuation, spaces and invisible marks do
// not count; of Arabic, neither do the article and the seats of the hamza. "Heure de
// publication", "HEURE DE PUBLICATION" and "heure_de_publication" are one word, and
// so are "الوصول" and "وصول".
func Fold(s string) string {
	b := make([]byte, 0, len(s)+8)
	if IsASCII(s) {
		for i := range len(s) {
			switch c := s[i]; {
			case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
				b = append(b, c)
			case c >= 'A' && c <= 'Z':
				b = append(b, c+'a'-'A')
			}
		}
		return string(b)
	}
	word := 0 // where the current word begins in b
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r == 'ـ' || isQuote(r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b = appendLetter(b, r)
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		default:
			b = endWord(b, word)
			word = len(b)
		}
	}
	return string(endWord(b, word))
}

// endWord takes the Arabic article off the word that begins at start, unless too
// little would be left.
func endWord(b []byte, start int) []byte {
	const article = "ال"
	if rest, ok := bytes.CutPrefix(b[start:], []byte(article)); ok && len(rest) >= 2*len("ا") {
		return append(b[:start], rest...)
	}
	return b
}

func isQuote(r rune) bool { return strings.ContainsRune("\"'`´„“”‚‘’‹›«»ʼ", r) }

// appendLetter writes one letter or digit as it is compared.
func appendLetter(b []byte, r rune) []byte {
	switch r {
	case 'ß', 'ẞ':
		return append(b, "ss"...)
	case 'ø', 'Ø':
		return append(b, "o"...)
	case 'æ', 'Æ':
		return append(b, "ae"...)
	case 'œ', 'Œ':
		return append(b, "oe"...)
	case 'ı', 'İ':
		return append(b, "i"...)
	case 'ى', 'ی':
		return append(b, "ي"...)
	case 'ة':
		return append(b, "ه"...)
	case 'ک':
		return append(b, "ك"...)
	}
	if unicode.Is(unicode.Nd, r) && r > unicode.MaxASCII {
		r = '0' + digitValue(r)
	}
	return utf8.AppendRune(b, unicode.ToLower(r))
}

// FoldHeader folds a column's header without a unit in parentheses at its end:
// "Duration (sec)" is "duration", but "Clicks (total)" is not "clicks".
func FoldHeader(s string) string {
	name, unit := unitOf(s)
	if unit == "" || !isUnit(unit) && zoneNamed(unit) == nil {
		name = s
	}
	return Fold(name)
}

// HeaderZone is the time zone that a column's header gives in parentheses at its end, as
// in "Date (GMT)"; nil if it gives none.
func HeaderZone(s string) *time.Location {
	_, unit := unitOf(s)
	return zoneNamed(unit)
}

// unitOf cuts what stands in parentheses, of any width, at the end of a header off it.
func unitOf(s string) (name, unit string) {
	s = strings.TrimRightFunc(s, Blank)
	for _, pair := range [...][2]string{{"(", ")"}, {"[", "]"}, {"（", "）"}} {
		if inner, ok := strings.CutSuffix(s, pair[1]); ok {
			if open := strings.LastIndex(inner, pair[0]); open > 0 {
				return inner[:open], inner[open+len(pair[0]):]
			}
		}
	}
	return s, ""
}

// zoneNamed is the zone that an offset, an abbreviation or a name like Europe/Oslo means;
// nil if it is none.
func zoneNamed(s string) *time.Location {
	s = strings.TrimFunc(s, Blank)
	if z, ok := zoneOf(strings.ReplaceAll(s, " ", "")); ok {
		return z
	}
	if !placeOfZone.MatchString(s) {
		return nil
	}
	z, err := time.LoadLocation(s)
	if err != nil {
		return nil
	}
	return z
}

// placeOfZone is how the names of the time zone database look.
var placeOfZone = regexp.MustCompile(`^(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_/-]{2,40}$`)

// isUnit reports a unit of time or money, or a percentage sign.
func isUnit(s string) bool {
	if t := strings.TrimSpace(s); t == "%" || t == "٪" || t == "$" || t == "€" || t == "£" {
		return true
	}
	switch Fold(s) {
	case "s", "sec", "secs", "second", "seconds", "seconde", "secondes", "secondi", "sek", "sekunden", "sekunder", "seg", "segs", "segundo", "segundos",
		"sn", "saniye", "dtk", "detik", "sekundy", "giay", "秒", "วนาท", "sekuntia", "mp", "δευτ", "δευτερολεπτα", "שניות",
		"ثانيه", "ثوان", "ثواني", "بالثواني", "بالثانيه", "min", "mins", "minutes", "minuten", "minutos", "minuter",
		"с", "сек", "секунды", "секунд", "мин", "ч", "часы", "h", "hours", "heures", "stunden", "std", "horas", "timmar", "ساعات", "بالساعات", "ms",
		"sum", "\u110e\u1169" /* 초, in parts */, "usd", "eur", "gbp", "chf", "cad", "aud", "nok", "brl", "mxn":
		return true
	}
	return false
}
