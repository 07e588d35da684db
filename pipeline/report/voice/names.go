package voice

import (
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Names of platforms, goals, levers and levels. What has no name in the catalogue
// is shown as it came, as foreign text.

// Platform names a platform; "" is all of them. Names in Latin letters are isolated in
// text that runs from right to left: a list of them would run the other way.
func (v *Voice) Platform(p data.Platform) Line {
	name := v.platform(p)
	if p != "" && v.RightToLeft() {
		return Line{{Text: name.String(), Foreign: true}}
	}
	return name
}

func (v *Voice) platform(p data.Platform) Line {
	switch p {
	case data.Facebook:
		return Own("Facebook")
	case data.Instagram:
		return Own("Instagram")
	case data.Threads:
		return Own("Threads")
	case data.X:
		return Own("X")
	case data.YouTube:
		return Own("YouTube")
	case data.TikTok:
		return Own("TikTok")
	case data.LinkedIn:
		return Own("LinkedIn")
	case data.Mastodon:
		return Own("Mastodon")
	case data.Bluesky:
		return Own("Bluesky")
	case data.Telegram:
		return Own("Telegram")
	case data.WhatsApp:
		return Own("WhatsApp")
	case "":
		return v.Say("platform.all")
	}
	return ForeignName(string(p))
}

// Named looks a name of the vocabulary up; ok is false for what has none.
func (v *Voice) Named(prefix, name string) (Noun, bool) {
	if _, ok := v.fixed[prefix+name]; !ok || name == "" || strings.Contains(name, ".") {
		return nil, false
	}
	return v.Noun(prefix + name), true
}

// Unlisted shows a name that is not of our vocabulary.
func Unlisted(name string) Line { return ForeignName(strings.ReplaceAll(name, "_", " ")) }

// Goal names what a goal counts; "" is the usual one.
func (v *Voice) Goal(goal string) Noun {
	switch goal {
	case "":
		goal = "interactions_public"
	case "conversation":
		goal = "replies"
	}
	if n, ok := v.Named("goal.", goal); ok {
		return n
	}
	return foreignNoun(Unlisted(goal))
}

// Lever names a lever within a sentence.
func (v *Voice) Lever(lever string) Line {
	if n, ok := v.Named("lever.", lever); ok {
		return n.Line()
	}
	return v.Say("lever.any")
}

// Topic names a topic; "" is no topic of the vocabulary.
func (v *Voice) Topic(topic string) Line {
	if topic == string(data.TopicOther) {
		topic = "rest" // "other" is a grammatical form in the catalogues
	}
	n, _ := v.Named("topic.", topic)
	return n.Line()
}

// TopicOr names a topic or a service of the unit's own words.
func (v *Voice) TopicOr(topic string) Line {
	if l := v.Topic(topic); l != nil {
		return l
	}
	return Unlisted(topic)
}

// Level is the short name of a level, for rows of charts and tables.
func (v *Voice) Level(lever, level string) Line {
	var l Line
	switch lever {
	case "format", "device":
		n, _ := v.Named(lever+".", level)
		l = n.Line()
	case "topic":
		l = v.Topic(level)
	case "language":
		if level == "und" {
			return v.Say("level.und")
		}
		l = v.LanguageName(level)
	case "hour":
		l = v.Hours(level)
	case "length":
		l = v.length(level)
	}
	if l == nil {
		return Unlisted(level)
	}
	return Capital(l)
}

// Hours reads a band of hours like 06-09, both ends within it.
func (v *Voice) Hours(band string) Line {
	from, to, ok := numbers(band)
	if !ok || to > 23 {
		return nil
	}
	return v.Say("date.hours", "from", v.FullHour(from), "to", v.FullHour(to+1))
}

// length reads a band of characters like 81-160 or 601+.
func (v *Voice) length(band string) Line {
	if band == "none" {
		return v.Say("level.no_text")
	}
	if from, ok := strings.CutSuffix(band, "+"); ok {
		if n, err := strconv.Atoi(from); err == nil && n > 0 {
			return v.Say("level.over", "n", int64(n-1))
		}
		return nil
	}
	if from, to, ok := numbers(band); ok {
		return v.Say("level.chars", "from", int64(from), "to", int64(to))
	}
	return nil
}

func numbers(band string) (from, to int, ok bool) {
	a, b, ok := strings.Cut(band, "-")
	from, err := strconv.Atoi(a)
	to, err2 := strconv.Atoi(b)
	return from, to, ok && err == nil && err2 == nil && 0 <= from && from <= to
}

// Posts names the posts of a level within a sentence.
func (v *Voice) Posts(lever, level string) Noun {
	switch lever {
	case "format", "device":
		if n, ok := v.Named(lever+".", level); ok {
			return n
		}
	case "topic":
		if level == string(data.TopicOther) {
			return v.Noun("posts.rest")
		}
		if l := v.Topic(level); l != nil {
			return v.Noun("posts.topic", "topic", l)
		}
	case "language":
		if level == "und" {
			return v.Noun("posts.und")
		}
		if l := v.LanguageName(level); l != nil {
			return v.Noun("posts.language", "language", l)
		}
	case "hour":
		if l := v.Hours(level); l != nil {
			return v.Noun("posts.hour", "hours", l)
		}
	case "length":
		if l := v.length(level); l != nil {
			return v.Noun("posts.length", "length", l)
		}
	}
	return v.Noun("posts.level", "lever", v.Lever(lever), "level", Unlisted(level))
}

// Whom names an audience; "" is the general one.
func (v *Voice) Whom(audience string) Line {
	if audience == "" {
		audience = "general"
	}
	if n, ok := v.Named("whom.", audience); ok {
		return n.Line()
	}
	return Unlisted(audience)
}

// Sure words a confidence and gives the class of its mark.
func (v *Voice) Sure(confidence string) (word, grade string) {
	if !slices.Contains([]string{"high", "moderate", "low"}, confidence) {
		confidence = "none"
	}
	return v.Word("sure." + confidence), confidence
}

// Age names an age class of posts; "" is any.
func (v *Voice) Age(age string) Line {
	if age == "" {
		age = "any"
	}
	if n, ok := v.Named("age.", age); ok {
		return n.Line()
	}
	return ForeignName(age)
}
