package youtube

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
)

// uploads reads one page of the list of uploads, and its videos.
func (c *client) uploads(ctx context.Context, token string) (walk.Listing, error) {
	found, err := c.channel(ctx)
	if err != nil {
		return walk.Listing{}, err
	}
	page := connectors.Page{Input: c.input("playlistItems")}
	if found.ContentDetails.RelatedPlaylists.Uploads == "" {
		return walk.Listing{Page: page}, nil
	}
	query := url.Values{"part": {"contentDetails"}, "playlistId": {found.ContentDetails.RelatedPlaylists.Uploads},
		"maxResults": {strconv.Itoa(c.pageSize())}}
	if token != "" {
		query.Set("pageToken", token)
	}
	var answer list[playlistItem]
	if err := c.login.get(ctx, "playlistItems", query, &answer); err != nil {
		if because(err, "playlistNotFound") && token == "" && found.withoutVideos() {
			return walk.Listing{Page: page}, nil // the list of a channel that never published does not exist
		}
		return walk.Listing{}, c.errAccount(err)
	}
	page.Rejects = answer.Items.Rejects(page.Input, "items")
	var ids []string
	for _, item := range answer.Items.Items {
		if id := item.ContentDetails.VideoID; id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	videos, err := c.videos(ctx, ids, &page)
	if err != nil {
		return walk.Listing{}, err
	}
	for _, v := range videos {
		if c.isPublic(v) {
			c.add(&page, v)
		}
	}
	if n := len(ids) - len(videos); n > 0 {
		page.Notes = append(page.Notes, connectors.Note{Input: page.Input, Count: int64(n),
			What: "uploads that are in the list but cannot be seen: private, deleted or blocked"})
	}
	return walk.Listing{Page: page, Next: answer.NextPageToken}, nil
}

// withoutVideos reports that the channel says it has none, or does not say.
func (ch *channel) withoutVideos() bool {
	return ch.Statistics == nil || ch.Statistics.Videos.N == nil || *ch.Statistics.Videos.N == 0
}

// isPublic reports whether the channel shows a video to everybody; its owner is
// given unlisted and private ones too.
func (c *client) isPublic(v *video) bool {
	return (v.Status.Privacy == "public" || v.Status.Privacy == "") && (v.Snippet.ChannelID == c.found.ID || v.Snippet.ChannelID == "")
}

// videos reads videos by id and gives them in the order of the ids, each once. What
// could not be decoded is set aside on the page.
func (c *client) videos(ctx context.Context, ids []string, page *connectors.Page) ([]*video, error) {
	var videos []*video
	for batch := range slices.Chunk(ids, videosPerPage) {
		answer, err := c.batch(ctx, batch)
		if err != nil {
			return nil, err
		}
		page.Rejects = append(page.Rejects, answer.Items.Rejects(page.Input, "videos")...)
		for i := range answer.Items.Items {
			v := &answer.Items.Items[i]
			if slices.Contains(batch, v.ID) && !slices.ContainsFunc(videos, func(o *video) bool { return o.ID == v.ID }) {
				videos = append(videos, v)
			}
		}
	}
	slices.SortStableFunc(videos, func(a, b *video) int { return cmp.Compare(slices.Index(ids, a.ID), slices.Index(ids, b.ID)) })
	return videos, nil
}

// batch asks once for up to 50 videos. The height makes the player tell its size,
// and with it the aspect ratio.
func (c *client) batch(ctx context.Context, ids []string) (*list[video], error) {
	var answer list[video]
	ids = slices.Sorted(slices.Values(ids)) // the same videos are the same request
	err := c.login.get(ctx, "videos", url.Values{
		"part": {"snippet,contentDetails,status,statistics,liveStreamingDetails,player"},
		"id":   {strings.Join(ids, ",")}, "maxHeight": {"720"},
	}, &answer)
	if err != nil {
		return nil, c.errAccount(err)
	}
	return &answer, nil
}
