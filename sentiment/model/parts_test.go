package model

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// TestTable: entries are found, the most important ones survive a full bucket, and
// others are hardly ever found.
func TestTable(t *testing.T) {
	var entries []Entry
	for i := range 4000 {
		entries = append(entries, Entry{Key: mix(uint64(i + 1)), A: int8(i % 100), B: -int8(i % 50)})
	}
	table, left := NewTable(1250, entries)
	missing := 0
	for i, e := range entries {
		a, b, ok := table.Get(e.Key)
		if !ok {
			missing++
			if i < 100 {
				t.Errorf("entry %d, one of the most important, is left out", i)
			}
		} else if a != e.A || b != e.B {
			missing++ // another entry with its mark
		}
	}
	if missing < left || missing > left+3 {
		t.Errorf("%d entries are missing, %d were left out", missing, left)
	}
	false4 := 0
	for i := range 100_000 {
		if _, _, ok := table.Get(mix(uint64(i + 1e6))); ok {
			false4++
		}
	}
	// Rare keys are summed as all others are.
	var keys []uint64
	for i := range 1000 {
		keys = append(keys, mix(uint64(i*7+1)))
	}
	var all, rare sums
	table.add(&all, keys)
	table.addRare(&rare, keys)
	if all != rare || all.known == 0 {
		t.Errorf("keys sum to %+v, as rare ones to %+v", all, rare)
	}
	if false4 > 30 { // expected: 100,000 x 3.2 / 65,536 = 5
		t.Errorf("%d of 100,000 unknown keys are found", false4)
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		`don\u2019t`: "don’t", "a &amp; b &lt;3": "a & b <3", `C:\users`: `C:\users`, `\u12`: `\u12`, "R&D": "R&D", `\ud83d`: "\uFFFD", "": "",
	} {
		if got := Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestCalibration by hand: log odds 2, 0 against neutral at heat 0.5 and offset
// 0, -1 give e : 1 : 1/e.
func TestCalibration(t *testing.T) {
	p := Calibration{Heat: 0.5, Positive: -1}.Probabilities(Pair{2, 0})
	sum := math.E + 1 + 1/math.E
	for i, want := range []float64{math.E / sum, 1 / sum, 1 / math.E / sum} {
		if math.Abs(p[i]-want) > 1e-7 {
			t.Errorf("probability %d = %v, want %v", i, p[i], want)
		}
	}
}

// TestLean by hand: probabilities 1/2, 1/4, 1/4 with a lean of log 1/2 and log 2 weigh
// 1 : 1 : 2.
func TestLean(t *testing.T) {
	p := [3]float64{0.5, 0.25, 0.25}
	got := Calibration{Lean: Pair{float32(math.Log(0.5)), float32(math.Log(2))}}.Weights(p)
	for i, want := range []float64{0.25, 0.25, 0.5} {
		if math.Abs(got[i]-want) > 1e-7 {
			t.Errorf("weight %d = %v, want %v", i, got[i], want)
		}
	}
	if got := (Calibration{}).Weights(p); got != p {
		t.Errorf("without a lean: %v, want %v", got, p)
	}
}

func TestSentence(t *testing.T) {
	var cut text.Text
	cut.Read("Hello. Where is it?? here\nyes")
	var got []string
	for rest := cut.Tokens; len(rest) > 0; {
		var s []text.Token
		var marked bool
		s, rest, marked = Sentence(rest)
		line := ""
		for i := range s {
			line += string(s[i].Norm) + " "
		}
		if marked {
			line += "?"
		}
		got = append(got, line)
	}
	if diff := cmp.Diff([]string{"hello ", "where is it ?", "here ", "yes "}, got); diff != "" {
		t.Errorf("sentences (-want +got)\n%s", diff)
	}
}

// TestAskLeavesMarksOut: the probability that a text asks does not look at its mark.
func TestAskLeavesMarksOut(t *testing.T) {
	m := loaded(t)
	r := m.NewReader()
	var cut text.Text
	cut.Read("where can i renew my passport")
	bare := r.Read(&cut, "en").Asks
	cut.Read("where can i renew my passport?")
	if marked := r.Read(&cut, "en").Asks; marked != bare || bare < 0.5 {
		t.Errorf("P(asks) = %v with a mark, %v without, want equal and at least 0.5", marked, bare)
	}
	cut.Read("the office opens at nine")
	if p := r.Read(&cut, "en").Asks; p > 0.5 {
		t.Errorf("P(asks) of a statement = %v", p)
	}
}
