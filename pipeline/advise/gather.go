package advise

import (
	"context"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// gathering is what Where reads of a snapshot.
type gathering struct {
	ctx     context.Context
	r       lake.Reader
	placing Placing
	clock   data.Clock

	long, short metrics.Window
	accounts    map[string][]*metrics.AccountPosts // by mission, sorted by account and platform
	followers   map[data.Outlet][]data.AccountSnapshot
	withheld    map[data.Outlet]bool // followers that may not be computed with
	mood        map[string][]data.Mood
	surveys     []data.SurveyResult
	outcomes    []data.Outcome
}

// files lists what the tables are computed from: of the partitions by month, those of
// the window.
func (g *gathering) files() []lake.File {
	var files []lake.File
	for _, table := range []string{lake.Accounts.Name, lake.MoodTable.Name, lake.Surveys.Name, lake.Outcomes.Name} {
		files = append(files, g.r.Files(table)...)
	}
	for _, table := range []string{lake.Posts.Name, lake.PostLabels.Name, lake.PostMetrics.Name, lake.AccountSnapshots.Name} {
		for _, f := range g.r.Files(table) {
			if g.recent(f.Partition) {
				files = append(files, f)
			}
		}
	}
	return files
}

// recent reports whether a partition's month touches the window, or the days between
// its end and as-of.
func (g *gathering) recent(part string) bool {
	_, month, ok := partition.Split(part)
	return ok && data.At(month.AddDate(0, 1, 0)) > g.long.From
}

func (g *gathering) missions() []string { return slices.Sorted(maps.Keys(g.accounts)) }

func (g *gathering) gather() error {
	accounts, err := lake.Rows(g.ctx, g.r, lake.Accounts, nil)
	if err != nil {
		return err
	}
	own := map[data.AccountID]data.Account{}
	for _, a := range accounts {
		if a.Role == data.RoleOwn {
			own[a.AccountID] = a
		}
	}
	byAccount := map[data.Outlet]*metrics.AccountPosts{}
	for _, part := range lake.Partitions(g.r, lake.Posts) {
		if g.recent(part) {
			if err := g.posts(part, own, byAccount); err != nil {
				return err
			}
		}
	}
	if err := g.snapshots(own, byAccount); err != nil {
		return err
	}
	g.accounts = map[string][]*metrics.AccountPosts{}
	for _, key := range slices.SortedFunc(maps.Keys(byAccount), data.CompareOutlets) {
		a := byAccount[key]
		g.accounts[a.Account.Mission] = append(g.accounts[a.Account.Mission], a)
	}
	g.mood = map[string][]data.Mood{}
	for m, err := range lake.Scan(g.ctx, g.r, lake.MoodTable, nil) {
		if err != nil {
			return err
		}
		g.mood[m.Mission] = append(g.mood[m.Mission], m)
	}
	if g.surveys, err = lake.Rows(g.ctx, g.r, lake.Surveys, nil); err != nil {
		return err
	}
	g.outcomes, err = lake.Rows(g.ctx, g.r, lake.Outcomes, nil)
	return err
}

// posts reads one month of one platform: own posts that are no replies or reposts, with
// labels and settled values.
func (g *gathering) posts(part string, own map[data.AccountID]data.Account, byAccount map[data.Outlet]*metrics.AccountPosts) error {
	labels, err := partition.Index(g.ctx, g.r, lake.PostLabels, part, func(l *data.PostLabel) data.PostID { return l.PostID })
	if err != nil {
		return err
	}
	wanted := append(g.placing.goals(), metrics.MetricReach, metrics.MetricViewers, metrics.MetricViews, metrics.MetricImpressions)
	values := map[data.PostID][]metrics.Measured{}
	for v, err := range lake.Scan(g.ctx, g.r, lake.PostMetrics, partition.Only(part)) {
		if err != nil {
			return err
		}
		if v.Age != metrics.AgeSettled || v.Value == nil || !slices.Contains(wanted, v.Metric) {
			continue
		}
		m := metrics.Measured{Metric: v.Metric, Value: *v.Value}
		if v.StdErr != nil {
			m.StdErr = *v.StdErr
		}
		values[v.PostID] = append(values[v.PostID], m)
	}
	for p, err := range lake.Scan(g.ctx, g.r, lake.Posts, partition.Only(part)) {
		if err != nil {
			return err
		}
		account, mine := own[p.AccountID]
		if !mine || p.IsReply || p.IsRepost {
			continue
		}
		key := data.Outlet{Account: p.AccountID, Platform: p.Platform}
		if byAccount[key] == nil {
			byAccount[key] = &metrics.AccountPosts{Account: account, Platform: p.Platform}
		}
		post := metrics.Posted{ID: p.PostID, At: p.PublishedAt, Precision: p.Precision, Paid: p.Paid,
			Format: data.FormatUnknown, Topic: data.TopicOther, Values: values[p.PostID]}
		if l := labels[p.PostID]; l != nil {
			post.Format, post.Topic = l.Format, l.PrimaryTopic
		}
		byAccount[key].Posts = append(byAccount[key].Posts, post)
	}
	return nil
}

// snapshots reads follower counts. An account that has some and no posts is a place,
// too. Counts that terms forbid to compute with are left out.
func (g *gathering) snapshots(own map[data.AccountID]data.Account, byAccount map[data.Outlet]*metrics.AccountPosts) error {
	g.followers, g.withheld = map[data.Outlet][]data.AccountSnapshot{}, map[data.Outlet]bool{}
	for s, err := range lake.Scan(g.ctx, g.r, lake.AccountSnapshots, g.recent) {
		if err != nil {
			return err
		}
		account, mine := own[s.AccountID]
		if !mine || s.Followers == nil {
			continue
		}
		key := data.Outlet{Account: s.AccountID, Platform: s.Platform}
		if byAccount[key] == nil {
			byAccount[key] = &metrics.AccountPosts{Account: account, Platform: s.Platform}
		}
		if s.Source == data.SourceAPI && g.placing.Terms[s.AccountID].NoDerived {
			g.withheld[key] = true
			continue
		}
		g.followers[key] = append(g.followers[key], s)
	}
	return nil
}
