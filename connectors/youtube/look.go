package youtube

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

const (
	// asksAgain is when a stored video has to be asked about again, so that it
	// is done within the 30 days that the policies give, even by a weekly run.
	asksAgain = 22 * 24 * time.Hour
	// mostAgain is how many that are in one round: ten units.
	mostAgain = 10 * videosPerPage

	videoIDLength = 11
)

// look reads videos by id. One that is not in the answer is asked for alone; if YouTube
// then says that there are no results, it is gone. So is one that its owner made
// private. Unlisted ones stay as they were.
func (c *client) look(ctx context.Context, posts []connectors.Known) (connectors.Page, error) {
	if _, err := c.channel(ctx); err != nil {
		return connectors.Page{}, err
	}
	page := connectors.Page{Input: c.input("videos")}
	posts = slices.DeleteFunc(slices.Clone(posts), func(k connectors.Known) bool {
		return strings.HasPrefix(k.Post.Native(), "row-") && len(k.Post.Native()) > videoIDLength // of a file that told no id
	})
	ids := make([]string, len(posts))
	for i, k := range posts {
		ids[i] = k.Post.Native()
	}
	videos, err := c.videos(ctx, ids, &page)
	if err != nil {
		return connectors.Page{}, err
	}
	for _, k := range posts {
		i := slices.IndexFunc(videos, func(v *video) bool { return v.ID == k.Post.Native() })
		gone := i >= 0 && videos[i].Status.Privacy == "private"
		if i < 0 {
			if gone, err = c.gone(ctx, k.Post.Native()); err != nil {
				return connectors.Page{}, err
			}
		}
		switch {
		case gone:
			post := c.post(k.Post.Native(), k.PublishedAt)
			post.DeletedAt = post.ObservedAt
			page.Posts = append(page.Posts, post)
		case i >= 0 && c.isPublic(videos[i]):
			c.add(&page, videos[i])
		}
	}
	return page, nil
}

// gone asks for one video alone.
func (c *client) gone(ctx context.Context, id string) (bool, error) {
	answer, err := c.batch(ctx, []string{id})
	if err != nil {
		return false, err
	}
	return len(answer.Items.Items)+len(answer.Items.Bad) == 0 &&
		answer.PageInfo != nil && answer.PageInfo.TotalResults.N != nil && *answer.PageInfo.TotalResults.N == 0, nil
}

// revalidate asks again about videos that are no longer followed, before the 30 days
// are over after which stored data must be renewed or deleted, and authorized data
// verified to exist still.
func (c *client) revalidate(ctx context.Context) (connectors.Page, error) {
	due, err := c.stale()
	if err != nil {
		return connectors.Page{}, err
	}
	var page connectors.Page
	for batch := range slices.Chunk(due, videosPerPage) {
		p, err := c.look(ctx, batch)
		if err != nil {
			return connectors.Page{}, err
		}
		page.Posts, page.Snapshots = append(page.Posts, p.Posts...), append(page.Snapshots, p.Snapshots...)
		page.Rejects = append(page.Rejects, p.Rejects...)
	}
	return page, nil
}

// stale returns the videos that a round asks about again.
func (c *client) stale() ([]connectors.Known, error) {
	if c.env.Known == nil {
		return nil, nil
	}
	known, err := c.env.Known(c.account.ID)
	if err != nil {
		return nil, fmt.Errorf("look up the posts of %s: %w", c.account.ID, err)
	}
	var due []connectors.Known
	for _, k := range known {
		if len(due) < mostAgain && k.Post.Platform() == data.YouTube && stale(k, c.env.Clock.Now()) {
			due = append(due, k)
		}
	}
	return due, nil
}

// stale reports whether a post that a walk does not follow any more was last read
// too long ago.
func stale(k connectors.Known, now data.Micros) bool {
	if k.Deleted || now.Sub(k.PublishedAt) <= connectors.Watched {
		return false
	}
	last := k.PublishedAt
	for _, read := range k.Reads {
		last = max(last, read)
	}
	return now.Sub(last) >= asksAgain
}
