package effects

import (
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// lever says which column a lever compares and which are held constant. A device is
// compared with the posts without it.
type lever struct {
	name     string
	column   int
	device   string
	controls []int
}

// leversOf lists the levers of a name; a device lever is one per device that occurs.
// Held constant is everything but the lever itself; a post's length and devices are
// part of how it is written, and are not.
func leversOf(name string, all []*sample) []lever {
	column, ok := map[string]int{LeverFormat: colFormat, LeverLanguage: colLanguage, LeverTopic: colTopic, LeverHour: colHour,
		LeverLength: colLength, LeverDevice: colDevices}[name]
	if !ok {
		return nil
	}
	var controls []int
	for _, c := range []int{colMonth, colTopic, colFormat, colHour, colLanguage} {
		if c != column {
			controls = append(controls, c)
		}
	}
	if name != LeverDevice {
		return []lever{{name: name, column: column, controls: controls}}
	}
	devices := map[string]bool{}
	for _, s := range all {
		for _, o := range s.rows {
			for d := range strings.SplitSeq(strings.Trim(s.names.text[o.code(colDevices)], "|"), "|") {
				devices[d] = d != ""
			}
		}
	}
	var out []lever
	for d, ok := range devices {
		if ok {
			out = append(out, lever{name: name, column: column, device: d, controls: controls})
		}
	}
	slices.SortFunc(out, func(a, b lever) int { return strings.Compare(a.device, b.device) })
	return out
}

// without is the level of posts that lack a device.
const without = "without"

// level returns the level that the text of the lever's column stands for, "" if that is
// not known.
func (l lever) level(text string) string {
	switch {
	case l.device != "" && strings.Contains(text, "|"+l.device+"|"):
		return l.device
	case l.device != "":
		return without
	case l.column == colFormat && text == string(data.FormatUnknown), l.column == colLanguage && text == "und":
		return ""
	}
	return text
}

// advisable reports whether a level is something one can do more of.
func advisable(lever, level string) bool {
	return level != without && (lever != LeverTopic || data.Topic(level).Chosen())
}
