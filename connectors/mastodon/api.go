package mastodon

import (
	"github.com/digital-diplomacy/tailor/connectors/web"
)

// account is an Account entity.
type account struct {
	ID        web.ID           `json:"id"`
	Username  text             `json:"username"`
	Acct      text             `json:"acct"` // user, or user@host of another server
	Note      text             `json:"note"`
	Fields    web.Each[field]  `json:"fields"`
	Followers web.Int          `json:"followers_count"` // -1 where they are hidden (glitch-soc)
	Following web.Int          `json:"following_count"`
	Statuses  web.Int          `json:"statuses_count"`
	Noindex   flag             `json:"noindex"`
	Indexable flag             `json:"indexable"`
	Limited   flag             `json:"limited"`
	Suspended flag             `json:"suspended"`
	Moved     maybe[reference] `json:"moved"`
	URI       text             `json:"uri"`
	URL       text             `json:"url"`

	_ web.Ignored `names:"display_name,locked,bot,group,discoverable,created_at,avatar,avatar_static,avatar_description,avatar_media_id,header,header_static,header_description,header_media_id,last_status_at,emojis,roles,role,memorial,hide_collections,source,mute_expires_at,theme,custom_css,enable_rss,fqn,pleroma,akkoma,other_settings,subscribing_count,local,permit_followback,follow_requests_count,feature_approval,show_media,show_media_replies,show_featured,nodeinfo,birthday,attribution_domains,email,email_subscriptions"`
}

type field struct {
	Value text `json:"value"`

	_ web.Ignored `names:"name,verified_at"`
}

// reference is what is read of an account or status that another one names.
type reference struct {
	ID      web.ID           `json:"id"`
	URI     text             `json:"uri"`
	Acct    text             `json:"acct"`
	Account maybe[reference] `json:"account"`
}

// status is a Status entity.
type status struct {
	ID         web.ID               `json:"id"`
	URI        text                 `json:"uri"`
	URL        text                 `json:"url"`
	CreatedAt  text                 `json:"created_at"`
	Account    account              `json:"account"`
	Content    text                 `json:"content"`
	Spoiler    text                 `json:"spoiler_text"`
	Visibility text                 `json:"visibility"`
	Language   text                 `json:"language"`
	ReplyTo    web.ID               `json:"in_reply_to_id"`
	Reblog     maybe[reference]     `json:"reblog"`
	Media      web.Each[attachment] `json:"media_attachments"`
	Tags       web.Each[tag]        `json:"tags"`
	Mentions   web.Each[mention]    `json:"mentions"`
	Card       maybe[card]          `json:"card"`
	Poll       maybe[poll]          `json:"poll"`
	Quote      maybe[quote]         `json:"quote"`
	Favourites web.Int              `json:"favourites_count"`
	Reblogs    web.Int              `json:"reblogs_count"`
	Replies    web.Int              `json:"replies_count"`
	Quotes     web.Int              `json:"quotes_count"`
	Pleroma    maybe[pleroma]       `json:"pleroma"`

	_ web.Ignored `names:"edited_at,in_reply_to_account_id,sensitive,favourited,reblogged,muted,bookmarked,pinned,filtered,emojis,application,text,content_type,interaction_policy,quote_approval,local_only,local,quote_id,quote_url,emoji_reactions,emoji_reactions_count,reactions,akkoma,expires_at,visibility_ex,searchability,status_reference_ids,status_references_count,status_referred_by_count,limited_scope,markdown,spoiler_text_map,content_map,title,bookmark_category,conversation_id,list_id,can_quote,friendica,plain_text,tagged_collections,circle_id,muted_until,generator,rss"`
}

type attachment struct {
	Type text        `json:"type"` // image, video, gifv, audio, unknown
	Meta maybe[meta] `json:"meta"`

	_ web.Ignored `names:"id,url,preview_url,remote_url,preview_remote_url,text_url,description,blurhash,pleroma,mime_type,license"`
}

type meta struct {
	Duration seconds `json:"duration"`
	Original struct {
		Duration seconds `json:"duration"`
	} `json:"original"`
}

type tag struct {
	Name text `json:"name"`

	_ web.Ignored `names:"id,url,history,following,featuring"`
}

type mention struct {
	URL text `json:"url"`

	_ web.Ignored `names:"id,acct,username"`
}

type card struct {
	URL text `json:"url"`
}

// quote is a Quote or ShallowQuote (Mastodon from 4.4), or the quoted status itself
// (Akkoma).
type quote struct {
	Status maybe[reference] `json:"quoted_status"`
	reference
}

// pleroma holds what Pleroma and Akkoma add.
type pleroma struct {
	Quote     maybe[reference]   `json:"quote"`
	QuoteURL  text               `json:"quote_url"`
	QuoteID   web.ID             `json:"quote_id"`
	Quotes    web.Int            `json:"quotes_count"`
	Reactions web.Each[reaction] `json:"emoji_reactions"`
}

type reaction struct {
	Name  text    `json:"name"`
	Count web.Int `json:"count"`
}

type poll struct {
	ID       web.ID           `json:"id"`
	Expires  text             `json:"expires_at"`
	Expired  flag             `json:"expired"`
	Multiple flag             `json:"multiple"`
	Votes    web.Int          `json:"votes_count"`
	Voters   web.Int          `json:"voters_count"`
	Options  web.Each[option] `json:"options"`
}

type option struct {
	Title text    `json:"title"`
	Votes web.Int `json:"votes_count"`
}

// thread is a Context entity.
type thread struct {
	Descendants web.Each[status] `json:"descendants"`

	_ web.Ignored `names:"ancestors,references"`
}

// found is an answer of /api/v2/search.
type found struct {
	Accounts web.Each[account] `json:"accounts"`
	Statuses web.Each[status]  `json:"statuses"`

	_ web.Ignored `names:"hashtags,groups"`
}

// finger is an answer of WebFinger (RFC 7033).
type finger struct {
	Links []struct {
		Rel  text `json:"rel"`
		Type text `json:"type"`
		Href text `json:"href"`

		_ web.Ignored `names:"template,titles,properties"`
	} `json:"links"`

	_ web.Ignored `names:"subject,aliases,properties,expires"`
}
