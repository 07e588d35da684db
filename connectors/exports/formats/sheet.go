package formats

// sheetColumns are what tables of posts that people keep by hand call their columns, and
// what tools for several platforms call them.
func sheetColumns() []Column {
	return []Column{
		{ID, join([]string{"ID", "Message ID", "Post ID", "Tweet ID", "Identifiant", "ID du message", "Identificador", "ID del mensaje", "Kennung", "Nachrichten-ID", "المعرف",
			"معرف الرسالة", "ID da mensagem", "Meddelande-id", "Номер", "ID сообщения"}, wordsPostID())},
		{URL, join([]string{"Link", "URL", "Post link", "Post URL", "Message link", "Service link", "Link to post", "View post", "Lien", "Lien du message", "Lien du post", "URL du post",
			"Lien de la publication", "Enlace", "Enlace del mensaje", "Enlace del post", "Enlace de la publicación", "Link zur Nachricht", "Link zum Beitrag", "Beitragslink", "Beitrags-URL",
			"الرابط", "رابط الرسالة", "رابط المنشور", "Link da mensagem", "Link do post", "Link da publicação", "Ligação", "Länk", "Ссылка", "Ссылка на сообщение", "Ссылка на пост",
			"Ссылка на публикацию"}, wordsPermalink(), elsewhere("sheet link"))},
		{Text, join([]string{"Text", "Message", "Message text", "Post", "Post text", "Post message", "Post content", "Post caption", "Post copy", "Copy", "Update", "Outbound post", "Content",
			"Caption", "Description", "Tweet text", "Texte", "Texte du message", "Texte du post", "Texte de la publication", "Contenu", "Publication", "Légende",
			"Texto", "Mensaje", "Texto del mensaje", "Texto del post", "Texto de la publicación", "Contenido", "Publicación", "Descripción", "Leyenda",
			"Nachricht", "Nachrichtentext", "Inhalt", "Beitrag", "Beitragstext", "Text des Beitrags", "Beschreibung", "النص", "الرسالة",
			"نص الرسالة", "نص المنشور", "المحتوى", "المنشور", "الوصف", "Mensagem", "Texto da mensagem", "Texto do post", "Texto da publicação", "Conteúdo", "Publicação", "Legenda", "Descrição",
			"Meddelande", "Innehåll", "Inlägg", "Inläggstext", "Bildtext", "Beskrivning", "Текст", "Сообщение", "Текст сообщения", "Текст поста", "Текст публикации", "Публикация", "Пост",
			"Содержание", "Описание"}, elsewhere("sheet text"))},
		{Published, join(wordsPublished(), []string{"Date and time", "Date & time", "Date/time", "Datetime", "Timestamp", "Published at", "Posted", "Posted at", "Sent", "Sent at",
			"Date sent", "Created time", "Created at", "Post created", "Post creation date", "Date et heure", "Envoyé le", "Date d’envoi", "Date du post", "Fecha y hora", "Enviado", "Enviado el",
			"Fecha de envío", "Datum und Uhrzeit", "Gesendet", "Gesendet am", "التاريخ والوقت", "تاريخ الإرسال", "وقت الإرسال", "Data e hora", "Enviado em", "Data de envio", "Datum och tid",
			"Skickat", "Дата и время", "Отправлено"})},
		{Date, DayNames()},
		{Time, join([]string{"Time", "Hour", "Publishing time", "Time of day", "Heure", "Hora", "Zeit", "Uhrzeit", "الوقت", "الساعة", "Horário", "Tid", "Klockslag", "Время", "Час"}, elsewhere("sheet time"))},
		{Format, join([]string{"Type", "Format", "Media", "Medium", "Content type", "Type de contenu", "Média", "Tipo", "Formato", "Tipo de contenido",
			"Art", "Medien", "Medientyp", "Inhaltstyp", "النوع", "نوع المحتوى", "الوسائط", "Tipo de conteúdo", "Typ", "Innehållstyp", "Тип", "Формат", "Тип контента", "Медиа"},
			wordsPostType(), elsewhere("sheet type"))},
		{Likes, join(wordsReactions(), wordsLikes(), []string{"Favourites", "Favourites count", "Favorite count", "Likes count"})},
		{Shares, join([]string{"Reblogs", "Boosts", "Reblogs count", "Reposts count", "Retweet count", "Shares count", "Forwards", "Forwarded", "Times forwarded", "Transferts", "Nombre de transferts", "Transféré", "Reenvíos", "Reenviados", "Veces reenviado",
			"Weiterleitungen", "Weitergeleitet", "إعادات التوجيه", "مرات إعادة التوجيه", "إعادة التوجيه", "عدد مرات إعادة التوجيه", "Encaminhamentos", "Encaminhados",
			"Reencaminhamentos", "Vidarebefordringar", "Vidarebefordrade", "Пересылки", "Переслано", "Количество пересылок"}, wordsShares(), wordsReposts())},
		{Replies, join(wordsReplies(), wordsComments(), []string{"Replies count", "Comments count"})},
		{Views, join(wordsViews(), []string{"Video views", "Post views", "Views per video", "Seen", "Seen by", "Vu par", "Lectures", "Visto por", "Leído por", "Gesehen", "Gesehen von", "شوهد", "Visto", "Sedd av", "Просмотрено"})},
		{Impressions, wordsImpressions()},
		{Reach, join(wordsReach(), []string{"Read by", "Lu par", "Gelesen von", "قرأها", "Lido por", "Läst av", "Прочитано"})},
		{Saves, join(wordsSaves(), []string{"Bookmarks"})}, {Clicks, wordsLinkClicks()},
		{Followers, wordsFollowers()},
		{Language, wordsLanguage()},
		{Observed, []string{"Counted on", "Counted at", "Counted", "Checked on", "As of", "Updated", "Updated on", "Last updated", "Relevé le", "Compté le", "Mis à jour",
			"Mis à jour le", "Contado el", "Actualizado", "Actualizado el", "Gezählt am", "Erhoben am", "Stand", "Aktualisiert am", "تاريخ القياس", "تاريخ العد",
			"تاريخ التحديث", "Contado em", "Atualizado em", "Räknat", "Uppdaterad", "Подсчитано", "Дата подсчета", "Обновлено", "По состоянию на"}},
		{Topic, []string{"Topic", "Main topic", "Topics", "Theme", "Thème", "Thématique", "Sujet", "Tema", "Thema", "Themen", "الموضوع", "Assunto", "Ämne", "Тема", "Тематика"}},
		{Told, []string{"Audience", "Target audience", "Target group", "Public cible", "Público", "Público objetivo", "Zielgruppe", "الجمهور", "الجمهور المستهدف", "Público-alvo", "Målgrupp",
			"Аудитория", "Целевая аудитория", "Device", "Device 1", "Occasion"}},
		{Platform, wordsPlatform()},
		{Account, join([]string{"Channel", "Account", "Channel name", "Profile", "Social account", "Page", "Chaîne", "Compte", "Canal", "Cuenta", "Kanal", "Konto", "Profil", "Perfil", "القناة", "الحساب", "Conta",
			"Канал", "Аккаунт"}, wordsOwnPage())},
	}
}

