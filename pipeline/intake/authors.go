package intake

import (
	"context"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
)

// addAuthors adds tallies to the unsealed ones of their weeks. It accumulates,
// so it is safe only because a page is taken in once.
func addAuthors(ctx context.Context, r lake.Reader, c *lake.Changes, rows []data.ReplyAuthors) error {
	byWeek := map[string][]data.ReplyAuthors{}
	for _, row := range rows {
		part := lake.ReplyAuthors.Partition(&row)
		byWeek[part] = append(byWeek[part], row)
	}
	for _, part := range slices.Sorted(maps.Keys(byWeek)) {
		stored, err := lake.Rows(ctx, r, lake.ReplyAuthors, func(p string) bool { return p == part })
		if err != nil {
			return err
		}
		merged := map[authorsKey]data.ReplyAuthors{}
		for _, row := range append(stored, byWeek[part]...) {
			k := keyOfAuthors(&row)
			if old, ok := merged[k]; ok {
				row = privacy.MergeAuthors(old, row)
			}
			merged[k] = row
		}
		if err := lake.Replace(c, lake.ReplyAuthors, part, slices.Collect(maps.Values(merged)), ""); err != nil {
			return err
		}
	}
	return nil
}

type authorsKey struct {
	mission  string
	platform data.Platform
	week     string
	dim      data.Dimension
	value    string
}

func keyOfAuthors(r *data.ReplyAuthors) authorsKey {
	return authorsKey{r.Mission, r.Platform, r.Week, r.Dimension, r.Value}
}
