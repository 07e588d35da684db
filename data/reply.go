package data

// The tables of this file stand in the vault, never in the lake.

// Reply is one masked reply to a post, kept for a few days so that it can be
// scored. It says nothing of who wrote it.
type Reply struct {
	ReplyID      string    `parquet:"reply_id" doc:"keyed hash of the platform's id"`
	ParentID     string    `parquet:"parent_id,optional" doc:"keyed hash of the answered reply; null if it answers the post itself"`
	RootPost     PostID    `parquet:"root_post" doc:"post of a configured account that the thread hangs under"`
	AccountID    AccountID `parquet:"account_id" doc:"account of that post"`
	Mission      string    `parquet:"mission" doc:"mission of that account"`
	Platform     Platform  `parquet:"platform" doc:"platform of that post"`
	PublishedAt  Micros    `parquet:"published_at,timestamp(microsecond)" doc:"when the reply was written"`
	IngestedOn   string    `parquet:"ingested_on" doc:"as-of day of ingest; the text leaves after the retention days"`
	Text         string    `parquet:"text,optional" doc:"masked text; empty for an own account's answer's quote of others"`
	Language     string    `parquet:"language" doc:"language of the text, fixed on pulling"`
	Topic        Topic     `parquet:"topic" doc:"primary topic of the text by closed lexicon, fixed on pulling"`
	Format       Format    `parquet:"format" doc:"format of the root post as known on pulling"`
	ByOwnAccount bool      `parquet:"by_own_account" doc:"written by a configured account: an answer, never scored"`
	Collection   string    `parquet:"collection" doc:"complete, truncated or window: how much of the thread the source gave"`
	Authored     bool      `parquet:"authored" doc:"whether its author could be counted; comment exports may lack authors"`
}

// ReplyCell counts replies of one root post, language, topic, week, ingest day
// and scorer version by what the scorer read. It holds no text and no author.
type ReplyCell struct {
	RootPost   PostID    `parquet:"root_post" doc:"post of a configured account"`
	AccountID  AccountID `parquet:"account_id" doc:"account of that post"`
	Mission    string    `parquet:"mission" doc:"mission of that account"`
	Platform   Platform  `parquet:"platform" doc:"platform of that post"`
	Format     Format    `parquet:"format" doc:"format of that post"`
	Language   string    `parquet:"language" doc:"language of the replies"`
	Topic      Topic     `parquet:"topic" doc:"primary topic of the replies"`
	Week       string    `parquet:"week" doc:"ISO week the replies were written in, like 2026-W07"`
	IngestedOn string    `parquet:"ingested_on" doc:"as-of day of ingest"`
	Scorer     string    `parquet:"scorer" doc:"version of the scorer"`
	N          int64     `parquet:"n" doc:"replies, without own answers"`
	Negative   int64     `parquet:"negative" doc:"replies read as negative"`
	Neutral    int64     `parquet:"neutral" doc:"replies read as neutral"`
	Positive   int64     `parquet:"positive" doc:"replies read as positive"`
	Abstained  int64     `parquet:"abstained" doc:"replies the scorer could not read"`
	Questions  int64     `parquet:"questions" doc:"replies that ask something"`
	Answered   int64     `parquet:"answered" doc:"questions an own account answered within 48 hours"`
	AnswerSecs []int64   `parquet:"answer_seconds,list" doc:"seconds to the first own answer in whole hours, sorted; unanswered questions are not in it"`
	Abuse      int64     `parquet:"abuse" doc:"replies flagged as abusive"`
	NearDup    int64     `parquet:"near_duplicates" doc:"replies nearly equal to an earlier one of the same root post or week"`
	Unauthored int64     `parquet:"unauthored" doc:"replies whose author could not be counted"`
}

// Dimension is what author counts and mood are broken down by. One dimension at a
// time: no two-way table of authors exists anywhere.
type Dimension string

// Dimensions. DimTotal has the one value "".
const (
	DimTotal    Dimension = "total"
	DimAccount  Dimension = "account"
	DimFormat   Dimension = "format"
	DimTopic    Dimension = "topic"
	DimLanguage Dimension = "language"
)

// AuthorCount is how many replies one keyed author hash wrote.
type AuthorCount struct {
	Key string `parquet:"key" doc:"HMAC-SHA-256 of the author under the key of unit, platform and week"`
	N   int64  `parquet:"n" doc:"replies"`
}

// ReplyAuthors counts the authors of one value of one dimension in one week on one
// platform. It names no post and no class. Sealing empties Authors, destroys the
// key and leaves the two integers.
type ReplyAuthors struct {
	Mission    string        `parquet:"mission" doc:"mission of the accounts"`
	Platform   Platform      `parquet:"platform" doc:"platform"`
	Week       string        `parquet:"week" doc:"ISO week the replies were written in"`
	Dimension  Dimension     `parquet:"dimension" doc:"total, account, format, topic or language"`
	Value      string        `parquet:"value" doc:"value of the dimension; empty for total"`
	Authors    []AuthorCount `parquet:"authors,list" doc:"sorted by key; empty once sealed"`
	Sealed     bool          `parquet:"sealed" doc:"whether the week is sealed"`
	Distinct   int64         `parquet:"distinct" doc:"distinct authors, once sealed"`
	MaxReplies int64         `parquet:"max_replies" doc:"replies of the busiest author, once sealed"`
	Replies    int64         `parquet:"replies" doc:"replies with a known author, once sealed"`
}

// ReplySeen is the keyed id of a reply that was taken in, so that an overlapping
// page counts nobody twice. It is dropped at sealing.
type ReplySeen struct {
	AccountID AccountID `parquet:"account_id" doc:"account whose page held the reply"`
	Week      string    `parquet:"week" doc:"ISO week the reply was written in"`
	ReplyID   string    `parquet:"reply_id" doc:"keyed hash of the platform's id"`
}

// Seal records that a week is closed for a mission and platform: its cells never
// change again, and later arrivals are only counted.
type Seal struct {
	Mission  string   `parquet:"mission" doc:"mission"`
	Platform Platform `parquet:"platform" doc:"platform"`
	Week     string   `parquet:"week" doc:"ISO week"`
	SealedOn string   `parquet:"sealed_on" doc:"as-of day of sealing"`
	Late     int64    `parquet:"late" doc:"replies that arrived after sealing and were not taken in"`
}

// ReplyCellKey is what makes a cell: one root post, language, topic, week and
// ingest day. The scorer's version is the same for all cells of one scoring.
type ReplyCellKey struct {
	RootPost   PostID
	Language   string
	Topic      Topic
	Week       string
	IngestedOn string
}

// ReplyLate counts, without ids, which a sealed week has none of, the replies to one post
// that came after sealing. A file that is read again tells of them again, and of those that
// were taken in: so it is not added up. Late is the most that one reading found beyond what
// was taken in; in a page it is how many of the week the reading found up to there.
type ReplyLate struct {
	Mission  string   `parquet:"mission" doc:"mission"`
	Platform Platform `parquet:"platform" doc:"platform"`
	Week     string   `parquet:"week" doc:"ISO week the replies were written in; sealed"`
	RootPost PostID   `parquet:"root_post" doc:"post they stand under"`
	Late     int64    `parquet:"late" doc:"most replies that one reading found beyond those that were taken in"`
}
