package exports

import (
	"strings"
	"time"
)

// monthOf returns the month that a lower-case name or its abbreviation stands for
// in English, German, French or Spanish; 0 if none. The names agree across these
// languages wherever they share a spelling.
func monthOf(w string) int {
	w = strings.TrimSuffix(w, ".")
	switch w {
	case "jan", "january", "januar", "jänner", "janv", "janvier", "ene", "enero":
		return 1
	case "feb", "february", "februar", "févr", "fevr", "fév", "février", "febr", "febrero":
		return 2
	case "mar", "march", "märz", "mär", "mrz", "mars", "marzo":
		return 3
	case "apr", "april", "avr", "avril", "abr", "abril":
		return 4
	case "may", "mai", "mayo":
		return 5
	case "jun", "june", "juni", "juin", "junio":
		return 6
	case "jul", "july", "juli", "juil", "juillet", "julio":
		return 7
	case "aug", "august", "août", "aout", "ago", "agosto":
		return 8
	case "sep", "sept", "september", "septembre", "septiembre", "setiembre", "set":
		return 9
	case "oct", "october", "okt", "oktober", "octobre", "octubre":
		return 10
	case "nov", "november", "novembre", "noviembre":
		return 11
	case "dec", "december", "dez", "dezember", "déc", "décembre", "dic", "diciembre":
		return 12
	}
	return 0
}

// isFiller reports weekdays and small words of the same four languages, which say
// nothing that the numbers do not.
func isFiller(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"mo", "di", "mi", "do", "fr", "sa", "so", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
		"sonnabend", "sonntag", "lun", "mer", "jeu", "ven", "sam", "dim", "lundi", "mardi", "mercredi", "jeudi",
		"vendredi", "samedi", "dimanche", "mié", "jue", "vie", "sáb", "dom", "lunes", "martes", "miércoles", "jueves",
		"viernes", "sábado", "domingo", "de", "del", "le", "el", "den", "at", "um", "à", "a", "las", "am":
		return true
	}
	return false
}

// zoneOf reads an offset or one of the few abbreviations that mean one thing in
// exports; others (IST, CST, ...) are shared by several zones and not read.
func zoneOf(w string) (*time.Location, bool) {
	w = strings.ToLower(w)
	switch w {
	case "z", "utc", "gmt", "wet":
		return time.UTC, true
	case "est":
		return time.FixedZone("EST", -5*3600), true
	case "edt":
		return time.FixedZone("EDT", -4*3600), true
	case "pst":
		return time.FixedZone("PST", -8*3600), true
	case "pdt":
		return time.FixedZone("PDT", -7*3600), true
	case "cet":
		return time.FixedZone("CET", 3600), true
	case "cest":
		return time.FixedZone("CEST", 2*3600), true
	}
	w = strings.TrimPrefix(strings.TrimPrefix(w, "utc"), "gmt")
	if len(w) < 2 {
		return nil, false
	}
	sign := 1
	switch rest, ok := strings.CutPrefix(w, "+"); {
	case ok:
		w = rest
	case strings.HasPrefix(w, "-"):
		sign, w = -1, w[1:]
	case strings.HasPrefix(w, "−"):
		sign, w = -1, strings.TrimPrefix(w, "−")
	default:
		return nil, false
	}
	h, m, colon := strings.Cut(w, ":")
	if !colon && len(w) == 4 {
		h, m = w[:2], w[2:]
	}
	hours, ok := plainDigits(h)
	minutes, okm := plainDigits(m)
	if m == "" {
		minutes, okm = 0, !colon
	}
	if !ok || !okm || len(h) > 2 || hours > 14 || minutes > 59 || m != "" && len(m) != 2 {
		return nil, false
	}
	return time.FixedZone("", sign*int(hours*3600+minutes*60)), true
}
