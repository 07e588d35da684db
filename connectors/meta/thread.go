package meta

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/caption"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

const threadFields = "id,media_product_type,media_type,permalink,username,text,timestamp,is_quote_post,quoted_post{id,username},children{id,media_type},link_attachment_url,topic_tag,poll_attachment"

// thread is a Threads post.
type thread struct {
	ID        web.ID      `json:"id"`
	Type      string      `json:"media_type"` // TEXT_POST, IMAGE, VIDEO, CAROUSEL_ALBUM, AUDIO, REPOST_FACADE
	Permalink string      `json:"permalink"`
	Username  string      `json:"username"`
	Text      string      `json:"text"`
	Timestamp string      `json:"timestamp"`
	IsQuote   bool        `json:"is_quote_post"`
	Quoted    *quoted     `json:"quoted_post"`
	Children  edge[child] `json:"children"`
	Link      string      `json:"link_attachment_url"`
	Topic     string      `json:"topic_tag"`
	Poll      *poll       `json:"poll_attachment"`
	_         web.Ignored `names:"media_product_type,media_url,shortcode,thumbnail_url,owner,alt_text,gif_url,has_replies,is_reply,is_verified,profile_picture_url,reposted_post,reply_audience,hide_status,root_post,replied_to,is_reply_owned_by_me,location,location_id,text_entities,text_attachment,allowlisted_country_codes,is_spoiler_media,ghost_post_status,ghost_post_expiration_timestamp"`
}

type quoted struct {
	ID       web.ID      `json:"id"`
	Username string      `json:"username"`
	_        web.Ignored `names:"text,media_type,permalink,timestamp"`
}

// add adds a post's rows, with its insights and its poll.
func (t *threads) add(ctx context.Context, p *connectors.Page, x *thread) error {
	at, ok := moment(x.Timestamp)
	if !ok || x.ID == "" {
		undated(p, "timestamp", "post")
		return nil
	}
	row := t.post(string(x.ID), data.At(at))
	row.URL = webAddress(x.Permalink)
	row.FormatNative, row.MediaCount = x.format()
	row.IsRepost, row.IsQuote = row.FormatNative == "repost_facade", x.IsQuote
	counts := newTally()
	if row.IsRepost {
		for _, name := range []string{"likes", "quotes", "replies", "shares", "views"} {
			counts.set(name, nil, data.NotCollected) // they would be the author's
		}
	} else {
		row.Text = x.Text
		row.Hashtags = caption.Hashtags(x.Text)
		if tag := strings.ToLower(strings.TrimPrefix(x.Topic, "#")); tag != "" && !slices.Contains(row.Hashtags, tag) {
			row.Hashtags = append(row.Hashtags, tag)
		}
		row.Links = caption.Links(x.Text + " " + outside(x.Link, x.Link))
		if q := x.Quoted; q != nil && q.ID != "" && q.Username != "" &&
			(strings.EqualFold(q.Username, t.found.Username) || t.env.IsOwn(data.Threads, q.Username)) {
			row.Quoted = data.NewPostID(data.Threads, string(q.ID))
		}
		if t.unwanted(&row, nil) {
			p.Posts = append(p.Posts, row)
			return nil
		}
		r, err := t.insight.of(ctx, subject{id: string(x.ID), path: segment(x.ID) + "/insights", object: "threads_post", kind: strings.ToUpper(x.Type)})
		if err != nil {
			return t.about(err)
		}
		counts.add(r)
		x.Poll.add(p, &row)
	}
	p.Posts = append(p.Posts, row)
	p.Snapshots = append(p.Snapshots, counts.snapshot(&row, "all"))
	return nil
}

// format names the medium in Threads' words, and poll and link for texts that have
// one.
func (x *thread) format() (word string, media data.Count) {
	word = strings.ToLower(x.Type)
	switch word {
	case "repost_facade":
		return word, nil
	case "text_post", "text", "":
		switch {
		case x.Poll != nil:
			return "poll", data.N(0)
		case x.Link != "":
			return "link", data.N(0)
		case word == "":
			return "", nil
		}
		return "text", data.N(0)
	case "carousel_album":
		seen := map[web.ID]bool{}
		for _, c := range x.Children.Data.Items {
			seen[c.ID] = true
		}
		if len(seen) == 0 {
			return word, nil
		}
		return word, data.N(int64(len(seen)))
	}
	return word, data.N(1)
}

const replyFields = "id,text,username,timestamp,replied_to{id},is_reply_owned_by_me"

// threadReply is a reply in a conversation.
type threadReply struct {
	ID        web.ID      `json:"id"`
	Text      string      `json:"text"`
	Username  string      `json:"username"` // absent if the profile is not public
	Timestamp string      `json:"timestamp"`
	RepliedTo *parent     `json:"replied_to"`
	Mine      bool        `json:"is_reply_owned_by_me"`
	_         web.Ignored `names:"media_product_type,media_type,media_url,permalink,shortcode,thumbnail_url,children,is_quote_post,has_replies,root_post,is_reply,hide_status,reply_audience,quoted_post,reposted_post,gif_url,topic_tag,is_verified,profile_picture_url,poll_attachment,link_attachment_url,owner,alt_text"`
}

// conversation reads one page of all replies under a post, at whatever depth. Those
// of profiles that are not public are counted and left out.
func (t *threads) conversation(ctx context.Context, root walk.Thread, token string) (walk.Listing, error) {
	one, err := t.resolve(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	query := url.Values{"fields": {replyFields}, "reverse": {"false"}, "limit": {strconv.Itoa(mostComments)}}
	if token != "" {
		query.Set("after", token)
	}
	var answer edge[threadReply]
	if err := t.get(ctx, segment(root.Post.Native())+"/conversation", query, &answer); err != nil {
		return walk.Listing{}, t.about(err)
	}
	p := connectors.Page{Input: t.input("/post/conversation")}
	p.Rejects = answer.Data.Rejects(p.Input, "data")
	private, seen := map[web.ID]bool{}, map[web.ID]bool{}
	for i := range answer.Data.Items {
		x := &answer.Data.Items[i]
		seen[x.ID] = true
		at, ok := moment(x.Timestamp)
		switch {
		case !ok || x.ID == "":
			undated(&p, "timestamp", "reply")
			continue
		case x.Username == "" && !x.Mine:
			private[x.ID] = true
			continue
		}
		r := connectors.Reply{Native: string(x.ID), Parent: root.Post.Native(), RootPost: root.Post, Author: x.Username, HasAuthor: x.Username != "",
			ByAccount:   x.Mine || strings.EqualFold(x.Username, one.Username) || t.env.IsOwn(data.Threads, x.Username),
			PublishedAt: data.At(at), Text: x.Text, Collection: connectors.CollectionComplete}
		if x.RepliedTo != nil && x.RepliedTo.ID != "" {
			r.Parent = string(x.RepliedTo.ID)
		}
		p.Replies = append(p.Replies, r)
	}
	if n := len(private); n > 0 {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: "replies of profiles that are not public, left out", Count: int64(n)})
	}
	return walk.Listing{Page: p, Next: notAgain(token, answer.after(len(seen), mostComments))}, nil
}
