package demo

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// X's v1.1 JSON in the layout of research dumps: a folder for each thread with
// source-tweet/, replies/ and structure.json. The source is written as the extended
// mode gives it (full_text), replies as the classic mode does (text).

type tweet struct {
	CreatedAt        string       `json:"created_at"`
	ID               json.Number  `json:"id"`
	IDStr            string       `json:"id_str"`
	Text             string       `json:"text,omitempty"`
	FullText         string       `json:"full_text,omitempty"`
	Truncated        bool         `json:"truncated"`
	InReplyToStatus  *json.Number `json:"in_reply_to_status_id"`
	InReplyToStatusS *string      `json:"in_reply_to_status_id_str"`
	InReplyToUser    *json.Number `json:"in_reply_to_user_id"`
	InReplyToUserS   *string      `json:"in_reply_to_user_id_str"`
	InReplyToName    *string      `json:"in_reply_to_screen_name"`
	User             user         `json:"user"`
	Entities         entities     `json:"entities"`
	Extended         *extended    `json:"extended_entities,omitempty"`
	IsQuote          bool         `json:"is_quote_status"`
	Retweets         int64        `json:"retweet_count"`
	Favourites       int64        `json:"favorite_count"`
	Replies          *int64       `json:"reply_count,omitempty"`
	Quotes           *int64       `json:"quote_count,omitempty"`
	Lang             string       `json:"lang"`
}

type user struct {
	ID          json.Number `json:"id"`
	IDStr       string      `json:"id_str"`
	Name        string      `json:"name"`
	ScreenName  string      `json:"screen_name"`
	Description string      `json:"description"`
	Followers   int64       `json:"followers_count"`
	Friends     int64       `json:"friends_count"`
	Statuses    int64       `json:"statuses_count"`
	Protected   bool        `json:"protected"`
}

type entities struct {
	Hashtags []hashtag `json:"hashtags"`
	URLs     []link    `json:"urls"`
}

type hashtag struct {
	Text string `json:"text"`
}

type link struct {
	URL      string `json:"url"`
	Expanded string `json:"expanded_url"`
}

type extended struct {
	Media []media `json:"media"`
}

type media struct {
	Type  string `json:"type"`
	Video *video `json:"video_info,omitempty"`
}

type video struct {
	Millis int64 `json:"duration_millis"`
}

// threads writes the threads of an account.
func (w *World) threads(a *account) Files {
	var files Files
	for _, p := range w.posts {
		if p.account != a {
			continue
		}
		dir := fmt.Sprintf("%s/threads/%s", a.id, p.native)
		files = append(files, File{fmt.Sprintf("%s/source-tweet/%s.json", dir, p.native), encode(sourceTweet(p))},
			File{dir + "/structure.json", encode(map[string]any{p.native: branch(p, nil)})})
		for _, r := range p.replies {
			files = append(files, File{fmt.Sprintf("%s/replies/%s.json", dir, r.native), encode(replyTweet(p, r))})
		}
	}
	return files
}

func sourceTweet(p *post) tweet {
	last := p.readings[len(p.readings)-1]
	t := tweet{CreatedAt: p.at.Format(time.RubyDate), ID: json.Number(p.native), IDStr: p.native, FullText: p.text,
		User: accountUser(p.account), Retweets: last.shares, Favourites: last.reactions, Replies: &last.comments, Quotes: &last.quotes,
		Lang: xLanguage(p.language), Entities: entities{Hashtags: hashtags(p.text), URLs: []link{}}}
	switch p.format {
	case data.FormatImage:
		t.Extended = &extended{[]media{{Type: "photo"}}}
	case data.FormatVideo:
		t.Extended = &extended{[]media{{Type: "video", Video: &video{int64(p.seconds) * 1000}}}}
	case data.FormatLink:
		page := "https://ruritania.example/" + p.native[13:]
		t.FullText += " " + page
		t.Entities.URLs = append(t.Entities.URLs, link{page, page})
	}
	return t
}

func replyTweet(p *post, r *reply) tweet {
	t := tweet{CreatedAt: r.at.Format(time.RubyDate), ID: json.Number(r.native), IDStr: r.native, Lang: xLanguage(r.language),
		Entities: entities{Hashtags: hashtags(r.text), URLs: []link{}}}
	to, toUser := p.native, accountUser(p.account)
	if r.parent != nil {
		to, toUser = r.parent.native, r.parent.user(p.account)
	}
	status, id := json.Number(to), toUser.ID
	t.InReplyToStatus, t.InReplyToStatusS = &status, &to
	t.InReplyToUser, t.InReplyToUserS, t.InReplyToName = &id, &toUser.IDStr, &toUser.ScreenName
	t.Text = "@" + toUser.ScreenName + " " + r.text
	t.User = r.user(p.account)
	return t
}

func (r *reply) user(a *account) user {
	if r.own {
		return accountUser(a)
	}
	p := r.author
	return user{ID: json.Number(p.native), IDStr: p.native, Name: p.name, ScreenName: p.handle, Description: p.bio,
		Followers: int64(20 + p.number*7%900), Friends: int64(30 + p.number*11%700), Statuses: int64(100 + p.number*13%5000)}
}

func accountUser(a *account) user {
	id := "92" + strconv.Itoa(10_000_000_000_000_000+a.number)
	return user{ID: json.Number(id), IDStr: id, Name: a.name, ScreenName: a.handle, Description: "An account of the demo" + label,
		Followers: a.followersAt(Exported(Weeks)), Friends: 120, Statuses: 4000}
}

// branch is the tree of replies under one, as structure.json has it: a leaf is an
// empty list.
func branch(p *post, under *reply) any {
	tree := map[string]any{}
	for _, r := range p.replies {
		if r.parent == under {
			tree[r.native] = branch(p, r)
		}
	}
	if len(tree) == 0 {
		return []any{}
	}
	return tree
}

// xLanguage is X's name for a language: it knows Norwegian as one.
func xLanguage(language string) string {
	if language == "nb" {
		return "no"
	}
	return language
}

func hashtags(text string) []hashtag {
	tags := []hashtag{}
	for _, word := range strings.Fields(text) {
		if tag, ok := strings.CutPrefix(word, "#"); ok {
			tags = append(tags, hashtag{tag})
		}
	}
	return tags
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // the types of this file always encode
	}
	return append(b, '\n')
}
