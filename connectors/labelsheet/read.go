package labelsheet

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/digital-diplomacy/tailor/data"
)

// Problem is an answer that cannot be used.
type Problem struct {
	Column int    // of the table, from 0
	Hint   string // what is wrong with it and what is near
}

// Read reads the answers of one row, given at a moment. A cell that cannot be used
// costs that answer, not the row's others. Where nothing is said, said is false.
func (c *Columns) Read(cells []string, at data.Micros) (label data.HandLabel, said bool, problems []Problem) {
	cell := func(i int) string {
		if i < 0 || i >= len(cells) {
			return ""
		}
		return strings.Join(strings.Fields(cells[i]), " ")
	}
	bad := func(i int, format string, args ...any) {
		problems = append(problems, Problem{i, fmt.Sprintf(format, args...)})
	}
	choose := func(i int, kind string, words []string) (string, bool) {
		word := cell(i)
		if word == "" {
			return "", false
		}
		for _, w := range words {
			if data.FoldWord(w) == data.FoldWord(word) {
				return w, true
			}
		}
		bad(i, "%s is no %s; the closest is %q", quoted(word), kind, shown(data.NearestWord(word, words)))
		return "", false
	}
	label = data.HandLabel{PostID: data.PostID(cell(c.post)), Platform: data.PostID(cell(c.post)).Platform()}
	if s := cell(c.published); s != "" {
		if t, err := parseMoment(s); err == nil {
			label.PublishedAt = data.At(t)
		}
	}
	if w, ok := choose(c.format, "format", formatWords()); ok {
		label.Format, label.FormatAt = data.Format(w), at
	}
	if w, ok := choose(c.topic, "topic", topicWords()); ok {
		label.PrimaryTopic, label.TopicAt = data.Topic(w), at
	}
	c.readDevices(&label, cell, choose, bad, at)
	c.readOccasion(&label, cell(c.occasion), bad, at)
	if s := cell(c.language); s != "" {
		tag, err := language.Parse(s)
		base, _ := tag.Base()
		if err != nil || base.String() == "und" && !strings.EqualFold(s, "und") {
			bad(c.language, "%s is no language; write a code like en, nb or sr-Latn", quoted(s))
		} else {
			label.Language, label.LanguageAt = tag.String(), at
		}
	}
	if !label.Says() && problems == nil {
		return label, false, nil
	}
	if label.Platform == "" || label.PostID.Native() == "" {
		return data.HandLabel{}, false, []Problem{{c.post, "the post's id is missing or changed; write a new sheet with: tailor label --posts --write FILE.xlsx"}}
	}
	return label, label.Says(), problems
}

// readDevices reads the devices, all of them or none: with one that cannot be used,
// the others would say that it is not there.
func (c *Columns) readDevices(label *data.HandLabel, cell func(int) string, choose func(int, string, []string) (string, bool), bad func(int, string, ...any), at data.Micros) {
	var devices []data.Device
	filled, nothing, whole := 0, -1, true
	for _, i := range c.devices {
		if cell(i) == "" {
			continue
		}
		filled++
		w, ok := choose(i, "device", append(deviceWords(), none))
		switch {
		case !ok:
			whole = false
		case w == none:
			nothing = i
		case !slices.Contains(devices, data.Device(w)):
			devices = append(devices, data.Device(w))
		}
	}
	if nothing >= 0 && len(devices) > 0 {
		bad(nothing, "%q stands beside a device; remove one of them", none)
		whole = false
	}
	if filled > 0 && whole {
		slices.Sort(devices)
		label.Devices, label.DevicesAt = devices, at
	}
}

// readOccasion reads an occasion: none, a kind, or kind/name as in the calendar.
func (c *Columns) readOccasion(label *data.HandLabel, s string, bad func(int, string, ...any), at data.Micros) {
	kind, name, named := strings.Cut(s, "/")
	for _, k := range data.OccasionKinds() {
		if data.FoldWord(kind) == data.FoldWord(string(k)) && s != "" {
			if !named || strings.TrimSpace(name) == "" {
				name = byHand
			}
			label.Occasion, label.OccasionAt = data.OccasionOf(k, strings.TrimSpace(name)), at
			return
		}
	}
	switch {
	case s == "":
	case strings.EqualFold(s, none):
		label.OccasionAt = at
	default:
		bad(c.occasion, "%s is no occasion; the closest is %q", quoted(s), shown(data.NearestWord(kind, append(occasionWords(), none))))
	}
}

// quoted shows a short word; a long one is a remark or a text in the wrong column.
func quoted(s string) string {
	if r := []rune(s); len(r) > 40 {
		return fmt.Sprintf("%q", string(r[:40])+"…")
	}
	return fmt.Sprintf("%q", s)
}