// wordsOwnPage name the account whose posts a table lists.
func wordsOwnPage() []string {
	return []string{"Page name", "Account name", "Account handle", "Account username", "Social profile", "Profile handle", "Brand", "Page ID", "Account ID",
		"Nom de la page", "Nom du compte", "Nombre de la página", "Nombre de la cuenta", "Seitenname", "Kontoname", "Nome da página", "Nome da conta"}
}

// postSheet is a table of posts that people keep by hand, for platforms that export
// nothing, such as WhatsApp channels and broadcast lists. It does not say which
// platform it is of: the account, its name or its links do. A column of authors means
// that the rows are other people's, so such a table is never one.
func postSheet() format {
	return format{
		name: "post-sheet", title: "sheet of posts kept by hand", rows: RowsPosts,
		need: []Field{Text}, oneOf: [][]Field{{Date, Published}, append(counterFields(), Followers)},
		not:       join(wordsAuthor(), wordsCommentID(), wordsParent(), wordsMention()),
		columns:   sheetColumns(),
		followers: true,
	}
}

// postList is what tools that serve several platforms make of an office's posts. A profile
// in it is the office's own, though the same word names the author in a list of comments; so
// it must say of each row where it stands, and have counts that no comment has.
func postList() format {
	profile := []string{"Profile name", "Profile ID", "Profile URL", "Profile link"}
	not := without(join(wordsAuthor(), wordsCommentID(), wordsParent(), wordsMention(), wordsComment()), profile)
	// Sums that only posts have; they mark the table, and are not read.
	columns := append(sheetColumns(), Column{Mark, []string{"Number of reactions, comments & shares", "Reactions, comments & shares", "Reactions, comments and shares", "Total interactions",
		"Interactions", "Post interaction", "Post interaction rate", "Engagement rate", "Total engagements", "Engagements", "Interaktionen", "Interacciones", "Interações"}})
	for i, c := range columns {
		if c.Field == Account {
			columns[i].Names = join(c.Names, profile)
		}
	}
	return format{
		name: "post-list", title: "list of posts as tools for several platforms write it", rows: RowsPosts,
		need: []Field{Text, Account}, oneOf: [][]Field{{Date, Published}, {Platform, URL}, {URL, ID}, {Impressions, Reach, Shares, Clicks, Saves, Mark}},
		not: not, columns: columns, followers: true,
	}
}

// followerSheet is a table of an account's followers by day, kept by hand.
func followerSheet() format {
	return format{
		name: "follower-sheet", title: "sheet of followers kept by hand", rows: RowsAccounts, strict: true,
		need: []Field{Date, Followers},
		not: join([]string{"Organic followers", "Sponsored followers", "New followers", "Abonnés organiques", "Seguidores orgánicos", "Organische Follower",
			"المتابعون العضويون", "Seguidores orgânicos", "Новые подписчики"}, wordsAuthor(), wordsViews(), wordsLikes(), wordsImpressions(), wordsComments()),
		columns: []Column{
			{Date, DayNames()}, {Followers, wordsFollowers()},
			{Following, []string{"Following", "Abonnements", "Seguidos", "Gefolgt", "يتابع", "Seguindo", "Följer", "Подписки"}},
			{PostsTotal, []string{"Posts", "Messages", "Publications", "Publicaciones", "Beiträge", "المنشورات", "Publicações", "Inlägg", "Публикации", "Посты"}},
		},
	}
}
