package exports

import "github.com/digital-diplomacy/tailor/data"

// column is a field with every header it goes by.
type column struct {
	field field
	names []string
}

// format is a native export: what platform makes it and how its columns are called.
type format struct {
	name      string
	title     string // for messages to people
	platform  data.Platform
	rows      string
	need      []field // without these it is another file
	columns   []column
	reactions []column // counts by kind that add up to likes; the field is not used
	kinds     []string // of reactions, in their order
	views     string   // views_definition
	caution   string   // what a person must know of every such file
}

// formats lists the native exports. The headers are those of
// X's post activity export (2015-2024) and content export (since 2024), Meta Business
// Suite's content export (English and German; ids and page in Swedish), YouTube
// Studio's "Table data.csv", TikTok Studio's content export and CrowdTangle's
// history download, as they stand in published copies of such files. Names in
// further languages are added only when such a file has been seen.
func formats() []format {
	return []format{xPosts(), xContent(), metaFacebook(), metaInstagram(), youTubeStudio(), tikTokStudio(), crowdTangle(), comments()}
}

func xPosts() format {
	return format{
		name: "x-posts", title: "X analytics, post activity", platform: data.X, rows: rowsPosts,
		need: []field{fID, fText, fPublished, fImpressions, fShares, fReplies},
		columns: []column{
			{fID, []string{"Tweet id"}}, {fURL, []string{"Tweet permalink"}}, {fText, []string{"Tweet text"}},
			{fPublished, []string{"time"}}, {fImpressions, []string{"impressions"}}, {fShares, []string{"retweets"}},
			{fReplies, []string{"replies"}}, {fLikes, []string{"likes", "favorites"}}, {fClicks, []string{"url clicks"}},
			{fPromoted, []string{"promoted impressions"}},
		},
	}
}

func xContent() format {
	return format{
		name: "x-content", title: "X analytics, content", platform: data.X, rows: rowsPosts,
		need: []field{fID, fText, fPublished, fImpressions, fLikes, fShares},
		columns: []column{
			{fID, []string{"Post id"}}, {fURL, []string{"Post Link"}}, {fText, []string{"Post text"}},
			{fPublished, []string{"Date"}}, {fImpressions, []string{"Impressions"}}, {fLikes, []string{"Likes"}},
			{fShares, []string{"Reposts"}}, {fReplies, []string{"Replies"}}, {fSaves, []string{"Bookmarks"}},
			{fClicks, []string{"URL Clicks"}},
		},
	}
}

// Names that Meta's exports for both platforms share.
func metaColumns() []column {
	return []column{
		{fID, []string{"Post ID", "Beitrags-ID", "Publicerings-id"}},
		{fText, []string{"Description", "Title", "Beschreibung"}},
		{fDuration, []string{"Duration (sec)", "Dauer (Sek.)"}},
		{fPublished, []string{"Publish time", "Veröffentlichungszeitpunkt"}},
		{fURL, []string{"Permalink"}},
		{fFormat, []string{"Post type", "Beitragstyp"}},
		{fWindow, []string{"Date", "Datum"}},
		{fViews, []string{"Views", "Aufrufe"}},
		{fImpressions, []string{"Impressions"}},
		{fReach, []string{"Reach", "Reichweite"}},
		{fShares, []string{"Shares", "Geteilte Inhalte"}},
		{fReplies, []string{"Comments", "Kommentare"}},
	}
}

func metaFacebook() format {
	return format{
		name: "meta-facebook", title: "Meta Business Suite, Facebook", platform: data.Facebook, rows: rowsPosts,
		need: []field{fID, fAccount, fPublished, fFormat, fLikes, fReplies, fShares},
		columns: append(metaColumns(),
			column{fAccount, []string{"Page name", "Page ID", "Sidnamn", "Sid-id"}},
			column{fLikes, []string{"Reactions"}}, column{fClicks, []string{"Link Clicks"}},
			column{fIsShare, []string{"Is share"}}, column{fPaid, []string{"Funded content status"}}),
		views: "facebook/views",
	}
}

