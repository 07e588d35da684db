package explain

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Post tells one post's way through all stages, with every formula filled
// in. The post may be named by its id, its link, or the beginning of either.
func Post(ctx context.Context, r lake.Reader, name data.PostID) (*Story, error) {
	post, part, err := findPost(ctx, r, name)
	if err != nil {
		return nil, err
	}
	story := &Story{Title: fmt.Sprintf("%s, published %s by %s", post.PostID, published(post), post.AccountID)}
	story.Chapters = append(story.Chapters, factsOf(post))
	mine := func(id data.PostID) bool { return id == post.PostID }

	readings := Chapter{Stage: "2 ingest: the counters as they were read", Table: "post_snapshots"}
	var snaps []data.PostSnapshot
	for s, err := range lake.Scan(ctx, r, lake.PostSnapshots, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		if mine(s.PostID) {
			snaps = append(snaps, s)
			readings.add(s.ObservedAt.String(), countersOf(&s), readingHow(post, &s))
		}
	}
	story.Chapters = append(story.Chapters, readings)

	label := Chapter{Stage: "3 classify: what it is", Table: "post_labels"}
	for l, err := range lake.Scan(ctx, r, lake.PostLabels, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		if mine(l.PostID) {
			label.add("format", string(l.Format), fmt.Sprintf("by %s, from %q", l.FormatBy, post.FormatNative))
			label.add("topic", string(l.PrimaryTopic), fmt.Sprintf("by %s, of %v", l.TopicsBy, l.Topics))
			label.add("devices", fmt.Sprint(l.Devices), "by "+string(l.DevicesBy))
			if l.Occasion != "" {
				effect := "by date or by hand"
				if content.LeavesEffects(&l) {
					effect += "; leaves the comparison of formats"
				}
				label.add("occasion", l.Occasion, effect)
			}
			label.add("language", l.Language, fmt.Sprintf("by %s; the platform says %q", l.LanguageBy, post.LangPlatform))
		}
	}
	story.Chapters = append(story.Chapters, label)

	values := Chapter{Stage: "6 measure: its values", Table: "post_metrics"}
	var measured []data.PostMetric
	for v, err := range lake.Scan(ctx, r, lake.PostMetrics, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		if mine(v.PostID) {
			measured = append(measured, v)
		}
	}
	for i := range measured {
		v := &measured[i]
		values.add(v.Metric+"@"+v.Age, valueText(v), metrics.Explain(v, snaps, measured))
	}
	story.Chapters = append(story.Chapters, values)

	effects := Chapter{Stage: "7 recommend: where it was counted", Table: "format_effects"}
	err = explainEffects(ctx, r, post, &effects)
	story.Chapters = append(story.Chapters, effects)
	return story, err
}

func findPost(ctx context.Context, r lake.Reader, name data.PostID) (*data.Post, string, error) {
	for a, err := range lake.Scan(ctx, r, lake.Aliases, nil) {
		if err != nil {
			return nil, "", err
		}
		if a.Alias == name {
			name = a.PostID
		}
	}
	var found []data.Post
	for p, err := range lake.Scan(ctx, r, lake.Posts, nil) {
		switch {
		case err != nil:
			return nil, "", err
		case p.PostID == name:
			return &p, lake.Posts.Partition(&p), nil
		case strings.HasPrefix(string(p.PostID), string(name)) || p.URL != "" && strings.HasPrefix(p.URL, string(name)):
			found = append(found, p)
		}
	}
	switch len(found) {
	case 0:
		return nil, "", fmt.Errorf("no post %s in the lake; ids look like x:580319078155468800, and tailor status lists the accounts", name)
	case 1:
		return &found[0], lake.Posts.Partition(&found[0]), nil
	}
	return nil, "", fmt.Errorf("%d posts begin with %s, among them %s and %s; give more of the id", len(found), name, found[0].PostID, found[1].PostID)
}

func published(p *data.Post) string {
	switch p.Precision {
	case data.ByDay:
		return p.PublishedAt.Time().Format("2006-01-02")
	case data.ByMonth:
		return p.PublishedAt.Month()
	case data.ByYear:
		return p.PublishedAt.Time().Format("2006")
	}
	return p.PublishedAt.String()
}

