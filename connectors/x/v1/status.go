package v1

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dghubble/go-twitter/twitter"

	"github.com/digital-diplomacy/tailor/connectors/web"
)

// Status is a post in v1.1 JSON, as the API, dumps and account archives write it.
// Its own fields hide those of twitter.Tweet for three reasons: plain integers cannot
// tell an absent count from zero (older dumps have neither reply_count nor
// quote_count), archives write numbers as text, and what is not read must not make a
// post unreadable.
type Status struct {
	twitter.Tweet
	ID                   web.ID  `json:"id"`
	IDStr                web.ID  `json:"id_str"`
	InReplyToStatusID    web.ID  `json:"in_reply_to_status_id"`
	InReplyToStatusIDStr web.ID  `json:"in_reply_to_status_id_str"`
	QuotedStatusID       web.ID  `json:"quoted_status_id"`
	QuotedStatusIDStr    web.ID  `json:"quoted_status_id_str"`
	FavoriteCount        web.Int `json:"favorite_count"`
	RetweetCount         web.Int `json:"retweet_count"`
	ReplyCount           web.Int `json:"reply_count"`
	QuoteCount           web.Int `json:"quote_count"`

	RetweetedStatus  *json.RawMessage `json:"retweeted_status"`
	QuotedStatus     *quoted          `json:"quoted_status"`
	User             *Author          `json:"user"`
	Entities         *entities        `json:"entities"`
	ExtendedEntities *entities        `json:"extended_entities"`
	ExtendedTweet    *extended        `json:"extended_tweet"`
	EditInfo         json.RawMessage  `json:"edit_info"`    // of archives
	EditHistory      json.RawMessage  `json:"edit_history"` // of the API's last years
	Lang             json.RawMessage  `json:"lang"`         // null or text
	Truncated        json.RawMessage  `json:"truncated"`    // archives of some years write flags as text
	InReplyToUserID  json.RawMessage  `json:"in_reply_to_user_id"`
	InReplyToUser    json.RawMessage  `json:"in_reply_to_user_id_str"`
	InReplyToName    json.RawMessage  `json:"in_reply_to_screen_name"`
	Coordinates      json.RawMessage  `json:"coordinates"`
	CurrentRetweet   json.RawMessage  `json:"current_user_retweet"`
	DisplayTextRange json.RawMessage  `json:"display_text_range"`
	Favorited        json.RawMessage  `json:"favorited"`
	FilterLevel      json.RawMessage  `json:"filter_level"`
	Place            json.RawMessage  `json:"place"`
	Retweeted        json.RawMessage  `json:"retweeted"`
	Scopes           json.RawMessage  `json:"scopes"`
	Sensitive        json.RawMessage  `json:"possibly_sensitive"`
	Source           json.RawMessage  `json:"source"`
	WithheldBy       json.RawMessage  `json:"withheld_in_countries"`
	WithheldRights   json.RawMessage  `json:"withheld_copyright"`
	WithheldScope    json.RawMessage  `json:"withheld_scope"`

	_ web.Ignored `names:"annotations,deleted_at,card_uri,community_id,community_id_str,contributors,conversation_id,conversation_id_str,conversation_control,edit_controls,ext_edit_control,geo,is_quote_status,limited_actions,matching_rules,media,metadata,possibly_sensitive_appealable,possibly_sensitive_editable,quoted_status_permalink,self_thread,supplemental_language,timestamp_ms,voice_info"`
}

// quoted is what is read of a quoted post.
type quoted struct {
	IDStr web.ID      `json:"id_str"`
	User  *Author     `json:"user"`
	_     web.Ignored `names:"created_at,id,text,full_text,source,truncated,display_text_range,entities,extended_entities,extended_tweet,in_reply_to_status_id,in_reply_to_status_id_str,in_reply_to_user_id,in_reply_to_user_id_str,in_reply_to_screen_name,geo,coordinates,place,contributors,is_quote_status,quoted_status_id,quoted_status_id_str,quoted_status_permalink,quote_count,reply_count,retweet_count,favorite_count,favorited,retweeted,possibly_sensitive,possibly_sensitive_appealable,filter_level,lang,scopes,withheld_copyright,withheld_in_countries,withheld_scope,metadata"`
}

