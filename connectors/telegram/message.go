package telegram

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// message is one message of an export. Names of people are not read.
type message struct {
	ID          web.Int            `json:"id"`
	Type        word               `json:"type"` // message, service, unsupported
	Date        word               `json:"date"` // without a zone
	DateUnix    web.Int            `json:"date_unixtime"`
	FromID      word               `json:"from_id"`        // user123, channel123
	Forwarded   json.RawMessage    `json:"forwarded_from"` // present if forwarded; null if the name is gone
	ForwardedID json.RawMessage    `json:"forwarded_from_id"`
	ReplyTo     web.Int            `json:"reply_to_message_id"`
	ReplyPeer   word               `json:"reply_to_peer_id"` // where the answered message stands, if elsewhere
	Photo       json.RawMessage    `json:"photo"`
	File        json.RawMessage    `json:"file"`
	MediaType   word               `json:"media_type"`
	Mime        word               `json:"mime_type"`
	Duration    web.Int            `json:"duration_seconds"`
	Location    json.RawMessage    `json:"location_information"`
	Contact     json.RawMessage    `json:"contact_information"`
	Poll        *poll              `json:"poll"`
	Text        json.RawMessage    `json:"text"`
	Entities    json.RawMessage    `json:"text_entities"`
	Reactions   web.Each[reaction] `json:"reactions"`

	words *rich // what body has read
}

// glance is what a first reading of a file wants of a message; the rest of it, most
// of all its text, is not decoded.
type glance struct {
	Date        word            `json:"date"`
	DateUnix    web.Int         `json:"date_unixtime"`
	FromID      word            `json:"from_id"`
	Forwarded   json.RawMessage `json:"forwarded_from"`
	ForwardedID json.RawMessage `json:"forwarded_from_id"`
	Reactions   json.RawMessage `json:"reactions"`
}

type poll struct {
	Question rich             `json:"question"`
	Closed   bool             `json:"closed"`
	Voters   web.Int          `json:"total_voters"`
	Answers  web.Each[answer] `json:"answers"`
}

type answer struct {
	Text   rich    `json:"text"`
	Voters web.Int `json:"voters"`
}

type reaction struct {
	Type     word    `json:"type"` // emoji, custom_emoji, paid
	Count    web.Int `json:"count"`
	Emoji    word    `json:"emoji"`
	Document word    `json:"document_id"`
}

// word is a string that may be missing, null or a number.
type word string

// UnmarshalJSON never fails.
func (w *word) UnmarshalJSON(b []byte) error {
	var id web.ID
	_ = id.UnmarshalJSON(b)
	*w = word(id)
	return nil
}

// published returns when the message was sent; 0 if it does not say so. Exports from
// before 2022 have only the time on the clock of the computer that wrote them.
func (m *message) published(zone *time.Location) data.Micros {
	if m.DateUnix.N != nil && *m.DateUnix.N > 0 && *m.DateUnix.N < 1<<40 {
		return data.Micros(*m.DateUnix.N * 1_000_000)
	}
	t, err := time.ParseInLocation("2006-01-02T15:04:05", string(m.Date), zone)
	if err != nil {
		return 0
	}
	return data.At(t)
}

// body is the text with its marks. Older exports have them in text only.
func (m *message) body() rich {
	if m.words == nil {
		var r rich
		_ = r.UnmarshalJSON(m.Entities)
		if len(r) == 0 {
			_ = r.UnmarshalJSON(m.Text)
		}
		m.words = &r
	}
	return *m.words
}

func (m *message) forwarded() bool { return len(m.Forwarded) > 0 || len(m.ForwardedID) > 0 }

// from returns the kind and number of the sender: "user" or "channel".
func (m *message) from() (kind, number string) {
	i := strings.IndexAny(string(m.FromID), "0123456789")
	if i < 0 {
		return "", ""
	}
	return string(m.FromID[:i]), string(m.FromID[i:])
}

// medium names what the message carries, "" if nothing.
func (m *message) medium() string {
	switch {
	case m.Poll != nil:
		return "poll"
	case present(m.Photo):
		return "photo"
	case m.MediaType == "video_file", m.MediaType == "video_message":
		return "video"
	case m.MediaType == "animation":
		return "gif"
	case m.MediaType == "voice_message", m.MediaType == "audio_file":
		return "audio"
	case m.MediaType == "sticker":
		return "sticker"
	case present(m.File) && strings.HasPrefix(string(m.Mime), "video/"):
		return "video"
	case present(m.File) && strings.HasPrefix(string(m.Mime), "image/"):
		return "photo"
	case present(m.File):
		return "document"
	case present(m.Location):
		return "location"
	case present(m.Contact):
		return "contact"
	}
	return ""
}

func present(raw json.RawMessage) bool {
	return len(raw) > 0 && string(raw) != "null" && string(raw) != `""`
}

// kind names a reaction in a snapshot.
func (r reaction) kind() string {
	switch {
	case r.Emoji != "":
		return string(r.Emoji)
	case r.Document != "":
		return "custom emoji"
	case r.Type != "":
		return string(r.Type)
	}
	return "other"
}

func number(n int64) string { return strconv.FormatInt(n, 10) }
