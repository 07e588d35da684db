package formats

import "slices"

// The headers that several exports share, in English, French, Spanish, German,
// Arabic, Portuguese, Swedish and Russian, in this order, a line for each. Platforms reword
// their translations from year to year, so a column has every wording that was seen
// or is likely; docs/connectors/exports.md says which are which. Headers are compared
// as fold makes them, so case, accents, quotes and the Arabic article do not matter.
// What other languages call them is in the files of the folder languages.

func wordsLikes() []string {
	return join([]string{"Likes", "Like count", "Post likes", "Number of likes",
		"J’aime", "Mentions J’aime", "Mentions de J’aime", "Nombre de J’aime", "Nombre de mentions J’aime",
		"Me gusta", "Número de Me gusta", "Cantidad de Me gusta", "Indicaciones de Me gusta",
		"„Gefällt mir“-Angaben", "Gefällt mir", "„Gefällt mir“-Markierungen", "\"Mag ich\"-Bewertungen", "Anzahl der Likes",
		"تسجيلات الإعجاب", "الإعجابات", "عدد الإعجابات", "مرات الإعجاب", "عدد تسجيلات الإعجاب", "أعجبني", "الإعجاب",
		"Curtidas", "Gostos", "Marcações \"Gostei\"", "Número de curtidas", "Marcações Gosto",
		"Gilla-markeringar", "Gilla", "Antal gilla-markeringar",
		"Отметки \"Нравится\"", "Нравится", "Лайки", "Количество лайков", "Число лайков", "Оценки \"Нравится\""}, elsewhere("likes"))
}

func wordsReactions() []string {
	return join([]string{"Reactions", "Likes and reactions", "Likes & reactions", "Post reactions", "Post likes and reactions", "Total reactions",
		"Réactions", "Mentions J’aime et réactions", "J’aime et réactions", "Nombre de réactions",
		"Reacciones", "Me gusta y reacciones", "Número de reacciones",
		"Reaktionen", "„Gefällt mir“-Angaben und Reaktionen", "Anzahl der Reaktionen",
		"التفاعلات", "ردود الفعل", "الانفعالات", "المشاعر", "عدد التفاعلات", "تسجيلات الإعجاب والتفاعلات",
		"Reações", "Reacções", "Curtidas e reações", "Gostos e reações",
		"Reaktioner", "Gilla-markeringar och reaktioner",
		"Реакции", "Количество реакций", "Отметки \"Нравится\" и реакции"}, elsewhere("reactions"))
}

func wordsComments() []string {
	return join([]string{"Comments", "Comment count", "Post comments", "Number of comments",
		"Commentaires", "Nombre de commentaires",
		"Comentarios", "Número de comentarios",
		"Kommentare", "Anzahl der Kommentare",
		"التعليقات", "عدد التعليقات",
		"Comentários", "Número de comentários",
		"Kommentarer", "Antal kommentarer",
		"Комментарии", "Количество комментариев", "Число комментариев"}, elsewhere("comments"))
}

func wordsReplies() []string {
	return join([]string{"Replies", "Responses", "Reply count",
		"Réponses", "Nombre de réponses",
		"Respuestas", "Número de respuestas",
		"Antworten", "Anzahl der Antworten",
		"الردود", "عدد الردود",
		"Respostas", "Número de respostas",
		"Svar", "Antal svar",
		"Ответы", "Количество ответов"}, elsewhere("replies"))
}

func wordsShares() []string {
	return join([]string{"Shares", "Share count", "Post shares", "Number of shares",
		"Partages", "Nombre de partages",
		"Veces que se ha compartido", "Veces que se compartió", "Veces compartido", "Veces compartida", "Compartidos", "Compartido",
		"Número de veces compartido", "Contenido compartido",
		"Geteilte Inhalte", "Geteilt", "Teilungen", "Mal geteilt", "Anzahl der Teilungen",
		"المشاركات", "مرات المشاركة", "عمليات المشاركة", "عدد المشاركات", "عدد مرات المشاركة",
		"Compartilhamentos", "Partilhas", "Número de compartilhamentos",
		"Delningar", "Antal delningar",
		"Перепосты", "Публикации с вашим контентом", "Поделились", "Количество репостов", "Сколько раз поделились"}, elsewhere("shares"))
}

func wordsReposts() []string {
	return join([]string{"Reposts", "Retweets", "Repost count",
		"Republications", "Reposts et partages", "Repartages",
		"Republicaciones", "Reposteos", "Veces que se ha vuelto a publicar", "Retuits",
		"Erneut geteilt", "Erneut veröffentlicht", "Weiterverbreitungen",
		"إعادات النشر", "إعادة النشر", "عمليات إعادة النشر", "إعادات التغريد", "إعادة التغريد",
		"Republicações", "Repostagens", "Compartilhamentos do post",
		"Återpubliceringar", "Delade på nytt",
		"Репосты", "Ретвиты"}, elsewhere("reposts"))
}

