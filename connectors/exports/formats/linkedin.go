package formats

import "github.com/digital-diplomacy/tailor/data"

// linkedInPosts is the sheet "All posts" of a page's content export. What LinkedIn
// calls the post's type is whether it was paid for; the medium is its content type.
func linkedInPosts() format {
	return format{
		name: "linkedin-posts", title: `LinkedIn page, sheet "All posts"`, platform: data.LinkedIn, rows: RowsPosts,
		need: []Field{Text, URL}, oneOf: [][]Field{{Impressions, Views, Clicks, Likes}, {Paid, Format, Published}},
		columns: []Column{
			{Text, []string{"Post title", "Update title", "Titre du post", "Titre de la publication", "Título de la publicación", "Título del post",
				"Titel des Beitrags", "Beitragstitel", "عنوان المنشور", "Título da publicação", "Título do post", "Inläggets titel", "Inläggsrubrik", "Заголовок публикации", "Название публикации"}},
			{URL, []string{"Post link", "Update link", "Post URL", "Lien du post", "Lien vers le post", "Lien de la publication", "Enlace de la publicación",
				"Enlace del post", "Beitragslink", "Link zum Beitrag", "رابط المنشور", "Link da publicação", "Link do post", "Länk till inlägg", "Inläggslänk", "Ссылка на публикацию"}},
			{Paid, join(wordsPostType(), []string{"Update type"})},
			{Published, join([]string{"Created date", "Created", "Date de création", "Fecha de creación", "Erstellungsdatum", "Erstellt am", "Erstellt",
				"تاريخ الإنشاء", "Data de criação", "Data da criação", "Skapad", "Skapat datum", "Datum för skapande", "Дата создания", "Создано", "Post publish date"}, wordsPublished())},
			{Format, []string{"Content Type", "Type de contenu", "Tipo de contenido", "Inhaltstyp", "Art des Inhalts", "Inhaltsart", "Content-Typ", "نوع المحتوى",
				"Tipo de conteúdo", "Innehållstyp", "Typ av innehåll", "Тип контента", "Тип содержания"}},
			{Impressions, wordsImpressions()}, {Views, wordsViews()},
			{Clicks, []string{"Clicks", "Clics", "Clic", "Klicks", "النقرات", "Cliques", "Klick", "Klickningar", "Клики", "Нажатия"}},
			{Likes, join(wordsReactions(), wordsLikes())}, {Replies, wordsComments()}, {Shares, join(wordsReposts(), wordsShares())},
		},
		views: "linkedin/video-views",
	}
}
