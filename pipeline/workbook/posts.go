package workbook

import (
	"cmp"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/views"
)

// posts are all posts of the accounts, the newest month first, each with its labels
// and its settled values, one column each.
func (b *book) posts() error {
	p, err := b.postColumns()
	if err != nil {
		return err
	}
	s, err := b.open(sheetPosts, p.columns())
	if err != nil {
		return err
	}
	for _, partition := range newestFirst(lake.Partitions(b.r, lake.Posts)) {
		rows, err := b.postsIn(p, partition)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := s.add(row); err != nil {
				return err
			}
		}
	}
	return s.close("the oldest posts")
}

// wide are the columns of a post, its labels and its values.
type wide struct {
	about, post, label []column
	metrics            []column // the last one says why there is no value
	labelAt            []int    // places of the label's columns in its table
	metricAt           map[string]int
}

func (w wide) columns() []column { return slices.Concat(w.about, w.post, w.label, w.metrics) }

func (b *book) postColumns() (w wide, err error) {
	w.metricAt = map[string]int{}
	posts, err := tableDoc(lake.Posts.Name)
	if err != nil {
		return w, err
	}
	labels, err := tableDoc(lake.PostLabels.Name)
	if err != nil {
		return w, err
	}
	for _, name := range []string{"role", "mission", "audience"} {
		accounts, err := tableDoc(lake.Accounts.Name)
		if err != nil {
			return w, err
		}
		i := slices.IndexFunc(accounts.Columns, func(c column) bool { return c.Name == name })
		w.about = append(w.about, accounts.Columns[i])
	}
	w.post = posts.Columns
	taken := map[string]bool{}
	for _, c := range slices.Concat(w.about, w.post) {
		taken[c.Name] = true
	}
	for i, c := range labels.Columns {
		if !taken[c.Name] {
			w.label, w.labelAt = append(w.label, c), append(w.labelAt, i)
			taken[c.Name] = true
		}
	}
	for _, d := range metrics.Dictionary() {
		if d.Of == "post" {
			w.metricAt[d.ID] = len(w.metrics)
			name := views.MetricColumn(d.ID, slices.Concat(w.post, w.label))
			w.metrics = append(w.metrics, column{Name: name, Type: "float64", Null: true, Doc: "settled value: " + d.Formula, Shape: lake.Shape{Kind: lake.KindFloat64}})
		}
	}
	w.metrics = append(w.metrics, column{Name: "not_settled", Type: "string", Null: true, Doc: "why interactions_public is empty", Shape: lake.Shape{Kind: lake.KindString}})
	return w, nil
}

// postsIn are the rows of one partition, the newest first.
func (b *book) postsIn(w wide, partition string) (rows [][]any, err error) {
	this := func(p string) bool { return p == partition }
	labels := map[any][]any{}
	doc, err := tableDoc(lake.PostLabels.Name)
	if err != nil {
		return nil, err
	}
	for values, err := range lake.Values(b.ctx, b.r, lake.PostLabels.Name, this) {
		if err != nil {
			return nil, err
		}
		label := make([]any, len(w.labelAt))
		for i, at := range w.labelAt {
			label[i] = values[at]
		}
		labels[field(doc.Columns, values, "post_id")] = label
	}
	settled, err := b.settledIn(w, this)
	if err != nil {
		return nil, err
	}
	for values, err := range lake.Values(b.ctx, b.r, lake.Posts.Name, this) {
		if err != nil {
			return nil, err
		}
		account, ok := b.accounts[text(field(w.post, values, "account_id"))]
		if !ok {
			continue
		}
		id := field(w.post, values, "post_id")
		row := []any{string(account.Role), known(account.Mission), known(account.Audience)}
		row = append(row, values...)
		row = append(row, padded(labels[id], len(w.label))...)
		rows = append(rows, append(row, padded(settled[id], len(w.metrics))...))
	}
	slices.Reverse(rows)
	return rows, nil
}

// settledIn are the settled values of a partition's posts, by post.
func (b *book) settledIn(w wide, this func(string) bool) (map[any][]any, error) {
	last := len(w.metrics) - 1
	of := map[any][]any{}
	for m, err := range lake.Scan(b.ctx, b.r, lake.PostMetrics, this) {
		if err != nil {
			return nil, err
		}
		i, ok := w.metricAt[m.Metric]
		if !ok || m.Age != metrics.AgeSettled {
			continue
		}
		id := string(m.PostID)
		if of[id] == nil {
			of[id] = make([]any, len(w.metrics))
		}
		if m.Value != nil {
			of[id][i] = *m.Value
		} else if m.Metric == metrics.MetricInteractions && m.Missing != "" {
			of[id][last] = string(m.Missing)
		}
	}
	return of, nil
}

// newestFirst sorts partitions of platform and month by month, the newest first.
func newestFirst(partitions []string) []string {
	month := func(p string) string { return p[strings.LastIndexByte(p, '=')+1:] }
	slices.SortStableFunc(partitions, func(a, b string) int { return cmp.Or(cmp.Compare(month(b), month(a)), cmp.Compare(a, b)) })
	return partitions
}

func padded(values []any, n int) []any {
	if values == nil {
		return make([]any, n)
	}
	return values
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// known is a text, or null if it is empty.
func known[S ~string](s S) any {
	if s == "" {
		return nil
	}
	return string(s)
}