func wordsViews() []string {
	return join([]string{"Views", "View count", "Number of views",
		"Vues", "Nombre de vues",
		"Visualizaciones", "Vistas", "Número de visualizaciones",
		"Aufrufe", "Ansichten", "Anzahl der Aufrufe",
		"المشاهدات", "مرات المشاهدة", "عدد المشاهدات", "عدد مرات المشاهدة",
		"Visualizações", "Visualizações totais", "Número de visualizações",
		"Visningar", "Antal visningar",
		"Просмотры", "Количество просмотров", "Число просмотров"}, elsewhere("views"))
}

func wordsImpressions() []string {
	return join([]string{"Impressions", "Number of impressions", "Post impressions",
		"Affichages", "Nombre d’impressions",
		"Impresiones", "Número de impresiones",
		"Impressionen", "Anzahl der Impressionen",
		"مرات الظهور", "الظهور", "عدد مرات الظهور", "مرات ظهور المنشور",
		"Impressões", "Número de impressões",
		"Exponeringar", "Antal exponeringar",
		"Показы", "Количество показов"}, elsewhere("impressions"))
}

func wordsReach() []string {
	return join([]string{"Reach", "Accounts reached", "People reached", "Post reach",
		"Couverture", "Portée", "Comptes touchés", "Personnes touchées", "Couverture de la publication",
		"Alcance", "Cuentas alcanzadas", "Personas alcanzadas", "Alcance de la publicación",
		"Reichweite", "Erreichte Konten", "Erreichte Personen", "Beitragsreichweite",
		"الوصول", "مدى الوصول", "مرات الوصول", "الحسابات التي تم الوصول إليها", "الأشخاص الذين تم الوصول إليهم", "وصول المنشور",
		"Contas alcançadas", "Pessoas alcançadas", "Alcance do post",
		"Räckvidd", "Konton som nåtts", "Posträckvidd", "Inläggsräckvidd",
		"Охват", "Охваченные аккаунты", "Охват публикации"}, elsewhere("reach"))
}

func wordsSaves() []string {
	return join([]string{"Saves", "Saved", "Save count",
		"Enregistrements", "Nombre d’enregistrements", "Sauvegardes", "Éléments enregistrés",
		"Veces que se guardó", "Veces que se ha guardado", "Veces guardado", "Veces guardada", "Guardados", "Elementos guardados",
		"Gespeicherte Beiträge", "Gespeichert", "Gespeicherte Elemente", "Speicherungen", "Mal gespeichert",
		"مرات الحفظ", "عمليات الحفظ", "الحفظ", "عدد مرات الحفظ", "المحفوظات", "العناصر المحفوظة",
		"Salvamentos", "Salvos", "Itens salvos",
		"Sparade objekt", "Sparade", "Sparade inlägg",
		"Сохранения", "Сохранено", "Количество сохранений"}, elsewhere("saves"))
}

func wordsLinkClicks() []string {
	return join([]string{"Link clicks", "URL clicks", "Clicks on links", "Post link clicks",
		"Clics sur le lien", "Clics sur un lien", "Clics sur les liens", "Clics sur des liens", "Clics vers un lien", "Clics vers le lien", "Clics sur l’URL", "Clics sur URL",
		"Clics en el enlace", "Clics en enlaces", "Clics en enlace", "Clics en los enlaces", "Clics en la URL", "Clics en URL", "Clics de URL",
		"Linkklicks", "Klicks auf Links", "Klicks auf den Link", "URL-Klicks", "Klicks auf URL",
		"النقرات على الرابط", "نقرات الرابط", "النقرات على الروابط", "نقرات على الرابط", "النقر على الرابط", "نقرات عنوان URL", "النقرات على عنوان URL",
		"Cliques no link", "Cliques em links", "Cliques nos links", "Cliques no URL", "Cliques na URL",
		"Länkklick", "Klick på länkar", "Klick på länk", "Klick på länken",
		"Клики по ссылке", "Клики по ссылкам", "Переходы по ссылке", "Клики по URL"}, elsewhere("clicks"))
}

func wordsFollowers() []string {
	return join([]string{"Followers", "Follower", "Fans", "Subscribers", "Follower count", "Channel followers", "Total followers", "Members", "Recipients",
		"Abonnés", "Nombre d’abonnés", "Abonnés de la chaîne", "Membres", "Destinataires",
		"Seguidores", "Número de seguidores", "Suscriptores", "Miembros", "Destinatarios",
		"Abonnenten", "Anzahl der Follower", "Mitglieder", "Empfänger",
		"المتابعون", "المتابعين", "عدد المتابعين", "المشتركون", "المشتركين", "الأعضاء", "المستلمون",
		"Inscritos", "Membros", "Destinatários",
		"Följare", "Antal följare", "Prenumeranter", "Medlemmar", "Mottagare",
		"Подписчики", "Количество подписчиков", "Число подписчиков", "Участники", "Получатели"}, elsewhere("followers"))
}

