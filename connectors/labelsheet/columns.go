// Package labelsheet is the workbook in which people of the unit label their own
// posts: it writes the posts that were drawn, with lists to choose from, and reads the
// answers back, from the workbook or from any table that has its columns.
package labelsheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Titles of the columns. The first is what a table of labels is recognised by.
const (
	titlePost      = "Tailor post id"
	titlePlatform  = "Platform"
	titleAccount   = "Account"
	titlePublished = "Published"
	titleText      = "Text"
	titleLink      = "Link"
	titleFormat    = "Format"
	titleTopic     = "Topic"
	titleDevice    = "Device" // Device 1, Device 2, ...
	titleOccasion  = "Occasion"
	titleLanguage  = "Language"
)

// deviceColumns is how many devices of one post can be named.
const deviceColumns = 4

// none says that a post has no device, or no occasion. A blank cell says nothing.
const none = "none"

// byHand names an occasion of which a person said the kind only.
const byHand = "by hand"

// Columns says where in a table which answer stands; -1 is nowhere.
type Columns struct {
	post, published, format, topic, occasion, language int
	devices                                            []int
}

// Fit finds the columns of a table of labels by their titles, in any order; nil if it
// is none: it needs the post's id and one column for answers at least.
func Fit(titles []string) *Columns {
	at := func(title string) int {
		return slices.IndexFunc(titles, func(t string) bool { return data.FoldWord(strings.TrimSpace(t)) == data.FoldWord(title) })
	}
	c := &Columns{post: at(titlePost), published: at(titlePublished), format: at(titleFormat), topic: at(titleTopic), occasion: at(titleOccasion), language: at(titleLanguage)}
	for i := range 9 {
		if j := at(fmt.Sprint(titleDevice, i+1)); j >= 0 {
			c.devices = append(c.devices, j)
		}
	}
	if c.post < 0 || max(c.format, c.topic, c.occasion, c.language) < 0 && len(c.devices) == 0 {
		return nil
	}
	return c
}

// Known is how many columns of the table are known: those of answers and the id.
func (c *Columns) Known() int {
	n := len(c.devices)
	for _, i := range []int{c.post, c.published, c.format, c.topic, c.occasion, c.language} {
		if i >= 0 {
			n++
		}
	}
	return n
}

// shown is a word as people read it.
func shown(word string) string { return strings.ReplaceAll(word, "_", " ") }

func formatWords() (words []string) {
	for _, f := range data.Formats() {
		if f != data.FormatUnknown { // who does not know leaves the cell blank
			words = append(words, string(f))
		}
	}
	return words
}

func topicWords() (words []string) {
	for _, t := range data.Topics() {
		words = append(words, string(t))
	}
	return words
}

func deviceWords() (words []string) {
	for _, d := range data.Devices() {
		words = append(words, string(d))
	}
	return words
}

func occasionWords() (words []string) {
	for _, k := range data.OccasionKinds() {
		words = append(words, string(k))
	}
	return words
}
