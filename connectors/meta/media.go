package meta

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/caption"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

const mediaFields = "id,caption,media_type,media_product_type,permalink,timestamp,like_count,comments_count,children{id,media_type}"

// media is an Instagram post.
type media struct {
	ID        web.ID      `json:"id"`
	Caption   string      `json:"caption"`
	Type      string      `json:"media_type"`         // IMAGE, VIDEO, CAROUSEL_ALBUM
	Product   string      `json:"media_product_type"` // FEED, REELS, STORY, AD
	Permalink string      `json:"permalink"`
	Timestamp string      `json:"timestamp"`
	Likes     web.Int     `json:"like_count"` // absent if the owner hides it
	Comments  web.Int     `json:"comments_count"`
	Children  edge[child] `json:"children"`
	_         web.Ignored `names:"alt_text,boost_ads_list,boost_eligibility_info,copyright_check_information,ig_id,is_comment_enabled,is_shared_to_feed,legacy_instagram_media_id,media_url,owner,shortcode,thumbnail_url,username,collaborators,view_count,comments,insights,product_tags,total_like_count,total_comments_count,total_view_count,reposts_count,saved_count,shares_count"`
}

type child struct {
	ID web.ID      `json:"id"`
	_  web.Ignored `names:"media_type,media_url,alt_text,ig_id,owner,permalink,shortcode,thumbnail_url,timestamp,username"`
}

// add adds the rows of a medium, with its insights if it is the unit's own.
func (i *instagram) add(ctx context.Context, p *connectors.Page, x *media) error {
	at, ok := moment(x.Timestamp)
	if !ok || x.ID == "" {
		undated(p, "timestamp", "post")
		return nil
	}
	row := i.post(string(x.ID), data.At(at))
	row.URL, row.Text = webAddress(x.Permalink), x.Caption
	row.Hashtags, row.Links = caption.Hashtags(x.Caption), caption.Links(x.Caption)
	row.FormatNative, row.MediaCount = x.format()
	if x.Product == "AD" {
		row.Paid = data.PaidFor
	}
	if i.asker == "" && i.unwanted(&row, x.Comments.N) {
		p.Posts = append(p.Posts, row)
		return nil
	}
	counts := newTally()
	counts.set("likes", x.Likes.N, data.Hidden)
	counts.set("replies", x.Comments.N, data.Hidden)
	if i.asker == "" {
		product := strings.ToUpper(x.Product)
		if product == "" || product == "AD" {
			product = "FEED"
		}
		r, err := i.insight.of(ctx, subject{id: string(x.ID), path: segment(x.ID) + "/insights", object: "ig_media", product: product, kind: strings.ToUpper(x.Type)})
		if err != nil {
			return i.about(err)
		}
		counts.add(r)
	} else {
		for _, name := range []string{"reach", "saves", "shares", "views"} {
			counts.set(name, nil, data.Hidden)
		}
	}
	p.Posts = append(p.Posts, row)
	p.Snapshots = append(p.Snapshots, counts.snapshot(&row, "all"))
	return nil
}

// format names the medium: what it was made as, or else its kind.
func (x *media) format() (word string, n data.Count) {
	switch kind := strings.ToLower(x.Type); {
	case strings.EqualFold(x.Product, "REELS"):
		return "reel", data.N(1)
	case strings.EqualFold(x.Product, "STORY"):
		return "story", data.N(1)
	case kind == "carousel_album":
		seen := map[web.ID]bool{}
		for _, c := range x.Children.Data.Items {
			seen[c.ID] = true
		}
		if len(seen) == 0 {
			return kind, nil
		}
		return kind, data.N(int64(len(seen)))
	default:
		return kind, data.N(1)
	}
}

const igCommentFields = "id,text,timestamp,username,from{id,username}"

// igComment is a comment on a medium.
type igComment struct {
	ID        web.ID          `json:"id"`
	Text      string          `json:"text"`
	Timestamp string          `json:"timestamp"`
	Username  string          `json:"username"`
	From      *igUser         `json:"from"`
	Answers   *edge[igAnswer] `json:"replies"`
	_         web.Ignored     `names:"hidden,like_count,media,parent_id,user,legacy_instagram_comment_id"`
}

