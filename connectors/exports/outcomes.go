package exports

import (
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// rowsOutcomes are figures of what happened outside the platforms, as the unit
// itself keeps them: a row for each figure, or a row for each week or month with a
// column for each measure.
const rowsOutcomes = "outcomes"

// figures says which column of a table of outcomes holds what; -1 is none.
type figures struct {
	week, month, date                                  int
	measure, topic, value, unit, about, platform, post int
	wide                                               []measured // columns that are measures; nil if there is one figure to a row
	comma                                              mark       // that the table's numbers prove
}

// measured is a column whose header is a measure.
type measured struct {
	col           int
	measure, unit string
}

// Headers of outcomes, English first, then French, Spanish, German, Portuguese and
// Arabic.
func wordsWeek() []string {
	return []string{"Week", "ISO week", "Calendar week", "Week of", "Week start", "Week starting", "Week beginning", "Week commencing", "Semaine", "Semaine ISO", "Semaine du",
		"Début de semaine", "Semana", "Semana del", "Woche", "Kalenderwoche", "KW", "Woche ab", "Wochenbeginn", "الأسبوع"}
}

func wordsMonth() []string {
	return []string{"Month", "Mois", "Mes", "Monat", "Mês", "الشهر"}
}

func wordsMeasure() []string {
	return []string{"Measure", "Name", "Metric", "Indicator", "What", "Mesure", "Indicateur", "Nom", "Medida", "Indicador", "Nombre", "Kennzahl", "Messgröße", "Indikator",
		"Bezeichnung", "Nome", "Métrica", "المقياس", "المؤشر", "الاسم"}
}

func wordsTopic() []string {
	return []string{"Topic", "Service", "Subject", "Thème", "Sujet", "Prestation", "Tema", "Servicio", "Thema", "Dienstleistung", "Leistung", "Dienst", "Assunto", "Serviço",
		"الموضوع", "الخدمة"}
}

func wordsValue() []string {
	return []string{"Value", "Number", "Count", "Figure", "N", "Valeur", "Quantité", "Effectif", "Valor", "Cantidad", "Número", "Wert", "Anzahl", "Zahl", "Quantidade",
		"القيمة", "العدد"}
}

func wordsUnit() []string {
	return []string{"Unit", "Unité", "Unidad", "Einheit", "Unidade", "الوحدة"}
}

func wordsAbout() []string {
	return []string{"Account", "Channel", "Compte", "Cuenta", "Konto", "Kanal", "Conta", "الحساب", "القناة"}
}

func wordsOutcomePlatform() []string {
	return []string{"Platform", "Plateforme", "Plataforma", "Plattform", "المنصة"}
}

func wordsOutcomePost() []string {
	return []string{"Post", "Post ID", "Post URL", "Post link", "Link", "Publication", "Lien", "Publicación", "Enlace", "Beitrag", "Publicação", "المنشور", "الرابط"}
}

// wordsNote head columns of remarks, which are not read: they may be about somebody.
func wordsNote() []string {
	return []string{"Note", "Notes", "Comment", "Comments", "Remark", "Remarks", "Source", "Remarque", "Remarques", "Commentaire", "Commentaires", "Nota", "Notas",
		"Comentario", "Comentarios", "Observaciones", "Anmerkung", "Anmerkungen", "Bemerkung", "Bemerkungen", "Kommentar", "Quelle", "Observação", "Observações",
		"Comentário", "Comentários", "ملاحظة", "ملاحظات"}
}

func columnOf(h *formats.Header, words []string) int {
	for _, w := range words {
		if i := slices.Index(h.Folded, parse.FoldHeader(w)); i >= 0 {
			return i
		}
	}
	return -1
}

// fitOutcomes lays a table of outcomes over a header, or returns nil. A table with a
// column for each measure is one if it begins with a week or month; with a date only
// if declared says so, because platforms export numbers by day, too.
func fitOutcomes(h *formats.Header, declared bool) (l *layout, matched int) {
	f := &figures{
		week: columnOf(h, wordsWeek()), month: columnOf(h, wordsMonth()), date: columnOf(h, formats.DayNames()),
		measure: columnOf(h, wordsMeasure()), topic: columnOf(h, wordsTopic()), value: columnOf(h, wordsValue()), unit: columnOf(h, wordsUnit()),
		about: columnOf(h, wordsAbout()), platform: columnOf(h, wordsOutcomePlatform()), post: columnOf(h, wordsOutcomePost()),
	}
	period := slices.IndexFunc([]int{f.week, f.month, f.date}, func(i int) bool { return i >= 0 })
	if period < 0 {
		return nil, 0
	}
	at := []int{f.week, f.month, f.date}[period]
	switch {
	case f.measure >= 0 && f.value >= 0:
		matched = 3
	case at == 0 && (period < 2 || declared):
		f.wide = f.measures(h)
		matched = 1 + len(f.wide)
	}
	if matched < 2 {
		return nil, 0
	}
	l = &layout{Fitted: formats.Fitted{Name: rowsOutcomes, Title: "table of outcomes", Rows: rowsOutcomes, Columns: len(h.Names)}, figures: f}
	l.Cols[formats.Published] = []int{at}
	return l, matched
}

// measures returns the columns of a wide table that are measures. A unit may stand
// in parentheses behind a measure's name.
func (f *figures) measures(h *formats.Header) []measured {
	f.measure, f.value = -1, -1
	var note []int
	for _, w := range wordsNote() {
		if i := slices.Index(h.Folded, parse.FoldHeader(w)); i >= 0 {
			note = append(note, i)
		}
	}
	taken := append(note, f.week, f.month, f.date, f.topic, f.unit, f.about, f.platform, f.post)
	var columns []measured
	for i, name := range h.Names {
		if name == "" || slices.Contains(taken, i) {
			continue
		}
		m := measured{col: i}
		m.measure, m.unit = unitOf(name)
		if m.measure != "" {
			columns = append(columns, m)
		}
	}
	return columns
}

// unitOf splits "Waiting time (days)" into the measure and its unit.
func unitOf(name string) (measure, unit string) {
	if open := strings.LastIndexByte(name, '('); open > 0 && strings.HasSuffix(name, ")") {
		name, unit = name[:open], name[open+1:len(name)-1]
	}
	return formats.Normalise(name), formats.Normalise(unit)
}

// topicOf returns the topic that a word stands for, in the singular or plural, else
// the word as the unit writes it.
func topicOf(word string) string {
	word = formats.Normalise(word)
	key := strings.NewReplacer(" ", "_", "-", "_", "/", "_").Replace(word)
	for _, t := range data.Topics() {
		if s := string(t); key == s || key == s+"s" || strings.ReplaceAll(key, "legalization", "legalisation") == s {
			return s
		}
	}
	return word
}
