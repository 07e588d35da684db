package sentiment

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

const brigade = "Your minister lies to all of us and the whole world can see it today"

func TestNearDuplicates(t *testing.T) {
	for _, tc := range []struct {
		rule  string
		texts []string
		want  []bool
	}{
		{"Empty", nil, []bool{}},
		{"Equal", []string{brigade, brigade, brigade}, []bool{false, true, true}},
		{"HandleLinkEmojiCase", []string{brigade, "@a " + strings.ToUpper(brigade) + "!!! 😡 https://a.example/1"}, []bool{false, true}},
		{"OneWordOther", []string{brigade, strings.Replace(brigade, "today", "now", 1)}, []bool{false, true}},
		{"Other", []string{brigade, "The concert on Friday was a great evening for everyone who came"}, []bool{false, false}},
		{"ShortIsNoCopy", []string{"Thank you!", "Thank you!"}, []bool{false, false}},
		{"Chinese", []string{"你们的部长一直在对全世界撒谎大家今天都已经看得非常清楚了不要再骗人", "你们的部长一直在对全世界撒谎大家今天都已经看得非常清楚了不要再骗人！"}, []bool{false, true}},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if got := NearDuplicates(tc.texts); !slices.Equal(got, tc.want) {
				t.Errorf("NearDuplicates = %v, want %v", got, tc.want)
			}
		})
	}
}

// TestBrigade: copies with small changes, hidden among other replies, are found, and
// the others are not.
func TestBrigade(t *testing.T) {
	var texts []string
	var copies []bool
	others := strings.Fields("river mountain passport queue summer ticket music window friend garden letter kitchen bridge market winter song paper coffee")
	for i := range 400 {
		if i%4 == 0 {
			texts = append(texts, fmt.Sprintf("@user%d %s %d", i, brigade, i))
			copies = append(copies, i > 0)
			continue
		}
		var words []string
		for j := range 12 {
			words = append(words, others[(i*7+j*j*3+i*j)%len(others)], fmt.Sprint(i*31+j*17))
		}
		texts, copies = append(texts, strings.Join(words, " ")), append(copies, false)
	}
	got := NearDuplicates(texts)
	for i := range got {
		if got[i] != copies[i] {
			t.Errorf("text %d: %v, want %v", i, got[i], copies[i])
		}
	}
}

// TestNearDuplicatesLaws: the first of its kind is never a copy, an exact copy of a
// long text always is, what comes later changes nothing, and what is reported is
// similar to an earlier text indeed.
func TestNearDuplicatesLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SampledFrom([]string{"consulate", "never", "answers", "letters", "about", "the", "pension", "of", "my", "mother", "великий", "شكرا"})
		texts := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(words, 1, 14), func(w []string) string { return strings.Join(w, " ") }), 1, 20).Draw(t, "texts")
		got := NearDuplicates(texts)
		if got[0] {
			t.Fatal("the first text is called a copy")
		}
		if !slices.Equal(NearDuplicates(append(slices.Clone(texts), texts...))[:len(texts)], got) {
			t.Fatal("later texts change what is said of earlier ones")
		}
		var read text.Text
		sets := make([][]uint64, len(texts))
		for i, s := range texts {
			read.Read(s)
			letters := lettersOf(read.Tokens, nil)
			sets[i] = shingles(letters)
			long := len(letters) >= minCopied
			exact := slices.Index(texts[:i], s) >= 0
			if exact && long && !got[i] {
				t.Fatalf("text %d is a copy of an earlier one and is not reported", i)
			}
			if got[i] && !slices.ContainsFunc(sets[:i], func(s []uint64) bool { return jaccard(s, sets[i]) >= similarity }) {
				t.Fatalf("text %d is reported and is like no earlier one", i)
			}
		}
	})
}
