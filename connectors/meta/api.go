package meta

import (
	"bytes"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/web"
)

// edge is a page of a list.
type edge[T any] struct {
	Data    web.Each[T] `json:"data"`
	Paging  paging      `json:"paging"`
	Summary summary     `json:"summary"`
}

// next is the cursor of the next page; "" if this is the last one.
func (e *edge[T]) next() string {
	if !e.Paging.Next {
		return ""
	}
	return e.Paging.Cursors.After
}

// after is the cursor of the next page of a list of which limit were asked for and n
// came: Threads does not always give the address of a next page, so a full page is
// taken to have one.
func (e *edge[T]) after(n, limit int) string {
	if e.Paging.Next || n >= limit {
		return e.Paging.Cursors.After
	}
	return ""
}

type paging struct {
	Cursors struct {
		After string      `json:"after"`
		_     web.Ignored `names:"before"`
	} `json:"cursors"`
	Next present     `json:"next"`
	_    web.Ignored `names:"previous"`
}

// present is whether a field is there. Its value, an address with a token in it, is
// not kept.
type present bool

func (p *present) UnmarshalJSON(b []byte) error {
	b = bytes.TrimSpace(b)
	*p = present(len(b) > 2 && !bytes.Equal(b, []byte("null")))
	return nil
}

type summary struct {
	Total web.Int     `json:"total_count"`
	_     web.Ignored `names:"order,can_comment,can_like,has_liked,viewer_reaction"`
}

// counted is a list of which only the number was asked for.
type counted struct {
	Summary *summary    `json:"summary"`
	_       web.Ignored `names:"data,paging"`
}

// node is anything of which only the id is of use.
type node struct {
	ID web.ID      `json:"id"`
	_  web.Ignored `names:"name,username,category,tasks,owner"`
}

// insight is a metric of an object. Its value is a number, or a number for each kind.
type insight struct {
	Name   string `json:"name"`
	Period string `json:"period"`
	Values []struct {
		Value insightValue `json:"value"`
		_     web.Ignored  `names:"end_time"`
	} `json:"values"`
	Total *struct {
		Value insightValue `json:"value"`
		_     web.Ignored  `names:"breakdowns"`
	} `json:"total_value"`
	_ web.Ignored `names:"title,description,id,link_total_values"`
}

// account is what the three platforms tell of an account; each knows some of it.
type account struct {
	ID        web.ID      `json:"id"`
	UserID    web.ID      `json:"user_id"` // with an Instagram login: the id that other methods want
	Username  string      `json:"username"`
	Name      string      `json:"name"`
	Token     string      `json:"access_token"` // of a Page
	Followers web.Int     `json:"followers_count"`
	Fans      web.Int     `json:"fan_count"` // who like a Page
	Follows   web.Int     `json:"follows_count"`
	Media     web.Int     `json:"media_count"`
	Instagram *account    `json:"instagram_business_account"`
	_         web.Ignored `names:"category,category_list,tasks,account_type,profile_picture_url,biography,website,ig_id,threads_profile_picture_url,threads_biography,is_verified"`
}

// moment reads a time; the Graph API writes zones without a colon.
func moment(s string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02T15:04:05-0700", time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}
