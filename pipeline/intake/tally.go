package intake

import (
	"cmp"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
)

// tally counts authors under their keys, one dimension at a time.
type tally struct {
	mission string
	counts  map[tallyKey]map[string]int64
}

type tallyKey struct {
	platform data.Platform
	week     string
	dim      data.Dimension
	value    string
}

func newTally(mission string) *tally {
	return &tally{mission: mission, counts: map[tallyKey]map[string]int64{}}
}

// add counts one reply of the author behind key in each dimension.
func (t *tally) add(r *data.Reply, week, key string) {
	for dim, value := range Dimensions(r.AccountID, r.Format, r.Topic, r.Language) {
		k := tallyKey{r.Platform, week, dim, value}
		if t.counts[k] == nil {
			t.counts[k] = map[string]int64{}
		}
		t.counts[k][key]++
	}
}

// rows returns the tally sorted.
func (t *tally) rows() []data.ReplyAuthors {
	rows := make([]data.ReplyAuthors, 0, len(t.counts))
	for k, authors := range t.counts {
		row := data.ReplyAuthors{Mission: t.mission, Platform: k.platform, Week: k.week, Dimension: k.dim, Value: k.value}
		for key, n := range authors {
			row.Authors = append(row.Authors, data.AuthorCount{Key: key, N: n})
		}
		slices.SortFunc(row.Authors, func(a, b data.AuthorCount) int { return cmp.Compare(a.Key, b.Key) })
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b data.ReplyAuthors) int {
		return cmp.Or(cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Week, b.Week),
			cmp.Compare(a.Dimension, b.Dimension), cmp.Compare(a.Value, b.Value))
	})
	return rows
}

// Dimensions yields every dimension with the value a reply has in it.
func Dimensions(account data.AccountID, format data.Format, topic data.Topic, language string) func(func(data.Dimension, string) bool) {
	return func(yield func(data.Dimension, string) bool) {
		_ = yield(data.DimTotal, "") && yield(data.DimAccount, string(account)) && yield(data.DimFormat, string(format)) &&
			yield(data.DimTopic, string(topic)) && yield(data.DimLanguage, language)
	}
}
