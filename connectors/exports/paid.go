package exports

import (
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
