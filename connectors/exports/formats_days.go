package exports

import "github.com/digital-diplomacy/tailor/data"

// dayFormats are the tables of numbers by day that platforms export beside those of
// posts. They are known, so that nobody is told to correct them, but no record of
// ours holds them: what an account gained on a day is not how many it has. Any column
// of known that names a post makes a table another one.
func dayFormats(known []format) []format {
	var posts []string
	for _, f := range known {
		for _, c := range f.columns {
			switch c.field {
			case fID, fURL, fText, fPost, fAuthor, fParent:
				posts = append(posts, c.names...)
			}
		}
	}
	return []format{
		{
			name: "youtube-chart", title: `YouTube Studio, "Chart data.csv"`, platform: data.YouTube, rows: rowsDays,
			need: []field{fDate, fID, fText, fPublished, fViews},
			columns: []column{{fDate, wordsDay()}, {fID, wordsStudioID()}, {fText, wordsVideoTitle()}, {fPublished, wordsStudioTime()},
				{fViews, wordsViews()}, {fDuration, wordsDuration()}, {fLikes, wordsLikes()}, {fImpressions, wordsImpressions()}},
			caution: `these are views by day, not totals; "Table data.csv" of the same download holds the totals`,
		},
		{
			name: "days", title: "numbers by day", rows: rowsDays, strict: true,
			need: []field{fDate}, oneOf: [][]field{counterFields()}, not: posts,
			columns: []column{
				{fDate, wordsDay()},
				{fImpressions, join(wordsImpressions(), scoped(wordsImpressions()), []string{"Unique impressions (organic)"})},
				{fLikes, join(wordsLikes(), wordsReactions(), scoped(wordsReactions()))},
				{fReplies, join(wordsComments(), wordsReplies(), scoped(wordsComments()))},
				{fShares, join(wordsShares(), wordsReposts(), scoped(wordsReposts()), scoped(wordsShares()))},
				{fClicks, join(wordsLinkClicks(), scoped([]string{"Clicks", "Clics", "Klicks", "النقرات", "Cliques", "Klick"}))},
				{fViews, join(wordsViews(), []string{"Video views", "Media views", "Profile views", "Profile visits", "Create Post", "Engagements", "Primary",
					"Total page views (total)", "Total unique visitors (total)", "Overview page views (total)"})},
				{fReach, join(wordsReach(), []string{"New followers", "New follows", "Unfollows", "Sponsored followers", "Organic followers", "Auto-invited followers",
					"Total followers", "Total Viewers", "New Viewers", "Returning Viewers", "Net followers", "Abonnés sponsorisés", "Abonnés organiques", "Total des abonnés", "Seguidores patrocinados", "Seguidores orgánicos",
					"Total de seguidores", "Gesponserte Follower", "Organische Follower", "Follower insgesamt", "المتابعون العضويون", "إجمالي المتابعين", "Новые подписчики"})},
			},
			caution: "these are numbers by day of a whole account, not of posts, and are not kept",
		},
	}
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
