package report

import "github.com/digital-diplomacy/tailor/data"

// notesShown is how many notes stand under one chart.
const notesShown = 5

// rowNotes gathers what is said of the rows of one chart, so that a warning of
// several rows is told once.
type rowNotes struct {
	alarms, fragile []Line
	warnings        []string
	rows            map[string][]Line
}

// warn notes in words what the chart cannot show: that the plain comparison
// misleads, that a verdict hangs on one thing, what limits the estimate.
func (b *builder) warn(n *rowNotes, e data.FormatEffect, r dotRow) {
	if e.Alarm != "" && r.naive != nil && r.lift != nil {
		n.alarms = append(n.alarms, sayAlarm(r.name, *r.naive, *r.lift, b.account(data.AccountID(e.Alarm))))
	}
	if e.Fragile != "" && isClear(e.Verdict) {
		n.fragile = append(n.fragile, sayRowFragile(r.name, foreign(e.Fragile)))
	}
	for _, w := range e.Warnings {
		if w = Clean(w); w == "" {
			continue
		}
		if n.rows == nil {
			n.rows = map[string][]Line{}
		}
		if n.rows[w] == nil {
			n.warnings = append(n.warnings, w)
		}
		n.rows[w] = append(n.rows[w], r.name)
	}
}

// lines lists alarms first, then what verdicts hang on, then warnings.
func (n *rowNotes) lines(rows int) []Line {
	lines := append(n.alarms, n.fragile...)
	for _, w := range n.warnings {
		switch names := n.rows[w]; {
		case len(names) == rows && rows > 1:
			lines = append(lines, sayAllNote(foreign(w)))
		case len(names) > 3:
			lines = append(lines, sayRowsNote(append(names[:2:2], own(sayOtherRows(len(names)-2))), foreign(w)))
		default:
			lines = append(lines, sayRowsNote(names, foreign(w)))
		}
	}
	return lines[:min(len(lines), notesShown)]
}
