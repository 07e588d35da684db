package archive

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

// item is an item of a file of posts. Older archives have the post without a wrapper.
type item struct {
	Tweet   json.RawMessage `json:"tweet"`
	Deleted json.RawMessage `json:"deletedTweet"`
}

// unwrap returns the post of an item.
func unwrap(raw json.RawMessage) json.RawMessage {
	var w item
	switch err := json.Unmarshal(raw, &w); {
	case err != nil:
		return raw
	case len(w.Tweet) > 0:
		return w.Tweet
	case len(w.Deleted) > 0:
		return w.Deleted
	}
	return raw
}

// header is a deleted post in deleted-tweet-headers.js.
type header struct {
	TweetID   web.ID `json:"tweet_id"`
	ID        web.ID `json:"id_str"`
	PlainID   web.ID `json:"id"`
	CreatedAt string `json:"created_at"`
	DeletedAt string `json:"deleted_at"`
}

// gone makes the row of a deleted post: its id and dates, and none of its words.
func gone(raw json.RawMessage, account data.AccountID, observed data.Micros) (data.Post, error) {
	var h header
	if json.Unmarshal(raw, &h) != nil {
		return data.Post{}, errors.New("it is no object with ids and dates as text")
	}
	id := h.TweetID
	if id == "" {
		id = h.ID
	}
	if id == "" {
		id = h.PlainID
	}
	published, at := v1.Moment(h.CreatedAt), v1.Moment(h.DeletedAt)
	switch {
	case !v1.IsID(string(id)):
		return data.Post{}, errors.New("it has no id that is a number")
	case published.IsZero():
		return data.Post{}, errors.New("created_at is missing or unreadable")
	}
	post := v1.Deleted(connectors.Known{Post: data.NewPostID(data.X, string(id)), PublishedAt: data.At(published)}, account, data.SourceArchive, observed)
	if !at.IsZero() {
		post.DeletedAt = data.At(latest(at, published))
	}
	if post.DeletedAt > post.ObservedAt {
		post.ObservedAt = post.DeletedAt
	}
	return post, nil
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