// Author is what is read of a user: nothing that describes a person.
type Author struct {
	IDStr          web.ID  `json:"id_str"`
	ScreenName     string  `json:"screen_name"` // to know the configured accounts by; never stored
	FollowersCount web.Int `json:"followers_count"`
	FriendsCount   web.Int `json:"friends_count"`
	StatusesCount  web.Int `json:"statuses_count"`

	_ web.Ignored `names:"id,name,location,derived,url,description,protected,verified,verified_type,favourites_count,listed_count,media_count,fast_followers_count,normal_followers_count,created_at,profile_banner_url,profile_image_url,profile_image_url_https,default_profile,default_profile_image,withheld_in_countries,withheld_scope,entities,utc_offset,time_zone,geo_enabled,lang,contributors_enabled,is_translator,is_translation_enabled,translator_type,profile_background_color,profile_background_image_url,profile_background_image_url_https,profile_background_tile,profile_link_color,profile_sidebar_border_color,profile_sidebar_fill_color,profile_text_color,profile_use_background_image,has_extended_profile,following,follow_request_sent,notifications,muting,blocking,blocked_by,live_following,can_dm,can_media_tag,pinned_tweet_ids,pinned_tweet_ids_str,has_custom_timelines,advertiser_account_type,advertiser_account_service_levels,business_profile_state,status,suspended,needs_phone_verification,profile_location,profile_interstitial_type,require_some_consent,ext_has_nft_avatar,ext_is_blue_verified,show_all_inline_media,email,withheld_copyright"`
}

// extended is the whole of a post whose outer form is cut to 140 signs.
type extended struct {
	FullText         string          `json:"full_text"`
	DisplayTextRange json.RawMessage `json:"display_text_range"`
	Entities         *entities       `json:"entities"`
	ExtendedEntities *entities       `json:"extended_entities"`
}

// edits is what an archive tells of a post's versions.
type edits struct {
	Initial history `json:"initial"`
	Edit    struct {
		Control history `json:"editControlInitial"`
	} `json:"edit"`
}

// history lists the ids of a post's versions, oldest first.
type history struct {
	IDs    []web.ID `json:"editTweetIds"`
	APIIDs []web.ID `json:"edit_tweet_ids"`
}

// Decode reads one post. What is JSON but no post is an error that says why, and
// repeats nothing of it.
func Decode(b []byte) (*Status, error) {
	var s Status
	if err := json.Unmarshal(b, &s); err != nil {
		var odd *json.UnmarshalTypeError
		if errors.As(err, &odd) {
			kind, _, _ := strings.Cut(odd.Value, " ")
			if odd.Field == "" {
				return nil, fmt.Errorf("it is a JSON %s, no object", kind)
			}
			return nil, fmt.Errorf("%s holds a %s", odd.Field, kind)
		}
		return nil, errors.New("not JSON")
	}
	return &s, s.check()
}

// check says why s is no post, and fills in what stands in another field.
func (s *Status) check() error {
	if s.IDStr == "" {
		s.IDStr = s.ID
	}
	if !IsID(s.IDStr) {
		return errors.New("id_str is missing or no number")
	}
	if s.Published().IsZero() {
		return errors.New("created_at is missing or unreadable")
	}
	if s.User == nil {
		s.User = &Author{}
	}
	return nil
}

// IsID reports whether id is a number that X can have given.
func IsID[T ~string](id T) bool {
	return id != "" && len(id) <= 19 && id != "0" && strings.Trim(string(id), "0123456789") == ""
}

// layouts are how v1.1 JSON writes moments: the API, archives of today, and those
// of before 2018.
var layouts = []string{time.RubyDate, time.RFC3339Nano, "2006-01-02 15:04:05 -0700", time.DateOnly}

// Moment reads a moment as v1.1 JSON writes it; the zero time if it cannot be read.
func Moment(text string) time.Time {
	for _, layout := range layouts {
		t, err := time.Parse(layout, strings.TrimSpace(text))
		if err == nil && t.Year() >= 2006 && t.Year() <= 2100 {
			return t.UTC()
		}
	}
	return time.Time{}
}

// Published returns the moment of publishing, the zero time if it cannot be read.
func (s *Status) Published() time.Time { return Moment(s.CreatedAt) }

// Answers returns the id of the post this one answers, or "".
func (s *Status) Answers() string {
	for _, id := range []web.ID{s.InReplyToStatusIDStr, s.InReplyToStatusID} {
		if IsID(id) {
			return string(id)
		}
	}
	return ""
}

// edited returns the ids of the post's versions, oldest first; none if it was never
// edited or nothing that can be read is told.
func (s *Status) edited() []web.ID {
	var told edits
	var api history
	_ = json.Unmarshal(s.EditInfo, &told)
	_ = json.Unmarshal(s.EditHistory, &api)
	for _, ids := range [][]web.ID{told.Edit.Control.IDs, told.Initial.IDs, api.IDs, api.APIIDs} {
		if len(ids) > 1 {
			return ids
		}
	}
	return nil
}
