package demo

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

// A Poisson variable has its mean as variance; 4 standard errors over 20,000 draws.
func TestPoisson(t *testing.T) {
	const n = 20000
	for _, mean := range []float64{0, 0.3, 4, 80, 1200} {
		r := stream(1, "poisson")
		var sum, squares float64
		for range n {
			x := float64(poisson(r, mean))
			sum += x
			squares += x * x
		}
		m := sum / n
		v := squares/n - m*m
		if e := 4 * math.Sqrt(mean/n); math.Abs(m-mean) > e {
			t.Errorf("poisson(%v): mean %v, want within %v", mean, m, e)
		}
		if e := 4*mean*math.Sqrt(2/float64(n)) + 4*math.Sqrt(mean/n); math.Abs(v-mean) > e {
			t.Errorf("poisson(%v): variance %v, want within %v", mean, v, e)
		}
	}
}

func TestStreamsAreApart(t *testing.T) {
	if stream(1, "a").Uint64() == stream(1, "b").Uint64() || stream(1, "a").Uint64() == stream(2, "a").Uint64() {
		t.Error("two concerns or seeds share their numbers")
	}
	if stream(1, "a").Uint64() != stream(1, "a").Uint64() {
		t.Error("one concern and seed gave two numbers")
	}
}

func TestDeckDealsAllBeforeAnyTwice(t *testing.T) {
	d := newDeck(stream(1, "deck"), []int{0, 1, 2, 3, 4})
	for round := range 3 {
		var dealt [5]int
		for range 5 {
			dealt[d.deal()]++
		}
		if dealt != [5]int{1, 1, 1, 1, 1} {
			t.Errorf("round %d dealt %v", round, dealt)
		}
	}
}

func TestCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := curveOf(rapid.SampledFrom([]data.Platform{data.X, data.Facebook, data.Instagram}).Draw(t, "platform"))
		a := time.Duration(rapid.Int64Range(0, int64(mature)).Draw(t, "a"))
		b := time.Duration(rapid.Int64Range(0, int64(2*mature)).Draw(t, "b"))
		ma, mb := c.at(a), c.at(b)
		if ma < 0 || ma > 1 || mb > 1 || a < b && ma > mb {
			t.Fatalf("m(%v) = %v, m(%v) = %v", a, ma, b, mb)
		}
		if back := c.age(ma); math.Abs(float64(back-a)) > float64(2*time.Second) {
			t.Fatalf("age(m(%v)) = %v", a, back)
		}
	})
	// By hand: 1-(1+24/12)^-1.2 = 0.732420, 1-(1+672/12)^-1.2 = 0.992186.
	if got, want := curveOf(data.Facebook).at(24*time.Hour), 0.732420/0.992186; math.Abs(got-want) > 1e-5 {
		t.Errorf("m(24h) = %v, want %v", got, want)
	}
}

func TestCapitals(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "my mother came. who stamps it? 3 trails. we do", "My mother came. Who stamps it? 3 trails. We do"},
		{"tr", "iki gün", "İki gün"},
		{"uk", "моя мама", "Моя мама"},
		{"es", "¿cuánto tarda?", "¿Cuánto tarda?"},
		{"ar", "مرحبا", "مرحبا"},
	} {
		if got := capitals(c.text, c.language); got != c.want {
			t.Errorf("capitals(%q, %s) = %q, want %q", c.text, c.language, got, c.want)
		}
	}
}

// TestPhrases checks the embedded texts: each language has what a reply needs, no
// phrase stands twice, and slots are known ones.
func TestPhrases(t *testing.T) {
	for _, language := range replyLanguages() {
		seen := map[string]bool{}
		count := map[kind]int{}
		for _, f := range fields("texts/replies." + language + ".tsv") {
			if seen[f[0]+f[2]] {
				t.Errorf("%s: %q stands twice", language, f[2])
			}
			seen[f[0]+f[2]] = true
			count[kind(f[0])]++
		}
		for _, k := range []kind{question, thanks, complaint, remark, answer, opener, closer, who, when} {
			if language != "und" && count[k] < 2 {
				t.Errorf("%s has %d phrases of kind %s, want 2", language, count[k], k)
			}
		}
	}
	book := newPhrasebook(stream(1, "book"))
	for k, d := range book.decks {
		for range d.cards {
			language, _, _ := strings.Cut(k, "/")
			if text := book.fill(d.deal().text, language, "Oslo"); strings.ContainsAny(text, "{}") {
				t.Errorf("%s: %q has a slot that nobody fills", k, text)
			}
		}
	}
}
