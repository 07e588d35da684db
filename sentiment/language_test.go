package sentiment

import (
	"slices"
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

// TestLanguageTable lints languages.tsv: sorted, no word twice in a row, each letter
// of the row's script, every tag once.
func TestLanguageTable(t *testing.T) {
	var tags []string
	err := readTable(strings.NewReader(languageText), 5, func(f []string) error {
		tags = append(tags, f[0])
		words := strings.Fields(f[4])
		seen := map[string]bool{}
		for _, w := range words {
			if seen[w] {
				t.Errorf("%s lists %q twice", f[0], w)
			}
			seen[w] = true
		}
		for _, r := range f[3] {
			if scriptNames[scriptOf(r)] != f[1] {
				t.Errorf("%s: letter %q is not %s", f[0], r, f[1])
			}
		}
		if len(words) == 0 {
			t.Errorf("%s has no words", f[0])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(tags) || len(slices.Compact(slices.Clone(tags))) != len(tags) {
		t.Error("languages.tsv is not sorted by tag, or has one twice")
	}
	if len(tags) < 40 || len(tags) > maxLanguages {
		t.Errorf("%d languages, want 40 to %d", len(tags), maxLanguages)
	}
}

// TestDetectShared reports accuracy on labelled texts and holds a floor: the mean
// over languages with 200 texts or more, und counted as wrong.
func TestDetectShared(t *testing.T) {
	for _, tc := range []struct {
		folder string
		floor  float64
	}{{"dev", 0.78}, {"questions", 0.97}} {
		type tally struct{ n, right, unsure int }
		byLang := map[string]*tally{}
		var tags []string
		for _, x := range shared(t, tc.folder) {
			c := byLang[x.lang]
			if c == nil {
				c = new(tally)
				byLang[x.lang] = c
				tags = append(tags, x.lang)
			}
			c.n++
			switch Detect(x.text).Tag {
			case x.lang:
				c.right++
			case Undetermined:
				c.unsure++
			}
		}
		slices.Sort(tags)
		sum, n := 0.0, 0.0
		for _, tag := range tags {
			c := byLang[tag]
			t.Logf("%s %s n=%d accuracy=%.3f und=%.3f", tc.folder, tag, c.n, float64(c.right)/float64(c.n), float64(c.unsure)/float64(c.n))
			if c.n >= 200 {
				sum, n = sum+float64(c.right)/float64(c.n), n+1
			}
		}
		if sum/n < tc.floor {
			t.Errorf("%s: mean accuracy %.3f over %v languages, want at least %.2f", tc.folder, sum/n, n, tc.floor)
		}
	}
}
