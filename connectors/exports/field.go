package exports

// field is a column that a reader knows what to do with.
type field uint8

// Fields. The nine counters come first, in the order of counterNames.
const (
	fLikes field = iota
	fShares
	fReplies
	fQuotes
	fViews
	fImpressions
	fReach
	fSaves
	fClicks
	fFollowers
	fFollowing
	fPostsTotal
	fViewsTotal
	fID
	fURL
	fText
	fPublished
	fDate
	fTime
	fYear
	fMonth
	fDay
	fHour
	fFormat
	fLanguage
	fPaid
	fPromoted // promoted impressions: above zero, money was behind the post
	fIsRepost
	fIsQuote
	fIsReply
	fIsShare // a share of another post: a repost without own words, a quote with them
	fHashtags
	fLinks
	fAccount
	fObserved
	fAuthor
	fParent
	fPost
	fDuration
	fPlatform // where the row's post stands, in a sheet of several platforms
	fWindow   // Meta's Date: "Lifetime", or a day if the counts are of that day only
	numFields
)

// counterNames are the columns of a post snapshot that a file may count.
var counterNames = [...]string{"likes", "shares", "replies", "quotes", "views", "impressions", "reach", "saves", "clicks"}
