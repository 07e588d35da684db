package mood_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// TestDrawSample: over many weeks each reply is drawn as often as its weight says, rare
// readings more often than frequent ones, and a brigade once for all of its copies.
func TestDrawSample(t *testing.T) {
	const weeks = 3000
	var estimate [4]float64
	times := map[string]int{}
	for w := range weeks {
		replies := weekOf(fmt.Sprint("r", w, "-"))
		readings, err := mood.Read(pipelinetest.WordScorer{}, replies)
		if err != nil {
			t.Fatal(err)
		}
		draws := mood.DrawSample("2026-W10", replies, readings, func(string) bool { return true })
		if len(draws) != mood.LabelsAWeek {
			t.Fatalf("%d drawn, want %d", len(draws), mood.LabelsAWeek)
		}
		copies := 0
		for _, d := range draws {
			var n int
			fmt.Sscanf(d.ReplyID[strings.IndexByte(d.ReplyID, '-')+1:], "%d", &n)
			times[[]string{"good", "bad", "plain"}[min(int(readings[n].Class)+1, 3)%3]]++
			estimate[readings[n].Class] += float64(d.Weight) / data.LabelScale * float64(d.Copies) / weeks
			if n >= 76 {
				copies++
				if d.Copies != 21 {
					t.Fatalf("a reply with 20 copies stands for %d", d.Copies)
				}
			}
		}
		if copies > 1 {
			t.Fatalf("%d copies of one text are asked", copies)
		}
	}
	// What the weights estimate are the true numbers: 60 good, 33 bad with copies, 4 plain.
	for class, want := range map[sentiment.Class]float64{sentiment.Positive: 60, sentiment.Negative: 33, sentiment.Neutral: 4} {
		if got := estimate[class]; math.Abs(got-want) > 0.06*want {
			t.Errorf("weights estimate %.2f replies read as %v, want %v", got, class, want)
		}
	}
	if len(times) != 3 {
		t.Errorf("drawn by class: %v, want all three", times)
	}
}

// TestDrawFewer: a week of fewer replies is asked in full, each for itself; replies in
// languages that are not read are not asked.
func TestDrawFewer(t *testing.T) {
	replies := weekOf("r")[70:75]
	replies[0].Language = "xx"
	readings, err := mood.Read(pipelinetest.WordScorer{}, replies)
	if err != nil {
		t.Fatal(err)
	}
	draws := mood.DrawSample("2026-W10", replies, readings, func(lang string) bool { return lang == "en" })
	if len(draws) != 4 {
		t.Fatalf("%d drawn, want 4", len(draws))
	}
	for _, d := range draws {
		if d.Weight != data.LabelScale || d.Copies != 1 {
			t.Errorf("%+v, want weight 1", d)
		}
	}
}

// weekOf is a week's replies: 60 good, 12 bad, 4 plain, and 20 copies of one more bad.
func weekOf(prefix string) []data.Reply {
	var rows []data.Reply
	word := func(i int) string {
		switch {
		case i < 60:
			return "good"
		case i < 72:
			return "bad"
		case i < 76:
			return "plain"
		}
		return "bad: your office should be closed down at once, every one of us agrees"
	}
	for i := range 97 {
		text := word(i)
		if i < 76 {
			text += fmt.Sprintf(" %d", i)
		}
		rows = append(rows, pipelinetest.ARow(fmt.Sprintf("%s%02d", prefix, i), "2026-03-03 10:00", "2026-03-04", text))
	}
	return rows
}
