package data

// TermKind is what a row of [OwnWord] counts.
type TermKind string

// Kinds of terms.
const (
	TermWord   TermKind = "word"
	TermName   TermKind = "name"   // of a place or an organisation, as a recogniser of English takes it
	TermHandle TermKind = "handle" // of a configured account
	TermPosts  TermKind = "posts"  // no term: all posts that were read
	TermUnread TermKind = "unread" // no term: posts whose words cannot be told apart
)

// OwnWord is in how many posts of an own account a term stood, in one month and
// language. A term counts once a post: a refrain within one post is no theme.
type OwnWord struct {
	AccountID AccountID `parquet:"account_id" doc:"own account"`
	Platform  Platform  `parquet:"platform" doc:"platform of the posts"`
	Month     string    `parquet:"month" doc:"month of publishing, like 2026-02"`
	Language  string    `parquet:"language" doc:"language of the posts, BCP 47; und where it is not known"`
	Kind      TermKind  `parquet:"kind" doc:"word, name (a place or organisation), handle (of a configured account); posts and unread count posts and have no term"`
	Term      string    `parquet:"term" doc:"the term, words in small letters; empty for posts and unread"`
	Posts     int64     `parquet:"posts" doc:"posts that it stands in"`
}

// Contrast is what a month of an account is compared with.
type Contrast string

// Contrasts.
const (
	VersusOthers Contrast = "others" // posts of the unit's other own accounts in the same month
	VersusBefore Contrast = "before" // its own posts of the twelve months before
)

// Keyword is a term that stands in more posts of an own account than in those it is
// compared with, all in one language.
type Keyword struct {
	AccountID AccountID `parquet:"account_id" doc:"own account"`
	Platform  Platform  `parquet:"platform" doc:"platform of the posts"`
	Month     string    `parquet:"month" doc:"last month of publishing, like 2026-02"`
	Language  string    `parquet:"language" doc:"language of the posts on both sides, BCP 47"`
	Months    int64     `parquet:"months" doc:"1: that month; 3: it and the two before, where it alone has too few posts"`
	Versus    Contrast  `parquet:"versus" doc:"others (posts of the unit's other own accounts in those months) or before (its own posts of the twelve months before)"`
	Kind      TermKind  `parquet:"kind" doc:"word, name (a place or organisation) or handle (of a configured account)"`
	Term      string    `parquet:"term" doc:"the term"`
	Posts     int64     `parquet:"posts" doc:"posts of those months that it stands in"`
	All       int64     `parquet:"posts_all" doc:"posts of those months"`
	Other     int64     `parquet:"posts_other" doc:"posts compared with that it stands in"`
	AllOther  int64     `parquet:"posts_other_all" doc:"posts compared with"`
	LogOdds   float64   `parquet:"log_odds" doc:"log-odds ratio with informative Dirichlet prior"`
	Z         float64   `parquet:"z" doc:"log-odds ratio over its standard error"`
}