func factsOf(p *data.Post) Chapter {
	c := Chapter{Stage: "1 pull: what the source said", Table: "posts"}
	c.add("text", p.Text, "mentions of others are masked")
	c.add("link", p.URL, "")
	c.add("medium", p.FormatNative, "in the source's own word")
	c.add("paid", string(p.Paid), "")
	c.add("followers", number(p.Followers), "as the source says, at publishing")
	c.add("observed", p.ObservedAt.String(), "from "+string(p.Source))
	c.add("older facts", p.Older, "these come from an earlier or weaker observation")
	return c
}

func countersOf(s *data.PostSnapshot) string {
	var parts []string
	for _, n := range []struct {
		name  string
		count data.Count
	}{
		{"likes", s.Likes}, {"shares", s.Shares}, {"replies", s.Replies}, {"quotes", s.Quotes}, {"views", s.Views},
		{"impressions", s.Impressions}, {"reach", s.Reach}, {"saves", s.Saves}, {"clicks", s.Clicks},
	} {
		if n.count != nil {
			parts = append(parts, n.name+" "+number(n.count))
		}
	}
	return strings.Join(parts, ", ")
}

func readingHow(p *data.Post, s *data.PostSnapshot) string {
	how := "from " + string(s.Source)
	if s.Lifetime {
		how += ", declared final"
	} else if p.Precision == data.BySecond || p.Precision == data.ByDay {
		how += fmt.Sprintf(", at an age of %.1f days", s.ObservedAt.Sub(p.PublishedAt).Hours()/24)
	}
	if s.Missing != "" {
		how += "; missing: " + string(s.Missing)
	}
	return how
}

func valueText(v *data.PostMetric) string {
	if v.Value == nil {
		return "unknown"
	}
	text := strconv.FormatFloat(*v.Value, 'g', 6, 64)
	if v.StdErr != nil {
		text += fmt.Sprintf(" ± %.3g", *v.StdErr)
	}
	return text
}

func number(n data.Count) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

// explainEffects lists the latest effects that a post's account and level informed.
func explainEffects(ctx context.Context, r lake.Reader, p *data.Post, c *Chapter) error {
	parts := lake.Partitions(r, lake.FormatEffects)
	if len(parts) == 0 {
		return nil
	}
	latest := slices.Max(parts)
	for e, err := range lake.Scan(ctx, r, lake.FormatEffects, partition.Only(latest)) {
		if err != nil {
			return err
		}
		if e.AccountID == p.AccountID && e.Platform == p.Platform {
			c.add(fmt.Sprintf("%s=%s, %s@%s", e.Lever, e.Level, e.Goal, e.Age), effectText(&e), effectHow(&e))
		}
	}
	return nil
}

func effectText(e *data.FormatEffect) string {
	if e.Lift == nil {
		return cmp.Or(string(e.Verdict), "not enough evidence")
	}
	return fmt.Sprintf("%.2f [%.2f, %.2f] %s", *e.Lift, deref(e.Low), deref(e.High), e.Verdict)
}

func effectHow(e *data.FormatEffect) string {
	how := fmt.Sprintf("%d posts against %d", e.N, e.NOther)
	if e.NaiveLift != nil {
		how += fmt.Sprintf(", naive %.2f", *e.NaiveLift)
	}
	if e.OwnLift != nil {
		how += fmt.Sprintf(", own posts alone %.2f", *e.OwnLift)
	}
	if e.FreeLift != nil {
		how += fmt.Sprintf(" (%.2f with topics not held constant)", *e.FreeLift)
	}
	if e.PMargin != nil {
		how += fmt.Sprintf(", better with P %.3f, beyond the margin with P %.3f", deref(e.PBetter), *e.PMargin)
	}
	if e.Borrowed != nil {
		how += fmt.Sprintf(", %.0f %% borrowed", 100**e.Borrowed)
	}
	if e.Evidence != "" {
		how += " (" + e.Evidence + ")"
	}
	if e.LabelShare != nil && *e.LabelShare >= 0.005 {
		how += fmt.Sprintf(", wrong labels are %.0f %% of the uncertainty", 100**e.LabelShare)
	}
	if e.EValueLimit != nil {
		how += fmt.Sprintf(", E-value %.2f, of the interval %.2f", deref(e.EValue), *e.EValueLimit)
	}
	if e.TryPosts != nil {
		how += fmt.Sprintf(", %d more posts would tell", *e.TryPosts)
		if e.TryWeeks != nil {
			how += fmt.Sprintf(" in %d weeks", *e.TryWeeks)
		}
	}
	if e.JointWeeks != nil {
		how += fmt.Sprintf(", all accounts rotating together would know in %d weeks", *e.JointWeeks)
	}
	if e.Others != "" {
		how += ", published: " + e.Others
	}
	if e.Alarm != "" {
		how += ", naive figure misled by " + e.Alarm
	}
	if e.Fragile != "" {
		how += ", flips without " + e.Fragile
	}
	for _, w := range e.Warnings {
		how += "; " + w
	}
	return how
}

