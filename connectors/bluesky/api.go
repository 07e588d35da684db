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