func metaInstagram() format {
	return format{
		name: "meta-instagram", title: "Meta Business Suite, Instagram", platform: data.Instagram, rows: rowsPosts,
		need: []field{fID, fAccount, fPublished, fFormat, fLikes, fReplies},
		columns: append(metaColumns(),
			column{fAccount, []string{"Account username", "Account name", "Account ID", "Konto-Benutzername", "Kontoname", "Konto-ID"}},
			column{fLikes, []string{"Likes", "„Gefällt mir“-Angaben"}},
			column{fSaves, []string{"Saves", "Gespeicherte Beiträge"}}),
		views: "instagram/views",
	}
}

func youTubeStudio() format {
	return format{
		name: "youtube-studio", title: `YouTube Studio, "Table data.csv"`, platform: data.YouTube, rows: rowsPosts,
		need: []field{fID, fText, fPublished, fViews},
		columns: []column{
			{fID, []string{"Content"}}, {fText, []string{"Video title"}}, {fPublished, []string{"Video publish time"}},
			{fDuration, []string{"Duration"}}, {fViews, []string{"Views"}},
			{fImpressions, []string{"Impressions", "Thumbnail impressions"}}, {fLikes, []string{"Likes"}},
			{fReplies, []string{"Comments added"}}, {fShares, []string{"Shares"}},
		},
		views:   "youtube/views",
		caution: "YouTube Studio counts within the period chosen on the page; the numbers are totals only if it was Lifetime",
	}
}

func tikTokStudio() format {
	return format{
		name: "tiktok-studio", title: "TikTok Studio, content", platform: data.TikTok, rows: rowsPosts,
		need: []field{fURL, fText, fPublished, fLikes, fViews},
		columns: []column{
			{fText, []string{"Video title"}}, {fURL, []string{"Video link"}}, {fPublished, []string{"Post time"}},
			{fLikes, []string{"Total likes"}}, {fReplies, []string{"Total comments"}}, {fShares, []string{"Total shares"}},
			{fViews, []string{"Total views"}}, {fSaves, []string{"Add to favorites"}},
		},
		views: "tiktok/views",
	}
}

func crowdTangle() format {
	one := func(name string) column { return column{numFields, []string{name}} }
	return format{
		name: "crowdtangle", title: "CrowdTangle, history", platform: data.Facebook, rows: rowsPosts,
		need: []field{fAccount, fPublished, fFormat, fReplies, fShares, fURL},
		columns: []column{
			{fAccount, []string{"Page Name", "User Name", "Facebook Id"}},
			{fFollowers, []string{"Followers at Posting", "Likes at Posting"}}, {fPublished, []string{"Post Created"}},
			{fFormat, []string{"Type"}}, {fReplies, []string{"Comments"}}, {fShares, []string{"Shares"}},
			{fViews, []string{"Post Views"}}, {fURL, []string{"URL"}}, {fText, []string{"Message"}}, {fLinks, []string{"Final Link", "Link"}},
		},
		reactions: []column{one("Likes"), one("Love"), one("Wow"), one("Haha"), one("Sad"), one("Angry"), one("Care")},
		kinds:     []string{"like", "love", "wow", "haha", "sad", "angry", "care"},
		views:     "facebook/post-views",
	}
}

// comments is a layout of ours: the columns that comment exporters agree on.
func comments() format {
	return format{
		name: "comments", title: "comments", rows: rowsComments,
		need: []field{fPost, fText, fPublished},
		columns: []column{
			{fPost, []string{"Post ID", "Post URL", "Post link", "Permalink"}}, {fID, []string{"Comment ID"}},
			{fParent, []string{"Parent", "Parent ID", "Parent comment ID"}}, {fAuthor, []string{"Author", "Author ID"}},
			{fPublished, []string{"Date", "Created", "Comment date"}}, {fText, []string{"Comment", "Comment text"}},
			{fLanguage, []string{"Language"}},
		},
	}
}
