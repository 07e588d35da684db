package exports

import (
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// role is what a column of a form's responses holds.
type role uint8

const (
	roleQuestion role = iota // a question; whether it is closed or open is seen from its answers
	roleClosed               // a question with answers to choose from
	roleOpen                 // a question that is answered in one's own words
	roleTime                 // when it was answered
	roleIdentity             // who answered: never leaves this package
	roleIgnored              // neither: scores, the form's own columns
)

// Columns that Google Forms and Microsoft Forms add of their own, in English, French,
// Spanish, German, Portuguese and Arabic.
func wordsFormTime() []string {
	return []string{"Timestamp", "Horodateur", "Horodatage", "Marca temporal", "Zeitstempel", "Carimbo de data/hora", "Carimbo de data e hora", "طابع زمني",
		"Start time", "Completion time", "Last modified time", "Submitted at", "Submission time",
		"Heure de début", "Heure de fin", "Heure de la dernière modification", "Hora de inicio", "Hora de finalización", "Hora de la última modificación",
		"Startzeit", "Fertigstellungszeit", "Zeitpunkt der letzten Änderung", "Uhrzeit der letzten Änderung", "Hora de início", "Hora de conclusão",
		"Hora da última modificação", "وقت البدء", "وقت الإكمال", "وقت آخر تعديل"}
}

func wordsIdentity() []string {
	return []string{"Email", "E-mail", "Mail", "Email address", "E-mail address", "Username", "User name", "User", "Name", "Full name", "First name", "Last name", "Surname",
		"Family name", "Given name", "ID", "Id", "Response ID", "Respondent", "Respondent ID", "IP", "IP address", "Phone", "Phone number", "Telephone", "Mobile", "Mobile number",
		"Address", "Postal address", "Date of birth", "Birthday", "Passport number", "Organization", "Department",
		"Adresse e-mail", "Adresse électronique", "Courriel", "Nom d’utilisateur", "Nom", "Prénom", "Nom complet", "Téléphone", "Numéro de téléphone", "Adresse", "Date de naissance",
		"Dirección de correo electrónico", "Correo electrónico", "Correo", "Nombre de usuario", "Nombre", "Apellido", "Apellidos", "Nombre completo", "Teléfono",
		"Número de teléfono", "Dirección", "Fecha de nacimiento",
		"E-Mail-Adresse", "Nutzername", "Benutzername", "Vorname", "Nachname", "Familienname", "Vollständiger Name", "Telefon", "Telefonnummer", "Anschrift", "Geburtsdatum",
		"Endereço de e-mail", "Endereço de email", "Nome de usuário", "Nome de utilizador", "Nome", "Sobrenome", "Apelido", "Nome completo", "Telefone", "Número de telefone",
		"Endereço", "Data de nascimento",
		"عنوان البريد الإلكتروني", "البريد الإلكتروني", "اسم المستخدم", "الاسم", "الاسم الكامل", "المعرف", "رقم الهاتف", "الهاتف", "العنوان", "تاريخ الميلاد"}
}

// wordsWhose make a question one on who answers, wherever in it they stand.
func wordsWhose() []string {
	return []string{"your name", "your full name", "your first name", "your e-mail", "your email", "your phone", "your telephone", "your address", "your username", "your passport number",
		"votre nom", "votre prénom", "votre adresse", "votre e-mail", "votre téléphone", "votre numéro", "tu nombre", "su nombre", "tu correo", "su correo", "tu teléfono", "su teléfono",
		"ihr name", "ihren namen", "ihre e-mail", "ihre telefonnummer", "dein name", "deinen namen", "seu nome", "seu e-mail", "seu telefone", "اسمك", "بريدك", "هاتفك", "رقم جوازك"}
}

func wordsFormOwn() []string {
	return []string{"Score", "Total points", "Quiz feedback", "Language", "Points", "Note totale", "Total des points", "Total de puntos", "Gesamtpunktzahl", "Pontuação", "Total de pontos",
		"Langue", "Idioma", "Sprache", "اللغة", "النتيجة"}
}

// roleOf says what a column holds, as far as its header tells.
func roleOf(header string) role {
	folded, lower := parse.FoldHeader(header), strings.ToLower(header)
	is := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return parse.FoldHeader(w) == folded })
	}
	switch {
	case folded == "" || is(wordsFormOwn()):
		return roleIgnored
	case is(wordsFormTime()):
		return roleTime
	case is(wordsIdentity()):
		return roleIdentity
	case strings.HasSuffix(lower, "[score]"), strings.HasSuffix(lower, "[feedback]"), strings.HasPrefix(lower, "points - "), strings.HasPrefix(lower, "feedback - "):
		return roleIgnored
	}
	if slices.ContainsFunc(wordsWhose(), func(w string) bool { return strings.Contains(folded, parse.Fold(w)) }) {
		return roleIdentity
	}
	return roleQuestion
}

// formOf says of which service a header is, "" if it is of none: Google's begins with
// the time, Microsoft's with an id and two times.
func formOf(h *formats.Header) string {
	if len(h.Names) < 2 || len(h.Folded[0]) == 0 {
		return ""
	}
	is := func(i int, words ...string) bool {
		return i < len(h.Folded) && slices.ContainsFunc(words, func(w string) bool { return h.Folded[i] == parse.FoldHeader(w) })
	}
	const google, microsoft = 8, 3 // of the times' names
	times := wordsFormTime()
	switch {
	case is(0, times[:google]...):
		return "Google Forms"
	case is(0, "ID", "المعرف") && is(1, times[google:]...) && is(2, times[google:]...):
		return "Microsoft Forms"
	}
	return ""
}

// identifying reports whether most answers of a column are e-mail addresses or
// telephone numbers, whatever its question is.
func identifying(cells []string) bool {
	n, marked := 0, 0
	for _, c := range cells {
		if c = trim(c); c == "" {
			continue
		}
		n++
		digits := 0
		for _, r := range c {
			if r >= '0' && r <= '9' {
				digits++
			}
		}
		at := strings.IndexByte(c, '@')
		if at >= 0 && (at == 0 || strings.Contains(c[at:], ".")) && !strings.ContainsAny(c, " \n") || digits >= 7 && 2*digits >= len(c) {
			marked++
		}
	}
	return n > 0 && 2*marked >= n
}
