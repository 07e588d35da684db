package exports

import (
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// count reads one counter. A blank and a rounded number are nil and counted; a number
// that cannot be is the end of the row.
func (r *reading) count(rec *delimited.Record, f formats.Field) (data.Count, *bad) {
	if !r.layout.Has(f) {
		return nil, nil
	}
	return r.number(r.layout.cell(rec, f), f)
}

func (r *reading) number(s string, f formats.Field) (data.Count, *bad) {
	n, verdict := parse.Count(s)
	switch verdict {
	case parse.NumberRead:
		return r.slab.keep(n), nil
	case parse.NumberBlank:
		r.blanks++
		return nil, nil
	case parse.NumberImpossible:
		return nil, badCell(whyImpossible, f, "no counter is negative or above a million million")
	}
	if parse.IsRounded(s) {
		r.rounded++ // a count all the same, so the row is not shifted; which one is not guessed
		return nil, nil
	}
	return nil, badCell(whyBadNumber, f, "the cell is not a whole number; the row may be shifted")
}

// yes reads a cell of yes or no; without a column or value it is no.
func (r *reading) yes(rec *delimited.Record, f formats.Field) (bool, *bad) {
	s := r.layout.cell(rec, f)
	switch s {
	case "", "0", "0.0":
		return false, nil
	case "1", "1.0":
		return true, nil
	}
	switch parse.Fold(s) {
	case "", "false", "no", "n", "f", "nein", "falsch", "non", "faux", "falso", "na", "nao", "nej", "لا", "خطا", "нет", "ложь":
		return false, nil
	case "true", "yes", "y", "t", "ja", "wahr", "oui", "vrai", "si", "sim", "verdadero", "verdadeiro", "sant", "نعم", "صحيح", "да", "истина":
		return true, nil
	}
	return false, badCell(whyBadValue, f, "write true or false")
}

// language returns a language tag as platforms write it, made comparable.
func language(s string) string {
	s = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	if parse.IsNothing(s) || s == "und" || len(s) > 35 {
		return ""
	}
	return s
}
