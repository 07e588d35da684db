package brief

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// pollReading is one telling of a poll.
type pollReading struct {
	post   data.PostID
	poll   string
	at     data.Micros
	source data.SourceKind
}

// polls takes the newest telling of each poll of an own post; of equally new ones,
// that of the better source.
func (b *briefing) polls() error {
	type id struct {
		post data.PostID
		poll string
	}
	newest := map[id]data.Poll{}
	for p, err := range lake.Scan(b.ctx, b.r, lake.Polls, nil) {
		if err != nil {
			return err
		}
		if b.mine[p.AccountID] == nil {
			continue
		}
		k := id{p.PostID, p.PollID}
		if old, ok := newest[k]; !ok || cmp.Or(cmp.Compare(old.ObservedAt, p.ObservedAt), cmp.Compare(old.Source.Rank(), p.Source.Rank())) < 0 {
			newest[k] = p
		}
	}
	if len(newest) == 0 {
		return nil
	}
	options := map[pollReading][]data.PollOption{}
	for o, err := range lake.Scan(b.ctx, b.r, lake.PollOptions, nil) {
		if err != nil {
			return err
		}
		if p, ok := newest[id{o.PostID, o.PollID}]; ok && p.ObservedAt == o.ObservedAt && p.Source == o.Source {
			k := pollReading{o.PostID, o.PollID, o.ObservedAt, o.Source}
			options[k] = append(options[k], o)
		}
	}
	for _, p := range newest {
		in := b.mine[p.AccountID]
		closed := p.Closed || p.ClosesAt != 0 && p.ClosesAt <= data.At(in.AsOf)
		poll := report.Poll{Platform: p.Platform, PostID: p.PostID, AskedAt: p.PublishedAt, Closed: closed, Multiple: p.Multiple, Votes: p.VotesTotal, Voters: p.Voters}
		of := options[pollReading{p.PostID, p.PollID, p.ObservedAt, p.Source}]
		slices.SortFunc(of, func(x, y data.PollOption) int { return cmp.Compare(x.Position, y.Position) })
		for _, o := range of {
			poll.Options = append(poll.Options, report.PollOption{Label: o.Label, Votes: o.Votes})
		}
		in.Polls = append(in.Polls, poll)
	}
	for _, in := range b.missions {
		slices.SortFunc(in.Polls, func(x, y report.Poll) int {
			return cmp.Or(cmp.Compare(y.AskedAt, x.AskedAt), cmp.Compare(x.PostID, y.PostID))
		})
	}
	return nil
}

// surveys takes what may be published of each mission's surveys.
func (b *briefing) surveys() error {
	for s, err := range lake.Scan(b.ctx, b.r, lake.Surveys, nil) {
		if err != nil {
			return err
		}
		if in := b.missions[s.Mission]; in != nil {
			in.Surveys = append(in.Surveys, s)
		}
	}
	return nil
}

// outcomes takes what the mission itself counted outside the platforms.
func (b *briefing) outcomes() error {
	for o, err := range lake.Scan(b.ctx, b.r, lake.Outcomes, nil) {
		if err != nil {
			return err
		}
		if in := b.missions[o.Mission]; in != nil {
			in.Outcomes = append(in.Outcomes, o)
		}
	}
	return nil
}
