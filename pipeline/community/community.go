package community

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Individual is somebody who agreed to be named on the map.
type Individual struct {
	Name, Purpose        string
	Platform             data.Platform // "" for all
	ConsentBy, ConsentOn string
	Expires              string // last day, like 2027-06-30
}

// Mapping is what the community map goes by.
type Mapping struct {
	// Accounts are the configured ones that may be on it, with their handles as others'
	// texts name them. A community without permission is not among them.
	Accounts []data.Account
	Register []Individual
	Personal func(link string) bool // whether a link leads to somebody who is not configured
}

// communityVersion changes when the same posts give other edges or places.
const communityVersion = "community/1"

// quoteReach is how many months back a quoted post is looked for.
const quoteReach = 12

// Posts reads, month by month, whom posts of listed accounts mention, quote and
// repost among each other, and which places they lead to. Only partitions are read whose
// posts, or those of the twelve months before, changed, for it is there that what they
// quote is found. Nobody who is not listed gets a row.
func Posts(ctx context.Context, r lake.Reader, m Mapping) (lake.Changes, error) {
	var c lake.Changes
	list := newListing(m)
	live := lake.Partitions(r, lake.Posts)
	for _, part := range live {
		earlier := before(part, live)
		var files []lake.File
		for _, p := range earlier {
			files = append(files, partition.Files(r, lake.Posts.Name, p)...)
		}
		inputs := lake.InputHash(r, append([]string{communityVersion}, list.prints...), files...)
		if lake.From(r, lake.CommunityEdges.Name, part) == inputs {
			continue
		}
		found, err := readCommunity(ctx, r, part, earlier, list)
		if err != nil {
			return c, fmt.Errorf("community of %s: %w", part, err)
		}
		if err := lake.Replace(&c, lake.CommunityEdges, part, found.edgeRows(), inputs); err != nil {
			return c, fmt.Errorf("community of %s: %w", part, err)
		}
		if err := lake.Replace(&c, lake.CommunityLinks, part, found.linkRows(), inputs); err != nil {
			return c, fmt.Errorf("community of %s: %w", part, err)
		}
	}
	if err := partition.DropOthers(r, &c, lake.CommunityEdges, partition.Among(live)); err != nil {
		return c, err
	}
	return c, partition.DropOthers(r, &c, lake.CommunityLinks, partition.Among(live))
}

// before lists the partitions that posts quoted in a partition may stand in: itself and
// those of the same platform up to quoteReach months earlier.
func before(part string, live []string) []string {
	platform, month, known := partition.Split(part)
	return slices.DeleteFunc(slices.Clone(live), func(p string) bool {
		other, m, ok := partition.Split(p)
		age := 12*(month.Year()-m.Year()) + int(month.Month()) - int(m.Month())
		return p != part && !(known && ok && other == platform && age >= 0 && age <= quoteReach)
	})
}

// communityPost is what is read of a post.
type communityPost struct {
	PostID      data.PostID    `parquet:"post_id"`
	AccountID   data.AccountID `parquet:"account_id"`
	Platform    data.Platform  `parquet:"platform"`
	PublishedAt data.Micros    `parquet:"published_at,timestamp(microsecond)"`
	Text        string         `parquet:"text,optional"`
	Hashtags    []string       `parquet:"hashtags,list"`
	Links       []string       `parquet:"links,list"`
	IsRepost    bool           `parquet:"is_repost"`
	Quoted      data.PostID    `parquet:"quoted,optional"`
	IsQuote     bool           `parquet:"is_quote"`
	DeletedAt   data.Micros    `parquet:"deleted_at,optional,timestamp(microsecond)"`
}

// readCommunity reads one partition's posts.
func readCommunity(ctx context.Context, r lake.Reader, part string, earlier []string, list *listing) (*community, error) {
	found := &community{list: list, edges: map[data.CommunityEdge]int64{}, links: map[data.CommunityLink]int64{}}
	quoted := map[string]bool{}
	var posts []communityPost
	for p, err := range lake.ScanColumns[communityPost](ctx, r, lake.Posts, partition.Only(part)) {
		if err != nil {
			return nil, err
		}
		if list.accounts[p.AccountID] == nil || p.DeletedAt != 0 {
			continue
		}
		if p.Quoted != "" {
			quoted[string(p.Quoted)] = true
		}
		posts = append(posts, p)
	}
	whose := map[data.PostID]data.AccountID{}
	if len(quoted) > 0 {
		stored, err := lake.Find(ctx, r, lake.Posts, quoted, partition.Among(earlier))
		if err != nil {
			return nil, err
		}
		for id, p := range stored {
			whose[data.PostID(id)] = p.AccountID
		}
	}
	for i := range posts {
		found.read(&posts[i], whose)
	}
	return found, nil
}

// community is what posts of one partition tell.
type community struct {
	list  *listing
	edges map[data.CommunityEdge]int64 // by a row without its count
	links map[data.CommunityLink]int64
}

// read notes one post: each account, place and hashtag once for a tie or kind.
func (c *community) read(p *communityPost, whose map[data.PostID]data.AccountID) {
	from := c.list.accounts[p.AccountID]
	edges := map[data.CommunityEdge]bool{}
	tie := func(to *listed, kind data.Tie) {
		e := data.CommunityEdge{Month: p.PublishedAt.Month(), Platform: p.Platform, From: p.AccountID, Tie: kind}
		if to != nil {
			if to.institution == from.institution {
				return // its own other channels are no ties of the community
			}
			e.To = to.AccountID
		}
		edges[e] = true
	}
	text := p.Text
	if p.IsRepost {
		to := c.list.author(p.Quoted, whose)
		if p.Quoted == "" {
			to = c.list.reposted(p, from)
		}
		tie(to, data.TieRepost)
		text = "" // what follows is another's
	} else {
		if p.IsQuote || p.Quoted != "" {
			tie(c.list.author(p.Quoted, whose), data.TieQuote)
		}
		c.places(p)
	}
	for _, to := range c.list.mentioned(text, p.Platform, from) {
		tie(to, data.TieMention)
	}
	for _, link := range c.linksOf(p, text) {
		if to := c.list.profile(link); to != nil {
			tie(to, data.TieMention)
		}
	}
	for e := range edges {
		c.edges[e]++
	}
}

// linksOf are the links of a post and its text.
func (c *community) linksOf(p *communityPost, text string) []string {
	if p.IsRepost {
		return nil
	}
	links := slices.Clone(p.Links)
	for _, word := range strings.Fields(text) {
		if i := strings.Index(word, "http"); i >= 0 && strings.Contains(word[i:], "://") {
			links = append(links, strings.TrimRight(word[i:], ".,;:!?'\")]"))
		}
	}
	return links
}

func (c *community) edgeRows() []data.CommunityEdge {
	rows := []data.CommunityEdge{} // empty, not nil: a month without any is read once
	for e, n := range c.edges {
		e.Posts = n
		rows = append(rows, e)
	}
	return rows
}

func (c *community) linkRows() []data.CommunityLink {
	rows := []data.CommunityLink{}
	for l, n := range c.links {
		l.Posts = n
		rows = append(rows, l)
	}
	return rows
}
