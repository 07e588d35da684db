package formats

import "github.com/digital-diplomacy/tailor/data"

func wordsVideoTitle() []string {
	return join([]string{"Video title", "Titre de la vidéo", "Título del vídeo", "Título de vídeo", "Videotitel", "Titel des Videos", "عنوان الفيديو", "Título do vídeo",
		"Videons titel",
		"Название видео"}, elsewhere("video title"))
}

// wordsStudioTime names the moment of publishing in YouTube Studio.
func wordsStudioTime() []string {
	return join([]string{"Video publish time", "Heure de publication de la vidéo", "Date de publication de la vidéo", "Hora de publicación del vídeo",
		"Fecha de publicación del vídeo", "Veröffentlichungszeitpunkt des Videos", "Veröffentlichungszeit des Videos", "وقت نشر الفيديو", "تاريخ نشر الفيديو",
		"Hora de publicação do vídeo", "Horário de publicação do vídeo", "Data de publicação do vídeo", "Publiceringstid för video", "Publiceringstid för videon",
		"Videons publiceringstid",
		"Время публикации видео", "Дата публикации видео"}, elsewhere("video time"))
}

func wordsStudioID() []string {
	return join([]string{"Content", "Video", "Videos", "Contenu", "Vidéo", "Contenido", "Inhalt", "Inhalte", "المحتوى", "الفيديو", "Conteúdo", "Innehåll",
		"Контент", "Видео", "Содержание"}, elsewhere("video id"))
}

// youTubeStudio is "Table data.csv" of the advanced mode. A file with a column of days
// is "Chart data.csv", which has a row for each video and day.
func youTubeStudio() format {
	return format{
		name: "youtube-studio", title: `YouTube Studio, "Table data.csv"`, platform: data.YouTube, rows: RowsPosts,
		need: []Field{ID, Text, Published, Views}, not: DayNames(),
		columns: []Column{
			{ID, wordsStudioID()}, {Text, wordsVideoTitle()}, {Published, wordsStudioTime()},
			{Duration, wordsDuration()},
			// Indonesian calls impressions here what it calls views elsewhere.
			{Impressions, join(wordsImpressions(), []string{"Thumbnail impressions", "Impressions de la miniature", "Impressions des miniatures",
				"Impresiones de la miniatura", "Impresiones de miniaturas", "Thumbnail-Impressionen", "مرات ظهور الصورة المصغرة", "Impressões da miniatura", "Показы значка", "Показы значков"},
				elsewhere("video impressions"))},
			{Views, join(without(wordsViews(), elsewhere("video impressions")), elsewhere("video views"))},
			{Likes, wordsLikes()},
			{Replies, join([]string{"Comments added", "Commentaires ajoutés", "Comentarios añadidos", "Comentarios agregados", "Kommentare hinzugefügt",
				"Hinzugefügte Kommentare", "التعليقات المضافة", "Comentários adicionados", "Tillagda kommentarer", "Добавленные комментарии", "Добавлено комментариев"}, wordsComments(), elsewhere("video comments"))},
			{Shares, join(wordsShares(), []string{"Репосты"})},
		},
		views:   "youtube/views",
		caution: "YouTube Studio counts within the period chosen on the page; the numbers are totals only if it was Lifetime",
	}
}

