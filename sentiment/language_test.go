package sentiment

import (
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	for _, tc := range []struct{ want, text string }{
		{"en", "Where can I renew my passport this week?"},
		{"fr", "Nous serons fermés lundi pour la fête nationale"},
		{"es", "El consulado abre mañana a las nueve"},
		{"pt", "A embaixada não vai abrir amanhã, obrigado"},
		{"de", "Das Konsulat ist morgen wegen eines Feiertags geschlossen"},
		{"it", "Domani il consolato è chiuso per la festa"},
		{"nl", "Het consulaat is morgen gesloten en wij zijn er niet"},
		{"pl", "Konsulat jest jutro nieczynny z powodu święta"},
		{"ro", "Consulatul este închis mâine pentru că este sărbătoare"},
		{"tr", "Konsolosluk yarın kapalı olacak, teşekkürler"},
		{"sv", "Konsulatet är stängt i morgon och vi har inte öppet"},
		{"nb", "Konsulatet er stengt i morgen, og vi har ikke åpent"},
		{"id", "Kantor kami tutup besok karena hari libur"},
		{"tl", "Sarado po ang konsulado bukas dahil sa holiday"},
		{"sw", "Ubalozi utafungwa kesho kwa sababu ya sikukuu"},
		{"ha", "Ofishin jakadanci ba zai buɗe gobe ba saboda hutu"},
		{"yo", "Ilé iṣẹ́ aṣojú kò ní ṣí ní ọ̀la nítorí ọjọ́ ìsinmi"},
		{"am", "ኤምባሲው ነገ ዝግ ነው ምክንያቱም የበዓል ቀን ነው"},
		{"ti", "ኤምባሲ ጽባሕ ዕጹው እዩ ምኽንያቱ በዓል ስለዝኾነ"},
		{"ar", "القنصلية مغلقة غدا بسبب العطلة"},
		{"fa", "سفارت فردا به خاطر تعطیلات بسته است"},
		{"ur", "سفارت خانہ کل چھٹی کی وجہ سے بند رہے گا"},
		{"he", "השגרירות סגורה מחר בגלל החג"},
		{"hi", "दूतावास कल छुट्टी के कारण बंद रहेगा"},
		{"hi-Latn", "kal embassy band rahegi kya, mujhe passport chahiye"},
		{"bn", "দূতাবাস আগামীকাল বন্ধ থাকবে"},
		{"ta", "தூதரகம் நாளை மூடப்படும்"},
		{"zh", "领事馆明天放假不办公"},
		{"ja", "大使館は明日お休みです"},
		{"ko", "영사관은 내일 휴무입니다"},
		{"ru", "Завтра консульство не работает, потому что праздник"},
		{"uk", "Завтра консульство не працює, бо це свято"},
		{"el", "Το προξενείο είναι κλειστό αύριο"},
		{"hy", "Հյուպատոսությունը վաղը փակ է"},
		{"ka", "საკონსულო ხვალ დაკეტილია"},
		{"sq", "Konsullata do të jetë e mbyllur nesër sepse është festë"},
		{"sr", "Конзулат је сутра затворен због празника"},
		{"vi", "Ngày mai lãnh sự quán đóng cửa vì nghỉ lễ"},
		{"so", "Safaaradda berri waa xiran tahay sababtoo ah waa fasax"},
		{"th", "สถานกงสุลปิดพรุ่งนี้"},
	} {
		if got := Detect(tc.text); got.Tag != tc.want || got.Confidence <= 0 || got.Confidence > 1 {
			t.Errorf("Detect(%q) = %+v, want %s", tc.text, got, tc.want)
		}
	}
}

func TestDetectUnsure(t *testing.T) {
	for _, text := range []string{"", "   ", "👍👍", "123 456", "@someone https://a.example/the/and", "ok", "хм", "!!!", "\xff\xfe"} {
		if got := Detect(text); got != (Language{Tag: Undetermined}) {
			t.Errorf("Detect(%q) = %+v, want und", text, got)
		}
	}
}

// TestDetectInvariance: a handle, a link and capitals do not change the language.
func TestDetectInvariance(t *testing.T) {
	for _, x := range invariant {
		want := Detect(x.text).Tag
		if x.lang == "tr" {
			continue // capital I is another letter there
		}
		for _, text := range []string{strings.ToUpper(x.text), decompose(x.text), replaceNames(x.text)} {
			if got := Detect(text).Tag; got != want {
				t.Errorf("Detect(%q) = %s, want %s as for %q", text, got, want, x.text)
			}
		}
	}
}
