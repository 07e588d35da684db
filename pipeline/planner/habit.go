package planner

import (
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/effects"
)

// habit is what is known of one post.
type habit struct {
	id       data.PostID
	at       time.Time // local
	timed    bool
	format   data.Format
	topic    data.Topic
	language string
}

// placed reports whether a post is one of the account's own whose day is known.
func placed(p *data.Post) bool {
	return !p.IsReply && !p.IsRepost && (p.Precision == data.BySecond || p.Precision == data.ByDay)
}

func habitOf(p *data.Post, l *data.PostLabel, zone *time.Location) habit {
	h := habit{id: p.PostID, at: p.PublishedAt.Time(), timed: p.Precision == data.BySecond}
	if h.timed {
		h.at = h.at.In(zone) // a post of which the day is known keeps it, whatever the zone
	}
	if l != nil {
		h.format, h.topic, h.language = l.Format, l.PrimaryTopic, l.Language
	}
	return h
}

// level is the post's level of a lever, empty if it is not known or nothing that could
// be planned.
func (p *habit) level(lever string) string {
	switch lever {
	case effects.LeverFormat:
		if p.format != data.FormatUnknown && p.format != data.FormatRepost && p.format != data.FormatMixed {
			return string(p.format)
		}
	case effects.LeverTopic:
		return string(p.topic)
	case effects.LeverLanguage:
		if p.language != "und" {
			return p.language
		}
	case effects.LeverHour:
		if p.timed {
			return effects.HourBand(p.at.Hour())
		}
	}
	return ""
}
