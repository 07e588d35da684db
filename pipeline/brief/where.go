package brief

import (
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
)

// where takes this period's needs, places, hours and cadence.
func (b *briefing) where() error {
	this := "period=" + b.period
	keep := func(part string) bool { return part == this }
	for n, err := range lake.Scan(b.ctx, b.r, lake.Needs, keep) {
		if err != nil {
			return err
		}
		if in := b.missions[n.Mission]; in != nil {
			in.Compared = append(in.Compared, n)
		}
	}
	for p, err := range lake.Scan(b.ctx, b.r, lake.Places, keep) {
		if err != nil {
			return err
		}
		if in := b.missions[p.Mission]; in != nil {
			in.Places = append(in.Places, p)
		}
	}
	for h, err := range lake.Scan(b.ctx, b.r, lake.Hours, keep) {
		if err != nil {
			return err
		}
		if in := b.mine[h.AccountID]; in != nil {
			in.Hours = append(in.Hours, h)
		}
	}
	for c, err := range lake.Scan(b.ctx, b.r, lake.CadenceTable, keep) {
		if err != nil {
			return err
		}
		if in := b.mine[c.AccountID]; in != nil {
			in.Cadence = append(in.Cadence, c)
		}
	}
	return nil
}

// past sums up how each mission's earlier advice did, as far as it was scored by as-of.
func (b *briefing) past() error {
	rows := map[string][]data.AdviceOutcome{}
	for o, err := range lake.Scan(b.ctx, b.r, lake.AdviceOutcomes, nil) {
		if err != nil {
			return err
		}
		if b.missions[o.Mission] != nil && o.ScoredIn <= b.period {
			rows[o.Mission] = append(rows[o.Mission], o)
		}
	}
	for mission, in := range b.missions {
		if first := b.first[mission]; len(rows[mission]) == 0 && first != "" {
			w, err := advise.WeeksAfter(first)
			if err != nil {
				return err
			}
			in.Past.FirstDue = data.At(w.Ready()).Day()
		}
		in.Past.Verdicts = pastOf(advise.ReportHindsight(rows[mission], mission).Score)
	}
	return nil
}
