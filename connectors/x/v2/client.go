package v2

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

const (
	home      = "https://api.x.com"
	mostPosts = 100 // that any endpoint used here gives at a time

	// The fewest that X lets one ask for.
	fewestPosts, fewestReplies = 5, 10

	postFields = "author_id,attachments,conversation_id,created_at,edit_history_tweet_ids,entities,in_reply_to_user_id,lang,note_tweet,possibly_sensitive,public_metrics,referenced_tweets"
	// Replies are read for their words alone.
	replyFields = "author_id,conversation_id,created_at,in_reply_to_user_id,lang,note_tweet,referenced_tweets"
)

// client asks for one account. It is not safe for concurrent use.
type client struct {
	account connectors.Account
	env     connectors.Env
	meter   *Meter
	api     *web.API
	host    string

	spent Reads
	self  *user                  // the account, once it was asked for
	floor data.Micros            // the round in hand goes back no further
	roots map[data.PostID]web.ID // conversations of the posts seen
	told  map[string]bool        // what was noted
}

// newClient returns a client with the account's token.
func newClient(a connectors.Account, env connectors.Env, m *Meter) (*client, error) {
	header, err := v1.Bearer(a, env)
	if err != nil {
		return nil, err
	}
	base, err := v1.Address(cmp.Or(a.Server, home))
	if err != nil {
		return nil, err
	}
	base.Path = strings.TrimSuffix(base.Path, "/2")
	return &client{account: a, env: env, meter: m, host: base.Host, roots: map[data.PostID]web.ID{}, told: map[string]bool{},
		api: &web.API{HTTP: env.HTTP, Base: base.String(), Header: header, Explain: explain}}, nil
}

// now is the moment of observation of all that is read.
func (c *client) now() data.Micros { return c.env.Clock.Now() }

// input names an endpoint, without ids.
func (c *client) input(path string) string { return c.host + path }

// posts asks for posts, and counts what comes.
func (c *client) posts(ctx context.Context, path string, query url.Values) (*answer[post], error) {
	var out answer[post]
	if _, err := c.api.Get(ctx, path, query, &out); err != nil {
		return nil, err
	}
	c.spent = c.spent.Add(c.meter.count(out.Data.Items, out.Includes.Users.Items))
	return &out, nil
}

// fields asks for everything that is read of a post.
func fields() url.Values {
	return url.Values{
		"tweet.fields": {postFields},
		"expansions":   {"attachments.media_keys,attachments.poll_ids"},
		"media.fields": {"duration_ms,public_metrics,type"},
		"poll.fields":  {"duration_minutes,end_datetime,options,voting_status"},
	}
}

// timeline reads a page of the account's posts.
func (c *client) timeline(ctx context.Context, token string) (walk.Listing, error) {
	self, err := c.who(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	most := c.meter.room(forPosts, postPrice, int64(min(max(c.env.PageRows(), fewestPosts), mostPosts)))
	if most < fewestPosts {
		return walk.Listing{}, c.meter.spent()
	}
	query := fields()
	query.Set("max_results", fmt.Sprint(most))
	if token != "" {
		query.Set("pagination_token", token)
	}
	if first := max(c.floor, oldestStart); c.floor > 0 && c.floor < c.now() {
		query.Set("start_time", first.Time().Format(time.RFC3339))
	}
	out, err := c.posts(ctx, "/2/users/"+url.PathEscape(string(self.ID))+"/tweets", query)
	if err != nil {
		return walk.Listing{}, err
	}
	if err := c.withheld(out); err != nil {
		return walk.Listing{}, err
	}
	l := walk.Listing{Page: connectors.Page{Input: c.input("/2/users/tweets")}, Next: string(out.Meta.Next)}
	c.addPosts(&l.Page, out)
	return l, nil
}

// withheld says why X gives none of the account's posts, nil if it gives some or there
// are none. It says so in an answer that looks like success.
func (c *client) withheld(out *answer[post]) error {
	if len(out.Data.Items)+len(out.Data.Bad) > 0 {
		return nil
	}
	for _, p := range out.Errors.Items {
		switch about := p.about(); {
		case about != string(c.self.ID) && !connectors.SameHandle(about, c.handle()):
		case p.is("not-authorized-for-resource", "Authorization Error"):
			return fmt.Errorf("%w: X shows the posts of @%s to its followers only", connectors.ErrAuth, c.handle())
		case p.is("resource-not-found", "Not Found Error"):
			return fmt.Errorf("%w: X no longer has the account @%s", connectors.ErrGone, c.handle())
		}
	}
	return nil
}

// oldestStart is the earliest start_time that X takes: 2010-11-06.
const oldestStart data.Micros = 1_289_001_600_000_000
