package data

import "slices"

// Platform names where a post stands: "facebook", "x", "mastodon", ...
type Platform string

// The platforms Tailor knows definitions for. A mapping may name another; its
// posts are stored and counted, but metrics that need a definition stay missing.
const (
	Facebook  Platform = "facebook"
	Instagram Platform = "instagram"
	Threads   Platform = "threads"
	X         Platform = "x"
	YouTube   Platform = "youtube"
	TikTok    Platform = "tiktok"
	LinkedIn  Platform = "linkedin"
	Mastodon  Platform = "mastodon"
	Bluesky   Platform = "bluesky"
	Telegram  Platform = "telegram"
	WhatsApp  Platform = "whatsapp"
)

// SourceKind says by which way an observation came. Where two observations were
// made at the same moment, the one further up wins.
type SourceKind string

// Source kinds, strongest first.
const (
	SourceAPI     SourceKind = "api"
	SourceArchive SourceKind = "archive"
	SourceExport  SourceKind = "export"
	SourceFeed    SourceKind = "feed"
)

// Rank orders source kinds for ties: api 4, archive 3, export 2, feed 1, other 0.
func (k SourceKind) Rank() int {
	switch k {
	case SourceAPI:
		return 4
	case SourceArchive:
		return 3
	case SourceExport:
		return 2
	case SourceFeed:
		return 1
	}
	return 0
}

// Precision says how exactly a moment is known.
type Precision string

// Precisions, finest first.
const (
	BySecond Precision = "second"
	ByDay    Precision = "day"
	ByMonth  Precision = "month"
	ByYear   Precision = "year"
)

// Role says what an account is to the unit.
type Role string

// Roles.
const (
	RoleOwn         Role = "own"
	RolePeerMission Role = "peer_mission"
	RolePeerBrand   Role = "peer_brand"
	RolePeerNGO     Role = "peer_ngo"
	RoleCommunity   Role = "community"
)

// Paid says whether money was behind a post's reach.
type Paid string

// Paid scopes. PaidUnknown is a class of its own, never counted as organic.
const (
	Organic     Paid = "organic"
	PaidFor     Paid = "paid"
	PaidMixed   Paid = "mixed"
	PaidUnknown Paid = "unknown"
)

// Format is the one medium of a post.
type Format string

// Formats.
const (
	FormatText       Format = "text"
	FormatImage      Format = "image"
	FormatAlbum      Format = "album"
	FormatVideo      Format = "video"
	FormatShortVideo Format = "short_video"
	FormatLive       Format = "live"
	FormatGIF        Format = "gif"
	FormatAudio      Format = "audio"
	FormatLink       Format = "link"
	FormatPoll       Format = "poll"
	FormatDocument   Format = "document"
	FormatStory      Format = "story"
	FormatArticle    Format = "article"
	FormatEvent      Format = "event"
	FormatQuote      Format = "quote"
	FormatRepost     Format = "repost"
	FormatMixed      Format = "mixed"
	FormatUnknown    Format = "unknown"
)

// Formats lists every format in the order reports use.
func Formats() []Format {
	return []Format{FormatText, FormatImage, FormatAlbum, FormatVideo, FormatShortVideo, FormatLive, FormatGIF,
		FormatAudio, FormatLink, FormatPoll, FormatDocument, FormatStory, FormatArticle, FormatEvent, FormatQuote,
		FormatRepost, FormatMixed, FormatUnknown}
}

// Device is a rhetorical device of a post; a post may have several.
type Device string

// Devices.
const (
	DeviceHumour          Device = "humour"
	DeviceQuestion        Device = "question"
	DeviceCallToAction    Device = "call_to_action"
	DeviceThanks          Device = "thanks"
	DeviceGreeting        Device = "greeting"
	DeviceExplainer       Device = "explainer"
	DeviceServiceNotice   Device = "service_notice"
	DeviceEventNotice     Device = "event_notice"
	DeviceQASession       Device = "qa_session"
	DeviceQuoteOfLeader   Device = "quote_of_leader"
	DeviceInfographic     Device = "infographic"
	DeviceThread          Device = "thread"
	DeviceHashtagCampaign Device = "hashtag_campaign"
)

// Devices lists every device in the order reports use.
func Devices() []Device {
	return []Device{DeviceHumour, DeviceQuestion, DeviceCallToAction, DeviceThanks, DeviceGreeting, DeviceExplainer, DeviceServiceNotice,
		DeviceEventNotice, DeviceQASession, DeviceQuoteOfLeader, DeviceInfographic, DeviceThread, DeviceHashtagCampaign}
}

// Topic is what a post or reply is about.
type Topic string

// TopicOther is the topic of a text that no lexicon entry matches.
const TopicOther Topic = "other"

// Topics lists every topic in the order reports use; the consular ones come first.
func Topics() []Topic {
	return []Topic{"passport", "visa", "civil_registration", "voting", "legalisation", "pension_tax", "remittances",
		"emergency", "education", "culture", "heritage_language", "trade_investment", "development", "security",
		"politics", "religion", "national_day", "sport", "tourism", "jobs", "visit", "community", TopicOther}
}

// Consular reports whether a topic is a service that a consulate answers for.
func (t Topic) Consular() bool {
	i := slices.Index(Topics(), t)
	return i >= 0 && i <= 7
}

// Chosen reports whether a post can be about a topic on any day. The national day comes
// once a year and an emergency when it comes: nobody posts more or less of them for that.
func (t Topic) Chosen() bool { return t != "national_day" && t != "emergency" && t != TopicOther }

// Sensitive reports whether a topic is published only for mission and quarter.
func (t Topic) Sensitive() bool { return t == "politics" || t == "religion" }
