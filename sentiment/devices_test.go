package sentiment

import (
	"sync"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/google/go-cmp/cmp"
	"github.com/jdkato/prose/v2"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

func TestDevices(t *testing.T) {
	type d = []data.Device
	for _, tc := range []struct {
		rule, lang, text string
		want             d
	}{
		{"Thanks", "en", "Thank you to all volunteers", d{"thanks"}},
		{"Greeting", "ar", "عيد مبارك للجميع", d{"greeting"}},
		{"Question", "fr", "Quel est votre plat préféré ?", d{"question"}},
		{"ImperativeByTagger", "en", "Visit our exhibition at the town hall.", d{"call_to_action"}},
		{"NounByTagger", "en", "Visit of the minister to the town hall.", nil},
		{"CallByPhrase", "es", "Comparte este mensaje", d{"call_to_action"}},
		{"ServiceNotice", "nb", "Nye åpningstider fra mandag", d{"service_notice"}},
		{"EventNotice", "uk", "Концерт відбудеться в суботу", d{"event_notice"}},
		{"Explainer", "en", "Documents:\n1. form\n2. photo\n3. fee", d{"explainer"}},
		{"Thread", "en", "2/5 The treaty was signed in the old town hall", d{"thread"}},
		{"Quotation", "en", "Ambassador Doe: “This house is open to all of you”", d{"quote_of_leader"}},
		{"Infographic", "en", "Our year in numbers", d{"infographic"}},
		{"QASession", "en", "Ask me anything on Friday at noon", d{"call_to_action", "qa_session"}},
		{"Humour", "en", "our printer today 😂", d{"humour"}},
		{"HashtagCampaign", "en", "Share your photo with #OurCoast and #Ruritania", d{"call_to_action", "hashtag_campaign"}},
		{"Run", "zh", "新年快乐", d{"greeting"}},
		{"Nothing", "en", "The river in autumn", nil},
		{"ByShapeAlone", "xx", "qwe 🧵", d{"thread"}},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, Devices(tc.text, tc.lang)); diff != "" {
				t.Errorf("Devices(%q, %s) (-want +got)\n%s", tc.text, tc.lang, diff)
			}
		})
	}
}

// TestTaggerIsLazy: sentences that cannot begin with an imperative do not load the
// tagger, which takes half a second.
func TestTaggerIsLazy(t *testing.T) {
	loads := 0
	load := func() *prose.Model { loads++; return nil }
	var tokens text.Text
	for _, s := range []string{"", "The embassy is closed", "We are open on Monday", "Hello", "Thank you for this", "👍 great", "#Visit our house"} {
		if tokens.Read(s); imperative(tokens.Tokens, load) || loads > 0 {
			t.Errorf("%q asks for the tagger", s)
		}
	}
	tokens.Read("Visit our new house")
	if imperative(tokens.Tokens, load); loads != 1 {
		t.Errorf("a verb at the start asks for the tagger %d times, want once", loads)
	}
}

// TestDevicesConcurrently: one tagger serves many goroutines.
func TestDevicesConcurrently(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 5 {
				if got := Devices("Visit our exhibition at the town hall.", "en"); len(got) != 1 {
					t.Errorf("Devices = %v", got)
				}
			}
		})
	}
	wg.Wait()
}

// BenchmarkDevices reports English posts per second, most of which need the tagger.
func BenchmarkDevices(b *testing.B) {
	texts := []string{"Visit our exhibition at the town hall.", "The embassy is closed on Monday", "Great evening with students. Read the full story here"}
	Devices(texts[0], "en")
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			Devices(text, "en")
		}
	}
	b.ReportMetric(float64(b.N*len(texts))/b.Elapsed().Seconds(), "texts/s")
}
