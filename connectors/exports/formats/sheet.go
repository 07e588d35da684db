package formats

// postSheet is a table of posts that people keep by hand, for platforms that export
// nothing, such as WhatsApp channels and broadcast lists. It does not say which
// platform it is of: the account, its name or its links do. A column of authors means
// that the rows are other people's, so such a table is never one.
func postSheet() format {
	return format{
		name: "post-sheet", title: "sheet of posts kept by hand", rows: RowsPosts,
		need: []Field{Text}, oneOf: [][]Field{{Date, Published}, append(counterFields(), Followers)},
		not: join(wordsAuthor(), wordsCommentID(), wordsParent()),
		columns: []Column{
			{ID, []string{"ID", "Message ID", "Post ID", "Identifiant", "ID du message", "Identificador", "ID del mensaje", "Kennung", "Nachrichten-ID", "المعرف",
				"معرف الرسالة", "ID da mensagem", "Meddelande-id", "Номер", "ID сообщения"}},
			{URL, []string{"Link", "URL", "Post link", "Message link", "Lien", "Lien du message", "Enlace", "Enlace del mensaje", "Link zur Nachricht", "الرابط",
				"رابط الرسالة", "Link da mensagem", "Ligação", "Länk", "Permalink", "Ссылка", "Ссылка на сообщение", "Ссылка на пост", "Ссылка на публикацию"}},
			{Text, []string{"Text", "Message", "Message text", "Post", "Update", "Content", "Caption", "Texte", "Texte du message", "Contenu", "Publication",
				"Texto", "Mensaje", "Texto del mensaje", "Contenido", "Publicación", "Nachricht", "Nachrichtentext", "Inhalt", "Beitrag", "النص", "الرسالة",
				"نص الرسالة", "المحتوى", "المنشور", "Mensagem", "Texto da mensagem", "Conteúdo", "Publicação", "Meddelande", "Innehåll", "Inlägg", "Текст", "Сообщение", "Текст сообщения", "Публикация", "Пост", "Содержание"}},
			{Published, join(wordsPublished(), []string{"Date and time", "Date/time", "Datetime", "Timestamp", "Published at", "Posted", "Posted at", "Sent", "Sent at",
				"Date sent", "Date et heure", "Envoyé le", "Date d’envoi", "Fecha y hora", "Enviado", "Enviado el", "Fecha de envío", "Datum und Uhrzeit", "Gesendet",
				"Gesendet am", "التاريخ والوقت", "تاريخ الإرسال", "وقت الإرسال", "Data e hora", "Enviado em", "Data de envio", "Datum och tid", "Skickat", "Дата и время", "Отправлено"})},
			{Date, DayNames()},
			{Time, []string{"Time", "Hour", "Heure", "Hora", "Zeit", "Uhrzeit", "الوقت", "الساعة", "Horário", "Tid", "Klockslag", "Время", "Час"}},
			{Format, []string{"Type", "Format", "Media", "Medium", "Post type", "Content type", "Type de contenu", "Média", "Tipo", "Formato", "Tipo de contenido",
				"Art", "Medien", "Inhaltstyp", "النوع", "نوع المحتوى", "الوسائط", "Tipo de conteúdo", "Typ", "Innehållstyp", "Тип", "Формат", "Тип контента", "Медиа"}},
			{Likes, join(wordsReactions(), wordsLikes())},
			{Shares, join([]string{"Forwards", "Forwarded", "Times forwarded", "Transferts", "Nombre de transferts", "Transféré", "Reenvíos", "Reenviados", "Veces reenviado",
				"Weiterleitungen", "Weitergeleitet", "إعادات التوجيه", "مرات إعادة التوجيه", "إعادة التوجيه", "عدد مرات إعادة التوجيه", "Encaminhamentos", "Encaminhados",
				"Reencaminhamentos", "Vidarebefordringar", "Vidarebefordrade", "Пересылки", "Переслано", "Количество пересылок"}, wordsShares(), wordsReposts())},
			{Replies, join(wordsReplies(), wordsComments())},
			{Views, join(wordsViews(), []string{"Seen", "Seen by", "Vu par", "Lectures", "Visto por", "Leído por", "Gesehen", "Gesehen von", "شوهد", "Visto", "Sedd av", "Просмотрено"})},
			{Impressions, wordsImpressions()},
			{Reach, join(wordsReach(), []string{"Read by", "Lu par", "Gelesen von", "قرأها", "Lido por", "Läst av", "Прочитано"})},
			{Saves, wordsSaves()}, {Clicks, wordsLinkClicks()},
			{Followers, wordsFollowers()},
			{Language, wordsLanguage()},
			{Observed, []string{"Counted on", "Counted at", "Counted", "Checked on", "As of", "Updated", "Updated on", "Last updated", "Relevé le", "Compté le", "Mis à jour",
				"Mis à jour le", "Contado el", "Actualizado", "Actualizado el", "Gezählt am", "Erhoben am", "Stand", "Aktualisiert am", "تاريخ القياس", "تاريخ العد",
				"تاريخ التحديث", "Contado em", "Atualizado em", "Räknat", "Uppdaterad", "Подсчитано", "Дата подсчета", "Обновлено", "По состоянию на"}},
			{Platform, wordsPlatform()},
			{Account, []string{"Channel", "Account", "Channel name", "Chaîne", "Compte", "Canal", "Cuenta", "Kanal", "Konto", "القناة", "الحساب", "Conta", "Канал", "Аккаунт"}},
		},
		followers: true,
	}
}

// followerSheet is a table of an account's followers by day, kept by hand.
func followerSheet() format {
	return format{
		name: "follower-sheet", title: "sheet of followers kept by hand", rows: RowsAccounts,
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
