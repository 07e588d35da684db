package data

// Tie is how a post of one listed account points at another.
type Tie string

// Ties.
const (
	TieMention Tie = "mention" // its handle in the text, or a link to its profile
	TieQuote   Tie = "quote"
	TieRepost  Tie = "repost"
)

// CommunityEdge is in how many posts of a month one listed account pointed at another.
// Both are configured; whoever is not has no row anywhere.
type CommunityEdge struct {
	Month    string    `parquet:"month" doc:"month of publishing, like 2026-02"`
	Platform Platform  `parquet:"platform" doc:"platform of the posts"`
	From     AccountID `parquet:"from_account" doc:"configured account that published the posts"`
	To       AccountID `parquet:"to_account,optional" doc:"configured account of another institution they point at; null: not told whose, or of nobody listed"`
	Tie      Tie       `parquet:"tie" doc:"mention (handle or link to the profile), quote or repost"`
	Posts    int64     `parquet:"posts" doc:"posts, each counted once for an account and tie"`
}

// PlaceKind is what a shared place is.
type PlaceKind string

// Kinds of shared places.
const (
	PlaceDomain  PlaceKind = "domain"
	PlaceHashtag PlaceKind = "hashtag"
	PlaceForum   PlaceKind = "forum"
	PlaceChannel PlaceKind = "channel"
)

// CommunityLink is in how many posts of a month a listed account led to a place, or
// used a hashtag. Personal profiles are no places.
type CommunityLink struct {
	Month     string    `parquet:"month" doc:"month of publishing, like 2026-02"`
	Platform  Platform  `parquet:"platform" doc:"platform of the posts"`
	AccountID AccountID `parquet:"account_id" doc:"configured account that published the posts"`
	Kind      PlaceKind `parquet:"kind" doc:"domain, hashtag, forum or channel"`
	Place     string    `parquet:"place" doc:"the domain, hashtag without #, forum or channel"`
	Posts     int64     `parquet:"posts" doc:"posts with it"`
}

// NodeKind is what a node of the community map is.
type NodeKind string

// Kinds of nodes.
const (
	NodeInstitution NodeKind = "institution"
	NodeIndividual  NodeKind = "individual" // from the opt-in register
)

// CommunityNode is a listed account on the map of one period, or an individual of the
// opt-in register, who never has a figure.
type CommunityNode struct {
	Period      string    `parquet:"period" doc:"calendar quarter the map ends with, like 2026-Q1; it covers that and the three before"`
	Platform    Platform  `parquet:"platform,optional" doc:"platform of the posts; null for all together"`
	Kind        NodeKind  `parquet:"kind" doc:"institution, or individual (opt-in register, never scored)"`
	AccountID   AccountID `parquet:"account_id,optional" doc:"configured account; null for individuals"`
	Institution string    `parquet:"institution,optional" doc:"mission of the account; null for individuals"`
	Role        Role      `parquet:"role,optional" doc:"own, peer_mission, peer_brand, peer_ngo or community"`
	In          Count     `parquet:"accounts_in,optional" doc:"accounts of other institutions that point at it"`
	Out         Count     `parquet:"accounts_out,optional" doc:"accounts of other institutions it points at"`
	Received    Count     `parquet:"posts_in,optional" doc:"posts that point at it, counted once for each tie"`
	Sent        Count     `parquet:"posts_out,optional" doc:"its posts that point at listed accounts, counted once for each account and tie"`
	Untold      Count     `parquet:"posts_untold,optional" doc:"its quotes and reposts of nobody listed, or of whom is not told"`
	PageRank    *float64  `parquet:"pagerank,optional" doc:"PageRank, damping 0.85, by posts; sums to 1 over connected accounts; null if it is not connected"`
	Betweenness *float64  `parquet:"betweenness,optional" doc:"share of shortest directed paths between others that run through it, 0 to 1; null if it is not connected, or fewer than three are"`
	Community   Count     `parquet:"community,optional" doc:"number of its group, 1 the largest; null unless more than 30 accounts are connected"`
	Name        string    `parquet:"name,optional" doc:"individuals: name as in the register; leaves when consent ends"`
	Purpose     string    `parquet:"purpose,optional" doc:"individuals: what they agreed to be named for"`
	ConsentBy   string    `parquet:"consent_by,optional" doc:"individuals: who of the unit holds the consent"`
	ConsentOn   string    `parquet:"consent_on,optional" doc:"individuals: day of the consent"`
	Expires     string    `parquet:"expires,optional" doc:"individuals: last day of the consent"`
}

// Discovery is a place that at least three listed institutions lead to.
type Discovery struct {
	Period       string    `parquet:"period" doc:"calendar quarter the year ends with, like 2026-Q1"`
	Kind         PlaceKind `parquet:"kind" doc:"domain, hashtag, forum or channel"`
	Place        string    `parquet:"place" doc:"the domain, hashtag without #, forum or channel"`
	Institutions int64     `parquet:"institutions" doc:"listed institutions whose posts hold it, three at least"`
	Own          int64     `parquet:"institutions_own" doc:"of these, missions of the unit itself; 0: others meet there and you do not"`
	Posts        int64     `parquet:"posts" doc:"posts that hold it"`
	Last         string    `parquet:"last_month" doc:"newest month of such a post"`
}
