package bluesky

import (
	"encoding/json"

	"github.com/digital-diplomacy/tailor/connectors/web"
)

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
