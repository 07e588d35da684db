package data

import (
	"cmp"
	"slices"
	"strings"
)

// MergePostSnapshot makes one row of two readings of a post's counters with the
// same moment and source, for example from two exports declared to be of one day:
// a known value beats an unknown one, then the larger wins.
func MergePostSnapshot(a, b PostSnapshot) PostSnapshot {
	out := PostSnapshot{
		PostID: max(a.PostID, b.PostID), AccountID: max(a.AccountID, b.AccountID), Platform: max(a.Platform, b.Platform),
		PublishedAt: max(a.PublishedAt, b.PublishedAt), ObservedAt: max(a.ObservedAt, b.ObservedAt), Source: max(a.Source, b.Source),
		Lifetime:     a.Lifetime || b.Lifetime,
		RepliesScope: max(a.RepliesScope, b.RepliesScope), ViewsDefinition: max(a.ViewsDefinition, b.ViewsDefinition),
		Reactions: maxReactions(a.Reactions, b.Reactions),
	}
	for i, f := range out.counts() {
		*f.count = MaxCount(*a.counts()[i].count, *b.counts()[i].count)
	}
	out.Missing = mergeMissing(a.Missing, b.Missing, func(field string) bool {
		return field == "reactions" && out.Reactions != nil || isKnown(out.counts(), field)
	})
	return out
}

// MergeAccountSnapshot does the same for an account's counters.
func MergeAccountSnapshot(a, b AccountSnapshot) AccountSnapshot {
	out := AccountSnapshot{
		AccountID: max(a.AccountID, b.AccountID), Platform: max(a.Platform, b.Platform),
		ObservedAt: max(a.ObservedAt, b.ObservedAt), Source: max(a.Source, b.Source), Precision: max(a.Precision, b.Precision),
	}
	for i, f := range out.counts() {
		*f.count = MaxCount(*a.counts()[i].count, *b.counts()[i].count)
	}
	out.Missing = mergeMissing(a.Missing, b.Missing, func(field string) bool { return isKnown(out.counts(), field) })
	return out
}

// namedCount is a counter of a row and its column's name.
type namedCount struct {
	name  string
	count *Count
}

func (s *PostSnapshot) counts() []namedCount {
	return []namedCount{{"likes", &s.Likes}, {"shares", &s.Shares}, {"replies", &s.Replies}, {"quotes", &s.Quotes}, {"views", &s.Views},
		{"impressions", &s.Impressions}, {"reach", &s.Reach}, {"saves", &s.Saves}, {"clicks", &s.Clicks}}
}

func (s *AccountSnapshot) counts() []namedCount {
	return []namedCount{{"followers", &s.Followers}, {"following", &s.Following}, {"posts_total", &s.PostsTotal}, {"views_total", &s.ViewsTotal}}
}

func isKnown(counts []namedCount, field string) bool {
	return slices.ContainsFunc(counts, func(c namedCount) bool { return c.name == field && *c.count != nil })
}

// maxReactions takes the larger count of each kind; nil if there is none.
func maxReactions(a, b map[string]int64) map[string]int64 {
	if len(a) == 0 && len(b) == 0 {
		return nil
	}
	out := make(map[string]int64, max(len(a), len(b)))
	for _, m := range []map[string]int64{a, b} {
		for kind, n := range m {
			if old, ok := out[kind]; !ok || n > old {
				out[kind] = n
			}
		}
	}
	return out
}

// weight orders reasons: where two rows give different ones for the same unknown
// field, the one that says most about the value itself stands.
func (r Reason) weight() int {
	return slices.Index([]Reason{NotCollected, Unsupported, Immature, NoFollowers, NotBracketed, BadInput, Suppressed, Hidden, Expired}, r)
}

// mergeMissing keeps the reasons of fields that stay unknown.
func mergeMissing(a, b Missing, known func(field string) bool) Missing {
	reasons := map[string]Reason{}
	for _, part := range append(a.parts(), b.parts()...) {
		field, text, _ := strings.Cut(part, "=")
		why := Reason(text)
		old, ok := reasons[field]
		if known(field) || ok && cmp.Or(cmp.Compare(old.weight(), why.weight()), cmp.Compare(old, why)) >= 0 {
			continue
		}
		reasons[field] = why
	}
	parts := make([]string, 0, len(reasons))
	for field, why := range reasons {
		parts = append(parts, field+"="+string(why))
	}
	slices.Sort(parts)
	return Missing(strings.Join(parts, ";"))
}

// MergePostLabel makes one row of two labellings of a post. For each label a
// human's beats a machine's. Of machines the newer version's stands, digits
// compared as numbers; within a version a rule's label beats a model's, then the
// larger wins.
func MergePostLabel(a, b PostLabel) PostLabel {
	newer := compareVersions(a.Version, b.Version)
	out := PostLabel{PostID: max(a.PostID, b.PostID), AccountID: max(a.AccountID, b.AccountID), Platform: max(a.Platform, b.Platform), Version: a.Version}
	if newer < 0 {
		out.Version = b.Version
	}
	// What comes with the post goes with the labelling of the newer version.
	pick := func(byA, byB LabelBy, value int) *PostLabel {
		c := cmp.Compare(human(byA), human(byB))
		if byA != ByHuman || byB != ByHuman {
			c = cmp.Or(c, newer, cmp.Compare(byA.rank(), byB.rank()), cmp.Compare(byA, byB))
		}
		if cmp.Or(c, value) >= 0 {
			return &a
		}
		return &b
	}
	f := pick(a.FormatBy, b.FormatBy, cmp.Compare(a.Format, b.Format))
	out.Format, out.FormatBy = f.Format, f.FormatBy
	d := pick(a.DevicesBy, b.DevicesBy, slices.Compare(a.Devices, b.Devices))
	out.Devices, out.DevicesBy = d.Devices, d.DevicesBy
	t := pick(a.TopicsBy, b.TopicsBy, cmp.Or(cmp.Compare(a.PrimaryTopic, b.PrimaryTopic), slices.Compare(a.Topics, b.Topics)))
	out.PrimaryTopic, out.Topics, out.TopicsBy = t.PrimaryTopic, t.Topics, t.TopicsBy
	l := pick(a.LanguageBy, b.LanguageBy, cmp.Compare(a.Language, b.Language))
	out.Language, out.LanguageBy = l.Language, l.LanguageBy
	o := pick(ByRule, ByRule, cmp.Compare(a.Occasion, b.Occasion))
	out.Occasion = o.Occasion
	p := pick(ByRule, ByRule, cmp.Compare(a.PublishedAt, b.PublishedAt))
	out.PublishedAt = p.PublishedAt
	return out
}

func human(by LabelBy) int {
	if by == ByHuman {
		return 1
	}
	return 0
}

func (by LabelBy) rank() int { return slices.Index([]LabelBy{ByModel, ByRule, ByHuman}, by) }

// compareVersions compares strings with runs of digits as numbers: labels/9 is
// older than labels/10.
func compareVersions(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		dx, dy := digits(x), digits(y)
		if dx == "" || dy == "" {
			if c := cmp.Compare(x[0], y[0]); c != 0 {
				return c
			}
			x, y = x[1:], y[1:]
			continue
		}
		nx, ny := strings.TrimLeft(dx, "0"), strings.TrimLeft(dy, "0")
		if c := cmp.Or(cmp.Compare(len(nx), len(ny)), cmp.Compare(nx, ny)); c != 0 {
			return c
		}
		x, y = x[len(dx):], y[len(dy):]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// digits returns the digits that s begins with.
func digits(s string) string { return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))] }
