package formats

import "github.com/digital-diplomacy/tailor/data"

// dayFormats are the tables of numbers by day that platforms export beside those of
// posts. They are known, so that nobody is told to correct them, but no record of
// ours holds them: what an account gained on a day is not how many it has. Any column
// of known that names a post makes a table another one.
func dayFormats(known []format) []format {
	var posts []string
	for _, f := range known {
		for _, c := range f.columns {
			switch c.Field {
			case ID, URL, Text, Post, Author, Parent:
				posts = append(posts, c.Names...)
			}
		}
	}
	return []format{
		{
			name: "youtube-chart", title: `YouTube Studio, "Chart data.csv"`, platform: data.YouTube, rows: RowsDays,
			need: []Field{Date, ID, Text, Published, Views},
			columns: []Column{{Date, DayNames()}, {ID, wordsStudioID()}, {Text, wordsVideoTitle()}, {Published, wordsStudioTime()},
				{Views, wordsViews()}, {Duration, wordsDuration()}, {Likes, wordsLikes()}, {Impressions, wordsImpressions()}},
			caution: `these are views by day, not totals; "Table data.csv" of the same download holds the totals`,
		},
		{
			name: "days", title: "numbers by day", rows: RowsDays, strict: true,
			need: []Field{Date}, oneOf: [][]Field{counterFields()}, not: posts,
			columns: []Column{
				{Date, DayNames()},
				{Impressions, join(wordsImpressions(), scoped(own(wordsImpressions(), "impressions")), []string{"Unique impressions (organic)"})},
				{Likes, join(wordsLikes(), wordsReactions(), scoped(own(wordsReactions(), "reactions")))},
				{Replies, join(wordsComments(), wordsReplies(), scoped(own(wordsComments(), "comments")))},
				{Shares, join(wordsShares(), wordsReposts(), scoped(own(wordsReposts(), "reposts")), scoped(own(wordsShares(), "shares")))},
				{Clicks, join(wordsLinkClicks(), scoped([]string{"Clicks", "Clics", "Klicks", "النقرات", "Cliques", "Klick"}))},
				{Views, join(wordsViews(), []string{"Video views", "Media views", "Profile views", "Profile visits", "Create Post", "Engagements", "Primary",
					"Total page views (total)", "Total unique visitors (total)", "Overview page views (total)"})},
				{Reach, join(wordsReach(), []string{"New followers", "New follows", "Unfollows", "Sponsored followers", "Organic followers", "Auto-invited followers",
					"Total followers", "Total Viewers", "New Viewers", "Returning Viewers", "Net followers", "Abonnés sponsorisés", "Abonnés organiques", "Total des abonnés", "Seguidores patrocinados", "Seguidores orgánicos",
					"Total de seguidores", "Gesponserte Follower", "Organische Follower", "Follower insgesamt", "المتابعون العضويون", "إجمالي المتابعين", "Новые подписчики"})},
			},
			caution: "these are numbers by day of a whole account, not of posts, and are not kept",
		},
	}
}

// own leaves out of a list what the further languages call it.
func own(names []string, meaning string) []string {
	return names[:len(names)-len(elsewhere(meaning))]
}

// scoped adds what LinkedIn writes behind a metric: of which posts it is.
func scoped(names []string) []string {
	var all []string
	for _, n := range names {
		for _, scope := range []string{"organic", "sponsored", "total", "organique", "sponsorisé", "orgánico", "orgánicas", "patrocinado", "organisch", "gesponsert", "gesamt"} {
			all = append(all, n+" ("+scope+")")
		}
	}
	return all
}