// igAnswer is an answer to a comment; there are none to answers.
type igAnswer struct {
	ID        web.ID      `json:"id"`
	Text      string      `json:"text"`
	Timestamp string      `json:"timestamp"`
	Username  string      `json:"username"`
	From      *igUser     `json:"from"`
	_         web.Ignored `names:"hidden,like_count,media,parent_id,user,replies,legacy_instagram_comment_id"`
}

type igUser struct {
	ID       web.ID      `json:"id"`
	Username string      `json:"username"`
	_        web.Ignored `names:"self_ig_scoped_id"`
}

// comments reads one page of the comments on a medium with the answers to them. A
// peer's are not given.
func (i *instagram) comments(ctx context.Context, t walk.Thread, token string) (walk.Listing, error) {
	one, err := i.resolve(ctx)
	if err != nil || i.asker != "" {
		return walk.Listing{}, err
	}
	query := url.Values{"fields": {igCommentFields + ",replies.limit(" + strconv.Itoa(mostAnswers) + "){" + igCommentFields + "}"},
		"limit": {strconv.Itoa(mostAnswers)}}
	if token != "" {
		query.Set("after", token)
	}
	var answer edge[igComment]
	if err := i.get(ctx, segment(t.Post.Native())+"/comments", query, &answer); err != nil {
		return walk.Listing{}, i.about(err)
	}
	p := connectors.Page{Input: i.input("/media/comments")}
	p.Rejects = answer.Data.Rejects(p.Input, "data")
	for k := range answer.Data.Items {
		c := &answer.Data.Items[k]
		top := igAnswer{ID: c.ID, Text: c.Text, Timestamp: c.Timestamp, Username: c.Username, From: c.From}
		i.reply(&p, &top, t.Post, t.Post.Native(), one)
		if err := i.answers(ctx, &p, c, t.Post, one); err != nil {
			return walk.Listing{}, err
		}
	}
	return walk.Listing{Page: p, Next: answer.next()}, nil
}

// answers adds all answers to a comment: those that came with it, and the pages after
// them. They are read at once, because a position must not name a comment.
func (i *instagram) answers(ctx context.Context, p *connectors.Page, c *igComment, root data.PostID, own *account) error {
	list := c.Answers
	for after := ""; list != nil; {
		p.Rejects = append(p.Rejects, list.Data.Rejects(p.Input, "replies")...)
		for k := range list.Data.Items {
			i.reply(p, &list.Data.Items[k], root, string(c.ID), own)
		}
		if list.next() == "" || list.next() == after || c.ID == "" {
			return nil
		}
		after = list.next()
		list = &edge[igAnswer]{}
		query := url.Values{"fields": {igCommentFields}, "limit": {strconv.Itoa(mostAnswers)}, "after": {after}}
		if err := unnamed(i.get(ctx, segment(c.ID)+"/replies", query, list)); err != nil {
			if missing(err) {
				return nil // deleted in between
			}
			return i.about(err)
		}
	}
	return nil
}

// reply adds a comment or an answer.
func (i *instagram) reply(p *connectors.Page, c *igAnswer, root data.PostID, parent string, own *account) {
	at, ok := moment(c.Timestamp)
	if !ok || c.ID == "" {
		undated(p, "timestamp", "comment")
		return
	}
	name, author := c.Username, c.Username
	if c.From != nil && c.From.ID != "" {
		author = string(c.From.ID)
	}
	if c.From != nil && name == "" {
		name = c.From.Username
	}
	p.Replies = append(p.Replies, connectors.Reply{Native: string(c.ID), Parent: parent, RootPost: root, Author: author, HasAuthor: author != "",
		ByAccount:   name != "" && (strings.EqualFold(name, own.Username) || i.env.IsOwn(data.Instagram, name)) || author == string(own.ID) && author != "",
		PublishedAt: data.At(at), Text: c.Text, Collection: connectors.CollectionComplete})
}