func tikTokStudio() format {
	total := func(names []string, more ...string) []string { return join(more, names) }
	return format{
		name: "tiktok-studio", title: "TikTok Studio, content", platform: data.TikTok, rows: RowsPosts,
		need: []Field{URL, Text, Published}, oneOf: [][]Field{{Views, Likes}},
		columns: []Column{
			{Text, join(wordsVideoTitle(), []string{"Video description", "Description de la vidéo", "Descripción del vídeo", "Videobeschreibung", "وصف الفيديو", "Описание видео"})},
			{URL, join([]string{"Video link", "Lien de la vidéo", "Lien vers la vidéo", "Enlace del vídeo", "Enlace de vídeo", "Videolink", "Link zum Video", "رابط الفيديو",
				"Link do vídeo", "Videolänk", "Länk till video", "Ссылка на видео"}, elsewhere("video link"))},
			{Published, total(wordsPublished(), "Post time", "Posting time", "Heure du post", "Hora del post", "Zeitpunkt des Posts", "Posting-Zeit", "Hora do post",
				"Inläggstid")},
			{Likes, join(total(wordsLikes(), "Total likes", "Total des J’aime", "Total de J’aime", "Total de Me gusta", "Me gusta totales", "Nombre total de J’aime", "J’aime totaux", "Likes insgesamt",
				"Gesamtzahl Likes", "Gesamtzahl der Likes", "إجمالي الإعجابات", "إجمالي تسجيلات الإعجاب", "Total de curtidas", "Totalt antal gilla-markeringar", "Всего лайков", "Общее количество лайков"), elsewhere("total likes"))},
			{Replies, join(total(wordsComments(), "Total comments", "Total des commentaires", "Total de comentarios", "Comentarios totales", "Nombre total de commentaires", "Commentaires totaux", "Kommentare insgesamt", "Gesamtzahl Kommentare",
				"Gesamtzahl der Kommentare", "إجمالي التعليقات", "Total de comentários", "Totalt antal kommentarer", "Всего комментариев", "Общее количество комментариев"), elsewhere("total comments"))},
			{Shares, join(total(wordsShares(), "Total shares", "Total des partages", "Nombre total de partages", "Partages totaux", "Total de veces compartido", "Total de compartidos", "Compartidos totales", "Geteilt insgesamt",
				"Gesamtzahl geteilt", "Gesamtzahl der geteilten Inhalte", "إجمالي المشاركات", "Total de compartilhamentos", "Totalt antal delningar", "Всего репостов", "Репосты", "Общее количество репостов"), elsewhere("total shares"))},
			{Views, join(total(wordsViews(), "Total views", "Video views", "Total des vues", "Total de visualizaciones", "Total de vistas", "Visualizaciones totales", "Vistas totales", "Vues totales", "Nombre total de vues", "Aufrufe insgesamt",
				"Gesamtzahl Aufrufe", "Gesamtzahl der Aufrufe", "إجمالي المشاهدات", "مشاهدات الفيديو", "Total de visualizações", "Totalt antal visningar", "Всего просмотров", "Общее количество просмотров"), elsewhere("total views"))},
			{Saves, total(wordsSaves(), "Add to favorites", "Added to favorites", "Favorites", "Total favorites", "Total bookmarks", "Ajouts aux favoris", "Favoris",
				"Añadidos a favoritos", "Favoritos", "Zu Favoriten hinzugefügt", "Favoriten", "الإضافة إلى المفضلة", "المفضلة", "Adições aos favoritos", "Favoriter", "Добавлено в избранное", "Избранное")},
			{Duration, wordsDuration()},
		},
		views: "tiktok/views",
	}
}

// tikTokFollowers is "FollowerHistory.csv": followers at the end of each day.
func tikTokFollowers() format {
	return format{
		name: "tiktok-followers", title: "TikTok Studio, followers", platform: data.TikTok, rows: RowsAccounts,
		need: []Field{Date, Followers, Mark},
		columns: []Column{
			{Date, DayNames()}, {Followers, []string{"Followers", "Abonnés", "Seguidores", "Follower", "المتابعون", "المتابعين", "Följare", "Подписчики"}},
			// The change since the day before marks this table.
			{Mark, []string{"Difference in followers from previous day", "Différence d’abonnés par rapport à la veille",
				"Diferencia de seguidores respecto al día anterior", "Unterschied in der Followerzahl zum Vortag", "الفرق في عدد المتابعين عن اليوم السابق",
				"Diferença de seguidores em relação ao dia anterior", "Изменение числа подписчиков по сравнению с предыдущим днем"}},
		},
	}
}
