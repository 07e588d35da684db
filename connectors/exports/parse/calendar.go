package parse

import (
	"strings"
	"time"
)

// MonthOf returns the month that a folded name or its abbreviation stands for in
// English, French, Spanish, German, Arabic, Portuguese, Swedish, Italian, Dutch,
// Danish, Norwegian or Russian; 0 if none. The names agree across these languages wherever
// they share a spelling. Arabic has several calendars of names for the same months:
// the Egyptian, the Levantine, and those of Algeria and Tunisia, Morocco, Mauritania. More
// languages are in monthNames.
func MonthOf(w string) int {
	switch w {
	case "jan", "january", "januar", "januari", "janner", "janv", "janvier", "ene", "enero", "janeiro", "gen", "gennaio", "يناير", "كانونثاني", "جانفي", "янв", "января", "январь":
		return 1
	case "feb", "february", "februar", "februari", "fevr", "fev", "fevrier", "febr", "febrero", "fevereiro", "febbraio", "فبراير", "شباط", "فيفري", "фев", "февр", "февраля", "февраль":
		return 2
	case "mar", "march", "marz", "mrz", "mars", "marzo", "marco", "maart", "mrt", "marts", "مارس", "اذار", "мар", "марта", "март":
		return 3
	case "apr", "april", "avr", "avril", "abr", "abril", "aprile", "ابريل", "نيسان", "افريل", "апр", "апреля", "апрель":
		return 4
	case "may", "mai", "mayo", "maj", "maio", "mei", "mag", "maggio", "مايو", "ايار", "ماي", "мая", "маи":
		return 5
	case "jun", "june", "juni", "juin", "junio", "junho", "giu", "giugno", "يونيو", "يونيه", "حزيران", "جوان", "июн", "июня", "июнь":
		return 6
	case "jul", "july", "juli", "juil", "juill", "juillet", "julio", "julho", "lug", "luglio", "يوليو", "يوليه", "يوليوز", "تموز", "جويليه", "июл", "июля", "июль":
		return 7
	case "aug", "august", "aout", "ago", "agosto", "augusti", "augustus", "اغسطس", "اغشت", "غشت", "اب", "اوت", "авг", "августа", "август":
		return 8
	case "sep", "sept", "september", "septembre", "septiembre", "setiembre", "set", "setembro", "settembre", "سبتمبر", "شتنبر", "شتمبر", "ايلول", "сен", "сент", "сентября", "сентябрь":
		return 9
	case "oct", "october", "okt", "oktober", "octobre", "octubre", "out", "outubro", "ott", "ottobre", "اكتوبر", "تشريناول", "окт", "октября", "октябрь":
		return 10
	case "nov", "november", "novembre", "noviembre", "novembro", "نوفمبر", "نونبر", "تشرينثاني", "ноя", "нояб", "ноября", "ноябрь":
		return 11
	case "dec", "december", "dez", "dezember", "decembre", "dic", "diciembre", "dezembro", "dicembre", "des", "desember", "ديسمبر", "دجنبر", "دجمبر", "كانوناول", "дек", "декабря", "декабрь":
		return 12
	}
	if w == "" || w[0] >= '0' && w[0] <= '9' {
		return 0
	}
	return monthElsewhere(w)
}

// isFiller reports folded weekdays and small words of these languages, which say
// nothing that the numbers do not. The Turkish Sunday is not among them: shortened it is
// the Polish October.
func isFiller(w string) bool {
	switch w {
	case "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"mo", "di", "mi", "do", "fr", "sa", "so", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
		"sonnabend", "sonntag", "lun", "mer", "jeu", "ven", "sam", "dim", "lundi", "mardi", "mercredi", "jeudi",
		"vendredi", "samedi", "dimanche", "mie", "jue", "vie", "sab", "dom", "lunes", "martes", "miercoles", "jueves",
		"viernes", "sabado", "domingo", "seg", "ter", "qua", "qui", "sex", "segunda", "terca", "quarta", "quinta", "sexta", "segundafeira",
		"tercafeira", "quartafeira", "quintafeira", "sextafeira", "man", "tis", "tors", "fre", "lor", "son", "mandag", "tisdag", "onsdag",
		"torsdag", "fredag", "lordag", "sondag", "mandagen",
		"اثنين", "ثلاثاء", "اربعاء", "خميس", "جمعه", "سبت", "احد", "يوم",
		"пн", "вт", "ср", "чт", "пт", "сб", "вс", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "г", "в",
		"lunedi", "martedi", "mercoledi", "gio", "giovedi", "venerdi", "domenica", "ma", "wo", "vr", "za", "zo", "maandag", "dinsdag", "woensdag", "donderdag",
		"vrijdag", "zaterdag", "zondag", "pon", "wt", "sr", "czw", "pt", "sob", "niedz", "po", "ut", "st", "ct", "pa", "ne", "pzt", "sal", "car", "per", "cum", "cmt",
		"sen", "sel", "rab", "kam", "jum", "min", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "нд", "р", "року", "r", "roku",
		"alle", "ore", "om", "godz", "pukul", "saat", "klo", "o", "luc",
		"de", "del", "le", "el", "den", "at", "um", "a", "las", "la", "am", "as", "kl", "on", "الساعه", "ساعه", "في":
		return true
	}
	return false
}

// zoneOf reads an offset or one of the few abbreviations that mean one thing in
// exports; others (IST, CST, BST, ...) are shared by several zones, and read only where
// the unit's own zone goes by them.
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
	case "cet", "mez", "west":
		return time.FixedZone("CET", 3600), true
	case "cest", "mesz", "eet":
		return time.FixedZone("CEST", 2*3600), true
	case "eest":
		return time.FixedZone("EEST", 3*3600), true
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
	hours, ok := PlainDigits(h)
	minutes, okm := PlainDigits(m)
	if m == "" {
		minutes, okm = 0, !colon
	}
	if !ok || !okm || len(h) > 2 || hours > 14 || minutes > 59 || m != "" && len(m) != 2 {
		return nil, false
	}
	return time.FixedZone("", sign*int(hours*3600+minutes*60)), true
}
