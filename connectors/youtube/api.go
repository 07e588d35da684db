package youtube

import (
	"github.com/digital-diplomacy/tailor/connectors/web"
)

// list is the envelope of every answer.
type list[T any] struct {
	Items         web.Each[T] `json:"items"`
	NextPageToken string      `json:"nextPageToken"`
	PageInfo      *pageInfo   `json:"pageInfo"`
	_             web.Ignored `names:"kind,etag,prevPageToken,eventId,visitorId,tokenPagination,regionCode"`
}

type pageInfo struct {
	TotalResults web.Int     `json:"totalResults"`
	_            web.Ignored `names:"resultsPerPage"`
}

type channel struct {
	ID             string             `json:"id"`
	Snippet        channelSnippet     `json:"snippet"`
	Statistics     *channelStatistics `json:"statistics"`
	ContentDetails channelContent     `json:"contentDetails"`
	_              web.Ignored        `names:"kind,etag,status,brandingSettings,topicDetails,localizations,auditDetails,contentOwnerDetails,invideoPromotion,conversionPings"`
}

type channelSnippet struct {
	Title     string      `json:"title"`
	CustomURL string      `json:"customUrl"` // the handle, with @
	_         web.Ignored `names:"description,publishedAt,thumbnails,defaultLanguage,localized,country"`
}

// channelStatistics are written as texts.
type channelStatistics struct {
	Views             web.Int     `json:"viewCount"`
	Subscribers       web.Int     `json:"subscriberCount"` // rounded down to three digits
	HiddenSubscribers bool        `json:"hiddenSubscriberCount"`
	Videos            web.Int     `json:"videoCount"` // public ones
	_                 web.Ignored `names:"commentCount"`
}

type channelContent struct {
	RelatedPlaylists struct {
		Uploads string      `json:"uploads"`
		_       web.Ignored `names:"likes,favorites,watchHistory,watchLater"`
	} `json:"relatedPlaylists"`
	_ web.Ignored `names:"googlePlusUserId"`
}

type playlistItem struct {
	ContentDetails struct {
		VideoID string      `json:"videoId"`
		_       web.Ignored `names:"videoPublishedAt,startAt,endAt,note"`
	} `json:"contentDetails"`
	_ web.Ignored `names:"kind,etag,id,snippet,status"`
}

type video struct {
	ID         string           `json:"id"`
	Snippet    videoSnippet     `json:"snippet"`
	Content    videoContent     `json:"contentDetails"`
	Status     videoStatus      `json:"status"`
	Statistics *videoStatistics `json:"statistics"`
	Player     videoPlayer      `json:"player"`
	Live       *liveDetails     `json:"liveStreamingDetails"` // present if it is or was a live stream or a premiere
	_          web.Ignored      `names:"kind,etag,topicDetails,recordingDetails,fileDetails,processingDetails,suggestions,localizations,ageGating,monetizationDetails,projectDetails,paidProductPlacementDetails,brandPartner"`
}

type videoSnippet struct {
	PublishedAt   string      `json:"publishedAt"`
	ChannelID     string      `json:"channelId"`
	Title         string      `json:"title"`
	Description   string      `json:"description"`
	Language      string      `json:"defaultLanguage"`      // of title and description
	AudioLanguage string      `json:"defaultAudioLanguage"` // spoken
	_             web.Ignored `names:"thumbnails,channelTitle,tags,categoryId,liveBroadcastContent,localized"`
}

type videoContent struct {
	Duration string      `json:"duration"` // ISO 8601
	_        web.Ignored `names:"dimension,definition,caption,licensedContent,regionRestriction,contentRating,projection,hasCustomThumbnail,countryRestriction"`
}

type videoStatus struct {
	Privacy string      `json:"privacyStatus"` // public, unlisted, private
	_       web.Ignored `names:"uploadStatus,failureReason,rejectionReason,publishAt,publishTime,license,embeddable,publicStatsViewable,madeForKids,selfDeclaredMadeForKids,containsSyntheticMedia"`
}

// videoStatistics are written as texts. Likes are absent where the channel hides
// them, comments where it has switched them off.
type videoStatistics struct {
	Views    web.Int     `json:"viewCount"`
	Likes    web.Int     `json:"likeCount"`
	Comments web.Int     `json:"commentCount"`
	_        web.Ignored `names:"dislikeCount,favoriteCount"`
}

// videoPlayer has a size only if one is asked for and the aspect ratio is known.
type videoPlayer struct {
	Width  web.Int     `json:"embedWidth"`
	Height web.Int     `json:"embedHeight"`
	_      web.Ignored `names:"embedHtml"`
}

type liveDetails struct {
	_ web.Ignored `names:"actualStartTime,actualEndTime,scheduledStartTime,scheduledEndTime,concurrentViewers,activeLiveChatId"`
}

type commentThread struct {
	Snippet struct {
		Top     comment     `json:"topLevelComment"`
		Replies web.Int     `json:"totalReplyCount"`
		_       web.Ignored `names:"channelId,videoId,canReply,isPublic"`
	} `json:"snippet"`
	Answers struct {
		Comments web.Each[comment] `json:"comments"`
	} `json:"replies"`
	_ web.Ignored `names:"kind,etag,id"`
}

type comment struct {
	ID      string         `json:"id"`
	Snippet commentSnippet `json:"snippet"`
	_       web.Ignored    `names:"kind,etag"`
}

type commentSnippet struct {
	Text        string        `json:"textDisplay"`
	Original    string        `json:"textOriginal"`
	ParentID    string        `json:"parentId"`
	PublishedAt string        `json:"publishedAt"`
	AuthorID    authorChannel `json:"authorChannelId"`
	AuthorName  string        `json:"authorDisplayName"` // to know the configured accounts by; never stored
	_           web.Ignored   `names:"channelId,videoId,authorProfileImageUrl,authorChannelUrl,canRate,viewerRating,likeCount,moderationStatus,updatedAt"`
}

type authorChannel struct {
	Value string `json:"value"`
}
