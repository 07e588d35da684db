package discourse

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// chunk is how many posts are asked for at a time, as the forum's own pages do.
const chunk = 20

// thread reads the posts of a topic: first the topic with its first posts, then
// further ones by their ids. A token is the id of the last post read.
func (f *forum) thread(ctx context.Context, t walk.Thread, token string) (walk.Listing, error) {
	number, ok := f.number(t.Post)
	if !ok {
		return walk.Listing{}, nil
	}
	if _, err := f.resolve(ctx); err != nil {
		return walk.Listing{}, err
	}
	out := walk.Listing{Page: connectors.Page{Input: f.input("/t")}}
	if token == "" || f.topic != number {
		var a topicAnswer
		err := f.get(ctx, "/t/"+number+".json", nil, &a)
		if errors.Is(err, connectors.ErrAuth) || err == nil && !f.open(&a.heading) {
			return out, nil // it moved out of sight
		}
		if err != nil {
			return walk.Listing{}, err
		}
		f.topic, f.ids = number, a.Stream.IDs
		if token == "" {
			f.add(&out.Page, &a)
			f.replies(&out.Page, &a.Stream, t.Post, f.collection(&a))
			out.Next = f.after(&a.Stream)
			return out, nil
		}
	}
	want := f.next(token)
	if len(want) == 0 {
		return out, nil
	}
	query := url.Values{}
	for _, id := range want {
		query.Add("post_ids[]", string(id))
	}
	var a postsAnswer
	if err := f.get(ctx, "/t/"+number+"/posts.json", query, &a); err != nil {
		return walk.Listing{}, err
	}
	out.Input = f.input("/t/posts.json")
	collection := connectors.CollectionComplete
	if len(a.Stream.Posts.Items) < len(want) {
		collection = connectors.CollectionTruncated
	}
	f.replies(&out.Page, &a.Stream, t.Post, collection)
	if last := want[len(want)-1]; len(f.next(string(last))) > 0 {
		out.Next = string(last)
	}
	return out, nil
}

// collection says how much of a topic its first answer and its list of ids promise.
func (f *forum) collection(a *topicAnswer) string {
	have := max(len(a.Stream.IDs), len(a.Stream.Posts.Items))
	switch {
	case len(a.Stream.IDs) == 0 && a.Posts.N == nil:
		return connectors.CollectionWindow
	case a.Posts.N != nil && int64(have) < *a.Posts.N:
		return connectors.CollectionTruncated
	}
	return connectors.CollectionComplete
}

// after is the id of the last post that an answer holds, "" if there are no more.
func (f *forum) after(s *stream) string {
	last := -1
	for i := range s.Posts.Items {
		last = max(last, slices.Index(f.ids, s.Posts.Items[i].ID))
	}
	if last < 0 || last+1 >= len(f.ids) {
		return ""
	}
	return string(f.ids[last])
}

// next are the ids after one. If that post is gone, those with larger numbers are
// what follows.
func (f *forum) next(last string) []web.ID {
	i := slices.Index(f.ids, web.ID(last)) + 1
	if i == 0 {
		n, err := strconv.ParseInt(last, 10, 64)
		i = slices.IndexFunc(f.ids, func(id web.ID) bool {
			m, bad := strconv.ParseInt(string(id), 10, 64)
			return err == nil && bad == nil && m > n
		})
		if i < 0 {
			return nil
		}
	}
	return f.ids[i:min(i+chunk, len(f.ids))]
}

// replies adds the posts of a topic that are somebody's words. The first one is a
// reply too, to the topic itself, unless a configured account began it.
func (f *forum) replies(p *connectors.Page, s *stream, root data.PostID, collection string) {
	for i := range s.Posts.Items {
		x := &s.Posts.Items[i]
		published, ok := moment(x.CreatedAt)
		own := f.own(x.Username)
		if !x.readable() || !ok || x.Number == "1" && own {
			continue
		}
		r := connectors.Reply{Native: fmt.Sprint(root.Native(), "/", x.Number), RootPost: root, Author: string(x.UserID), HasAuthor: true,
			ByAccount: own, PublishedAt: published, Text: text(x.Cooked), Collection: collection}
		if x.Number != "1" {
			r.Parent = root.Native()
		}
		if n := string(x.Answers); n != "" && n != "1" && strings.Trim(n, "0123456789") == "" {
			r.Parent = fmt.Sprint(root.Native(), "/", n)
		}
		p.Replies = append(p.Replies, r)
	}
}
