package pipeline

import (
	"context"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// LabelsVersion names the rules of this file and of sentiment's lexicons. Raise it
// when they change: every partition is then labelled again.
const LabelsVersion = "labels/2"

// Classify labels the posts of every partition whose posts changed since it was
// labelled. A human's label beats a rule's, field by field, and is never lost.
func Classify(ctx context.Context, r lake.Reader, topics *sentiment.TopicLexicon) (lake.Changes, error) {
	var c lake.Changes
	version := LabelsVersion + "+" + topics.Version()
	for _, part := range lake.Partitions(r, lake.Posts) {
		in := func(p string) bool { return p == part }
		inputs := lake.InputHash(r, []string{version}, filesOf(r, lake.Posts.Name, part)...)
		if lake.From(r, lake.PostLabels.Name, part) == inputs {
			continue
		}
		byHuman, err := humanLabels(ctx, r, in)
		if err != nil {
			return c, fmt.Errorf("classify %s: %w", part, err)
		}
		var labels []data.PostLabel
		for post, err := range lake.Scan(ctx, r, lake.Posts, in) {
			if err != nil {
				return c, fmt.Errorf("classify %s: %w", part, err)
			}
			label := Label(&post, topics)
			label.Version = version
			if human, ok := byHuman[post.PostID]; ok {
				label.Occasion = human.Occasion
				label = data.MergePostLabel(label, saidByHuman(human))
				delete(byHuman, post.PostID)
			}
			labels = append(labels, label)
		}
		for _, early := range byHuman { // labelled before its post was seen
			labels = append(labels, early)
		}
		if err := lake.Replace(&c, lake.PostLabels, part, labels, inputs); err != nil {
			return c, fmt.Errorf("classify %s: %w", part, err)
		}
	}
	return c, nil
}

// Label labels one post by rule.
func Label(p *data.Post, topics *sentiment.TopicLexicon) data.PostLabel {
	language := sentiment.Detect(p.Text).Tag
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

func humanLabels(ctx context.Context, r lake.Reader, in func(string) bool) (map[data.PostID]data.PostLabel, error) {
	found := map[data.PostID]data.PostLabel{}
	for l, err := range lake.Scan(ctx, r, lake.PostLabels, in) {
		if err != nil {
			return nil, err
		}
		if slices.Contains([]data.LabelBy{l.FormatBy, l.DevicesBy, l.TopicsBy, l.LanguageBy}, data.ByHuman) {
			found[l.PostID] = l
		}
	}
	return found, nil
}

// saidByHuman leaves of a stored label what a person said: the rest is an earlier
// rule's, which the present rule replaces.
func saidByHuman(l data.PostLabel) data.PostLabel {
	said := data.PostLabel{PostID: l.PostID, AccountID: l.AccountID, Platform: l.Platform}
	if l.FormatBy == data.ByHuman {
		said.Format, said.FormatBy = l.Format, l.FormatBy
	}
	if l.DevicesBy == data.ByHuman {
		said.Devices, said.DevicesBy = l.Devices, l.DevicesBy
	}
	if l.TopicsBy == data.ByHuman {
		said.PrimaryTopic, said.Topics, said.TopicsBy = l.PrimaryTopic, l.Topics, l.TopicsBy
	}
	if l.LanguageBy == data.ByHuman {
		said.Language, said.LanguageBy = l.Language, l.LanguageBy
	}
	return said
}

// filesOf lists the files of one partition of a table.
func filesOf(r lake.Reader, table, partition string) []lake.File {
	var files []lake.File
	for _, f := range r.Files(table) {
		if f.Partition == partition {
			files = append(files, f)
		}
	}
	return files
}
