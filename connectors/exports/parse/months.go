package parse

import (
	"strings"
	"sync"
)

// monthsByLine are the months in more languages, a line for each month: Turkish, Polish,
// Czech, Romanian, Hungarian, Finnish, Greek, Ukrainian, Indonesian, Hebrew and
// Persian (of the Gregorian calendar), in full, as dates write them, and shortened. Thai and
// Hindi are not among them: their short names differ only in vowel signs, which do not
// count here, and Thai years count from another one.
func monthsByLine() [12]string {
	return [12]string{
		"Ocak Oca styczeń stycznia sty leden ledna led ianuarie ian január tammikuu tammikuuta tammi Ιανουάριος Ιανουαρίου Ιαν січень січня січ ינואר ינו ژانویه",
		"Şubat Şub luty lutego lut únor února úno februarie február helmikuu helmikuuta helmi Φεβρουάριος Φεβρουαρίου Φεβ лютий лютого лют Februari פברואר פבר فوریه",
		"Mart marzec marca březen března bře martie március márc maaliskuu maaliskuuta maalis Μάρτιος Μαρτίου Μαρ березень березня бер Maret מרץ",
		"Nisan Nis kwiecień kwietnia kwi duben dubna dub aprilie április ápr huhtikuu huhtikuuta huhti Απρίλιος Απριλίου Απρ квітень квітня квіт кві אפריל אפר آوریل",
		"Mayıs maja květen května kvě május máj toukokuu toukokuuta touko Μάιος Μαΐου Μαΐ травень травня трав тра מאי مه",
		"Haziran Haz czerwiec czerwca cze červen června čvn iunie iun június jún kesäkuu kesäkuuta kesä Ιούνιος Ιουνίου Ιουν червень червня черв чер יוני ژوئن",
		"Temmuz Tem lipiec lipca lip červenec července čvc iulie iul július júl heinäkuu heinäkuuta heinä Ιούλιος Ιουλίου Ιουλ липень липня лип יולי ژوئیه",
		"Ağustos Ağu sierpień sierpnia sie srpen srpna srp augusztus elokuu elokuuta elo Αύγουστος Αυγούστου Αυγ серпень серпня серп сер Agustus Agu Agt אוגוסט אוג",
		"Eylül Eyl wrzesień września wrz září zář septembrie szeptember szept syyskuu syyskuuta syys Σεπτέμβριος Σεπτεμβρίου Σεπτ Σεπ вересень вересня вер ספטמבר ספט سپتامبر",
		"Ekim Eki październik października paź říjen října říj octombrie október lokakuu lokakuuta loka Οκτώβριος Οκτωβρίου Οκτ жовтень жовтня жовт жов אוקטובר אוק اکتبر",
		"Kasım Kas listopad listopada listopadu lis noiembrie noi marraskuu marraskuuta marras Νοέμβριος Νοεμβρίου Νοε листопад листопада лист лис נובמבר נוב نوامبر",
		"Aralık Ara grudzień grudnia gru prosinec prosince pro decembrie joulukuu joulukuuta joulu Δεκέμβριος Δεκεμβρίου Δεκ грудень грудня груд гру דצמבר דצמ دسامبر",
	}
}

// monthNames are those names, folded, with their months.
var monthNames = sync.OnceValue(func() map[string]int {
	names := map[string]int{}
	for i, line := range monthsByLine() {
		for _, name := range strings.Fields(line) {
			names[Fold(name)] = i + 1
		}
	}
	return names
})

// monthElsewhere returns the month that a folded name stands for in those languages, 0 if
// none. Hebrew writes its "in" before the name, without a space.
func monthElsewhere(w string) int {
	names := monthNames()
	if m := names[w]; m != 0 || w == "" {
		return m
	}
	if rest, ok := strings.CutPrefix(w, "ב"); ok {
		return names[rest]
	}
	return 0
}
