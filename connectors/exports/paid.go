package exports

import (
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// paidWord reads a platform's word for who paid for a post's spread; a word that is
// not known leaves it unknown.
func paidWord(s string) data.Paid {
	if s == "" {
		return data.PaidUnknown
	}
	switch parse.Fold(s) {
	case "organic", "notfunded", "notboosted", "organique", "nonfinance", "nonsponsorise", "organico", "organica", "sinfinanciar", "nofinanciado", "organisch",
		"nichtfinanziert", "nichtbeworben", "عضوي", "غيرممول", "naofinanciado", "organisk", "organiskt", "органическии", "органическая", "неоплачено":
		return data.Organic
	case "paid", "funded", "boosted", "promoted", "sponsored", "sponsorise", "sponsorisee", "booste", "boostee", "finance", "financee", "paye", "promu", "patrocinado",
		"patrocinada", "financiado", "financiada", "promocionado", "promocionada", "pagado", "gesponsert", "beworben", "finanziert", "bezahlt", "ممول",
		"مدفوع", "مروج", "برعايه", "pago", "impulsionado", "promovido", "sponsrat", "sponsrad", "betald", "finansierat", "оплачено", "рекламная", "реклама":
		return data.PaidFor
	case "mixed", "partiallyfunded", "mixte", "mixto", "gemischt", "teilweisefinanziert", "مختلط", "misto", "blandat":
		return data.PaidMixed
	}
	return data.PaidUnknown
}

// paid reads the paid scope. X's promoted impressions are a dash where nothing was
// promoted; where they are above zero, both kinds are in the posts' numbers.
func (r *reading) paid(rec *delimited.Record) (data.Paid, *bad) {
	l := r.layout
	if l.Has(formats.Promoted) {
		s := l.cell(rec, formats.Promoted)
		n, verdict := parse.Count(s)
		switch {
		case verdict == parse.NumberRead && n > 0:
			return data.PaidMixed, nil
		case verdict == parse.NumberRead || s == "-":
			return data.Organic, nil
		case verdict == parse.NumberBlank:
			return data.PaidUnknown, nil
		}
		return "", badCell(whyBadNumber, formats.Promoted, "the cell is not a whole number; the row may be shifted")
	}
	s := l.cell(rec, formats.Paid)
	if paid, ok := lookup(l.values.Paid, s); ok {
		return paid, nil
	}
	return paidWord(s), nil
}
