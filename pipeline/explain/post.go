package explain

import (
	"context"
	"fmt"
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
