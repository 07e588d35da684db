package youtube

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

var channelID = regexp.MustCompile(`^UC[0-9A-Za-z_-]{22}$`)

// lookups are the filters of channels.list under which a configured handle may find
// its channel, best first. A handle is @name, a channel's id, a legacy user name, or
// the address of any of them.
func lookups(handle string) []url.Values {
	handle = strings.TrimSpace(handle)
	if _, path, ok := strings.Cut(handle, "youtube.com/"); ok {
		path, _, _ = strings.Cut(path, "?")
		kind, name, below := strings.Cut(strings.Trim(path, "/"), "/")
		switch {
		case !below || strings.HasPrefix(kind, "@"):
			handle = kind
		case kind == "user":
			return []url.Values{{"forUsername": {name}}, {"forHandle": {"@" + name}}}
		default: // channel/UC..., c/name
			handle, _, _ = strings.Cut(name, "/")
		}
	}
	if unescaped, err := url.PathUnescape(handle); err == nil {
		handle = unescaped
	}
	if channelID.MatchString(handle) {
		return []url.Values{{"id": {handle}}}
	}
	if name, ok := strings.CutPrefix(handle, "@"); ok {
		return []url.Values{{"forHandle": {"@" + name}}}
	}
	return []url.Values{{"forHandle": {"@" + handle}}, {"forUsername": {handle}}}
}

// channel finds the account's channel, once.
func (c *client) channel(ctx context.Context) (*channel, error) {
	if c.found != nil {
		return c.found, nil
	}
	filters := []url.Values{{"mine": {"true"}}}
	switch {
	case !c.account.Everyone():
		filters = lookups(c.account.Handle)
	case !c.login.owner():
		return nil, c.errAccount(fmt.Errorf("%w: an API key needs a handle: write the channel's @name", connectors.ErrInput))
	}
	for _, filter := range filters {
		filter.Set("part", "snippet,statistics,contentDetails")
		var answer list[channel]
		if err := c.login.get(ctx, "channels", filter, &answer); err != nil {
			return nil, c.errAccount(err)
		}
		if len(answer.Items.Bad) > 0 && len(answer.Items.Items) == 0 {
			return nil, c.errAccount(fmt.Errorf("%w: the channel came in a form this version does not know", connectors.ErrInput))
		}
		if len(answer.Items.Items) > 0 {
			c.found = &answer.Items.Items[0]
			return c.found, nil
		}
	}
	return nil, c.errAccount(fmt.Errorf("%w: YouTube has no channel %q; copy the @name from the channel's page", connectors.ErrInput, c.account.Handle))
}

// counters reads the channel's counters, and again what the terms want to be asked
// about anew.
func (c *client) counters(ctx context.Context) (connectors.Page, error) {
	found, err := c.channel(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	page, err := c.revalidate(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	page.Input = c.input("channels")
	page.Accounts = []data.AccountSnapshot{c.snapshot(found.Statistics)}
	return page, nil
}

// snapshot maps the counters. YouTube rounds subscribers down to three digits, for
// the owner too (https://developers.google.com/youtube/v3/docs/channels).
func (c *client) snapshot(s *channelStatistics) data.AccountSnapshot {
	snap := data.AccountSnapshot{AccountID: c.account.ID, Platform: data.YouTube, ObservedAt: c.env.Clock.Now(),
		Source: data.SourceAPI}
	if s == nil {
		snap.Explain(map[string]data.Reason{"followers": data.NotCollected, "posts_total": data.NotCollected, "views_total": data.NotCollected})
		return snap
	}
	snap.Followers, snap.PostsTotal, snap.ViewsTotal = s.Subscribers.N, s.Videos.N, s.Views.N
	snap.Precision = "exact"
	switch {
	case s.HiddenSubscribers:
		snap.Followers, snap.Precision = nil, "hidden"
	case snap.Followers != nil && *snap.Followers >= 1000:
		snap.Precision = "rounded"
	}
	snap.Explain(map[string]data.Reason{"followers": data.Hidden, "posts_total": data.Hidden, "views_total": data.Hidden})
	return snap
}
