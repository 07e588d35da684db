package bluesky

import (
	"encoding/json"

	"github.com/digital-diplomacy/tailor/connectors/web"
)

// The answers of the AppView as its lexicons declare them. Text that is only
// compared or parsed is a web.ID, which takes whatever comes.

type profile struct {
	actor
	Followers web.Int `json:"followersCount"`
	Follows   web.Int `json:"followsCount"`
	Posts     web.Int `json:"postsCount"`

	_ web.Ignored `names:"$type,description,banner,website,joinedViaStarterPack,indexedAt,pinnedPost"`
}

// actor is what is read of an account: nothing that describes a person.
type actor struct {
	DID    web.ID  `json:"did"`
	Handle web.ID  `json:"handle"` // to know the configured accounts by; never stored
	Labels []label `json:"labels"`

	_ web.Ignored `names:"$type,displayName,pronouns,avatar,associated,viewer,createdAt,verification,status,debug"`
}

type label struct {
	Val web.ID `json:"val"`
	Neg bool   `json:"neg"`

	_ web.Ignored `names:"$type,ver,src,uri,cid,cts,exp,sig"`
}

// signedInOnly is the label of accounts that are to be shown to signed-in readers.
const signedInOnly = "!no-unauthenticated"

// closed reports whether the account asked not to be shown to those not signed in.
func (a *actor) closed() bool {
	for _, l := range a.Labels {
		if l.Val == signedInOnly && !l.Neg {
			return true
		}
	}
	return false
}

type authorFeed struct {
	Cursor web.ID             `json:"cursor"`
	Feed   web.Each[feedItem] `json:"feed"`
}

type feedItem struct {
	Post   postView `json:"post"`
	Reason *reason  `json:"reason"`

	_ web.Ignored `names:"$type,reply,feedContext,reqId"`
}

// reason says why a post stands in a feed: it was reposted or pinned.
type reason struct {
	Type      web.ID `json:"$type"`
	By        actor  `json:"by"`
	URI       web.ID `json:"uri"` // of the repost; servers before 2025 do not send it
	IndexedAt web.ID `json:"indexedAt"`

	_ web.Ignored `names:"cid"`
}

const reasonRepost = "app.bsky.feed.defs#reasonRepost"

type postsAnswer struct {
	Posts web.Each[postView] `json:"posts"`
}

type postView struct {
	URI       web.ID     `json:"uri"`
	Author    actor      `json:"author"`
	Record    record     `json:"record"`
	Embed     *embedView `json:"embed"`
	Bookmarks web.Int    `json:"bookmarkCount"`
	Replies   web.Int    `json:"replyCount"`
	Reposts   web.Int    `json:"repostCount"`
	Likes     web.Int    `json:"likeCount"`
	Quotes    web.Int    `json:"quoteCount"`
	IndexedAt web.ID     `json:"indexedAt"`

	_ web.Ignored `names:"$type,cid,viewer,labels,threadgate,debug"`
}

// embedView is what the AppView made of an embed; only whom it quotes is read of it.
type embedView struct {
	Record *quotedView `json:"record"`

	_ web.Ignored `names:"$type,images,items,video,cid,playlist,thumbnail,alt,aspectRatio,presentation,external,media"`
}

type quotedView struct {
	Author actor       `json:"author"`
	Record *quotedView `json:"record"` // within recordWithMedia

	_ web.Ignored `names:"$type,uri,cid,did,value,labels,replyCount,repostCount,likeCount,quoteCount,embeds,indexedAt,notFound,blocked,detached,creator,displayName,description,descriptionFacets,avatar,viewer,acceptsInteractions,contentMode,name,purpose,listItemCount,joinedAllTimeCount,joinedWeekCount,list,feeds,createdAt,updatedAt"`
}

// author is the one quoted, nil if the AppView does not show the post.
func (v *embedView) author() *actor {
	if v == nil || v.Record == nil {
		return nil
	}
	q := v.Record
	if q.Author.DID == "" && q.Record != nil {
		q = q.Record
	}
	if q.Author.DID == "" {
		return nil
	}
	return &q.Author
}

// record is a post as its author's program wrote it.
type record struct {
	Type      web.ID    `json:"$type"`
	Text      string    `json:"text"`
	CreatedAt web.ID    `json:"createdAt"`
	Langs     []string  `json:"langs"`
	Tags      []string  `json:"tags"`
	Facets    []facet   `json:"facets"`
	Reply     *replyRef `json:"reply"`
	Embed     *embed    `json:"embed"`
	Subject   *ref      `json:"subject"` // of a repost

	_ web.Ignored `names:"entities,labels,via,bridgyOriginalText,bridgyOriginalUrl,fediverseId,fullText,fullTextHtml"`
}

type replyRef struct {
	Root   ref `json:"root"`
	Parent ref `json:"parent"`

	_ web.Ignored `names:"$type"`
}

// ref names a record; within an embed with media it stands one level deeper.
type ref struct {
	URI    web.ID `json:"uri"`
	Record *ref   `json:"record"`

	_ web.Ignored `names:"$type,cid"`
}

func (r *ref) address() string {
	switch {
	case r == nil:
		return ""
	case r.URI == "" && r.Record != nil:
		return string(r.Record.URI)
	}
	return string(r.URI)
}

type facet struct {
	Index struct {
		Start int `json:"byteStart"`
		End   int `json:"byteEnd"`

		_ web.Ignored `names:"$type"`
	} `json:"index"`
	Features []feature `json:"features"`

	_ web.Ignored `names:"$type"`
}

type feature struct {
	Type web.ID `json:"$type"`
	URI  web.ID `json:"uri"`
	Tag  web.ID `json:"tag"`
	DID  web.ID `json:"did"`
}

const (
	featureLink    = "app.bsky.richtext.facet#link"
	featureTag     = "app.bsky.richtext.facet#tag"
	featureMention = "app.bsky.richtext.facet#mention"
)

type embed struct {
	Type         web.ID            `json:"$type"`
	Images       []json.RawMessage `json:"images"`
	Items        []json.RawMessage `json:"items"` // of a gallery
	External     *external         `json:"external"`
	Record       *ref              `json:"record"`
	Media        *embed            `json:"media"`
	Presentation web.ID            `json:"presentation"` // of a video: "gif" if it stands for one

	_ web.Ignored `names:"video,captions,alt,aspectRatio"`
}

type external struct {
	URI web.ID `json:"uri"`

	_ web.Ignored `names:"$type,title,description,thumb,associatedRefs"`
}

type threadAnswer struct {
	Thread node `json:"thread"`

	_ web.Ignored `names:"threadgate"`
}

// node is a post of a thread with what hangs under it, or one that is not shown.
type node struct {
	Type    web.ID `json:"$type"`
	URI     web.ID `json:"uri"`      // of one not shown
	Missing bool   `json:"notFound"` // deleted
	Post    sent   `json:"post"`
	Replies []node `json:"replies"`

	_ web.Ignored `names:"parent,threadContext,blocked,author,viewer"`
}

// sent is a post of a thread; one that cannot be read does not lose the others.
type sent struct {
	postView
	ok bool
}

// UnmarshalJSON never fails.
func (s *sent) UnmarshalJSON(b []byte) error {
	s.ok = json.Unmarshal(b, &s.postView) == nil && s.URI != ""
	return nil
}
