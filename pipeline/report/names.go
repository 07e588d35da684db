package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/data"
)

// Names of platforms, goals, levers and levels. What has no name here is shown as
// it came, as foreign text.

func platformName(p data.Platform) Line {
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
		return own("all platforms")
	}
	return foreignName(string(p))
}

func goalWord(goal string) Line {
	switch goal {
	case "", "interactions_public":
		return own("interactions")
	case "interactions_owned":
		return own("interactions and saves")
	case "conversation", "replies":
		return own("replies")
	case "redistribution":
		return own("shares and quotes")
	case "shares":
		return own("shares")
	case "approval":
		return own("likes")
	case "viewers":
		return own("viewers")
	case "reach", "views", "impressions", "clicks", "saves", "likes", "followers":
		return own(goal)
	}
	return foreignName(strings.ReplaceAll(goal, "_", " "))
}

func leverWord(lever string) string {
	switch lever {
	case "format", "topic", "language", "length", "hour":
		return lever
	case "device":
		return "style"
	}
	return "choice"
}

func leverPlural(lever string) string { return leverWord(lever) + "s" }

// levelName is the short name of a level, for rows of charts and tables.
func levelName(lever, level string) Line {
	switch lever {
	case "format":
		if name := formatName(data.Format(level)); name != "" {
			return own(capitalWord(name))
		}
	case "topic":
		if name := topicName(data.Topic(level)); name != "" {
			return own(capitalWord(name))
		}
	case "device":
		if name := deviceName(data.Device(level)); name != "" {
			return own(capitalWord(name))
		}
	case "language":
		if level == "und" {
			return own("Language not known")
		}
		if name := languageName(level); name != nil {
			return name
		}
	case "hour":
		if name := hourName(level); name != "" {
			return own(name)
		}
	case "length":
		if name := lengthName(level); name != "" {
			return own(capitalWord(name))
		}
	}
	return foreignName(strings.ReplaceAll(level, "_", " "))
}

// hourName reads a band of hours like 06-09, both ends within it.
func hourName(band string) string {
	from, to, ok := numbers(band)
	if !ok || to > 23 {
		return ""
	}
	return fmt.Sprintf("%d:00–%d:00", from, to+1)
}

// lengthName reads a band of characters like 81-160 or 601+.
func lengthName(band string) string {
	if band == "none" {
		return "no text"
	}
	if from, ok := strings.CutSuffix(band, "+"); ok {
		if n, err := strconv.Atoi(from); err == nil && n > 0 {
			return "over " + count(int64(n-1)) + " characters"
		}
		return ""
	}
	if from, to, ok := numbers(band); ok {
		return count(int64(from)) + "–" + count(int64(to)) + " characters"
	}
	return ""
}

func numbers(band string) (from, to int, ok bool) {
	a, b, ok := strings.Cut(band, "-")
	from, err := strconv.Atoi(a)
	to, err2 := strconv.Atoi(b)
	return from, to, ok && err == nil && err2 == nil && 0 <= from && from <= to
}

// levelPosts names the posts of a level within a sentence.
func levelPosts(lever, level string) Line {
	switch lever {
	case "format":
		if name := formatName(data.Format(level)); name != "" {
			return own(name)
		}
	case "topic":
		if level == string(data.TopicOther) {
			return own("posts about anything else")
		}
		if name := topicName(data.Topic(level)); name != "" {
			return own("posts about " + name)
		}
	case "device":
		if name := deviceName(data.Device(level)); name != "" {
			return own(name)
		}
	case "language":
		if level == "und" {
			return own("posts without a clear language")
		}
		if name := languageName(level); name != nil {
			return say("posts in %s", name)
		}
	case "hour":
		if name := hourName(level); name != "" {
			return own("posts at " + name)
		}
	case "length":
		if name := lengthName(level); name != "" {
			return own("posts of " + name)
		}
	}
	return say("posts of %s “%s”", leverWord(lever), foreignName(strings.ReplaceAll(level, "_", " ")))
}

func formatName(f data.Format) string {
	switch f {
	case data.FormatText:
		return "text posts"
	case data.FormatImage:
		return "photos"
	case data.FormatAlbum:
		return "albums"
	case data.FormatVideo:
		return "videos"
	case data.FormatShortVideo:
		return "short videos"
	case data.FormatLive:
		return "live videos"
	case data.FormatGIF:
		return "animated images"
	case data.FormatAudio:
		return "audio posts"
	case data.FormatLink:
		return "links"
	case data.FormatPoll:
		return "polls"
	case data.FormatDocument:
		return "documents"
	case data.FormatStory:
		return "stories"
	case data.FormatArticle:
		return "articles"
	case data.FormatEvent:
		return "events"
	case data.FormatQuote:
		return "quotes"
	case data.FormatRepost:
		return "reposts"
	case data.FormatMixed:
		return "posts of mixed media"
	case data.FormatUnknown:
		return "posts of unknown format"
	}
	return ""
}

func topicName(t data.Topic) string {
	switch t {
	case "passport":
		return "passports"
	case "visa":
		return "visas"
	case "civil_registration":
		return "civil registration"
	case "pension_tax":
		return "pensions and tax"
	case "emergency":
		return "emergencies"
	case "heritage_language":
		return "the heritage language"
	case "trade_investment":
		return "trade and investment"
	case "national_day":
		return "the national day"
	case "visit":
		return "visits"
	case "community":
		return "the community"
	case data.TopicOther:
		return "other topics"
	case "voting", "legalisation", "remittances", "education", "culture", "development", "security", "politics",
		"religion", "sport", "tourism", "jobs":
		return string(t)
	}
	return ""
}

func deviceName(d data.Device) string {
	switch d {
	case data.DeviceHumour:
		return "posts with humour"
	case data.DeviceQuestion:
		return "posts that ask"
	case data.DeviceCallToAction:
		return "calls to action"
	case data.DeviceThanks:
		return "posts that thank"
	case data.DeviceGreeting:
		return "greetings"
	case data.DeviceExplainer:
		return "explainers"
	case data.DeviceServiceNotice:
		return "service notices"
	case data.DeviceEventNotice:
		return "event notices"
	case data.DeviceQASession:
		return "question-and-answer sessions"
	case data.DeviceQuoteOfLeader:
		return "quotes of leaders"
	case data.DeviceInfographic:
		return "infographics"
	case data.DeviceThread:
		return "threads"
	case data.DeviceHashtagCampaign:
		return "hashtag campaigns"
	}
	return ""
}

func capitalWord(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst lets a heading of ours go on within a sentence. Names of languages
// keep their capital, so only known lower-case words come here.
func lowerFirst(l Line) Line {
	if len(l) == 0 || l[0].Foreign {
		return l
	}
	r, n := utf8.DecodeRuneInString(l[0].Text)
	out := append(Line(nil), l...)
	out[0].Text = string(unicode.ToLower(r)) + l[0].Text[n:]
	return out
}
