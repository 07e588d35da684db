package meta

import (
	"context"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/caption"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// postFields are what is asked of a Page's post. Comments are counted with the
// answers to them.
const postFields = "id,message,created_time,permalink_url,status_type,is_published,parent_id,from{id}," +
	"attachments{media_type,type,url,unshimmed_url,target{id},subattachments{media_type,type,target{id}}}," +
	"shares,comments.filter(stream).limit(0).summary(true),reactions.limit(0).summary(true)"

// post is a Page's post.
type post struct {
	ID          web.ID `json:"id"`
	Message     string `json:"message"`
	Created     string `json:"created_time"`
	Permalink   string `json:"permalink_url"`
	StatusType  string `json:"status_type"`
	Published   *bool  `json:"is_published"`
	ParentID    web.ID `json:"parent_id"` // the post that this one shares
	From        *node  `json:"from"`
	Attachments struct {
		Data web.Each[attachment] `json:"data"`
	} `json:"attachments"`
	Shares *struct {
		Count web.Int `json:"count"`
	} `json:"shares"`
	Comments  *counted    `json:"comments"`
	Reactions *counted    `json:"reactions"`
	_         web.Ignored `names:"story,story_tags,full_picture,icon,updated_time,is_hidden,is_expired,is_popular,is_instagram_eligible,instagram_eligibility,is_eligible_for_promotion,is_inline_created,is_spherical,message_tags,place,privacy,promotable_id,properties,to,via,with_tags,actions,admin_creator,allowed_advertising_objectives,application,backdated_time,call_to_action,can_reply_privately,child_attachments,coordinates,event,expanded_height,expanded_width,feed_targeting,height,width,link,multi_share_end_card,multi_share_optimized,object_id,picture,scheduled_publish_time,sheduled_publish_time,source,subscribed,target,targeting,timeline_visibility,type,video_buying_eligibility,likes,insights,sharedposts,sponsor_tags,name,caption,description"`
}

type attachment struct {
	MediaType string `json:"media_type"` // photo, video, album, link, event, ...
	Type      string `json:"type"`       // finer: video_inline, share, native_templates, ...
	URL       string `json:"url"`        // by way of Facebook's own redirect
	Unshimmed string `json:"unshimmed_url"`
	Target    target `json:"target"`
	Below     struct {
		Data web.Each[attachment] `json:"data"`
	} `json:"subattachments"`
	_ web.Ignored `names:"title,description,description_tags,media"`
}

// target is the target of an attachment, which may have an address only.
type target struct {
	ID web.ID      `json:"id"`
	_  web.Ignored `names:"url,unshimmed_url"`
}

// add adds a post's rows, with its insights. Posts that are not published, and those
// of others on the Page, are not the account's.
func (f *page) add(ctx context.Context, p *connectors.Page, x *post) error {
	if x.Published != nil && !*x.Published || x.From != nil && x.From.ID != "" && x.From.ID != f.found.ID {
		return nil
	}
	at, ok := moment(x.Created)
	if !ok || x.ID == "" {
		undated(p, "created_time", "post")
		return nil
	}
	row := f.post(string(x.ID), data.At(at))
	row.URL, row.Text = webAddress(x.Permalink), x.Message
	row.Hashtags = caption.Hashtags(x.Message)
	row.Links = x.links()
	row.FormatNative, row.MediaCount = x.format()
	if x.ParentID != "" && x.ParentID != x.ID && x.StatusType == "shared_story" {
		row.IsQuote, row.IsRepost = x.Message != "", x.Message == ""
		if author, _, ok := strings.Cut(string(x.ParentID), "_"); ok && row.IsQuote && f.configured(author) {
			row.Quoted = data.NewPostID(data.Facebook, string(x.ParentID))
		}
	}
	if f.own() && f.unwanted(&row, total(x.Comments)) {
		p.Posts = append(p.Posts, row)
		return nil
	}
	counts := newTally()
	reactions, comments := total(x.Reactions), total(x.Comments)
	counts.set("likes", reactions, data.Hidden)
	counts.set("replies", comments, data.Hidden)
	// What was never shared has no shares at all, so absent is 0 where the other
	// counters are told.
	switch {
	case x.Shares != nil:
		counts.set("shares", x.Shares.Count.N, data.BadInput)
	case reactions != nil || comments != nil:
		counts.set("shares", data.N(0), "")
	default:
		counts.set("shares", nil, data.Hidden)
	}
	var kinds map[string]int64
	if f.own() {
		r, err := f.insight.of(ctx, subject{id: string(x.ID), path: segment(x.ID) + "/insights", object: "post", kind: row.FormatNative})
		if err != nil {
			return f.about(err)
		}
		counts.add(r)
		kinds = r.reactions
	} else {
		for _, name := range []string{"clicks", "reach", "views"} {
			counts.set(name, nil, data.Hidden)
		}
	}
	snap := counts.snapshot(&row, "all")
	snap.Reactions = kinds
	p.Posts, p.Snapshots = append(p.Posts, row), append(p.Snapshots, snap)
	return nil
}

func (f *page) configured(id string) bool {
	return id == string(f.found.ID) || f.env.IsOwn(data.Facebook, id)
}

// total is the number of a counted list; nil if it was not told.
func total(c *counted) data.Count {
	if c == nil || c.Summary == nil {
		return nil
	}
	return c.Summary.Total.N
}

// format names the medium in Facebook's words, and counts the media. A post without
// attachments is a status.
func (x *post) format() (word string, media data.Count) {
	if len(x.Attachments.Data.Items) == 0 {
		if len(x.Attachments.Data.Bad) > 0 {
			return "", nil
		}
		return "status", data.N(0)
	}
	a := &x.Attachments.Data.Items[0]
	word = strings.ToLower(a.MediaType)
	if word == "" {
		word = strings.ToLower(a.Type)
	}
	switch {
	case strings.Contains(x.Permalink, "/reel/"):
		return "reel", data.N(1)
	case strings.Contains(strings.ToLower(a.Type), "live_video"):
		return "live_video", data.N(1)
	case word == "photo", word == "video":
		return word, data.N(1)
	case word == "music":
		return "audio", data.N(1)
	case word == "album":
		return word, a.media()
	case word == "share":
		word = "link"
	}
	return word, data.N(0)
}

// media counts what is attached below, each once; nil if it is not told.
func (a *attachment) media() data.Count {
	seen := map[web.ID]bool{}
	var unnamed int64
	for _, below := range a.Below.Data.Items {
		if below.Target.ID == "" {
			unnamed++
			continue
		}
		seen[below.Target.ID] = true
	}
	if n := int64(len(seen)) + unnamed; n > 0 {
		return data.N(n)
	}
	return nil
}

// links are the addresses in the text, and the one that is attached.
func (x *post) links() []string {
	text := x.Message
	for _, a := range x.Attachments.Data.Items {
		if a.MediaType == "link" || a.Type == "share" {
			text += " " + outside(a.Unshimmed, a.URL)
		}
	}
	return caption.Links(text)
}
