package meta

import (
	"context"
	"net/url"
	"strconv"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// commentFields: from is left out by the API if the token may not know authors.
const commentFields = "id,message,created_time,parent{id},from{id}"

// comment is a comment on a Page's post.
type comment struct {
	ID      web.ID      `json:"id"`
	Message string      `json:"message"`
	Created string      `json:"created_time"`
	Parent  *parent     `json:"parent"` // the comment it answers
	From    *node       `json:"from"`
	_       web.Ignored `names:"like_count,comment_count,attachment,can_comment,can_hide,can_like,can_remove,can_reply_privately,is_hidden,is_private,message_tags,object,permalink_url,private_reply_conversation,user_likes"`
}

// parent is a comment of which only the id was asked for.
type parent struct {
	ID web.ID      `json:"id"`
	_  web.Ignored `names:"created_time,from,message"`
}

// comments reads one page of the comments on a post, with the answers to them.
func (f *page) comments(ctx context.Context, t walk.Thread, token string) (walk.Listing, error) {
	one, err := f.resolve(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	query := url.Values{"fields": {commentFields}, "filter": {"stream"}, "limit": {strconv.Itoa(mostComments)}}
	if token != "" {
		query.Set("after", token)
	}
	var answer edge[comment]
	if err := f.get(ctx, segment(t.Post.Native())+"/comments", query, &answer); err != nil {
		return walk.Listing{}, f.about(err)
	}
	p := connectors.Page{Input: f.input("/post/comments")}
	p.Rejects = answer.Data.Rejects(p.Input, "data")
	for i := range answer.Data.Items {
		x := &answer.Data.Items[i]
		at, ok := moment(x.Created)
		if !ok || x.ID == "" {
			undated(&p, "created_time", "comment")
			continue
		}
		r := connectors.Reply{Native: string(x.ID), Parent: t.Post.Native(), RootPost: t.Post, PublishedAt: data.At(at),
			Text: x.Message, Collection: connectors.CollectionComplete}
		if x.Parent != nil && x.Parent.ID != "" {
			r.Parent = string(x.Parent.ID)
		}
		if x.From != nil && x.From.ID != "" {
			r.Author, r.HasAuthor = string(x.From.ID), true
			r.ByAccount = x.From.ID == one.ID || f.env.IsOwn(data.Facebook, r.Author)
		}
		p.Replies = append(p.Replies, r)
	}
	return walk.Listing{Page: p, Next: answer.next()}, nil
}
