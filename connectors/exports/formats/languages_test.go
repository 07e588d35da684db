package formats

import (
	"slices"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
)

// meanings are what a file of words may define.
func meanings() []string {
	return []string{"post id", "account", "page", "text", "duration", "published", "permalink", "post type", "day", "views", "impressions", "reach", "likes", "reactions", "comments",
		"replies", "shares", "reposts", "saves", "clicks", "any clicks", "followers", "is share", "funded", "author", "comment", "parent", "platform", "sheet text", "sheet link",
		"sheet time", "sheet type", "video id", "video title", "video time", "video views", "video comments", "video impressions", "video link", "total likes", "total comments",
		"total shares", "total views", "meta reactions", "meta comments", "update title", "update link", "created", "carousel", "reel", "story", "live video", "poll", "event", "image", "video", "link", "text post", "total"}
}

// A file of words is whole, and a header made of its words alone is recognised, each column
// for what it is.
func TestEveryLanguageIsRecognised(t *testing.T) {
	entries, err := languageFiles.ReadDir("languages")
	if err != nil || len(entries) < 15 {
		t.Fatalf("%d files of words, %v", len(entries), err)
	}
	for _, e := range entries {
		text, err := languageFiles.ReadFile("languages/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		words := wordings(string(text))
		for m, list := range words {
			if !slices.Contains(meanings(), m) {
				t.Errorf("%s: nothing is called %q", e.Name(), m)
			}
			for _, w := range list {
				if parse.FoldHeader(w) == "" {
					t.Errorf("%s: %s: %q is empty when folded", e.Name(), m, w)
				}
			}
		}
		recognised := func(format string, columns ...any) {
			t.Helper()
			var names []string
			var fields []Field
			for i := 0; i < len(columns); i += 2 {
				meaning := columns[i].(string)
				if special := "video " + meaning; format == "youtube-studio" && len(words[special]) > 0 {
					meaning = special // a word that YouTube alone has
				}
				if len(words[meaning]) == 0 {
					if !slices.Contains([]string{"total likes", "total views"}, meaning) {
						t.Errorf("%s: no word for %q", e.Name(), meaning)
					}
					continue
				}
				names, fields = append(names, words[meaning][0]), append(fields, columns[i+1].(Field))
			}
			h := NewHeader(names)
			f, _, err := Recognise(&h)
			if err != nil || f.Name != format {
				t.Errorf("%s: %q: %+v, %v; want %s", e.Name(), names, f, err, format)
				return
			}
			for i, field := range fields {
				if !slices.Contains(f.Cols[field], i) {
					t.Errorf("%s: %s: %q is not read as field %d", e.Name(), format, names[i], field)
				}
			}
		}
		recognised("meta-instagram", "post id", ID, "account", Account, "text", Text, "published", Published, "permalink", URL, "post type", Format, "day", Window,
			"views", Views, "reach", Reach, "likes", Likes, "comments", Replies, "shares", Shares, "saves", Saves)
		recognised("meta-facebook", "post id", ID, "page", Account, "text", Text, "published", Published, "post type", Format, "views", Views, "reactions", Likes,
			"comments", Replies, "shares", Shares, "clicks", Clicks)
		recognised("youtube-studio", "video id", ID, "video title", Text, "video time", Published, "duration", Duration, "views", Views, "likes", Likes)
		recognised("tiktok-studio", "video title", Text, "video link", URL, "published", Published, "total likes", Likes, "total views", Views, "likes", Likes)
		recognised("post-sheet", "day", Date, "sheet text", Text, "sheet link", URL, "sheet type", Format, "platform", Platform, "views", Views, "likes", Likes, "comments", Replies)
		// What others wrote is known by its author in this language too.
		h := NewHeader([]string{words["day"][0], words["sheet text"][0], words["author"][0], words["likes"][0]})
		if f, _, err := Recognise(&h); err == nil && f.Rows == RowsPosts {
			t.Errorf("%s: a table with a column of authors is taken for own posts: %s", e.Name(), f.Name)
		}
	}
}
