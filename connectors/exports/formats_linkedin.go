package exports

import "github.com/digital-diplomacy/tailor/data"

// linkedInPosts is the sheet "All posts" of a page's content export. What LinkedIn
// calls the post's type is whether it was paid for; the medium is its content type.
func linkedInPosts() format {
	return format{
		name: "linkedin-posts", title: `LinkedIn page, sheet "All posts"`, platform: data.LinkedIn, rows: rowsPosts,
		need: []field{fText, fURL}, oneOf: [][]field{{fImpressions, fViews, fClicks, fLikes}, {fPaid, fFormat, fPublished}},
		columns: []column{
			{fText, []string{"Post title", "Update title", "Titre du post", "Titre de la publication", "Título de la publicación", "Título del post",
				"Titel des Beitrags", "Beitragstitel", "عنوان المنشور", "Título da publicação", "Título do post", "Inläggets titel", "Inläggsrubrik", "Заголовок публикации", "Название публикации"}},
			{fURL, []string{"Post link", "Update link", "Post URL", "Lien du post", "Lien vers le post", "Lien de la publication", "Enlace de la publicación",
				"Enlace del post", "Beitragslink", "Link zum Beitrag", "رابط المنشور", "Link da publicação", "Link do post", "Länk till inlägg", "Inläggslänk", "Ссылка на публикацию"}},
			{fPaid, join(wordsPostType(), []string{"Update type"})},
			{fPublished, join([]string{"Created date", "Created", "Date de création", "Fecha de creación", "Erstellungsdatum", "Erstellt am", "Erstellt",
				"تاريخ الإنشاء", "Data de criação", "Data da criação", "Skapad", "Skapat datum", "Datum för skapande", "Дата создания", "Создано", "Post publish date"}, wordsPublished())},
			{fFormat, []string{"Content Type", "Type de contenu", "Tipo de contenido", "Inhaltstyp", "Art des Inhalts", "Inhaltsart", "Content-Typ", "نوع المحتوى",
				"Tipo de conteúdo", "Innehållstyp", "Typ av innehåll", "Тип контента", "Тип содержания"}},
			{fImpressions, wordsImpressions()}, {fViews, wordsViews()},
			{fClicks, []string{"Clicks", "Clics", "Clic", "Klicks", "النقرات", "Cliques", "Klick", "Klickningar", "Клики", "Нажатия"}},
			{fLikes, join(wordsReactions(), wordsLikes())}, {fReplies, wordsComments()}, {fShares, join(wordsReposts(), wordsShares())},
		},
		views: "linkedin/video-views",
	}
}
