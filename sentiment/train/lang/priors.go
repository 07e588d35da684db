package main

import (
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// frequent are the languages that posts and replies are most often in, by how many
// times as many there are as in a language that is not listed. The orders of
// magnitude follow the languages of the web (W3Techs) and of Twitter (Hong, Convertino
// and Chi, ICWSM 2011), much flattened, as the corpus of a mission is not the web.
var frequent = []struct {
	times float64
	tags  string
}{
	{3, "en"},
	{2, "es pt fr ar id ru de pcm"},
	{1.5, "it tr nl fa hi pl uk vi tl sv ms sw so ha am"},
	{0.7, "und ace ban bbc bjn bug mad min nij vmw lb ve ss st nso tn nr"},
}

// priorOf returns the logarithm of a class's frequency, its variants together.
func priorOf(c class) float32 {
	variants := 0
	for _, o := range classes {
		if o.Tag == c.Tag && o.Script == c.Script {
			variants++
		}
	}
	times := 1.0
	for _, f := range frequent {
		for tag := range strings.FieldsSeq(f.tags) {
			if tag == c.Tag {
				times = f.times
			}
		}
	}
	if c.Script == text.Latin && slices.Contains(otherScripts, c.Tag) {
		times = min(times, 1) / 2 // romanised
		if c.Tag == "hi" {
			times = 1
		}
	}
	return float32(math.Log(times / float64(variants)))
}
