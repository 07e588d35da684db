package formats

import "github.com/digital-diplomacy/tailor/data"

// linkedInPosts is the sheet "All posts" of a page's content export. What LinkedIn
// calls the post's type is whether it was paid for; the medium is its content type.
func linkedInPosts() format {
	return format{
		name: "linkedin-posts", title: `LinkedIn page, sheet "All posts"`, platform: data.LinkedIn, rows: RowsPosts,
		need: []Field{Text, URL}, oneOf: [][]Field{{Impressions, Views, Clicks, Likes}, {Paid, Format, Published}},
		columns: []Column{
			{Text, join([]string{"Post title", "Update title", "Titre du post", "Titre de l’actualité", "Título de la actualización", "Título da atualização", "Titel des Updates", "Update-Titel", "Titre de la publication", "Título de la publicación", "Título del post",
				"Titel des Beitrags", "Beitragstitel", "عنوان المنشور", "Título da publicação", "Título do post", "Inläggets titel", "Inläggsrubrik", "Заголовок публикации", "Название публикации"}, elsewhere("update title"))},
			{URL, join([]string{"Post link", "Update link", "Post URL", "Lien de l’actualité", "Enlace de la actualización", "Link da atualização", "Update-Link", "Link zum Update", "Lien du post", "Lien vers le post", "Lien de la publication", "Enlace de la publicación",
				"Enlace del post", "Beitragslink", "Link zum Beitrag", "رابط المنشور", "Link da publicação", "Link do post", "Länk till inlägg", "Inläggslänk", "Ссылка на публикацию"}, elsewhere("update link", "sheet link"))},
			{Paid, join(wordsPostType(), []string{"Update type", "Update-Typ", "Type d’actualité", "Tipo de actualización", "Tipo de atualização"})},
			{Published, join([]string{"Created date", "Created", "Date de création", "Fecha de creación", "Erstellungsdatum", "Erstellt am", "Erstellt",
				"تاريخ الإنشاء", "Data de criação", "Data da criação", "Skapad", "Skapat datum", "Datum för skapande", "Дата создания", "Создано", "Post publish date"}, elsewhere("created"), wordsPublished())},
			{Format, join([]string{"Content Type", "Art des Contents", "Type de contenu", "Tipo de contenido", "Inhaltstyp", "Art des Inhalts", "Inhaltsart", "Content-Typ", "نوع المحتوى",
				"Tipo de conteúdo", "Innehållstyp", "Typ av innehåll", "Тип контента", "Тип содержания"}, elsewhere("sheet type"))},
			{Impressions, wordsImpressions()}, {Views, wordsViews()},
			{Clicks, join([]string{"Clicks", "Clics", "Clic", "Klicks", "النقرات", "Cliques", "Klick", "Klickningar", "Клики", "Нажатия"}, elsewhere("any clicks"))},
			{Likes, join(wordsReactions(), wordsLikes())}, {Replies, wordsComments()}, {Shares, join(wordsReposts(), wordsShares())},
		},
		views: "linkedin/video-views",
	}
}

// linkedInTop is the right half of the sheet "Top posts" of a profile's analytics: its posts by
// impressions, beside the same ones by engagements, which add up what is counted apart here.
func linkedInTop() format {
	return format{
		name: "linkedin-top", title: `LinkedIn profile, sheet "Top posts"`, platform: data.LinkedIn, rows: RowsPosts, beside: true,
		need: []Field{URL, Published, Impressions},
		columns: []Column{
			{URL, join([]string{"Post URL", "Post link", "URL du post", "URL de la publication", "Lien du post", "URL de la publicación", "URL del post", "Enlace de la publicación", "Beitrags-URL",
				"Post-URL", "Link zum Beitrag", "رابط المنشور", "URL do post", "URL da publicação", "Link do post", "URL публикации", "Ссылка на публикацию"}, elsewhere("sheet link"))},
			{Published, join([]string{"Post publish date", "Date de publication du post", "Fecha de publicación del post", "Veröffentlichungsdatum des Beitrags", "Data de publicação do post"},
				wordsPublished(), elsewhere("created"))},
			{Impressions, wordsImpressions()},
		},
		caution: "LinkedIn lists 50 posts of a profile at most, by impressions; their texts, reactions and comments are not in this file",
	}
}
