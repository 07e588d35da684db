package feed

import (
	"cmp"
	"mime"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"

	"github.com/digital-diplomacy/tailor/connectors/markup"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// longestText is how much of a text is kept, in characters: title and lead. Feeds may
// hold whole articles, which belong to their publisher.
const longestText = 2000

// text is the title, and what the feed says of the article.
func text(item *gofeed.Item) string {
	title := markup.Text(item.Title, nil)
	lead := markup.Text(cmp.Or(strings.TrimSpace(item.Description), child(extension(item, "media", "group"), "description").Value, item.Content), nil)
	if strings.HasPrefix(lead, title) { // as feeds of short messages do, which have no titles
		title = ""
	}
	all := strings.TrimSpace(title + "\n\n" + lead)
	runes := []rune(all)
	if len(runes) <= longestText {
		return all
	}
	all = string(runes[:longestText])
	if i := strings.LastIndexAny(all, " \n"); i > len(all)*3/4 {
		all = all[:i]
	}
	return strings.TrimRight(all, " \n") + "…"
}

// medium names the item's medium by what is enclosed: "audio" and "video" for those,
// "short" for a YouTube Short, else "article".
func medium(p *data.Post, item *gofeed.Item) {
	p.FormatNative = "article"
	if p.Platform == data.YouTube {
		p.FormatNative = "video"
		if strings.Contains(p.URL, "/shorts/") {
			p.FormatNative = "short"
		}
		p.MediaCount = data.N(1)
		return
	}
	played := int64(0)
	for _, e := range item.Enclosures {
		kind, _, err := mime.ParseMediaType(e.Type)
		if kind, _, _ = strings.Cut(kind, "/"); err == nil && (kind == "audio" || kind == "video") {
			if played++; played == 1 {
				p.FormatNative = kind
			}
		}
	}
	if played == 0 {
		return
	}
	p.MediaCount = data.N(played)
	if item.ITunesExt != nil {
		p.DurationMS = duration(item.ITunesExt.Duration)
	}
}

// duration reads a podcast's length: seconds, MM:SS or HH:MM:SS.
func duration(s string) data.Count {
	total := int64(0)
	parts := strings.Split(strings.TrimSpace(s), ":")
	for i, part := range parts {
		n, err := strconv.ParseInt(part, 10, 32)
		if err != nil || n < 0 || len(parts) > 3 || i > 0 && n > 59 {
			return nil
		}
		total = total*60 + n
	}
	if total == 0 {
		return nil
	}
	return data.N(total * 1000)
}

// counters are those that the feed has; nil if it has none.
func counters(p *data.Post, item *gofeed.Item) *data.PostSnapshot {
	community := child(extension(item, "media", "group"), "community")
	s := &data.PostSnapshot{PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform, PublishedAt: p.PublishedAt, ObservedAt: p.ObservedAt, Source: data.SourceFeed,
		Views: number(child(community, "statistics").Attrs["views"]), Likes: number(child(community, "starRating").Attrs["count"])}
	for _, name := range [][2]string{{"slash", "comments"}, {"thr", "total"}} {
		if e := extension(item, name[0], name[1]); e != nil && s.Replies == nil {
			s.Replies = number(e.Value)
		}
	}
	if s.Views == nil && s.Likes == nil && s.Replies == nil {
		return nil
	}
	if s.Replies != nil {
		s.RepliesScope = "all"
	}
	if s.Views != nil {
		s.ViewsDefinition = "views as the feed tells them (media:statistics)"
	}
	s.Explain(nil)
	return s
}

func number(s string) data.Count {
	var n web.Int
	_ = n.UnmarshalJSON([]byte(s)) // it never fails
	return n.N
}

// extension is an element of another namespace, nil if the item has none.
func extension(item *gofeed.Item, prefix, name string) *ext.Extension {
	if list := item.Extensions[prefix][name]; len(list) > 0 {
		return &list[0]
	}
	return nil
}

// child is an element below another, an empty one if there is none.
func child(e *ext.Extension, name string) *ext.Extension {
	if e != nil && len(e.Children[name]) > 0 {
		return &e.Children[name][0]
	}
	return &ext.Extension{}
}
