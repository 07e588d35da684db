package model

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

func loaded(t testing.TB) *Model {
	t.Helper()
	m, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var samples = []struct{ language, text string }{
	{"en", "Thank you for the quick answer, but whyyy is the consulate closed again?! #Passport @friend"},
	{"fr", "Très déçue... je n'arrive pas à prendre rendez-vous 😡😡"},
	{"ar", "شكرا لكم على هذه المبادرة الرائعة"},
	{"zh", "服务太好了，谢谢大使馆的帮助"},
	{"yo", "Ẹ ṣé gan, ó dára púpọ̀"},
	{"", "perfecto :) 👍🏽"},
	{"he", "תודה רבה לכולם"},
	{"am", "በጣም አመሰግናለሁ"},
}

// TestReadAsTrained: a reader's sums, with their memory of words, are the sums of the
// table over the keys that the trainer lists.
func TestReadAsTrained(t *testing.T) {
	m := loaded(t)
	r, list := m.NewReader(), NewExtractor(m.Priors)
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SampledFrom(samples).Draw(t, "sample")
		words := strings.Fields(x.text)
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 12).Draw(t, "words"), " ")
		var cut text.Text
		cut.Read(s)
		list.List(&cut, x.language)
		var want sums
		m.Sentiment.add(&want, list.Keys)
		said := r.Read(&cut, x.language)
		if diff := cmp.Diff(want, r.extract.sums, cmp.AllowUnexported(sums{})); diff != "" {
			t.Fatalf("%q (-listed +read)\n%s", s, diff)
		}
		if r.extract.Measured != list.Measured {
			t.Fatalf("%q: measures differ", s)
		}
		if asks := asksOf(m, list, &cut, x.language); said.Asks != asks {
			t.Fatalf("%q: P(asks) = %v, by the listed keys %v", s, said.Asks, asks)
		}
		if abuses := abusesOf(m, list, &cut, x.language); said.Abuses != abuses {
			t.Fatalf("%q: P(abuses) = %v, by the listed keys %v", s, said.Abuses, abuses)
		}
	})
}

// asksOf is the probability that a text asks, by the keys that the trainer lists.
func asksOf(m *Model, list *Extractor, t *text.Text, language string) float64 {
	odds, ok := float32(0), false
	for rest := t.Tokens; len(rest) > 0; {
		var s []text.Token
		s, rest, _ = Sentence(rest)
		if list.ListAsk(s, language); len(list.Keys) > 0 {
			if v := oddsOf(m.Asks, list.Keys, m.AskStep); !ok || v > odds {
				odds, ok = v, true
			}
		}
	}
	if !ok {
		return 0
	}
	return logistic(m.AskHeat*odds + m.AskOffset)
}

// abusesOf is the probability that a text abuses, by the keys that the trainer lists.
func abusesOf(m *Model, list *Extractor, t *text.Text, language string) float64 {
	for _, s := range m.Schemes {
		if s.Language == language {
			list.ListAbuse(t, s.Name)
			return logistic(s.Heat*oddsOf(m.Abuses, list.Keys, s.Step) + s.Offset)
		}
	}
	return 0
}

func oddsOf(t *Table, keys []uint64, step float32) float32 {
	var s sums
	t.add(&s, keys)
	return step * Norm(int(s.n)) * float32(s.a)
}

// TestMemory: what was read before changes nothing.
func TestMemory(t *testing.T) {
	m := loaded(t)
	used := m.NewReader()
	var cut text.Text
	for range 3 {
		for _, x := range samples {
			cut.Read(x.text)
			fresh := m.NewReader().Read(&cut, x.language)
			if got := used.Read(&cut, x.language); got != fresh {
				t.Errorf("%q is read as %+v, by a fresh reader as %+v", x.text, got, fresh)
			}
		}
	}
}

func TestResolve(t *testing.T) {
	m := loaded(t)
	for in, want := range map[string]string{"en": "en", "en-GB": "en", "pt-BR": "pt", "hi-Latn": "hi-Latn", "ar-Latn": "", "und": "", "": "", "xx": ""} {
		if got := m.Resolve(in); got != want {
			t.Errorf("Resolve(%q) = %q, want %q", in, got, want)
		}
	}
	if m.Trained("") || m.Trained("tr") || !m.Trained("en-GB") {
		t.Error("Trained is wrong for none, tr or en-GB")
	}
}

// TestEncode: what is decoded encodes to the same bytes.
func TestEncode(t *testing.T) {
	b, err := loaded(t).Encode()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b, embedded) {
		t.Error("the embedded model does not encode to itself")
	}
}

// TestSize holds the budget: six megabytes together with the language model.
func TestSize(t *testing.T) {
	language, err := os.Stat(filepath.Join("..", "lang", "model.bin"))
	if err != nil {
		t.Fatal(err)
	}
	if size := int64(len(embedded)) + language.Size(); size > 6e6 {
		t.Errorf("both models have %d bytes, want at most 6,000,000; train with fewer -cells", size)
	}
}

func FuzzDecode(f *testing.F) {
	h := Heads{Languages: []string{"en"}, Measures: make([][Measures]Pair, 2)}
	tiny, _ := NewTable(2, []Entry{{Key: 1 << 40, A: 1}})
	b, err := New(h, Tables{Priors{tiny}, tiny, tiny, tiny}).Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add(b[:len(b)-1])
	f.Add([]byte(magic + "\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Decode(b)
		if err != nil {
			return
		}
		var cut text.Text
		cut.Read("what is this, good?")
		m.NewReader().Read(&cut, m.Resolve("en"))
	})
}

func BenchmarkRead(b *testing.B) {
	m := loaded(b)
	r := m.NewReader()
	var cut text.Text
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		x := &samples[i%len(samples)]
		cut.Read(x.text)
		r.Read(&cut, x.language)
	}
}
