package exports

import "github.com/digital-diplomacy/tailor/data"

// crowdTangle is the "historical data" of Facebook pages, until August 2024.
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
		late:      []string{"care"}, // since 2020
		views:     "facebook/post-views",
	}
}

// crowdTangleInstagram is the same of Instagram, which knows no shares and no kinds of
// reactions. Its posts are called by the code in their links.
func crowdTangleInstagram() format {
	return format{
		name: "crowdtangle-instagram", title: "CrowdTangle, history of Instagram", platform: data.Instagram, rows: rowsPosts,
		need: []field{fAccount, fFollowers, fPublished, fFormat, fLikes, fReplies, fURL}, not: []string{"Shares"},
		columns: []column{
			{fAccount, []string{"Account", "User Name"}}, {fFollowers, []string{"Followers at Posting"}}, {fPublished, []string{"Post Created"}},
			{fFormat, []string{"Type"}}, {fLikes, []string{"Likes"}}, {fReplies, []string{"Comments"}}, {fViews, []string{"Views"}},
			{fURL, []string{"URL"}}, {fText, []string{"Description", "Title"}},
		},
		views: "instagram/post-views",
	}
}
