package feed

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/text/language"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// document is a feed as it was answered.
type document struct {
	input          string
	articles       []article
	rejects        []data.Reject
	notes          []connectors.Note
	etag, modified string
	early          bool // it holds articles from after the as-of moment, so it must be read again
}

// article is a post, with counters if the feed has any.
type article struct {
	post     data.Post
	snapshot *data.PostSnapshot
}

// Why an item was set aside.
const (
	whyNoID      = "no_id"
	whyNoDate    = "no_date"
	whyBadDate   = "bad_date"
	whyAmbiguous = "ambiguous_date"
	whyDuplicate = "duplicate"
)

// document makes posts of an answer.
func (d *Driver) document(a *answer) (*document, error) {
	input := a.from.Host + a.from.Path
	feed, damage, err := decode(a.Body, a.Header.Get("Content-Type"))
	if err != nil {
		return nil, fmt.Errorf("read the feed %s: %w", input, err)
	}
	doc := &document{input: input, etag: a.Header.Get("ETag"), modified: a.Header.Get("Last-Modified")}
	if damage != "" {
		doc.notes = append(doc.notes, connectors.Note{Input: input, What: damage})
	}
	lang := tongue(feed.Language)
	seen := map[data.PostID]bool{}
	for i, item := range feed.Items {
		at := func(field, why, hint string) {
			doc.rejects = append(doc.rejects, data.Reject{Input: input, Line: int64(i + 1), Field: field, Why: why, Hint: hint})
		}
		platform, native := identity(item, a.from)
		published, precision, why := when(item, d.env.Zone)
		switch {
		case native == "":
			at("guid", whyNoID, "the item has neither id nor link, so it could not be known again")
			continue
		case why != "":
			at("published", why, "the item has no moment that can be told for sure; ask the publisher to write it like 2026-05-31T09:00:00Z")
			continue
		case published > d.env.Clock.Now():
			doc.early = true
			continue
		case published < d.account.Since:
			continue
		}
		x := article{post: data.Post{PostID: data.NewPostID(platform, native), AccountID: d.account.ID, Platform: platform,
			PublishedAt: published, Precision: precision, URL: link(item, a.from), Text: text(item), LangPlatform: lang,
			Paid: data.PaidUnknown, ObservedAt: d.env.Clock.Now(), Source: data.SourceFeed}}
		if seen[x.post.PostID] {
			at("guid", whyDuplicate, "another item of the feed has the same id")
			continue
		}
		seen[x.post.PostID] = true
		if item.DublinCoreExt != nil && len(item.DublinCoreExt.Language) > 0 {
			if own := tongue(item.DublinCoreExt.Language[0]); own != "" {
				x.post.LangPlatform = own
			}
		}
		medium(&x.post, item)
		x.snapshot = counters(&x.post, item)
		doc.articles = append(doc.articles, x)
	}
	return doc, nil
}

// tongue is a language as a feed declares it, if it is one.
func tongue(s string) string {
	tag, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}

// longestID is more than any id that a person or program gives on purpose.
const longestID = 500

// identity is what an item is called: of which platform, and there.
func identity(item *gofeed.Item, from *url.URL) (data.Platform, string) {
	if id := extension(item, "yt", "videoId"); id != nil && isWord(id.Value) {
		return data.YouTube, id.Value
	}
	guid := strings.TrimSpace(item.GUID)
	if strings.HasPrefix(guid, "at://did:") && strings.Contains(guid, "/app.bsky.feed.post/") && !strings.ContainsAny(guid, " \t\n?#") {
		return data.Bluesky, guid
	}
	switch {
	case guid == "":
		guid = link(item, from)
	case !strings.Contains(guid, "://") && !strings.HasPrefix(guid, "urn:") && !strings.HasPrefix(guid, "tag:"):
		guid = from.Host + "#" + guid
	}
	if len(guid) > longestID || strings.ContainsFunc(guid, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		guid = from.Host + "#" + connectors.Key(guid)
	}
	return own, guid
}

func isWord(s string) bool {
	return s != "" && len(s) < 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}

// link is where an item leads to, "" if nowhere on the web.
func link(item *gofeed.Item, from *url.URL) string {
	for _, l := range append([]string{item.Link}, item.Links...) {
		if u, err := from.Parse(strings.TrimSpace(l)); err == nil && l != "" && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil {
			return u.String()
		}
	}
	return ""
}
