package mood

import (
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// Labelling is one week's sample of replies for a person to judge, and what that
// person said of them so far. Nothing is kept until [Labelling.Record] is committed.
type Labelling struct {
	Week  string      // ISO week the replies were written in
	Tasks []LabelTask // still to be asked, in order
	Done  int         // of the sample, asked before

	draws []data.ReplyDraw
	said  map[string]data.ReplyLabel // by reply id; True is empty if it was skipped
}

// LabelTask is one reply to judge. What the scorer read is not in it: whoever sees an
// opinion first is inclined to share it.
type LabelTask struct {
	Language string
	Text     string // masked

	id    string
	label data.ReplyLabel // but for the true class
}

// Judge notes what class the reply of Tasks[i] is.
func (l *Labelling) Judge(i int, class sentiment.Class) {
	label := l.Tasks[i].label
	label.True = class.String()
	l.said[l.Tasks[i].id] = label
}

// Skip notes that the reply of Tasks[i] was seen and not judged.
func (l *Labelling) Skip(i int) { l.said[l.Tasks[i].id] = data.ReplyLabel{} }

// Asked returns how many replies were judged or skipped since [LabelReplies].
func (l *Labelling) Asked() int { return len(l.said) }

// LabelReplies returns the sample of the last week that had ended by the clock: the one drawn
// before, or else a new one (see drawSample). Equal input gives an equal sample. Texts that
// must not be looked at any more are left out, see [Living].
func LabelReplies(ctx context.Context, r lake.Reader, s Reader, c data.Clock, living func(partition string) bool) (*Labelling, error) {
	l := &Labelling{Week: data.At(c.AsOf.AddDate(0, 0, -7)).Week(), said: map[string]data.ReplyLabel{}}
	replies, err := lake.Rows(ctx, r, lake.Replies, living)
	if err != nil {
		return nil, fmt.Errorf("label replies of %s: %w", l.Week, err)
	}
	replies = slices.DeleteFunc(replies, func(q data.Reply) bool {
		return q.ByOwnAccount || q.Text == "" || q.PublishedAt.Week() != l.Week
	})
	readings, err := Read(s, replies)
	if err != nil {
		return nil, fmt.Errorf("label replies of %s: %w", l.Week, err)
	}
	if l.draws, err = drawsOf(ctx, r, l.Week); err != nil {
		return nil, fmt.Errorf("label replies of %s: %w", l.Week, err)
	}
	if len(l.draws) == 0 {
		l.draws = drawSample(l.Week, replies, readings, func(lang string) bool {
			_, ok := s.Confusion(lang)
			return ok
		})
	}
	at := make(map[string]int, len(replies))
	for i := range replies {
		at[replies[i].ReplyID] = i
	}
	for _, d := range l.draws {
		if d.Asked {
			l.Done++
			continue
		}
		i, ok := at[d.ReplyID]
		if !ok {
			continue // its text has left
		}
		q := &replies[i]
		weight := float64(d.Weight) / data.LabelScale * float64(d.Copies)
		l.Tasks = append(l.Tasks, LabelTask{Language: q.Language, Text: q.Text, id: d.ReplyID, label: data.ReplyLabel{
			Mission: q.Mission, Platform: q.Platform, Week: l.Week, Language: q.Language, Scorer: s.Version(),
			Predicted: readings[i].Class.String(), N: 1, Weight: data.LabelWeight(weight), Squares: data.LabelWeight(weight * weight),
		}})
	}
	return l, nil
}

// drawsOf returns the sample of a week in the order of asking.
func drawsOf(ctx context.Context, r lake.Reader, week string) ([]data.ReplyDraw, error) {
	draws, err := lake.Rows(ctx, r, lake.ReplyLabelled, nil)
	if err != nil {
		return nil, err
	}
	draws = slices.DeleteFunc(draws, func(d data.ReplyDraw) bool { return d.Week != week })
	slices.SortFunc(draws, func(a, b data.ReplyDraw) int { return int(a.Place - b.Place) })
	return draws, nil
}

// Record returns the changes that add what was said to the counts, and remember which
// replies were asked. r may be newer than what LabelReplies read: what another session has
// asked by then is not counted twice, and what has expired does not come back. The
// changes ask for a purge: two states, one label apart, would tell what was said of
// which reply.
func (l *Labelling) Record(ctx context.Context, r lake.Reader) (lake.Changes, error) {
	var c lake.Changes
	if len(l.said) == 0 {
		return c, nil
	}
	draws, err := drawsOf(ctx, r, l.Week)
	if err != nil {
		return c, fmt.Errorf("record labels of %s: %w", l.Week, err)
	}
	if len(draws) == 0 {
		draws = slices.Clone(l.draws)
	}
	var labels []data.ReplyLabel
	for i := range draws {
		label, ok := l.said[draws[i].ReplyID]
		if !ok || draws[i].Asked {
			continue
		}
		draws[i].Asked = true
		if label.True != "" {
			labels = append(labels, label)
		}
	}
	living := lake.Partitions(r, lake.Replies)
	draws = slices.DeleteFunc(draws, func(d data.ReplyDraw) bool { return !slices.Contains(living, lake.ReplyLabelled.Partition(&d)) })
	if err := lake.Upsert(ctx, r, &c, lake.ReplyLabelled, draws); err != nil {
		return c, fmt.Errorf("record labels of %s: %w", l.Week, err)
	}
	if err := addLabels(ctx, r, &c, labels); err != nil {
		return c, fmt.Errorf("record labels of %s: %w", l.Week, err)
	}
	c.Purge = !c.Empty()
	return c, nil
}

// addLabels adds labels of one week to the counts that are there.
func addLabels(ctx context.Context, r lake.Reader, c *lake.Changes, labels []data.ReplyLabel) error {
	if len(labels) == 0 {
		return nil
	}
	part := lake.ReplyLabels.Partition(&labels[0])
	rows, err := lake.Rows(ctx, r, lake.ReplyLabels, partition.Only(part))
	if err != nil {
		return err
	}
	for _, l := range labels {
		same := func(o data.ReplyLabel) bool { return lake.ReplyLabels.Compare(&o, &l) == 0 }
		if i := slices.IndexFunc(rows, same); i >= 0 {
			rows[i].N, rows[i].Weight, rows[i].Squares = rows[i].N+l.N, rows[i].Weight+l.Weight, rows[i].Squares+l.Squares
		} else {
			rows = append(rows, l)
		}
	}
	return lake.Replace(c, lake.ReplyLabels, part, rows, "")
}
