package report

import (
	"regexp"
	"strconv"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// How many notes stand under one chart and in its fine print, and there how many on what
// clear verdicts rest on.
const (
	notesShown    = 5
	evidenceShown = 3
)

// rowNotes gathers what is said of the rows of one chart, so that a warning of
// several rows is told once.
type rowNotes struct {
	alarms, fragile []voice.Line
	evidence        []voice.Line
	warnings        []remark
	rows            map[remark][]voice.Line
}

// remark is a warning and, where an account's own posts cannot tell, what was published
// of the level elsewhere.
type remark struct{ warning, others string }

// cannotTell is how metrics words that an account's own posts are too few.
const cannotTell = "cannot be learnt from this account's posts alone within half a year"

// warn notes in words what the chart cannot show: that the plain comparison
// misleads, that a verdict hangs on one thing, what limits the estimate.
func (b *builder) warn(n *rowNotes, e data.FormatEffect, r chart.DotRow) {
	if e.Alarm != "" && r.Naive != nil && r.Lift != nil {
		n.alarms = append(n.alarms, b.Say("formats.alarm", "what", r.Name, "naive", b.Times(*r.Naive), "lift", b.Times(*r.Lift),
			"account", b.handle(data.AccountID(e.Alarm))))
	}
	if e.Fragile != "" && isClear(e.Verdict) {
		n.fragile = append(n.fragile, b.Say("formats.hangs", "what", r.Name, "things", b.fragile(e.Fragile, true)))
	}
	n.evidence = append(n.evidence, b.evidenceOf(e, r.Name)...)
	for _, w := range e.Warnings {
		m := remark{warning: voice.Clean(w)}
		if m.warning == "" {
			continue
		}
		if m.warning == cannotTell {
			m.others = e.Others
		}
		if n.rows == nil {
			n.rows = map[remark][]voice.Line{}
		}
		if n.rows[m] == nil {
			n.warnings = append(n.warnings, m)
		}
		n.rows[m] = append(n.rows[m], r.Name)
	}
}

// lines lists what changes how the chart is read: alarms first, then what verdicts hang
// on, then what others found where own posts cannot tell. Everything else is fine print.
func (b *builder) lines(n *rowNotes, rows int) (lines, fine []voice.Line) {
	lines = append(n.alarms, n.fragile...)
	for _, w := range n.warnings {
		names, note := n.rows[w], b.warning(w.warning)
		to := &fine
		if w.others != "" {
			to = &lines
			note = b.Say("note.elsewhere", "note", note, "evidence", voice.AsEnglish(voice.ForeignText(w.others)))
		}
		switch {
		case len(names) == rows && rows > 1:
			*to = append(*to, b.Say("formats.all_rows", "note", note))
		default:
			*to = append(*to, b.Say("formats.rows", "rows", b.some(names), "note", note))
		}
	}
	lines = lines[:min(len(lines), notesShown)]
	fine = fine[:min(len(fine), notesShown-len(lines))]
	return lines, append(fine, n.evidence[:min(len(n.evidence), evidenceShown)]...)
}

// some lists names; of more than three only the first two.
func (b *builder) some(names []voice.Line) voice.Line {
	if len(names) <= 3 {
		return b.List(names)
	}
	return b.Say("formats.and_others", "list", b.Say("list.comma", "a", names[0], "b", names[1]), "count", int64(len(names)-2))
}

// warningForms are the warnings of the effects model, as metrics words them, and the
// messages that say the same in every language. Numbers stand in the order count,
// others, need.
var warningForms = [...]struct {
	id    string
	words *regexp.Regexp
}{
	{"note.no_value", regexp.MustCompile(`^(\d+) posts? without a value left out$`)},
	{"note.alone", regexp.MustCompile(`^` + cannotTell + `$`)},
	{"note.too_few", regexp.MustCompile(`^not enough evidence: (\d+) posts? of this \w+, (\d+) others?; (\d+) posts? of each are needed$`)},
	{"note.paid", regexp.MustCompile(`^(\d+) posts? of another paid scope left out$`)},
	{"note.organic", regexp.MustCompile(`^no post is declared organic: `)},
	{"note.no_level", regexp.MustCompile(`^(\d+) posts? of unknown \w+ left out$`)},
	{"note.single", regexp.MustCompile(`^only one \w+ was used: `)},
	{"note.zeros", regexp.MustCompile(`^all values are 0: `)},
	{"note.naive", regexp.MustCompile(`^the naive figure points the other way: `)},
	{"note.unstable", regexp.MustCompile(`^the comparison found no stable numbers$`)},
}

// warning says a warning in the page's language; one that is not known stays as it
// came.
func (b *builder) warning(w string) voice.Line {
	for _, form := range warningForms {
		m := form.words.FindStringSubmatch(w)
		if m == nil {
			continue
		}
		var args []any
		for i, name := range []string{"count", "others", "need"} {
			if i+1 < len(m) {
				n, _ := strconv.ParseInt(m[i+1], 10, 64)
				args = append(args, name, n)
			}
		}
		return b.Say(form.id, args...)
	}
	return voice.Quoted(w)
}

// worthSaying is the share of an estimate from which its source is told; of one that is
// unclear anyway, from mostlyBorrowed on.
const (
	worthSaying    = 0.1
	mostlyBorrowed = 0.3
)

// evidenceOf says what an estimate rests on beside the account's own posts, and of a clear
// verdict also how far wrong labels may blur it, and what it would take to overturn it.
func (b *builder) evidenceOf(e data.FormatEffect, name voice.Line) []voice.Line {
	clear, least := isClear(e.Verdict), worthSaying
	if !clear {
		if !voice.IsRatio(e.Lift) {
			return nil
		}
		least = mostlyBorrowed
	}
	var lines []voice.Line
	for _, part := range []struct {
		id    string
		share *float64
		told  bool
	}{{"formats.from_peers", e.FromPeers, true}, {"formats.from_shared", e.FromShared, true}, {"formats.from_pack", e.FromPack, true}, {"formats.from_labels", e.LabelShare, clear}} {
		if part.told && voice.Finite(part.share) && *part.share >= least {
			lines = append(lines, b.Say(part.id, "what", name, "share", b.Percent(voice.Clamp(*part.share))))
		}
	}
	if clear && voice.IsRatio(e.EValueLimit) && *e.EValueLimit > 1 {
		lines = append(lines, b.Say("formats.unseen", "what", name, "times", b.Times(*e.EValueLimit)))
	}
	return lines
}
