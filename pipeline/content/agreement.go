package content

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// Agree counts, over the posts that were drawn and labelled by hand, what people say
// against what the present rules read of the post themselves. Posts are weighted by
// the inverse of how likely they were drawn. The counts of an earlier version of the
// rules stay as they were, in a partition of their own.
func Agree(ctx context.Context, r lake.Reader, topics *sentiment.TopicLexicon) (lake.Changes, error) {
	var c lake.Changes
	parts := lake.Partitions(r, lake.HandLabels)
	if len(parts) == 0 || len(r.Files(lake.PostDraws.Name)) == 0 {
		return c, nil
	}
	version := RulesVersion(topics)
	languages, err := declared(ctx, r)
	if err != nil {
		return c, fmt.Errorf("agreement of labels: %w", err)
	}
	files := slices.Concat(r.Files(lake.PostDraws.Name), r.Files(lake.HandLabels.Name), r.Files(lake.Aliases.Name))
	for _, part := range parts {
		files = append(files, partition.Files(r, lake.Posts.Name, part)...)
	}
	inputs := lake.InputHash(r, append([]string{"agreement/2", version}, languages.told()...), files...)
	mine := lake.LabelAgreements.Partition(&data.LabelAgreement{Version: version})
	if lake.From(r, lake.LabelAgreements.Name, mine) == inputs {
		return c, nil
	}
	draws, err := drawnPosts(ctx, r)
	if err != nil {
		return c, fmt.Errorf("agreement of labels: %w", err)
	}
	t := agreements{version: version, cells: map[data.LabelAgreement]*data.LabelAgreement{}}
	for _, part := range parts {
		said, err := partition.Index(ctx, r, lake.HandLabels, part, func(h *data.HandLabel) data.PostID { return h.PostID })
		if err != nil {
			return c, fmt.Errorf("agreement of labels: %w", err)
		}
		posts, write, err := languages.posts(ctx, r, part)
		if err != nil {
			return c, fmt.Errorf("agreement of labels: %w", err)
		}
		for i := range posts {
			p := &posts[i]
			h, drawn := said[p.PostID], draws[p.PostID]
			if h == nil || drawn.Odds == 0 {
				continue
			}
			read := Label(p, topics, write[p.AccountID])
			t.post(h, &read, float64(data.LabelScale)/float64(drawn.Odds))
		}
	}
	if err := lake.Replace(&c, lake.LabelAgreements, mine, t.rows(), inputs); err != nil {
		return c, fmt.Errorf("agreement of labels: %w", err)
	}
	return c, nil
}

// agreements gathers cells by all but their sums.
type agreements struct {
	version string
	cells   map[data.LabelAgreement]*data.LabelAgreement
}

// post counts a post for each lever that the person judged.
func (t *agreements) post(h *data.HandLabel, read *data.PostLabel, weight float64) {
	cell := data.LabelAgreement{Version: t.version, Platform: read.Platform, Language: baseLanguage(read.Language)}
	if h.LanguageAt != 0 {
		cell.Language = baseLanguage(h.Language)
		t.count(cell, effects.LeverLanguage, "", cell.Language, baseLanguage(read.Language), weight)
	}
	if h.FormatAt != 0 {
		t.count(cell, effects.LeverFormat, "", string(h.Format), string(read.Format), weight)
	}
	if h.TopicAt != 0 {
		t.count(cell, effects.LeverTopic, "", string(h.PrimaryTopic), string(read.PrimaryTopic), weight)
	}
	if h.DevicesAt != 0 {
		for _, d := range data.Devices() {
			t.count(cell, effects.LeverDevice, string(d), metrics.YesNo(slices.Contains(h.Devices, d)), metrics.YesNo(slices.Contains(read.Devices, d)), weight)
		}
	}
}

func (t *agreements) count(cell data.LabelAgreement, lever, level, said, read string, weight float64) {
	cell.Lever, cell.Level, cell.True, cell.Read = lever, level, said, read
	c := t.cells[cell]
	if c == nil {
		fresh := cell
		c = &fresh
		t.cells[cell] = c
	}
	c.N++
	c.Weight += data.LabelWeight(weight)
	c.Squares += data.LabelWeight(weight * weight)
}

func (t *agreements) rows() []data.LabelAgreement {
	rows := []data.LabelAgreement{} // empty, not nil: nothing labelled is noted, too
	for _, c := range t.cells {
		rows = append(rows, *c)
	}
	slices.SortFunc(rows, func(a, b data.LabelAgreement) int { return cmp.Or(lake.LabelAgreements.Compare(&a, &b)) })
	return rows
}

// baseLanguage is a tag without script and region; Norwegian is one language here,
// whether it is called no or nb.
func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	if base == "no" {
		return "nb"
	}
	return base
}
