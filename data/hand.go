package data

import (
	"cmp"
	"slices"
	"strings"
)

// HandLabel is what a person of the unit said one post is. A field that nobody said
// anything of has no moment. Tailor's own labels are computed anew from posts; these
// are not, so they stand in a table of their own.
type HandLabel struct {
	PostID       PostID   `parquet:"post_id" doc:"platform:native" json:"post_id"`
	Platform     Platform `parquet:"platform" doc:"platform it stands on" json:"platform"`
	PublishedAt  Micros   `parquet:"published_at,timestamp(microsecond)" doc:"when the post was published" json:"published_at"`
	Format       Format   `parquet:"format,optional" doc:"its one medium" json:"format,omitempty"`
	FormatAt     Micros   `parquet:"format_at,optional,timestamp(microsecond)" doc:"when the format was said; null if it was not" json:"format_at,omitempty"`
	Devices      []Device `parquet:"devices,list" doc:"rhetorical devices, sorted; none is an answer, too" json:"devices,omitempty"`
	DevicesAt    Micros   `parquet:"devices_at,optional,timestamp(microsecond)" doc:"when the devices were said; null if they were not" json:"devices_at,omitempty"`
	PrimaryTopic Topic    `parquet:"primary_topic,optional" doc:"what it is mainly about" json:"primary_topic,omitempty"`
	TopicAt      Micros   `parquet:"topic_at,optional,timestamp(microsecond)" doc:"when the topic was said; null if it was not" json:"topic_at,omitempty"`
	Occasion     string   `parquet:"occasion,optional" doc:"kind/name as in post_labels; null with a moment: none" json:"occasion,omitempty"`
	OccasionAt   Micros   `parquet:"occasion_at,optional,timestamp(microsecond)" doc:"when the occasion was said; null if it was not" json:"occasion_at,omitempty"`
	Language     string   `parquet:"language,optional" doc:"language of the text, BCP 47" json:"language,omitempty"`
	LanguageAt   Micros   `parquet:"language_at,optional,timestamp(microsecond)" doc:"when the language was said; null if it was not" json:"language_at,omitempty"`
}

// MergeHandLabel makes one row of two that people gave a post: of each field what was
// said last stands; of what was said at one moment the larger. It is commutative,
// associative and idempotent.
func MergeHandLabel(a, b HandLabel) HandLabel {
	out := HandLabel{PostID: max(a.PostID, b.PostID), Platform: max(a.Platform, b.Platform), PublishedAt: max(a.PublishedAt, b.PublishedAt)}
	out.Format, out.FormatAt = lastSaid(a.Format, a.FormatAt, b.Format, b.FormatAt, cmp.Compare(a.Format, b.Format))
	out.Devices, out.DevicesAt = lastSaid(a.Devices, a.DevicesAt, b.Devices, b.DevicesAt, slices.Compare(a.Devices, b.Devices))
	out.PrimaryTopic, out.TopicAt = lastSaid(a.PrimaryTopic, a.TopicAt, b.PrimaryTopic, b.TopicAt, cmp.Compare(a.PrimaryTopic, b.PrimaryTopic))
	out.Occasion, out.OccasionAt = lastSaid(a.Occasion, a.OccasionAt, b.Occasion, b.OccasionAt, cmp.Compare(a.Occasion, b.Occasion))
	out.Language, out.LanguageAt = lastSaid(a.Language, a.LanguageAt, b.Language, b.LanguageAt, cmp.Compare(a.Language, b.Language))
	return out
}

// lastSaid returns the answer that was given later; of one moment the greater, which
// compare tells.
func lastSaid[T any](a T, aAt Micros, b T, bAt Micros, compare int) (T, Micros) {
	if cmp.Or(cmp.Compare(aAt, bAt), compare) >= 0 {
		return a, aAt
	}
	return b, bAt
}

// Says reports whether anything is said of the post.
func (h *HandLabel) Says() bool {
	return h.FormatAt|h.DevicesAt|h.TopicAt|h.OccasionAt|h.LanguageAt != 0
}

// News returns what h says that old does not say alike: reading the same answers again
// is no news, whenever it happens.
func (h HandLabel) News(old HandLabel) HandLabel {
	if h.FormatAt != 0 && old.FormatAt != 0 && h.Format == old.Format {
		h.Format, h.FormatAt = "", 0
	}
	if h.DevicesAt != 0 && old.DevicesAt != 0 && slices.Equal(h.Devices, old.Devices) {
		h.Devices, h.DevicesAt = nil, 0
	}
	if h.TopicAt != 0 && old.TopicAt != 0 && h.PrimaryTopic == old.PrimaryTopic {
		h.PrimaryTopic, h.TopicAt = "", 0
	}
	if h.OccasionAt != 0 && old.OccasionAt != 0 && h.Occasion == old.Occasion {
		h.Occasion, h.OccasionAt = "", 0
	}
	if h.LanguageAt != 0 && old.LanguageAt != 0 && h.Language == old.Language {
		h.Language, h.LanguageAt = "", 0
	}
	return h
}

