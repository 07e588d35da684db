package sentiment

import (
	"slices"
	"strings"
	"testing"
)

func TestQuestion(t *testing.T) {
	for _, tc := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "When does the consulate open?", true},
		{"en", "how do i renew my passport", true},
		{"en", "Hello all, how long does a visa take", true},
		{"en", "can i come without appointment", true},
		{"en", "What a beautiful day!", false},
		{"en", "The office opens at nine.", false},
		{"en", "why", false},
		{"en", "see https://a.example/?q=1", false},
		{"fr", "comment puis-je prendre rendez-vous", true},
		{"fr", "est-ce que le bureau est ouvert", true},
		{"fr", "Quelle belle journée", false},
		{"es", "¿Cuándo abren?", true},
		{"es", "cuando abre el consulado", true},
		{"de", "wann öffnet das Konsulat", true},
		{"de", "Wie schön das ist", false},
		{"tr", "konsolosluk yarın açık mı", true},
		{"ar", "هل القنصلية مفتوحة غدا", true},
		{"ar", "متى تفتح القنصلية؟", true},
		{"ar", "القنصلية مفتوحة غدا", false},
		{"fa", "آیا سفارت فردا باز است", true},
		{"ur", "ویزا کیسے ملے گا؟", true},
		{"he", "מתי הקונסוליה נפתחת", true},
		{"hi", "क्या दूतावास कल खुला है", true},
		{"hi-Latn", "passport kab milega bhai", true},
		{"ru", "когда откроется запись", true},
		{"ru", "можно ли приехать завтра", true},
		{"uk", "чи працює консульство завтра", true},
		{"el", "Πότε ανοίγει το προξενείο;", true},
		{"el", "Ανοίγει στις εννέα.", false},
		{"zh", "护照什么时候可以取", true},
		{"zh", "没什么问题", false},
		{"ja", "明日は開いていますか", true},
		{"ko", "내일 문을 여나요？", true},
		{"th", "พรุ่งนี้เปิดไหม", true},
		{"sw", "ofisi itafunguliwa lini jamani", true},
		{"id", "apakah besok buka", true},
		{"am", "ኤምባሲው መቼ ነው የሚከፈተው፧", true},
		{"hy", "Ե՞րբ է բացվում", true},
		{"xx", "qwe rty?", true},
		{"xx", "qwe rty", false},
	} {
		if got := Question(tc.text, tc.lang); got != tc.want {
			t.Errorf("Question(%q, %s) = %v, want %v", tc.text, tc.lang, got, tc.want)
		}
	}
}

// TestQuestionShared reports, on questions and statements of an encyclopaedia, how
// many are seen with and without their mark, and holds floors.
func TestQuestionShared(t *testing.T) {
	type tally struct{ asked, marked, bare, told, wrong float64 }
	byLang := map[string]*tally{}
	var langs []string
	for _, x := range shared(t, "questions") {
		c := byLang[x.lang]
		if c == nil {
			c = new(tally)
			byLang[x.lang] = c
			langs = append(langs, x.lang)
		}
		asks := Question(x.text, x.lang)
		if x.label != "question" {
			c.told++
			if asks {
				c.wrong++
			}
			continue
		}
		c.asked++
		if asks {
			c.marked++
		}
		if Question(strings.Trim(x.text, "?¿؟？; "), x.lang) {
			c.bare++
		}
	}
	slices.Sort(langs)
	for _, lang := range langs {
		c := byLang[lang]
		t.Logf("%s n=%v with mark %.3f without %.3f; statements n=%v taken for questions %.3f", lang, c.asked, c.marked/c.asked, c.bare/c.asked, c.told, c.wrong/c.told)
		if c.marked/c.asked < 0.97 || c.bare/c.asked < 0.65 || c.wrong/c.told > 0.12 {
			t.Errorf("%s: below the floor: 0.97 with mark, 0.65 without, at most 0.12 of statements", lang)
		}
	}
}

func TestAbusive(t *testing.T) {
	for _, tc := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "You are all idiots", true},
		{"en", "shut up and go home", true},
		{"en", "I disagree with this policy, it is terrible", false},
		{"en", "great pigment exhibition", false},
		{"de", "Halt die Klappe", true},
		{"ru", "идиоты", true},
		{"ar", "يا حمار", true},
		{"zh", "一群白痴", true},
		{"th", "idiot", false}, // no list
	} {
		if got := Abusive(tc.text, tc.lang); got != tc.want {
			t.Errorf("Abusive(%q, %s) = %v, want %v", tc.text, tc.lang, got, tc.want)
		}
	}
}
