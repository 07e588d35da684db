package formats

// Field is a column that a reader knows what to do with.
type Field uint8

// Fields. The nine counters come first, in the order of [CounterNames]; the platform, the
// moment and the rest of a post, comment or state of an account follow.
const (
	Likes Field = iota
	Shares
	Replies
	Quotes
	Views
	Impressions
	Reach
	Saves
	Clicks
	Followers
	Following
	PostsTotal
	ViewsTotal
	ID
	URL
	Text
	Published
	Date
	Time
	Year
	Month
	Day
	Hour
	Format
	Language
	Paid
	Promoted // promoted impressions: above zero, money was behind the post
	IsRepost
	IsQuote
	IsReply
	IsShare // a share of another post: a repost without own words, a quote with them
	Hashtags
	Links
	Account
	Observed
	Author
	Parent
	Post
	Duration
	Platform // where the row's post stands, in a sheet of several platforms
	Window   // Meta's Date: "Lifetime", or a day if the counts are of that day only
	Topic    // what the officer who keeps a sheet says a post is about
	Told     // what a sheet says of a post and is not read
	Mark     // what tells a table from others; nothing is read from it
	numFields
)

// counterNames are the columns of a post snapshot that a file may count.
var counterNames = [...]string{"likes", "shares", "replies", "quotes", "views", "impressions", "reach", "saves", "clicks"}

// CounterNames are the columns of a post snapshot that a file may count, by [Field].
func CounterNames() [len(counterNames)]string { return counterNames }
