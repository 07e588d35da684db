package formats

// wordsMention name columns that only the finds of a search have: what others wrote of an
// office, as listening tools collect it. Their rows must never be taken for its own posts.
func wordsMention() []string {
	return []string{"Query Id", "Query Name", "Source type", "Source name", "Mention ID", "Mention type", "Mention URL", "Mention text", "Mention content",
		"Hit Sentence", "Opening Text", "Snippet", "Author short name", "Author URL", "Author handle", "Author followers", "Author full name", "Author gender", "Twitter Followers",
		"Influencer", "Alert name", "Matched keywords", "Topic profile", "Reach (new)", "host_url", "root_url", "domain_url"}
}

// mentions are such finds, as Brandwatch, Talkwalker, Meltwater and their like export them.
// They are known, so that nobody is told to correct them.
func mentions() format {
	columns := []Column{
		{URL, []string{"Url", "Link", "Permalink", "Post URL", "Mention URL"}},
		{Text, []string{"Snippet", "Hit Sentence", "Content", "Text", "Title", "Full Text", "Headline", "Message", "Mention text", "Mention content"}},
		{Author, join(wordsAuthor(), []string{"Author short name", "Author handle", "Influencer", "Author full name"})},
		{Published, []string{"Date", "Published", "Created", "Publication date"}},
		{Impressions, []string{"Impressions"}}, {Reach, []string{"Reach", "Reach (new)"}},
		{Language, wordsLanguage()}, {Platform, []string{"Domain", "Source", "host_url", "Page Type"}},
	}
	marks := wordsMention()
	for _, c := range columns {
		marks = without(marks, c.Names)
	}
	return format{
		name: "mentions", title: "what others wrote, as a listening tool found it", rows: RowsDays,
		need: []Field{Mark, URL}, oneOf: [][]Field{{Text, Author}},
		columns: append(columns, Column{Mark, marks}),
		caution: "these are posts of others, not of your page; download the posts of the page from its platform",
	}
}
