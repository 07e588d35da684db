package data

import (
	"cmp"
	"slices"
)

// ConcedePost takes out of a post, as an earlier reading of a file told it, what a later
// reading of that file tells otherwise of the same moment and source, so that what
// [MergePost] makes of both is as the file says now. What the later one does not know
// stays: another file may have told it; so does a moment of publishing that was known more
// precisely. It reports whether anything was taken out.
func ConcedePost(old *Post, now *Post) bool {
	m := &postMerger{a: old, b: now, out: &Post{}, rowA: stamp{old.ObservedAt, old.Source}, rowB: stamp{now.ObservedAt, now.Source},
		olderA: parseOlder(old.Older), olderB: parseOlder(now.Older), concede: true}
	m.fields()
	changed := m.conceded
	was, is := moment{old.PublishedAt, old.Precision}, moment{now.PublishedAt, now.Precision}
	if sa, sb := m.stamps("published_at"); sa == sb && was != is && is.precision.fineness() >= was.precision.fineness() {
		old.Precision, changed = "", true // any precision beats none
	}
	return changed
}

// ConcedePostSnapshot does the same for two readings of a post's counters of one moment
// and source.
func ConcedePostSnapshot(old *PostSnapshot, now *PostSnapshot) bool {
	changed := concedeCounts(old.counts(), now.counts())
	for kind, n := range now.Reactions {
		if was, told := old.Reactions[kind]; told && was != n {
			old.Reactions, changed = nil, true
			break
		}
	}
	return changed
}

// ConcedeAccountSnapshot does the same for an account's counters.
func ConcedeAccountSnapshot(old *AccountSnapshot, now *AccountSnapshot) bool {
	return concedeCounts(old.counts(), now.counts())
}

// concedeCounts clears the counters that are told otherwise now.
func concedeCounts(old, now []namedCount) bool {
	changed := false
	for i, f := range old {
		if told := *now[i].count; told != nil && *f.count != nil && **f.count != *told {
			*f.count, changed = nil, true
		}
	}
	return changed
}

// ConcedeHandLabel does the same for labels that people gave a post.
func ConcedeHandLabel(old *HandLabel, now *HandLabel) bool {
	format := concedeSaid(&old.Format, &old.FormatAt, now.FormatAt, cmp.Compare(old.Format, now.Format))
	devices := concedeSaid(&old.Devices, &old.DevicesAt, now.DevicesAt, slices.Compare(old.Devices, now.Devices))
	topic := concedeSaid(&old.PrimaryTopic, &old.TopicAt, now.TopicAt, cmp.Compare(old.PrimaryTopic, now.PrimaryTopic))
	occasion := concedeSaid(&old.Occasion, &old.OccasionAt, now.OccasionAt, cmp.Compare(old.Occasion, now.Occasion))
	language := concedeSaid(&old.Language, &old.LanguageAt, now.LanguageAt, cmp.Compare(old.Language, now.Language))
	return format || devices || topic || occasion || language
}

func concedeSaid[T any](old *T, at *Micros, now Micros, differ int) bool {
	if *at == 0 || *at != now || differ == 0 {
		return false
	}
	*old, *at = *new(T), 0
	return true
}
