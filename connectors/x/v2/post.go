package v2

import (
	"cmp"
	"html"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

// Why a post was set aside.
const (
	whyOtherAccount = "other_account"
	whyNoID         = "no_id"
	whyNoDate       = "no_date"
)

// addPosts adds the posts of an answer with their counters and polls, each once.
func (c *client) addPosts(p *connectors.Page, out *answer[post]) {
	p.Rejects = append(p.Rejects, out.Data.Rejects(p.Input, "data")...)
	media := map[string]*medium{}
	for i := range out.Includes.Media.Items {
		media[out.Includes.Media.Items[i].Key] = &out.Includes.Media.Items[i]
	}
	polls := map[string]*poll{}
	for i := range out.Includes.Polls.Items {
		polls[string(out.Includes.Polls.Items[i].ID)] = &out.Includes.Polls.Items[i]
	}
	seen := map[web.ID]bool{}
	for i := range out.Data.Items {
		x := &out.Data.Items[i]
		if seen[x.ID] {
			continue
		}
		seen[x.ID] = x.ID != ""
		if why, hint := c.refuses(x); why != "" {
			p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: int64(i + 1), Why: why, Hint: hint})
			continue
		}
		aliases := v1.Edited(x.Versions.Items)
		p.Aliases = append(p.Aliases, aliases...)
		if len(aliases) > 0 && aliases[0].PostID.Native() != string(x.ID) {
			continue // an earlier version of a post that was edited since
		}
		row := c.post(x, media)
		p.Posts = append(p.Posts, row)
		p.Snapshots = append(p.Snapshots, c.snapshot(x, &row, media))
		for _, id := range x.Attachments.Polls.Items {
			if q := polls[string(id)]; q != nil && !row.IsRepost {
				addPoll(p, &row, q)
			}
		}
		c.roots[row.PostID] = x.Conversation
	}
}

// refuses says why a post is set aside, "" if it is not.
func (c *client) refuses(x *post) (why, hint string) {
	switch {
	case !v1.IsID(x.ID):
		return whyNoID, "the server sent a post without an id that X can have given"
	case x.published() == 0:
		return whyNoDate, "the server sent a post without a date that can be read"
	case c.self != nil && x.AuthorID != "" && x.AuthorID != c.self.ID:
		return whyOtherAccount, "posts of other accounts are counted, not kept"
	}
	return "", ""
}

// refers returns the id of the post that x refers to in a way, "" if to none.
func (x *post) refers(way string) string {
	for _, r := range x.References.Items {
		if r.Type == way {
			return string(r.ID)
		}
	}
	return ""
}

// body is the whole text. The API escapes &, < and > as HTML does.
func (x *post) body() string {
	if x.Note != nil && x.Note.Text != "" {
		return html.UnescapeString(x.Note.Text)
	}
	return html.UnescapeString(x.Text)
}

// found are the entities of the whole text.
func (x *post) found() *entities {
	if x.Note != nil && x.Note.Text != "" {
		return &x.Note.Entities
	}
	return &x.Entities
}

func (c *client) post(x *post, media map[string]*medium) data.Post {
	row := data.Post{
		PostID: data.NewPostID(data.X, string(x.ID)), AccountID: c.account.ID, Platform: data.X,
		PublishedAt: x.published(), Precision: data.BySecond, URL: v1.Link(string(x.ID)),
		LangPlatform: v1.Language(x.Lang), IsReply: x.refers("replied_to") != "" || x.InReplyTo != "",
		IsRepost: x.refers("retweeted") != "", Conversation: string(cmp.Or(x.Conversation, x.ID)),
		Paid: data.PaidUnknown, ObservedAt: c.now(), Source: data.SourceAPI,
	}
	if row.IsRepost {
		row.FormatNative, row.LangPlatform, row.Conversation = "repost", "", "" // all that is another's
		if by := v1.Reposted(x.Text); by != "" && c.configured(by) {
			row.Quoted = data.NewPostID(data.X, x.refers("retweeted"))
		}
		return row
	}
	row.Text = x.body()
	var kinds []string
	for _, key := range x.Attachments.Media.Items {
		kinds = append(kinds, kind(key, media[key]))
		if m := media[key]; m != nil && m.Duration.N != nil && *m.Duration.N > 0 {
			row.DurationMS = data.MaxCount(row.DurationMS, m.Duration.N)
		}
	}
	if len(kinds) > 0 {
		row.MediaCount = data.N(int64(len(kinds)))
	}
	article := c.links(x, &row)
	row.FormatNative = v1.FormatNative(kinds, len(x.Attachments.Polls.Items) > 0, len(row.Links) > 0)
	if article && row.FormatNative == "text" {
		row.FormatNative = "article"
	}
	for _, h := range x.found().Hashtags.Items {
		if tag := strings.ToLower(h.Tag); tag != "" && !slices.Contains(row.Hashtags, tag) {
			row.Hashtags = append(row.Hashtags, tag)
		}
	}
	return row
}

// links fills in what the links of a post tell: addresses outside X, which post is
// quoted, and whether it is one of X's articles.
func (c *client) links(x *post, row *data.Post) (article bool) {
	quoted := x.refers("quoted")
	row.IsQuote = quoted != ""
	for _, u := range slices.Concat(x.found().URLs.Items, x.Entities.URLs.Items) {
		to := cmp.Or(u.Expanded, u.URL)
		switch {
		case to == "" || u.MediaKey != "":
		case !v1.OnX(to):
			if !slices.Contains(row.Links, to) {
				row.Links = append(row.Links, to)
			}
		case strings.Contains(to, "/i/article/"):
			article = true
		default:
			// The link of a quote names the author, whom the reference does not.
			if handle, id := v1.StatusLink(to); id != "" && id == quoted && c.configured(handle) {
				row.Quoted = data.NewPostID(data.X, id)
			}
		}
	}
	return article
}

// configured reports whether a handle is this account's or another configured one.
func (c *client) configured(handle string) bool {
	return c.account.Is(handle) || c.env.IsOwn(data.X, handle)
}

// kind is the medium's, told by its key where the answer leaves it out.
func kind(key string, m *medium) string {
	if m != nil && m.Type != "" {
		return m.Type
	}
	switch prefix, _, _ := strings.Cut(key, "_"); prefix {
	case "3":
		return "photo"
	case "7", "13":
		return "video"
	case "16":
		return "animated_gif"
	}
	return ""
}