// Over puts what a person said over what rules or models made of the post.
func (h *HandLabel) Over(l PostLabel) PostLabel {
	if h.FormatAt != 0 {
		l.Format, l.FormatBy = h.Format, ByHuman
	}
	if h.DevicesAt != 0 {
		l.Devices, l.DevicesBy = h.Devices, ByHuman
	}
	if h.TopicAt != 0 {
		if !slices.Contains(l.Topics, h.PrimaryTopic) { // the others of the text stay; "other" is none beside a topic
			l.Topics = append(slices.DeleteFunc(slices.Clone(l.Topics), func(t Topic) bool { return t == TopicOther }), h.PrimaryTopic)
		}
		if h.PrimaryTopic == TopicOther {
			l.Topics = []Topic{TopicOther}
		}
		slices.Sort(l.Topics)
		l.PrimaryTopic, l.TopicsBy = h.PrimaryTopic, ByHuman
	}
	if h.OccasionAt != 0 {
		l.Occasion = h.Occasion
	}
	if h.LanguageAt != 0 {
		l.Language, l.LanguageBy = h.Language, ByHuman
	}
	return l
}

// Validate returns the first field of a label that breaks a rule of the records, and
// why; two empty strings if none does.
func (h *HandLabel) Validate() (field, why string) {
	switch {
	case h.PostID.Platform() == "" || h.PostID.Native() == "":
		return "post_id", "is not of the form platform:native"
	case h.Platform != h.PostID.Platform():
		return "platform", "is not the post's"
	case !h.Says():
		return "", "says nothing of the post"
	case h.FormatAt != 0 && !slices.Contains(Formats(), h.Format):
		return "format", "is no format"
	case h.TopicAt != 0 && !slices.Contains(Topics(), h.PrimaryTopic):
		return "primary_topic", "is no topic"
	case h.LanguageAt != 0 && (h.Language == "" || len(h.Language) > 35):
		return "language", "is no language tag"
	case h.OccasionAt != 0 && h.Occasion != "" && OccasionKindOf(h.Occasion) == "":
		return "occasion", "has no kind"
	case h.DevicesAt != 0 && (!slices.IsSorted(h.Devices) || slices.ContainsFunc(h.Devices, func(d Device) bool { return !slices.Contains(Devices(), d) })):
		return "devices", "are not devices, sorted"
	}
	return "", ""
}

// OccasionKind says what sort of occasion a post was published on.
type OccasionKind string

// Kinds of occasions. Posts of a crisis leave the comparison of formats: what a post
// about a war or an earthquake gets is no format's doing.
const (
	OccasionCrisis      OccasionKind = "crisis"
	OccasionDisaster    OccasionKind = "disaster"
	OccasionElection    OccasionKind = "election"
	OccasionCampaign    OccasionKind = "campaign"
	OccasionVisit       OccasionKind = "visit"
	OccasionNationalDay OccasionKind = "national_day"
	OccasionOther       OccasionKind = "other"
)

// OccasionKinds lists the kinds; where a post falls on several occasions, the one
// whose kind comes first is its occasion.
func OccasionKinds() []OccasionKind {
	return []OccasionKind{OccasionCrisis, OccasionDisaster, OccasionElection, OccasionVisit, OccasionCampaign, OccasionNationalDay, OccasionOther}
}

// OccasionOf is an occasion as it stands in the tables: "crisis/Floods in the north".
func OccasionOf(kind OccasionKind, name string) string { return string(kind) + "/" + name }

// OccasionKindOf returns the kind of an occasion as it stands in the tables, "" for
// none or a kind that is not known.
func OccasionKindOf(occasion string) OccasionKind {
	kind, _, ok := strings.Cut(occasion, "/")
	if !ok || !slices.Contains(OccasionKinds(), OccasionKind(kind)) {
		return ""
	}
	return OccasionKind(kind)
}

// PostDraw is a post of the sample that people are asked to label, so that the
// agreement of rules and people can be told of all posts.
type PostDraw struct {
	PostID  PostID `parquet:"post_id" doc:"platform:native"`
	DrawnOn string `parquet:"drawn_on" doc:"as-of day of the latest draw that it was in"`
	Odds    int64  `parquet:"odds_fixed" doc:"probability that it is in the sample, over all draws so far, times 2^16, rounded; at least 1"`
	Place   int64  `parquet:"place" doc:"place in the order of asking, from 1"`
}

// MergePostDraw makes one row of two draws of a post: a post that may be drawn twice
// is in the sample with the larger of both probabilities, because its chance (a hash
// of its id) is one and the same in all draws.
func MergePostDraw(a, b PostDraw) PostDraw {
	out := PostDraw{PostID: max(a.PostID, b.PostID), Odds: max(a.Odds, b.Odds)}
	last := a
	if cmp.Or(cmp.Compare(b.DrawnOn, a.DrawnOn), cmp.Compare(b.Place, a.Place)) > 0 {
		last = b
	}
	out.DrawnOn, out.Place = last.DrawnOn, last.Place
	return out
}

// LabelAgreement is one cell of a confusion matrix: posts of the sample that a person
// calls True and the classifier reads as Read. Sums of weights estimate numbers of
// posts; those of different versions are never added.
type LabelAgreement struct {
	Version  string   `parquet:"version" doc:"version of the rules that read"`
	Lever    string   `parquet:"lever" doc:"format, topic, device or language"`
	Level    string   `parquet:"level,optional" doc:"of devices: which; true and read are then yes or no. Null for the other levers"`
	Platform Platform `parquet:"platform" doc:"platform of the posts"`
	Language string   `parquet:"language" doc:"language of the posts, as the person says, else as read"`
	True     string   `parquet:"true_class" doc:"what the person said"`
	Read     string   `parquet:"read_class" doc:"what the rules say"`
	N        int64    `parquet:"n" doc:"posts"`
	Weight   int64    `parquet:"weight_fixed" doc:"sum of their inverse inclusion probabilities times 2^16, each rounded"`
	Squares  int64    `parquet:"weight_sq_fixed" doc:"sum of the squares of these times 2^16, each rounded"`
}
