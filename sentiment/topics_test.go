package sentiment

import (
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/google/go-cmp/cmp"
)

func TestTopics(t *testing.T) {
	for _, tc := range []struct {
		rule, lang, text string
		primary          data.Topic
		all              []data.Topic
	}{
		{"One", "en", "How do I renew my passport?", "passport", []data.Topic{"passport"}},
		{"Most", "en", "Concert, exhibition and a book about tax", "culture", []data.Topic{"culture", "pension_tax"}},
		{"ConsularWinsTie", "en", "Football fans need a visa", "visa", []data.Topic{"sport", "visa"}},
		{"EarliestWinsTie", "en", "Football and a concert", "sport", []data.Topic{"culture", "sport"}},
		{"None", "en", "Hello from us", "other", []data.Topic{"other"}},
		{"Prefix", "ru", "нужны паспорта", "passport", []data.Topic{"passport"}},
		{"Phrase", "fr", "acte de naissance", "civil_registration", []data.Topic{"civil_registration"}},
		{"ArabicArticle", "ar", "تجديد الجواز", "passport", []data.Topic{"passport"}},
		{"Run", "zh", "请问护照和签证", "passport", []data.Topic{"passport", "visa"}},
		{"Hashtag", "en", "#ErasmusPlus", "education", []data.Topic{"education"}},
		{"UnknownLanguageReadsAll", "und", "pasaporte", "passport", []data.Topic{"passport"}},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			primary, all := Topics(tc.text, tc.lang)
			if diff := cmp.Diff(tc.all, all); primary != tc.primary || diff != "" {
				t.Errorf("Topics(%q, %s) = %s, want %s (-want +got)\n%s", tc.text, tc.lang, primary, tc.primary, diff)
			}
		})
	}
}

func TestLoadTopics(t *testing.T) {
	_, err := LoadTopics(strings.NewReader("\uFEFF# mine\nvisa\ten\tgolden card*\r\nvisa\ten\tgolden\nsport\ten\tgolden\n\n"))
	if err == nil {
		t.Fatal("a phrase with an asterisk was taken")
	}
	l, err := LoadTopics(strings.NewReader("\uFEFF# mine\nvisa\ten\tgolden card\r\nvisa\ten\tgold\nsport\ten\tGOLD\n\n"))
	if err != nil {
		t.Fatal(err)
	}
	if primary, all := l.Topics("Gold!", "en"); primary != "visa" || len(all) != 2 {
		t.Errorf("an entry of two topics gives %s, %v", primary, all)
	}
	for name, table := range map[string]string{
		"unknown topic": "weather\ten\train", "other": "other\ten\tx", "two fields": "visa\ten", "no letters": "visa\ten\t!", "long phrase": "visa\ten\ta b c d e f",
	} {
		_, err := LoadTopics(strings.NewReader("# header\n" + table + "\n"))
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzLoadTopics(f *testing.F) {
	f.Add("visa\ten\tvisa*\n")
	f.Add("# c\n\nsport\tzh\t足球\r\n")
	f.Add("visa\ten\t*\nvisa\ten\té*\nsport\ten\te*\n")
	f.Fuzz(func(t *testing.T, table string) {
		l, err := LoadTopics(strings.NewReader(table))
		if err != nil {
			return
		}
		if _, all := l.Topics(table, "en"); len(all) == 0 {
			t.Fatal("no topic, not even other")
		}
	})
}
