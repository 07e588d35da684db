package formats

import "github.com/digital-diplomacy/tailor/data"

// xPosts is X's post activity export, 2015 to 2024, whose headers followed the
// language of the account.
func xPosts() format {
	return format{
		name: "x-posts", title: "X analytics, post activity", platform: data.X, rows: RowsPosts,
		need: []Field{ID, Text, Published, Impressions, Shares, Replies},
		columns: []Column{
			{ID, []string{"Tweet id", "ID du Tweet", "Identifiant du Tweet", "Id. del Tweet", "ID del Tweet", "Identificador del Tweet", "Identificador del tuit",
				"معرف التغريدة", "رقم التغريدة", "ID do Tweet", "Identificação do Tweet", "Tweetens id", "ID твита", "Идентификатор твита"}},
			{URL, []string{"Tweet permalink", "Permalien du Tweet", "Enlace permanente del Tweet", "Enlace permanente del tuit", "Permalink des Tweets",
				"رابط التغريدة", "الرابط الثابت للتغريدة", "Link permanente do Tweet", "Permalänk till tweet", "Постоянная ссылка на твит"}},
			{Text, []string{"Tweet text", "Texte du Tweet", "Texto del Tweet", "Texto del tuit", "Text des Tweets", "نص التغريدة", "Texto do Tweet", "Текст твита"}},
			{Published, []string{"time", "heure", "hora", "Zeit", "Uhrzeit", "الوقت", "horário", "tid", "время"}},
			{Impressions, wordsImpressions()}, {Shares, wordsReposts()}, {Replies, wordsReplies()},
			{Likes, join(wordsLikes(), []string{"favorites", "favoris", "favoritos", "Favoriten", "المفضلة", "favoriter", "избранное"})},
			{Clicks, wordsLinkClicks()},
			{Promoted, []string{"promoted impressions", "impressions sponsorisées", "impressions promues", "impresiones promocionadas", "gesponserte Impressions",
				"gesponserte Impressionen", "مرات الظهور المروجة", "impressões promovidas", "sponsrade exponeringar", "рекламные показы"}},
		},
	}
}

// xContent is X's content export since 2024, with the columns that were chosen on the page.
// Tools for several platforms write some of its headers too, beside the platform's.
func xContent() format {
	return format{
		name: "x-content", title: "X analytics, content", platform: data.X, rows: RowsPosts,
		need: []Field{ID, Text, Published, Impressions}, oneOf: [][]Field{{URL, Likes}}, not: join(wordsPlatform(), wordsReach()),
		columns: []Column{
			{ID, wordsPostID()},
			{URL, []string{"Post Link", "Lien du post", "Lien de la publication", "Enlace del post", "Enlace de la publicación", "Beitragslink", "Link zum Beitrag",
				"Post-Link", "رابط المنشور", "Link do post", "Link da publicação", "Inläggslänk", "Länk till inlägg", "Ссылка на пост", "Ссылка на публикацию"}},
			{Text, []string{"Post text", "Texte du post", "Texte de la publication", "Texto del post", "Texto de la publicación", "Beitragstext", "Text des Beitrags",
				"Post-Text", "نص المنشور", "Texto do post", "Texto da publicação", "Inläggstext", "Inläggets text", "Текст поста", "Текст публикации"}},
			{Published, DayNames()}, {Impressions, wordsImpressions()}, {Likes, wordsLikes()},
			{Shares, wordsReposts()}, {Replies, wordsReplies()},
			{Saves, []string{"Bookmarks", "Signets", "Marcadores", "Elementos guardados", "Lesezeichen", "العلامات المرجعية", "الإشارات المرجعية", "Itens salvos", "Bokmärken", "Закладки"}},
			{Clicks, wordsLinkClicks()},
		},
	}
}
