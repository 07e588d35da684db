package content

import (
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// LabelsVersion names the rules of this file, of format.go and of sentiment's lexicons.
// Raise it when they change: every partition is then labelled again.
const LabelsVersion = "labels/4"

// RulesVersion is what stands in the rows: the rules and the unit's topics.
func RulesVersion(topics *sentiment.TopicLexicon) string {
	return LabelsVersion + "+" + topics.Version()
}

// Classify labels the posts of every partition whose posts, labels by hand or
// occasions changed since it was labelled. What a person said beats a rule, field by
// field. calendar may be nil.
func Classify(ctx context.Context, r lake.Reader, topics *sentiment.TopicLexicon, calendar *Calendar) (lake.Changes, error) {
	var c lake.Changes
	version := RulesVersion(topics)
	languages, err := declared(ctx, r)
	if err != nil {
		return c, fmt.Errorf("classify: %w", err)
	}
	told := append([]string{version}, languages.told()...)
	live := lake.Partitions(r, lake.Posts)
	for _, part := range live {
		files := append(partition.Files(r, lake.Posts.Name, part), partition.Files(r, lake.HandLabels.Name, part)...)
		inputs := lake.InputHash(r, slices.Concat(told, calendar.around(part)), files...)
		if lake.From(r, lake.PostLabels.Name, part) == inputs {
			continue
		}
		labels, err := classify(ctx, r, part, version, topics, calendar, languages)
		if err == nil {
			err = lake.Replace(&c, lake.PostLabels, part, labels, inputs)
		}
		if err != nil {
			return c, fmt.Errorf("classify %s: %w", part, err)
		}
	}
	for _, part := range lake.Partitions(r, lake.PostLabels) { // posts that are gone take their labels along
		if !slices.Contains(live, part) {
			if err := lake.Replace(&c, lake.PostLabels, part, nil, ""); err != nil {
				return c, fmt.Errorf("classify %s: %w", part, err)
			}
		}
	}
	return c, nil
}

// classify labels the posts of one partition.
func classify(ctx context.Context, r lake.Reader, part, version string, topics *sentiment.TopicLexicon, calendar *Calendar, languages tongues) ([]data.PostLabel, error) {
	said, err := partition.Index(ctx, r, lake.HandLabels, part, func(h *data.HandLabel) data.PostID { return h.PostID })
	if err != nil {
		return nil, err
	}
	posts, write, err := languages.posts(ctx, r, part)
	if err != nil {
		return nil, err
	}
	labels := []data.PostLabel{} // empty, not nil
	for i := range posts {
		post := &posts[i]
		label := Label(post, topics, write[post.AccountID])
		label.Version = version
		label.Occasion = calendar.Occasion(post, label.Topics)
		if h := said[post.PostID]; h != nil {
			label = h.Over(label)
		}
		labels = append(labels, label)
	}
	return labels, nil
}

// Label labels one post by rule. languages are those that its account writes in, nil if
// that is not known.
func Label(p *data.Post, topics *sentiment.TopicLexicon, languages []string) data.PostLabel {
	language := sentiment.DetectAmong(p.Text, languages).Tag
	if language == "und" && p.LangPlatform != "" {
		language = p.LangPlatform
	}
	primary, all := topics.Topics(p.Text, language)
	devices := sentiment.Devices(p.Text, language)
	slices.Sort(devices)
	slices.Sort(all)
	return data.PostLabel{
		PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform, PublishedAt: p.PublishedAt,
		Format: Format(p), FormatBy: data.ByRule,
		Devices: devices, DevicesBy: data.ByRule,
		PrimaryTopic: primary, Topics: all, TopicsBy: data.ByRule,
		Language: language, LanguageBy: data.ByRule,
	}
}
