package formats

import "github.com/digital-diplomacy/tailor/data"

// crowdTangle is the "historical data" of Facebook pages, until August 2024.
func crowdTangle() format {
	one := func(name string) Column { return Column{numFields, []string{name}} }
	return format{
		name: "crowdtangle", title: "CrowdTangle, history", platform: data.Facebook, rows: RowsPosts,
		need: []Field{Account, Published, Format, Replies, Shares, URL},
		columns: []Column{
			{Account, []string{"Page Name", "User Name", "Facebook Id"}},
			{Followers, []string{"Followers at Posting", "Likes at Posting"}}, {Published, []string{"Post Created"}},
			{Format, []string{"Type"}}, {Replies, []string{"Comments"}}, {Shares, []string{"Shares"}},
			{Views, []string{"Post Views"}}, {URL, []string{"URL"}}, {Text, []string{"Message"}}, {Links, []string{"Final Link", "Link"}},
		},
		reactions: []Column{one("Likes"), one("Love"), one("Wow"), one("Haha"), one("Sad"), one("Angry"), one("Care")},
		kinds:     []string{"like", "love", "wow", "haha", "sad", "angry", "care"},
		late:      []string{"care"}, // since 2020
		views:     "facebook/post-views",
	}
}

// crowdTangleInstagram is the same of Instagram, which knows no shares and no kinds of
// reactions. Its posts are called by the code in their links.
func crowdTangleInstagram() format {
	return format{
		name: "crowdtangle-instagram", title: "CrowdTangle, history of Instagram", platform: data.Instagram, rows: RowsPosts,
		need: []Field{Account, Followers, Published, Format, Likes, Replies, URL}, not: []string{"Shares"},
		columns: []Column{
			{Account, []string{"Account", "User Name"}}, {Followers, []string{"Followers at Posting"}}, {Published, []string{"Post Created"}},
			{Format, []string{"Type"}}, {Likes, []string{"Likes"}}, {Replies, []string{"Comments"}}, {Views, []string{"Views"}},
			{URL, []string{"URL"}}, {Text, []string{"Description", "Title"}},
		},
		views: "instagram/post-views",
	}
}
