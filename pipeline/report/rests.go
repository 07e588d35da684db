package report

import "github.com/digital-diplomacy/tailor/data"

// worthSaying is the share of an estimate from which its source is told.
const worthSaying = 0.1

// evidenceOf says what a clear verdict rests on beside the account's own posts, how far
// wrong labels may blur it, and what it would take to overturn it.
func (b *builder) evidenceOf(e data.FormatEffect, name Line) []Line {
	if !isClear(e.Verdict) {
		return nil
	}
	var lines []Line
	for _, part := range []struct {
		id    string
		share *float64
	}{{"formats.from_peers", e.FromPeers}, {"formats.from_pack", e.FromPack}, {"formats.from_labels", e.LabelShare}} {
		if finite(part.share) && *part.share >= worthSaying {
			lines = append(lines, b.say(part.id, "what", name, "share", b.percent(clamp(*part.share))))
		}
	}
	if ratio(e.EValueLimit) && *e.EValueLimit > 1 {
		lines = append(lines, b.say("formats.unseen", "what", name, "times", b.times(*e.EValueLimit)))
	}
	return lines
}
