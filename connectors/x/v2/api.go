package v2

import (
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// answer is the envelope of every answer.
type answer[T any] struct {
	Data     web.Each[T]       `json:"data"`
	Includes includes          `json:"includes"`
	Meta     meta              `json:"meta"`
	Errors   web.Each[problem] `json:"errors"`
}

type meta struct {
	Next web.ID      `json:"next_token"`
	_    web.Ignored `names:"result_count,newest_id,oldest_id,previous_token,sent"`
}

type includes struct {
	Media web.Each[medium] `json:"media"`
	Polls web.Each[poll]   `json:"polls"`
	Users web.Each[user]   `json:"users"`
	_     web.Ignored      `names:"tweets,places,topics"`
}

// problem is why something that was asked for is not in the answer.
type problem struct {
	Type       string      `json:"type"`
	Title      string      `json:"title"`
	ResourceID web.ID      `json:"resource_id"`
	Value      web.ID      `json:"value"`
	_          web.Ignored `names:"detail,resource_type,parameter,parameters,section,status,message,errors,code"`
}

// is reports whether the problem is of a kind, which is the last part of its type.
// Older answers have a title only.
func (p *problem) is(kind, title string) bool {
	if p.Type == "" || p.Type == "about:blank" {
		return p.Title == title
	}
	return strings.HasSuffix(p.Type, "/"+kind)
}

// about returns the id that the problem is about.
func (p *problem) about() string {
	if p.ResourceID != "" {
		return string(p.ResourceID)
	}
	return string(p.Value)
}

// user is what is read of a user: nothing that describes a person.
type user struct {
	ID        web.ID `json:"id"`
	Username  string `json:"username"`  // to know the configured accounts by; never stored
	Protected bool   `json:"protected"` // whose posts are for followers only
	Metrics   struct {
		Followers web.Int     `json:"followers_count"`
		Following web.Int     `json:"following_count"`
		Posts     web.Int     `json:"tweet_count"`
		_         web.Ignored `names:"listed_count,like_count,media_count"`
	} `json:"public_metrics"`
	_ web.Ignored `names:"name,created_at,description,entities,location,most_recent_tweet_id,pinned_tweet_id,profile_image_url,profile_banner_url,url,verified,verified_type,verified_followers_count,withheld,affiliation,connection_status,confirmed_email,is_identity_verified,parody,receives_your_dm,subscription,subscription_type"`
}

// post is a Post object.
type post struct {
	ID           web.ID              `json:"id"`
	Text         string              `json:"text"`
	CreatedAt    string              `json:"created_at"`
	AuthorID     web.ID              `json:"author_id"`
	Conversation web.ID              `json:"conversation_id"`
	InReplyTo    web.ID              `json:"in_reply_to_user_id"`
	Lang         string              `json:"lang"`
	Entities     entities            `json:"entities"`
	References   web.Each[reference] `json:"referenced_tweets"`
	Versions     web.Each[web.ID]    `json:"edit_history_tweet_ids"`
	Note         *note               `json:"note_tweet"`
	Attachments  struct {
		Media web.Each[string] `json:"media_keys"`
		Polls web.Each[web.ID] `json:"poll_ids"`
		_     web.Ignored      `names:"media_source_tweet_id"`
	} `json:"attachments"`
	Metrics *struct {
		Likes       web.Int `json:"like_count"`
		Reposts     web.Int `json:"retweet_count"`
		Replies     web.Int `json:"reply_count"`
		Quotes      web.Int `json:"quote_count"`
		Bookmarks   web.Int `json:"bookmark_count"`
		Impressions web.Int `json:"impression_count"`
	} `json:"public_metrics"`
	_ web.Ignored `names:"article,card_uri,community_id,context_annotations,display_text_range,edit_controls,geo,matched_media_notes,media_metadata,non_public_metrics,organic_metrics,paid_partnership,possibly_sensitive,promoted_metrics,reply_settings,scopes,source,suggested_source_links,suggested_source_links_with_counts,username,withheld"`
}

type reference struct {
	Type string `json:"type"` // retweeted, quoted, replied_to
	ID   web.ID `json:"id"`
}

// note is the whole of a post of more than 280 signs.
type note struct {
	Text     string   `json:"text"`
	Entities entities `json:"entities"`
}

type entities struct {
	Hashtags web.Each[struct {
		Tag string      `json:"tag"`
		_   web.Ignored `names:"start,end"`
	}] `json:"hashtags"`
	URLs web.Each[struct {
		URL      string      `json:"url"`
		Expanded string      `json:"expanded_url"`
		MediaKey string      `json:"media_key"`
		_        web.Ignored `names:"start,end,display_url,unwound_url,status,title,description,images"`
	}] `json:"urls"`
	_ web.Ignored `names:"annotations,cashtags,mentions"`
}

type medium struct {
	Key      string  `json:"media_key"`
	Type     string  `json:"type"` // photo, video, animated_gif
	Duration web.Int `json:"duration_ms"`
	Metrics  struct {
		Views web.Int `json:"view_count"`
	} `json:"public_metrics"`
	_ web.Ignored `names:"alt_text,height,width,url,preview_image_url,variants,non_public_metrics,organic_metrics,promoted_metrics"`
}

type poll struct {
	ID      web.ID               `json:"id"`
	Status  string               `json:"voting_status"` // open, closed
	Ends    string               `json:"end_datetime"`
	Options web.Each[pollOption] `json:"options"`
	_       web.Ignored          `names:"duration_minutes"`
}

type pollOption struct {
	Position web.Int `json:"position"` // from 1
	Label    string  `json:"label"`
	Votes    web.Int `json:"votes"`
}

// usage is the answer of /2/usage/tweets.
type usage struct {
	Data struct {
		Used     web.Int     `json:"project_usage"`
		Cap      web.Int     `json:"project_cap"`
		ResetDay web.Int     `json:"cap_reset_day"`
		_        web.Ignored `names:"project_id,daily_project_usage,daily_client_app_usage"`
	} `json:"data"`
	Errors web.Each[problem] `json:"errors"`
}

// moment reads a time as the API writes it; the zero time if it cannot be read.
func moment(text string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, time.RubyDate} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// published is when p was published. Without created_at the id tells it: since
// November 2010 its upper bits are milliseconds from 2010-11-04T01:42:54.657Z.
func (p *post) published() data.Micros {
	if p.CreatedAt != "" {
		return data.At(moment(p.CreatedAt))
	}
	id := data.Micros(0)
	for _, digit := range string(p.ID) {
		id = id*10 + data.Micros(digit-'0')
	}
	if len(p.ID) < 14 {
		return 0
	}
	return (id>>22 + 1288834974657) / 1000 * 1_000_000
}
