package exports

import "github.com/digital-diplomacy/tailor/data"

// xPosts is X's post activity export, 2015 to 2024, whose headers followed the
// language of the account.
func xPosts() format {
	return format{
		name: "x-posts", title: "X analytics, post activity", platform: data.X, rows: rowsPosts,
		need: []field{fID, fText, fPublished, fImpressions, fShares, fReplies},
		columns: []column{
			{fID, []string{"Tweet id", "ID du Tweet", "Identifiant du Tweet", "Id. del Tweet", "ID del Tweet", "Identificador del Tweet", "Identificador del tuit",
				"معرف التغريدة", "رقم التغريدة", "ID do Tweet", "Identificação do Tweet", "Tweetens id", "ID твита", "Идентификатор твита"}},
			{fURL, []string{"Tweet permalink", "Permalien du Tweet", "Enlace permanente del Tweet", "Enlace permanente del tuit", "Permalink des Tweets",
				"رابط التغريدة", "الرابط الثابت للتغريدة", "Link permanente do Tweet", "Permalänk till tweet", "Постоянная ссылка на твит"}},
			{fText, []string{"Tweet text", "Texte du Tweet", "Texto del Tweet", "Texto del tuit", "Text des Tweets", "نص التغريدة", "Texto do Tweet", "Текст твита"}},
			{fPublished, []string{"time", "heure", "hora", "Zeit", "Uhrzeit", "الوقت", "horário", "tid", "время"}},
			{fImpressions, wordsImpressions()}, {fShares, wordsReposts()}, {fReplies, wordsReplies()},
			{fLikes, join(wordsLikes(), []string{"favorites", "favoris", "favoritos", "Favoriten", "المفضلة", "favoriter", "избранное"})},
			{fClicks, wordsLinkClicks()},
			{fPromoted, []string{"promoted impressions", "impressions sponsorisées", "impressions promues", "impresiones promocionadas", "gesponserte Impressions",
				"gesponserte Impressionen", "مرات الظهور المروجة", "impressões promovidas", "sponsrade exponeringar", "рекламные показы"}},
		},
	}
}

// xContent is X's content export since 2024.
func xContent() format {
	return format{
		name: "x-content", title: "X analytics, content", platform: data.X, rows: rowsPosts,
		need: []field{fID, fText, fPublished, fImpressions, fLikes, fShares},
		columns: []column{
			{fID, wordsPostID()},
			{fURL, []string{"Post Link", "Lien du post", "Lien de la publication", "Enlace del post", "Enlace de la publicación", "Beitragslink", "Link zum Beitrag",
				"Post-Link", "رابط المنشور", "Link do post", "Link da publicação", "Inläggslänk", "Länk till inlägg", "Ссылка на пост", "Ссылка на публикацию"}},
			{fText, []string{"Post text", "Texte du post", "Texte de la publication", "Texto del post", "Texto de la publicación", "Beitragstext", "Text des Beitrags",
				"Post-Text", "نص المنشور", "Texto do post", "Texto da publicação", "Inläggstext", "Inläggets text", "Текст поста", "Текст публикации"}},
			{fPublished, wordsDay()}, {fImpressions, wordsImpressions()}, {fLikes, wordsLikes()},
			{fShares, wordsReposts()}, {fReplies, wordsReplies()},
			{fSaves, []string{"Bookmarks", "Signets", "Marcadores", "Elementos guardados", "Lesezeichen", "العلامات المرجعية", "الإشارات المرجعية", "Itens salvos", "Bokmärken", "Закладки"}},
			{fClicks, wordsLinkClicks()},
		},
	}
}