func wordsPostID() []string {
	return join([]string{"Post ID",
		"Identifiant de la publication", "Identifiant de publication", "ID de la publication", "ID de publication", "Identifiant du post", "ID du post",
		"Identificador de la publicación", "Identificador de publicación", "Id. de la publicación", "ID de publicación", "Identificador del post", "ID del post",
		"Beitrags-ID", "Post-ID", "ID des Beitrags", "Beitragskennung",
		"معرف المنشور", "رقم المنشور", "رقم تعريف المنشور", "معرّف منشور",
		"Identificação do post", "Identificação da publicação", "ID do post", "ID da publicação", "Identificador da publicação", "Identificador do post",
		"Publicerings-id", "Inläggs-id", "Inläggets id", "Publicerings-ID",
		"Идентификатор публикации", "ID публикации", "ID поста", "Идентификатор поста"}, elsewhere("post id"))
}

func wordsPublished() []string {
	return join([]string{"Publish time", "Published", "Published date", "Published on", "Publishing date", "Posted on", "Posting date", "Post date", "Post time", "Publication time", "Publish date", "Date published",
		"Heure de publication", "Date de publication", "Date et heure de publication", "Heure de la publication", "Publié le",
		"Hora de publicación", "Fecha de publicación", "Fecha y hora de publicación", "Hora de la publicación",
		"Veröffentlichungszeitpunkt", "Veröffentlichungszeit", "Veröffentlichungsdatum", "Zeitpunkt der Veröffentlichung", "Veröffentlicht am", "Posting-Datum", "Postingdatum",
		"وقت النشر", "تاريخ النشر", "توقيت النشر", "وقت وتاريخ النشر", "تاريخ ووقت النشر", "موعد النشر",
		"Horário de publicação", "Horário da publicação", "Hora da publicação", "Hora de publicação", "Data de publicação", "Data da publicação",
		"Publiceringstid", "Publiceringstidpunkt", "Publiceringsdatum", "Tid för publicering", "Tidpunkt för publicering",
		"Время публикации", "Дата публикации", "Дата и время публикации", "Опубликовано"}, elsewhere("published"))
}

func wordsPermalink() []string {
	return join([]string{"Permalink", "Post permalink",
		"Permalien", "Lien permanent",
		"Enlace permanente", "Vínculo permanente",
		"Permanentlink", "Dauerlink",
		"الرابط الثابت", "رابط دائم", "الرابط الدائم",
		"Link permanente", "Ligação permanente",
		"Permalänk", "Permanent länk",
		"Постоянная ссылка", "Прямая ссылка"}, elsewhere("permalink"))
}

func wordsPostType() []string {
	return join([]string{"Post type", "Media type",
		"Type de publication", "Type de post", "Type de la publication",
		"Tipo de publicación", "Tipo de post",
		"Beitragstyp", "Beitragsart", "Art des Beitrags", "Typ des Beitrags",
		"نوع المنشور", "نوع النشر",
		"Tipo de publicação",
		"Inläggstyp", "Publiceringstyp", "Typ av inlägg", "Inläggets typ",
		"Тип публикации", "Тип поста"}, elsewhere("post type"))
}

func wordsDescription() []string {
	return join([]string{"Description", "Caption", "Descripción", "Beschreibung", "الوصف", "Descrição", "Beskrivning", "Légende", "Leyenda", "Legenda", "Bildtext",
		"Title", "Titre", "Título", "Titel", "العنوان", "Rubrik",
		"Описание", "Подпись", "Название", "Заголовок"}, elsewhere("text"))
}

func wordsDuration() []string {
	return join([]string{"Duration", "Video length", "Durée", "Durée de la vidéo", "Duración", "Duración del vídeo", "Dauer", "Videolänge", "المدة", "مدة الفيديو", "Duração",
		"Duração do vídeo", "Längd", "Varaktighet",
		"Длительность", "Продолжительность", "Длительность видео"}, elsewhere("duration"))
}

// DayNames names a column that holds a day and nothing else.
func DayNames() []string {
	return join([]string{"Date", "Day", "Jour", "Fecha", "Día", "Datum", "Tag", "التاريخ", "اليوم", "Data", "Dia", "Dag",
		"Дата", "День"}, elsewhere("day"))
}

func wordsLanguage() []string {
	return []string{"Language", "Lang", "Langue", "Idioma", "Lengua", "Sprache", "اللغة", "Língua", "Språk",
		"Язык"}
}

// join puts lists of names together.
func join(lists ...[]string) []string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// without leaves out of a list the names that other lists have.
func without(list []string, others ...[]string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(name string) bool {
		return slices.ContainsFunc(others, func(o []string) bool { return slices.Contains(o, name) })
	})
}

// wordsPlatform names a column that tells where a post stands.
func wordsPlatform() []string {
	return join([]string{"Platform", "Network", "Social network", "Social media", "Service", "Social channel", "Network type", "Channel type", "Social platform", "Plateforme", "Réseau", "Réseau social", "Plataforma", "Red social", "Plattform", "Netzwerk",
		"المنصة", "الشبكة", "Rede", "Rede social", "Nätverk", "Платформа", "Соцсеть", "Социальная сеть"}, elsewhere("platform"))
}
