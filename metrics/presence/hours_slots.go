package presence

import (
	"fmt"
	"math"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// slots makes the rows of one kind.
type slots struct {
	base     data.HourEffect
	kind     data.SlotKind
	n, first int
	margin   float64
	why      string // why nothing can be said
	own      [24]int
	fit      *hourFit
}

// tried reports whether enough posts lie in a slot and, of hours, beside it.
func (s *slots) tried(slot int) bool {
	near := s.own[slot]
	if s.kind == data.SlotHour {
		near += s.own[(slot+23)%24] + s.own[(slot+1)%24]
	}
	return s.own[slot] > 0 && near >= nearPosts
}

func (s *slots) rows() []data.HourEffect {
	var beliefs []*stat.Mixture
	if s.why == "" {
		mix := make([]float64, len(s.fit.curve.b))
		for _, at := range s.fit.at {
			for j, x := range s.fit.columns(at) {
				mix[j] += x / float64(len(s.fit.at))
			}
		}
		var combinations [][]float64
		for slot := range s.n {
			middle := float64(slot)
			if s.kind == data.SlotHour {
				middle += 0.5
			}
			a := s.fit.columns(middle)
			for j := range a {
				a[j] -= mix[j]
			}
			combinations = append(combinations, a)
		}
		var ok bool
		if beliefs, ok = s.fit.curve.at(combinations); !ok {
			s.why = "the comparison found no stable numbers"
		}
	}
	rows := make([]data.HourEffect, s.n)
	for slot := range rows {
		r := s.base
		r.Kind, r.Slot, r.N = s.kind, int32(slot+s.first), int64(s.own[slot])
		switch {
		case s.why != "":
			r.Verdict = data.SlotUnknown
		case !s.tried(slot):
			r.Verdict = data.SlotNotTried
		default:
			b := beliefs[slot].Belief(s.margin)
			r.Lift, r.Low, r.High, r.PBetter = stat.Figure(math.Exp(b.Mean)), stat.Figure(math.Exp(b.Low)), stat.Figure(math.Exp(b.High)), stat.Figure(b.P)
			r.Verdict = slotVerdict(b, s.margin)
		}
		rows[slot] = r
	}
	s.find(rows)
	return rows
}

// slotP is how sure better and worse must be. It is stricter than for one lift, as an
// account has 31 slots: with 0.975 one account in ten without any effect had a slot that
// stood out.
const slotP = 0.995

func slotVerdict(b stat.Belief, margin float64) data.SlotVerdict {
	switch limit := math.Log(margin); {
	case b.Low >= -limit && b.High <= limit:
		return data.SlotLevel
	case b.P >= slotP:
		return data.SlotBetter
	case b.P <= 1-slotP:
		return data.SlotWorse
	}
	return data.SlotUnclear
}

// find says of all rows whether any stands out, and why not.
func (s *slots) find(rows []data.HourEffect) {
	finding, reason := data.NoneStandsOut, ""
	var widest float64
	judged := 0
	for _, r := range rows {
		if r.Verdict == data.SlotBetter || r.Verdict == data.SlotWorse {
			finding = data.StandsOut
		}
		if r.High != nil {
			judged++
			widest = max(widest, math.Max(*r.High, 1 / *r.Low))
		}
	}
	noun := string(s.kind)
	switch {
	case s.why != "":
		finding, reason = data.NoEvidence, "not enough evidence: "+s.why
	case judged == 0:
		finding, reason = data.NoEvidence, "not enough evidence: too few posts at any "+noun
	case finding == data.NoneStandsOut:
		reason = fmt.Sprintf("no %s stands out: each lies within a factor of %.2g of the others", noun, widest)
	default:
		reason = fmt.Sprintf("some %ss differ from the account's usual ones", noun)
	}
	for i := range rows {
		rows[i].Finding, rows[i].Reason = finding, reason
	}
}
