package formats

func wordsAuthor() []string {
	return join([]string{"Author", "Author name", "Commenter", "Commenter name", "User", "User name", "Username", "From", "From name", "Name", "Profile name", "Display name",
		"Name (click to view profile)", "Handle", "Screen name", "authorDisplayName", "Author display name", "Author username", "Author channel", "Owner username",
		"Auteur", "Auteur du commentaire", "Utilisateur", "Nom d’utilisateur", "Nom", "Nom de l’auteur",
		"Autor", "Autora", "Usuario", "Nombre de usuario", "Nombre", "Nombre del autor",
		"Verfasser", "Verfasserin", "Benutzer", "Benutzername", "Nutzer", "Nutzername",
		"الكاتب", "المستخدم", "اسم المستخدم", "المعلق", "صاحب التعليق", "اسم صاحب التعليق", "الاسم", "الناشر",
		"Usuário", "Nome de usuário", "Utilizador", "Nome de utilizador", "Nome", "Autor do comentário",
		"Författare", "Användare", "Användarnamn", "Namn", "Avsändare",
		"Author ID", "User ID", "Profile ID", "From ID", "Commenter ID", "Author channel ID", "authorChannelId", "ID de l’auteur", "ID del autor", "Benutzer-ID",
		"معرف المستخدم", "ID do usuário", "Användar-id", "Profile URL", "Profile link", "Author URL", "Author channel URL", "authorChannelUrl",
		"Автор", "Имя автора", "Пользователь", "Имя пользователя", "Имя", "Ник", "ID пользователя", "Ссылка на профиль"}, elsewhere("author"))
}

func wordsCommentID() []string {
	return []string{"Comment ID", "ID du commentaire", "Identifiant du commentaire", "ID del comentario", "Identificador del comentario", "Kommentar-ID",
		"معرف التعليق", "رقم التعليق", "ID do comentário", "Kommentarens id",
		"ID комментария", "Идентификатор комментария"}
}

func wordsParent() []string {
	return join([]string{"Parent", "Parent ID", "Parent comment ID", "Parent comment", "Reply to", "In reply to", "Reply to comment ID", "Réponse à", "Commentaire parent",
		"En respuesta a", "Respuesta a", "Comentario principal", "Antwort auf", "رد على", "ردا على", "Resposta a", "Em resposta a", "Svar på",
		"Ответ на", "В ответ на"}, elsewhere("parent"))
}

// wordsComment name a text that can only be a comment.
func wordsComment() []string {
	return join([]string{"Comment", "Comment text", "Comment body", "Comment message", "Comment content", "textOriginal", "textDisplay", "Commentaire", "Texte du commentaire",
		"Contenu du commentaire", "Comentario", "Texto del comentario", "Contenido del comentario", "Kommentar", "Kommentartext", "Text des Kommentars", "التعليق",
		"نص التعليق", "محتوى التعليق", "Comentário", "Texto do comentário", "Kommentarstext",
		"Комментарий", "Текст комментария"}, elsewhere("comment"))
}

// commentColumns are what lists of comments agree on.
func commentColumns(text []string) []Column {
	return []Column{
		{Post, join(wordsPostID(), []string{"Post URL", "Post link", "Permalink", "Post permalink", "Media URL", "Media ID", "Media link", "Status ID", "Page post ID", "facebookUrl",
			"URL de la publication", "Lien de la publication", "Lien du post", "URL du post", "Publication",
			"URL de la publicación", "Enlace de la publicación", "Enlace del post", "Publicación", "Beitrags-URL", "Beitragslink", "Link zum Beitrag", "Beitrag",
			"رابط المنشور", "المنشور", "URL do post", "Link do post", "Link da publicação", "Publicação", "Inläggslänk", "Länk till inlägg",
			"Video URL", "Video link", "Video ID", "URL de la vidéo", "Lien de la vidéo", "ID de la vidéo", "URL del vídeo", "Enlace del vídeo", "ID del vídeo",
			"Ссылка на публикацию", "Ссылка на пост", "Ссылка на видео", "Video-URL", "Videolink", "رابط الفيديو", "معرف الفيديو", "URL do vídeo", "Link do vídeo", "ID do vídeo"}, elsewhere("sheet link", "video link"))},
		{ID, wordsCommentID()},
		{URL, []string{"Comment URL", "Comment link", "Comment permalink", "(view) Source", "View source", "Lien du commentaire", "URL du commentaire",
			"Enlace del comentario", "URL del comentario", "Kommentarlink", "Link zum Kommentar", "رابط التعليق", "Link do comentário", "Kommentarlänk"}},
		{Parent, wordsParent()}, {Author, wordsAuthor()},
		{Published, join([]string{"Created", "Created at", "Created time", "Created date", "Comment date", "Comment time", "Comment created at", "Comment create timestamp",
			"Timestamp", "Time", "Published at", "Posted at", "Posted", "Commented at", "Date and time", "Date du commentaire", "Date et heure", "Heure", "Créé le",
			"Fecha del comentario", "Fecha y hora", "Hora", "Datum des Kommentars", "Kommentardatum", "Datum und Uhrzeit", "Zeitpunkt", "Zeit", "Erstellt am",
			"تاريخ التعليق", "وقت التعليق", "التاريخ والوقت", "الوقت", "Data do comentário", "Data e hora", "Tid", "Datum och tid", "Дата комментария", "Дата и время", "Время"}, DayNames(), wordsPublished())},
		{Text, text}, {Language, wordsLanguage()},
	}
}

// commentFormats are two layouts of ours for the lists that comment exporters write:
// a text that is called a comment, and a text of any name beside its post and author.
func commentFormats() []format {
	plain := []string{"Text", "Message", "Content", "Body", "Texte", "Contenu", "Texto", "Mensaje", "Contenido", "Nachricht", "Inhalt", "النص", "الرسالة", "المحتوى",
		"Mensagem", "Conteúdo", "Meddelande", "Innehåll", "Текст", "Сообщение", "Содержание"}
	return []format{
		{name: "comments", title: "comments", rows: RowsComments, columns: commentColumns(wordsComment()),
			need: []Field{Text, Published}, oneOf: [][]Field{{Post, Author, ID, URL}}},
		{name: "comments-list", title: "comments", rows: RowsComments, columns: commentColumns(plain),
			need: []Field{Post, Text, Published}, oneOf: [][]Field{{Author, ID, Parent}}},
	}
}
