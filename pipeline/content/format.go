package content

import (
	"cmp"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

// formatWords maps the platforms' own words for a medium, lower case, to formats.
// Sources: the export headers and API fields listed in docs/connectors.
var formatWords = map[string]data.Format{
	// Tailor's own words, as a mapping's values may give them.
	"text": data.FormatText, "image": data.FormatImage, "album": data.FormatAlbum, "video": data.FormatVideo,
	"short_video": data.FormatShortVideo, "live": data.FormatLive, "gif": data.FormatGIF, "audio": data.FormatAudio,
	"link": data.FormatLink, "poll": data.FormatPoll, "document": data.FormatDocument, "story": data.FormatStory,
	"article": data.FormatArticle, "event": data.FormatEvent, "quote": data.FormatQuote, "repost": data.FormatRepost,
	"mixed": data.FormatMixed,
	// Meta Business Suite and Graph.
	"photo": data.FormatImage, "photos": data.FormatImage, "links": data.FormatLink, "videos": data.FormatVideo,
	"status": data.FormatText, "statuses": data.FormatText, "reel": data.FormatShortVideo, "reels": data.FormatShortVideo,
	"ig image": data.FormatImage, "ig reel": data.FormatShortVideo, "ig carousel": data.FormatAlbum,
	"ig video": data.FormatVideo, "ig story": data.FormatStory, "ig bild": data.FormatImage, "ig karussell": data.FormatAlbum,
	"stories": data.FormatStory, "carousel": data.FormatAlbum, "carousel_album": data.FormatAlbum, "multi photo": data.FormatAlbum,
	"animated_image_share": data.FormatGIF, "animated_image_video": data.FormatGIF, "animated_image_autoplay": data.FormatGIF,
	"animated_image_video_autoplay": data.FormatGIF, "video_inline": data.FormatVideo, "video_autoplay": data.FormatVideo,
	"video_direct_response": data.FormatVideo, "visual_poll": data.FormatPoll, "question": data.FormatPoll, "multi_share": data.FormatLink,
	"multi_share_no_end_card": data.FormatLink, "cover_photo": data.FormatImage, "profile_media": data.FormatImage, "map": data.FormatText,
	"life_event": data.FormatText, "igtv": data.FormatVideo, "text_post": data.FormatText,
	"events": data.FormatEvent, "live video": data.FormatLive, "live_video": data.FormatLive, "note": data.FormatArticle,
	// CrowdTangle.
	"native video": data.FormatVideo, "native_video": data.FormatVideo, "live_video_complete": data.FormatLive,
	"live video complete": data.FormatLive, "live video scheduled": data.FormatLive, "vine": data.FormatShortVideo, "live_video_scheduled": data.FormatLive, "youtube": data.FormatLink,
	// X.
	"animated_gif": data.FormatGIF, "tweet": data.FormatText, "animated_gif+photo": data.FormatMixed,
	"animated_gif+photo+video": data.FormatMixed, "animated_gif+video": data.FormatMixed, "photo+video": data.FormatMixed,
	// Telegram, Discourse.
	"topic":   data.FormatText,
	"sticker": data.FormatImage, "location": data.FormatText, "contact": data.FormatText,
	// Mastodon, Bluesky. (Bluesky's gallery comes as images; a kind of embed that is new stays unknown.)
	"gifv": data.FormatGIF, "app.bsky.embed.images": data.FormatImage, "app.bsky.embed.video": data.FormatVideo,
	"app.bsky.embed.external": data.FormatLink, "app.bsky.embed.record": data.FormatQuote,
	// YouTube.
	"short": data.FormatShortVideo, "shorts": data.FormatShortVideo,
}

// videoOnly are platforms on which every post is a video.
var videoOnly = map[data.Platform]data.Format{data.YouTube: data.FormatVideo, data.TikTok: data.FormatShortVideo}

// shortVideo is the length below which a YouTube video counts as a Short:
// YouTube raised it to three minutes in October 2024; older ones at 60 seconds. Its
// API tells of the shape, from which the connector knows better.
const shortVideo = 60_000

// Format decides a post's one medium by rule. A repost is a repost whatever it
// carries; named media beat quotes; a quote beats a link; a link beats text.
func Format(p *data.Post) data.Format {
	if p.IsRepost {
		return data.FormatRepost
	}
	format := formatOf(p.FormatNative)
	if format == "" {
		format = videoOnly[p.Platform]
	}
	switch {
	case format == data.FormatImage && p.MediaCount != nil && *p.MediaCount > 1:
		return data.FormatAlbum
	case format == data.FormatVideo && p.Platform == data.YouTube && p.Source != data.SourceAPI &&
		p.DurationMS != nil && *p.DurationMS > 0 && *p.DurationMS <= shortVideo:
		return data.FormatShortVideo
	case format == "" && p.FormatNative != "":
		return data.FormatUnknown
	case format == "" || format == data.FormatText || format == data.FormatLink:
		return withoutMedia(p, format)
	}
	return format
}

// formatOf looks a platform's word up: as it stands, without Instagram's prefix, and as
// people write it, with spaces. "" if nobody knows it.
func formatOf(native string) data.Format {
	word := strings.ToLower(strings.TrimSpace(native))
	bare := strings.TrimPrefix(word, "ig ")
	return cmp.Or(formatWords[word], formatWords[bare], formatWords[strings.ReplaceAll(bare, " ", "_")])
}

// withoutMedia decides between quote, link and text. A source that says nothing
// of media, and whose text has no link, leaves the format unknown: the post may
// have had a picture that the source does not tell of.
func withoutMedia(p *data.Post, said data.Format) data.Format {
	switch {
	case p.IsQuote:
		return data.FormatQuote
	case said == data.FormatLink:
		return data.FormatLink
	case len(p.Links) > 0 && said == data.FormatText:
		return data.FormatLink
	case said == data.FormatText:
		return data.FormatText
	case p.MediaCount != nil && *p.MediaCount == 0 && len(p.Links) > 0:
		return data.FormatLink
	case p.MediaCount != nil && *p.MediaCount == 0:
		return data.FormatText
	}
	return data.FormatUnknown
}
