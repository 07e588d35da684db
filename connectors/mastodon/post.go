package mastodon

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Why a status was set aside.
const (
	whyNoID    = "no_id"         // neither uri nor url
	whyBadDate = "bad_date"      // created_at is missing or unreadable
	whyOther   = "other_account" // written by somebody else; nothing of it is kept
)

// native is what the whole network calls the status. A boost that a server gives the
// address of what it repeats gets one of its own.
func (c *client) native(s *status) string {
	id := string(s.URI)
	if id == "" {
		id = string(s.URL)
	}
	if b := s.Reblog.of; b != nil && id != "" && id == string(b.URI) {
		if s.ID == "" {
			return ""
		}
		return id + "#boost-" + string(s.ID)
	}
	return id
}

// published returns the moment of publishing; 0 if it cannot be read.
func (s *status) published() data.Micros { return moment(s.CreatedAt) }

// moment reads ISO 8601 with a zone, as all these servers write it.
func moment(v text) data.Micros {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999Z0700"} {
		if t, err := time.Parse(layout, strings.TrimSpace(string(v))); err == nil {
			return data.At(t)
		}
	}
	return 0
}

// add adds a status of the account: post, counters and poll, or a reject.
func (c *client) add(p *connectors.Page, s *status, line int) {
	reject := func(field, why, hint string) {
		p.Rejects = append(p.Rejects, data.Reject{Input: p.Input, Line: int64(line), Field: field, Why: why, Hint: hint})
	}
	native, published := c.native(s), s.published()
	switch {
	case s.Account.ID != "" && s.Account.ID != c.self.ID:
		reject("account", whyOther, "the server lists a status of another account; it is not kept")
	case native == "":
		reject("uri", whyNoID, "the server sent a status without an address; tell its administrators")
	case published == 0:
		reject("created_at", whyBadDate, "the server sent a time in a form this version does not know; look for a newer version")
	default:
		post := c.post(s, data.NewPostID(data.Mastodon, native), published)
		p.Posts = append(p.Posts, post)
		p.Snapshots = append(p.Snapshots, c.snapshot(s, &post))
		c.poll(p, s, &post)
	}
}

// post maps a status. A boost keeps nothing of what it repeats but, if that is of a
// configured account, its address.
func (c *client) post(s *status, id data.PostID, published data.Micros) data.Post {
	post := data.Post{
		PostID: id, AccountID: c.account.ID, Platform: data.Mastodon, PublishedAt: published, Precision: data.BySecond,
		IsReply: s.ReplyTo != "", Paid: data.Organic, ObservedAt: c.env.Clock.Now(), Source: data.SourceAPI,
	}
	if s.Reblog.of != nil {
		post.IsRepost, post.FormatNative, post.Quoted = true, "reblog", c.configured(s.Reblog.of)
		return post
	}
	body := read(string(s.Content))
	post.Text, post.LangPlatform = s.words(body.text), language(s.Language)
	if isWeb(string(s.URL)) {
		post.URL = string(s.URL)
	}
	links := s.links(body)
	post.FormatNative = s.format(len(links) > 0)
	post.MediaCount, post.DurationMS = data.N(int64(len(s.Media.Items)+len(s.Media.Bad))), s.duration()
	post.Hashtags = s.hashtags()
	post.Links = slices.DeleteFunc(links, func(link string) bool { return c.namesSomebody(link) })
	post.IsQuote, post.Quoted = c.quotes(s)
	if !post.IsReply {
		post.Conversation = id.Native()
	}
	return post
}

// words is the text with the content warning above it: both were published.
func (s *status) words(body string) string {
	warning := plain(string(s.Spoiler))
	return strings.TrimSpace(warning + "\n\n" + body)
}

// links are the addresses in the text, without those of people it mentions, and the
// one the server shows a card of.
func (s *status) links(body content) []string {
	links := slices.DeleteFunc(slices.Clone(body.links), func(link string) bool {
		return slices.ContainsFunc(s.Mentions.Items, func(m mention) bool { return string(m.URL) == link })
	})
	if card := s.Card.of; card != nil && isWeb(string(card.URL)) && len(links) == 0 {
		links = append(links, string(card.URL))
	}
	return links
}

// namesSomebody reports whether a link leads to the profile or a post of an account
// that is not configured, in the forms that this network and others use.
func (c *client) namesSomebody(link string) bool {
	u, err := url.Parse(link)
	if err != nil {
		return true
	}
	rest, ok := strings.CutPrefix(u.Path, "/@")
	if !ok {
		rest, ok = strings.CutPrefix(u.Path, "/users/")
	}
	name, _, _ := strings.Cut(rest, "/")
	return ok && name != "" && !c.ours("", text(fullName(name, strings.ToLower(u.Host)))) && fullName(name, strings.ToLower(u.Host)) != strings.ToLower(c.at.full())
}

// format names the medium in the API's words: the type of the attachments, mixed if
// they differ; else poll, link or text.
func (s *status) format(linked bool) string {
	kind := ""
	for _, m := range s.Media.Items {
		switch {
		case kind == "":
			kind = string(m.Type)
		case kind != string(m.Type):
			kind = "mixed"
		}
	}
	switch {
	case kind != "":
		return kind
	case len(s.Media.Items)+len(s.Media.Bad) > 0:
		return "unknown"
	case s.Poll.of != nil:
		return "poll"
	case linked:
		return "link"
	}
	return "text"
}

// duration is the length of the longest medium in milliseconds; nil if none is told.
func (s *status) duration() data.Count {
	var longest seconds
	for _, m := range s.Media.Items {
		if m.Meta.of != nil && (m.Type == "video" || m.Type == "audio" || m.Type == "gifv") {
			longest = max(longest, m.Meta.of.Duration, m.Meta.of.Original.Duration)
		}
	}
	if longest == 0 {
		return nil
	}
	return data.N(int64(math.Round(float64(longest) * 1000)))
}

func (s *status) hashtags() []string {
	var tags []string
	for _, t := range s.Tags.Items {
		if name := strings.ToLower(strings.TrimPrefix(string(t.Name), "#")); name != "" && !slices.Contains(tags, name) {
			tags = append(tags, name)
		}
	}
	return tags
}

// quotes reports whether a status quotes another one, and which if that is of a
// configured account.
func (c *client) quotes(s *status) (is bool, of data.PostID) {
	var quoted *reference
	if q := s.Quote.of; q != nil {
		is = true
		if quoted = q.Status.of; quoted == nil && q.URI != "" {
			quoted = &q.reference
		}
	}
	if p := s.Pleroma.of; p != nil && !is {
		is, quoted = p.Quote.of != nil || p.QuoteURL != "" || p.QuoteID != "", p.Quote.of
	}
	return is, c.configured(quoted)
}

// configured returns the address of a status of a configured account; "" of any other.
func (c *client) configured(s *reference) data.PostID {
	if s == nil || s.URI == "" || s.Account.of == nil || !c.ours(s.Account.of.ID, s.Account.of.Acct) {
		return ""
	}
	return data.NewPostID(data.Mastodon, string(s.URI))
}

// language is a tag of BCP 47; "" for what is none.
func language(v text) string {
	tag := strings.ToLower(strings.ReplaceAll(string(v), "_", "-"))
	main, _, _ := strings.Cut(tag, "-")
	if len(main) < 2 || len(main) > 3 || len(tag) > 35 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || main == "und" {
		return ""
	}
	return tag
}
