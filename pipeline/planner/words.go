package planner

import (
	"fmt"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/effects"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// onePost names one post of a format: "a video", "a photo".
func onePost(f data.Format) string {
	switch f {
	case data.FormatText:
		return "a text post"
	case data.FormatImage:
		return "a photo"
	case data.FormatAlbum:
		return "an album"
	case data.FormatVideo:
		return "a video"
	case data.FormatShortVideo:
		return "a short video"
	case data.FormatLive:
		return "a live video"
	case data.FormatGIF:
		return "an animated image"
	case data.FormatAudio:
		return "an audio post"
	case data.FormatLink:
		return "a link"
	case data.FormatPoll:
		return "a poll"
	case data.FormatDocument:
		return "a document"
	case data.FormatStory:
		return "a story"
	case data.FormatArticle:
		return "an article"
	case data.FormatEvent:
		return "an event"
	case data.FormatQuote:
		return "a quote"
	}
	return "a post"
}

// What says in words what the post is: "a video in German about passports".
func (e *Entry) What() string {
	var b strings.Builder
	b.WriteString(onePost(e.Format))
	if e.Language != "" {
		b.WriteString(" in " + voice.LevelName(effects.LeverLanguage, e.Language))
	}
	switch {
	case e.Occasion != "":
		b.WriteString(" on " + voice.Clean(e.Occasion))
	case e.Topic != "":
		b.WriteString(" about " + topicWords(e.Topic))
	}
	return b.String()
}

func topicWords(t data.Topic) string {
	if name := voice.TopicName(t); name != "" {
		return name
	}
	return voice.Clean(string(t))
}

// weekdayOf is "Mon 1 June" for a day as stored.
func weekdayOf(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("Mon 2 January")
}

// question says in words what a rotation asks.
func (r *Rotation) question() string {
	return fmt.Sprintf("%s: do %s get more %s than %s?", voice.PlatformName(r.Platform), voice.LevelPosts(r.Lever, r.Level),
		voice.GoalWord(r.Goal), voice.LevelPosts(r.Lever, r.Against))
}
