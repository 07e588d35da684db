package v1

import (
	"encoding/json"
	"html"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// entities are what X found in a text. They are not twitter.Entities, because
// archives write positions and sizes, which are not needed, as text.
type entities struct {
	Hashtags web.Each[hashtag] `json:"hashtags"`
	Media    web.Each[medium]  `json:"media"`
	URLs     web.Each[link]    `json:"urls"`
	Polls    web.Each[poll]    `json:"polls"`
	_        web.Ignored       `names:"symbols,user_mentions,timestamps,annotations,description"`
}

type hashtag struct {
	Text string      `json:"text"`
	_    web.Ignored `names:"indices"`
}

type medium struct {
	Type      string `json:"type"`
	VideoInfo struct {
		Duration web.Int     `json:"duration_millis"`
		_        web.Ignored `names:"aspect_ratio,variants"`
	} `json:"video_info"`
	_ web.Ignored `names:"id,id_str,indices,media_url,media_url_https,url,display_url,expanded_url,media_key,sizes,features,original_info,source_status_id,source_status_id_str,source_user_id,source_user_id_str,additional_media_info,ext_alt_text,ext_media_color,ext_media_availability,ext,description,title,monetizable,embeddable"`
}

func (s *Status) entities() *entities {
	switch {
	case s.ExtendedTweet != nil && s.ExtendedTweet.Entities != nil:
		return s.ExtendedTweet.Entities
	case s.Entities == nil:
		return &entities{}
	}
	return s.Entities
}

// Body is the whole text. v1.1 escapes &, < and > as HTML does.
func (s *Status) Body() string {
	text := s.Text
	if s.ExtendedTweet != nil && s.ExtendedTweet.FullText != "" {
		text = s.ExtendedTweet.FullText
	}
	if s.FullText != "" {
		text = s.FullText
	}
	return html.UnescapeString(text)
}

// media lists the attached media; extended entities hold all of them, the plain
// ones only the first.
func (s *Status) media() []medium {
	switch {
	case s.ExtendedTweet != nil && s.ExtendedTweet.ExtendedEntities != nil:
		return s.ExtendedTweet.ExtendedEntities.Media.Items
	case s.ExtendedEntities != nil:
		return s.ExtendedEntities.Media.Items
	}
	return s.entities().Media.Items
}

// formatNative names the medium in X's words: the kinds of media joined by +, else
// poll, link or text.
func (s *Status) formatNative() string {
	var kinds []string
	for _, m := range s.media() {
		kinds = append(kinds, m.Type)
	}
	return FormatNative(kinds, len(s.entities().Polls.Items) > 0, len(s.links()) > 0)
}

// FormatNative names a post's medium in X's words: the kinds of its media, sorted,
// each once, joined by +; without media poll, link or text.
func FormatNative(kinds []string, poll, link bool) string {
	kinds = slices.Compact(slices.Sorted(slices.Values(kinds)))
	kinds = slices.DeleteFunc(kinds, func(k string) bool { return k == "" })
	switch {
	case len(kinds) > 0:
		return strings.Join(kinds, "+")
	case poll:
		return "poll"
	case link:
		return "link"
	}
	return "text"
}

func (s *Status) hashtags() []string {
	var tags []string
	for _, h := range s.entities().Hashtags.Items {
		if tag := strings.ToLower(h.Text); tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// duration is the length of the longest video in milliseconds, if any is told.
func (s *Status) duration() data.Count {
	var longest data.Count
	for _, m := range s.media() {
		if n := m.VideoInfo.Duration.N; n != nil && *n > 0 {
			longest = data.MaxCount(longest, n)
		}
	}
	return longest
}

// language is X's guess at the language of the text.
func (s *Status) language() string {
	var lang string
	if json.Unmarshal(s.Lang, &lang) != nil {
		return ""
	}
	return Language(lang)
}

// Language makes X's code of a language a BCP 47 tag, "" if it names none. X kept
// three codes that were renamed in 1989 and 2002, and has its own for texts without
// words (und, qme, zxx, ...).
func Language(code string) string {
	switch code = strings.ToLower(code); code {
	case "in":
		return "id"
	case "iw":
		return "he"
	case "ji":
		return "yi"
	case "und", "zxx", "art", "qam", "qct", "qht", "qme", "qst":
		return ""
	}
	return code
}
