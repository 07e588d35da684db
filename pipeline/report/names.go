package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// Names of platforms, goals, levers and levels. What has no name in the catalogue
// is shown as it came, as foreign text.

func (v *voice) platform(p data.Platform) Line {
	switch p {
	case data.Facebook:
		return own("Facebook")
	case data.Instagram:
		return own("Instagram")
	case data.Threads:
		return own("Threads")
	case data.X:
		return own("X")
	case data.YouTube:
		return own("YouTube")
	case data.TikTok:
		return own("TikTok")
	case data.LinkedIn:
		return own("LinkedIn")
	case data.Mastodon:
		return own("Mastodon")
	case data.Bluesky:
		return own("Bluesky")
	case data.Telegram:
		return own("Telegram")
	case data.WhatsApp:
		return own("WhatsApp")
	case "":
		return v.say("platform.all")
	}
	return foreignName(string(p))
}

// named looks a name of the vocabulary up; ok is false for what has none.
func (v *voice) named(prefix, name string) (noun, bool) {
	if _, ok := v.fixed[prefix+name]; !ok || name == "" || strings.Contains(name, ".") {
		return nil, false
	}
	return v.noun(prefix + name), true
}

// plain shows a name that is not of our vocabulary.
func plain(name string) Line { return foreignName(strings.ReplaceAll(name, "_", " ")) }

func (v *voice) goal(goal string) noun {
	switch goal {
	case "":
		goal = "interactions_public"
	case "conversation":
		goal = "replies"
	}
	if n, ok := v.named("goal.", goal); ok {
		return n
	}
	return foreignNoun(plain(goal))
}

func (v *voice) lever(lever string) Line {
	if n, ok := v.named("lever.", lever); ok {
		return n.line()
	}
	return v.say("lever.any")
}

// topic names a topic; "" is no topic of the vocabulary.
func (v *voice) topic(topic string) Line {
	if topic == string(data.TopicOther) {
		topic = "rest" // "other" is a grammatical form in the catalogues
	}
	n, _ := v.named("topic.", topic)
	return n.line()
}

// topicOr names a topic or a service of the unit's own words.
func (v *voice) topicOr(topic string) Line {
	if l := v.topic(topic); l != nil {
		return l
	}
	return plain(topic)
}

// level is the short name of a level, for rows of charts and tables.
func (v *voice) level(lever, level string) Line {
	var l Line
	switch lever {
	case "format", "device":
		n, _ := v.named(lever+".", level)
		l = n.line()
	case "topic":
		l = v.topic(level)
	case "language":
		if level == "und" {
			return v.say("level.und")
		}
		l = v.languageName(level)
	case "hour":
		l = v.hours(level)
	case "length":
		l = v.length(level)
	}
	if l == nil {
		return plain(level)
	}
	return capital(l)
}

// hours reads a band of hours like 06-09, both ends within it.
func (v *voice) hours(band string) Line {
	from, to, ok := numbers(band)
	if !ok || to > 23 {
		return nil
	}
	return v.say("date.hours", "from", v.fullHour(from), "to", v.fullHour(to+1))
}

// length reads a band of characters like 81-160 or 601+.
func (v *voice) length(band string) Line {
	if band == "none" {
		return v.say("level.no_text")
	}
	if from, ok := strings.CutSuffix(band, "+"); ok {
		if n, err := strconv.Atoi(from); err == nil && n > 0 {
			return v.say("level.over", "n", int64(n-1))
		}
		return nil
	}
	if from, to, ok := numbers(band); ok {
		return v.say("level.chars", "from", int64(from), "to", int64(to))
	}
	return nil
}

func numbers(band string) (from, to int, ok bool) {
	a, b, ok := strings.Cut(band, "-")
	from, err := strconv.Atoi(a)
	to, err2 := strconv.Atoi(b)
	return from, to, ok && err == nil && err2 == nil && 0 <= from && from <= to
}

// posts names the posts of a level within a sentence.
func (v *voice) posts(lever, level string) noun {
	switch lever {
	case "format", "device":
		if n, ok := v.named(lever+".", level); ok {
			return n
		}
	case "topic":
		if level == string(data.TopicOther) {
			return v.noun("posts.rest")
		}
		if l := v.topic(level); l != nil {
			return v.noun("posts.topic", "topic", l)
		}
	case "language":
		if level == "und" {
			return v.noun("posts.und")
		}
		if l := v.languageName(level); l != nil {
			return v.noun("posts.language", "language", l)
		}
	case "hour":
		if l := v.hours(level); l != nil {
			return v.noun("posts.hour", "hours", l)
		}
	case "length":
		if l := v.length(level); l != nil {
			return v.noun("posts.length", "length", l)
		}
	}
	return v.noun("posts.level", "lever", v.lever(lever), "level", plain(level))
}

func (v *voice) whom(audience string) Line {
	if audience == "" {
		audience = "general"
	}
	if n, ok := v.named("whom.", audience); ok {
		return n.line()
	}
	return plain(audience)
}

// sure words a confidence and gives the class of its mark.
func (v *voice) sure(confidence string) (word, grade string) {
	if !slices.Contains([]string{"high", "moderate", "low"}, confidence) {
		confidence = "none"
	}
	return v.word("sure." + confidence), confidence
}

func (v *voice) age(age string) Line {
	if age == "" {
		age = "any"
	}
	if n, ok := v.named("age.", age); ok {
		return n.line()
	}
	return foreignName(age)
}
