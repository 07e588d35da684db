package data

// Account is a configured account. The table is rewritten from the config.
type Account struct {
	AccountID   AccountID `parquet:"account_id" doc:"id given in the config"`
	Platform    Platform  `parquet:"platform,optional" doc:"platform of its posts; null for files while they hold none, or hold posts of several: take the posts' own then"`
	Handle      string    `parquet:"handle,optional" doc:"handle on the platform"`
	Role        Role      `parquet:"role" doc:"own, peer_mission, peer_brand, peer_ngo or community"`
	Mission     string    `parquet:"mission,optional" doc:"mission it belongs to"`
	HostCountry string    `parquet:"host_country,optional" doc:"ISO 3166 code of the country addressed"`
	Audience    string    `parquet:"audience,optional" doc:"audience named in the config; a property of the channel, never of a person"`
	Languages   []string  `parquet:"languages,list" doc:"BCP 47 tags the account writes in"`
	Permission  string    `parquet:"permission,optional" doc:"community sources: who permitted reading, when, disclosed as what"`
}

// AccountSnapshot is an account's counters at one moment.
type AccountSnapshot struct {
	AccountID  AccountID  `parquet:"account_id" doc:"id given in the config"`
	Platform   Platform   `parquet:"platform" doc:"platform of the counters"`
	ObservedAt Micros     `parquet:"observed_at,timestamp(microsecond)" doc:"moment the counters were true; for files the declared one"`
	Source     SourceKind `parquet:"source" doc:"api, archive, export or feed"`
	Followers  Count      `parquet:"followers,optional" doc:"followers, subscribers or page likes"`
	Following  Count      `parquet:"following,optional" doc:"accounts followed"`
	PostsTotal Count      `parquet:"posts_total,optional" doc:"posts ever published, as the platform counts"`
	ViewsTotal Count      `parquet:"views_total,optional" doc:"lifetime views of the account"`
	Precision  string     `parquet:"precision,optional" doc:"exact, rounded or hidden"`
	Missing    Missing    `parquet:"missing,optional" doc:"unknown fields and why"`
}

// Post is the platform's facts of one post by a configured account. Its text keeps
// only mentions, quotes and profile links of configured accounts.
type Post struct {
	PostID       PostID     `parquet:"post_id" doc:"platform:native"`
	AccountID    AccountID  `parquet:"account_id" doc:"account that published it"`
	Platform     Platform   `parquet:"platform" doc:"platform it stands on"`
	PublishedAt  Micros     `parquet:"published_at,timestamp(microsecond)" doc:"moment of publishing; the start of the day, month or year if that is all that is known"`
	Precision    Precision  `parquet:"published_precision" doc:"second, day, month or year"`
	URL          string     `parquet:"url,optional" doc:"link to the post"`
	Text         string     `parquet:"text,optional" doc:"text as published, foreign mentions masked"`
	LangPlatform string     `parquet:"lang_platform,optional" doc:"language as the platform says, BCP 47"`
	FormatNative string     `parquet:"format_native,optional" doc:"medium in the platform's own words"`
	MediaCount   Count      `parquet:"media_count,optional" doc:"attached media"`
	DurationMS   Count      `parquet:"duration_ms,optional" doc:"length of the video or audio in milliseconds"`
	Hashtags     []string   `parquet:"hashtags,list" doc:"hashtags without #, lower case"`
	Links        []string   `parquet:"links,list" doc:"links in the text, without profile links of others"`
	IsReply      bool       `parquet:"is_reply" doc:"whether it answers another post"`
	IsRepost     bool       `parquet:"is_repost" doc:"whether it only repeats another post"`
	Quoted       PostID     `parquet:"quoted,optional" doc:"post of a configured account it quotes or repeats"`
	IsQuote      bool       `parquet:"is_quote" doc:"whether it quotes any post"`
	Conversation string     `parquet:"conversation,optional" doc:"platform's id of the thread, of a post that began it; null for others, whose thread may be a person's"`
	Paid         Paid       `parquet:"paid" doc:"organic, paid, mixed or unknown"`
	Followers    Count      `parquet:"followers_at_publishing,optional" doc:"followers when it was published, if the source itself says so"`
	DeletedAt    Micros     `parquet:"deleted_at,optional,timestamp(microsecond)" doc:"when the platform said it was deleted"`
	ObservedAt   Micros     `parquet:"observed_at,timestamp(microsecond)" doc:"latest moment any of these facts was observed"`
	Source       SourceKind `parquet:"source" doc:"source of that latest observation"`
	Older        string     `parquet:"older,optional" doc:"fields that come from an earlier or weaker observation: name=micros/source"`
}

