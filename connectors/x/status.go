package x

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/dghubble/go-twitter/twitter"

	"github.com/digital-diplomacy/tailor/data"
)

// status is a v1.1 post. Its own fields hide those of twitter.Tweet: plain integers
// cannot tell an absent count from zero (older dumps have no reply_count and no
// quote_count), and what is not used must not make a post unreadable.
type status struct {
	twitter.Tweet
	FavoriteCount   *int64           `json:"favorite_count"`
	RetweetCount    *int64           `json:"retweet_count"`
	ReplyCount      *int64           `json:"reply_count"`
	QuoteCount      *int64           `json:"quote_count"`
	RetweetedStatus *json.RawMessage `json:"retweeted_status"`
	QuotedStatus    *quoted          `json:"quoted_status"`
	User            *author          `json:"user"`

	Coordinates        json.RawMessage `json:"coordinates"`
	CurrentUserRetweet json.RawMessage `json:"current_user_retweet"`
	DisplayTextRange   json.RawMessage `json:"display_text_range"`
	Place              json.RawMessage `json:"place"`
	Scopes             json.RawMessage `json:"scopes"`
	WithheldCountries  json.RawMessage `json:"withheld_in_countries"`
}

// quoted is what is read of a quoted post.
type quoted struct {
	IDStr string  `json:"id_str"`
	User  *author `json:"user"`
}

// author is what is read of a user: nothing that describes a person.
type author struct {
	IDStr          string `json:"id_str"`
	ScreenName     string `json:"screen_name"` // to know the configured accounts by; never stored
	FollowersCount *int64 `json:"followers_count"`
	FriendsCount   *int64 `json:"friends_count"`
	StatusesCount  *int64 `json:"statuses_count"`
}

// decode reads one post. What is JSON but no post is an error that says why.
func decode(b []byte) (*status, error) {
	var s status
	if err := json.Unmarshal(b, &s); err != nil {
		var odd *json.UnmarshalTypeError
		if errors.As(err, &odd) {
			return nil, fmt.Errorf("%s holds a %s", odd.Field, odd.Value)
		}
		return nil, errors.New("not JSON")
	}
	switch {
	case s.IDStr == "" && s.ID > 0:
		s.IDStr = fmt.Sprint(s.ID)
	case s.IDStr == "" || strings.Trim(s.IDStr, "0123456789") != "":
		return nil, errors.New("id_str is missing or no number")
	}
	if s.published().IsZero() {
		return nil, errors.New("created_at is missing or unreadable")
	}
	if s.User == nil {
		s.User = &author{}
	}
	return &s, nil
}

// published returns the moment of publishing, the zero time if it cannot be read.
func (s *status) published() time.Time {
	t, err := s.CreatedAtTime()
	if err != nil || t.Year() < 2006 || t.Year() > 2100 {
		return time.Time{}
	}
	return t.UTC()
}

// body is the whole text. v1.1 escapes &, < and > as HTML does.
func (s *status) body() string {
	text := s.Text
	if s.ExtendedTweet != nil && s.ExtendedTweet.FullText != "" {
		text = s.ExtendedTweet.FullText
	}
	if s.FullText != "" {
		text = s.FullText
	}
	return html.UnescapeString(text)
}

// answers returns the id of the post this one answers, or "".
func (s *status) answers() string {
	if s.InReplyToStatusIDStr != "" {
		return s.InReplyToStatusIDStr
	}
	if s.InReplyToStatusID > 0 {
		return fmt.Sprint(s.InReplyToStatusID)
	}
	return ""
}

func (s *status) entities() *twitter.Entities {
	if s.ExtendedTweet != nil && s.ExtendedTweet.Entities != nil {
		return s.ExtendedTweet.Entities
	}
	if s.Entities == nil {
		return &twitter.Entities{}
	}
	return s.Entities
}

// media lists the attached media; extended entities hold all of them, the plain
// ones only the first.
func (s *status) media() []twitter.MediaEntity {
	switch {
	case s.ExtendedTweet != nil && s.ExtendedTweet.ExtendedEntities != nil:
		return s.ExtendedTweet.ExtendedEntities.Media
	case s.ExtendedEntities != nil:
		return s.ExtendedEntities.Media
	}
	return s.entities().Media
}

// formatNative names the medium in X's words: the kinds of media joined by +, else
// poll, link or text.
func (s *status) formatNative() string {
	var kinds []string
	for _, m := range s.media() {
		if m.Type != "" && !slices.Contains(kinds, m.Type) {
			kinds = append(kinds, m.Type)
		}
	}
	slices.Sort(kinds)
	switch {
	case len(kinds) > 0:
		return strings.Join(kinds, "+")
	case len(s.entities().Polls) > 0:
		return "poll"
	case len(s.links()) > 0:
		return "link"
	}
	return "text"
}

// links are the addresses in the text, without those on X itself: they hold names.
func (s *status) links() []string {
	var links []string
	for _, u := range s.entities().Urls {
		link := u.ExpandedURL
		if link == "" {
			link = u.URL
		}
		if link != "" && !onX(link) && !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	return links
}

func onX(link string) bool {
	u, err := url.Parse(link)
	if err != nil {
		return true
	}
	host := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), "mobile.")
	return host == "twitter.com" || host == "x.com"
}

func (s *status) hashtags() []string {
	var tags []string
	for _, h := range s.entities().Hashtags {
		if tag := strings.ToLower(h.Text); tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// duration is the length of the longest video in milliseconds, if any is told.
func (s *status) duration() data.Count {
	longest := 0
	for _, m := range s.media() {
		longest = max(longest, m.VideoInfo.DurationMillis)
	}
	if longest == 0 {
		return nil
	}
	return data.N(int64(longest))
}

// language is X's guess as a BCP 47 tag. X kept three codes that were renamed in
// 1989 and 2002, and has its own for texts without words (und, qme, zxx, ...).
func (s *status) language() string {
	switch s.Lang {
	case "in":
		return "id"
	case "iw":
		return "he"
	case "ji":
		return "yi"
	case "und", "zxx", "art", "qam", "qct", "qht", "qme", "qst":
		return ""
	}
	return strings.ToLower(s.Lang)
}