func deref(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}

// Advice tells the numbers behind one piece of the latest advice, with the
// posts that count most in it. mission may be "" if only one is advised.
func Advice(ctx context.Context, r lake.Reader, mission string, rank int64) (*Story, error) {
	parts := lake.Partitions(r, lake.AdviceTable)
	if len(parts) == 0 {
		return nil, fmt.Errorf("there is no advice yet; make it with: tailor run")
	}
	var advice []data.Advice
	for a, err := range lake.Scan(ctx, r, lake.AdviceTable, partition.Only(slices.Max(parts))) {
		if err != nil {
			return nil, err
		}
		if a.Rank == rank && (mission == "" || a.Mission == mission) {
			advice = append(advice, a)
		}
	}
	switch len(advice) {
	case 0:
		return nil, fmt.Errorf("there is no piece of advice %d for %q in the latest period", rank, mission)
	case 1:
	default:
		return nil, fmt.Errorf("several missions are advised, among them %q and %q; name one with --mission", advice[0].Mission, advice[1].Mission)
	}
	a := advice[0]
	story := &Story{Title: fmt.Sprintf("advice %d to %s in %s: %s %s=%s on %s (%s)", a.Rank, a.Mission, a.Period, a.Verdict, a.Lever, a.Level, a.Platform, a.AccountID)}
	effects := Chapter{Stage: "recommend: the effect", Table: "format_effects"}
	for e, err := range lake.Scan(ctx, r, lake.FormatEffects, partition.Only(slices.Max(parts))) {
		if err != nil {
			return nil, err
		}
		if e.Lever == a.Lever && e.Platform == a.Platform && e.Goal == a.Goal && e.Age == a.Age && (e.AccountID == a.AccountID || e.AccountID == "") {
			who := string(e.AccountID)
			if who == "" {
				who = "all accounts for " + cmp.Or(e.Audience, "everyone")
			}
			effects.add(who+": "+e.Level, effectText(&e), effectHow(&e))
		}
	}
	story.Chapters = append(story.Chapters, effects)
	posts, err := advisedPosts(ctx, r, &a)
	if err != nil {
		return nil, err
	}
	story.Chapters = append(story.Chapters, posts)
	return story, nil
}

// advisedPosts lists the account's posts with the value that the advice is on, the
// largest first.
func advisedPosts(ctx context.Context, r lake.Reader, a *data.Advice) (Chapter, error) {
	c := Chapter{Stage: "measure: the posts that were compared", Table: "post_metrics"}
	labels := map[data.PostID]data.PostLabel{}
	for l, err := range lake.Scan(ctx, r, lake.PostLabels, nil) {
		if err != nil {
			return c, err
		}
		if l.AccountID == a.AccountID && l.Platform == a.Platform {
			labels[l.PostID] = l
		}
	}
	var rows []data.PostMetric
	for v, err := range lake.Scan(ctx, r, lake.PostMetrics, nil) {
		if err != nil {
			return c, err
		}
		if v.AccountID == a.AccountID && v.Platform == a.Platform && v.Metric == a.Goal && v.Age == a.Age && v.Value != nil {
			rows = append(rows, v)
		}
	}
	slices.SortFunc(rows, func(x, y data.PostMetric) int {
		return cmp.Or(cmp.Compare(*y.Value, *x.Value), cmp.Compare(x.PostID, y.PostID))
	})
	for _, v := range rows {
		l := labels[v.PostID]
		c.add(string(v.PostID), strconv.FormatFloat(*v.Value, 'g', 6, 64), fmt.Sprintf("%s, %s, %s, %s, %s", l.Format, l.PrimaryTopic, l.Language, v.PublishedAt.Month(), v.Paid))
	}
	return c, nil
}