// PostSnapshot is a post's counters at one moment, as one source told them.
// Snapshots are partitioned by the post's month of publishing, so that a late one
// touches one partition.
type PostSnapshot struct {
	PostID          PostID           `parquet:"post_id" doc:"platform:native"`
	AccountID       AccountID        `parquet:"account_id" doc:"account that published the post"`
	Platform        Platform         `parquet:"platform" doc:"platform it stands on"`
	PublishedAt     Micros           `parquet:"published_at,timestamp(microsecond)" doc:"when the post was published"`
	ObservedAt      Micros           `parquet:"observed_at,timestamp(microsecond)" doc:"moment the counters were read; for files the declared one"`
	Source          SourceKind       `parquet:"source" doc:"api, archive, export or feed"`
	Lifetime        bool             `parquet:"lifetime" doc:"declared as the post's final counters, whatever its age"`
	Likes           Count            `parquet:"likes,optional" doc:"likes, favourites, or all reactions together"`
	Shares          Count            `parquet:"shares,optional" doc:"shares, reposts or forwards, without quotes"`
	Replies         Count            `parquet:"replies,optional" doc:"replies or comments"`
	Quotes          Count            `parquet:"quotes,optional" doc:"quoting posts"`
	Views           Count            `parquet:"views,optional" doc:"views, as views_definition says"`
	Impressions     Count            `parquet:"impressions,optional" doc:"times shown"`
	Reach           Count            `parquet:"reach,optional" doc:"distinct accounts reached"`
	Saves           Count            `parquet:"saves,optional" doc:"saves or bookmarks"`
	Clicks          Count            `parquet:"clicks,optional" doc:"clicks on links"`
	Reactions       map[string]int64 `parquet:"reactions,optional" doc:"reactions by kind, where the platform names them"`
	RepliesScope    string           `parquet:"replies_scope,optional" doc:"direct, all or unknown"`
	ViewsDefinition string           `parquet:"views_definition,optional" doc:"what counts as a view"`
	Missing         Missing          `parquet:"missing,optional" doc:"unknown fields and why"`
}

// LabelBy says who gave a label; a human beats a rule, a rule beats a model.
type LabelBy string

// Labellers.
const (
	ByHuman LabelBy = "human"
	ByRule  LabelBy = "rule"
	ByModel LabelBy = "model"
)

// PostLabel is what Tailor or a person says a post is.
type PostLabel struct {
	PostID       PostID    `parquet:"post_id" doc:"platform:native"`
	AccountID    AccountID `parquet:"account_id" doc:"account that published the post"`
	Platform     Platform  `parquet:"platform" doc:"platform it stands on"`
	PublishedAt  Micros    `parquet:"published_at,timestamp(microsecond)" doc:"when the post was published"`
	Format       Format    `parquet:"format" doc:"its one medium"`
	FormatBy     LabelBy   `parquet:"format_by" doc:"human, rule or model"`
	Devices      []Device  `parquet:"devices,list" doc:"rhetorical devices, sorted"`
	DevicesBy    LabelBy   `parquet:"devices_by" doc:"human, rule or model"`
	PrimaryTopic Topic     `parquet:"primary_topic" doc:"what it is mainly about"`
	Topics       []Topic   `parquet:"topics,list" doc:"all topics, sorted"`
	TopicsBy     LabelBy   `parquet:"topics_by" doc:"human, rule or model"`
	Occasion     string    `parquet:"occasion,optional" doc:"occasion by hand or from the calendar, as kind/name, like crisis/Floods in the north; null for none"`
	Language     string    `parquet:"language" doc:"language of the text, BCP 47; und when unsure"`
	LanguageBy   LabelBy   `parquet:"language_by" doc:"human, rule or model"`
	Version      string    `parquet:"version" doc:"version of the rules and models"`
}
