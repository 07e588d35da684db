package formats

import "github.com/digital-diplomacy/tailor/data"

// metaColumns are what Meta's exports for both platforms share.
func metaColumns() []Column {
	return []Column{
		{ID, wordsPostID()},
		{Text, wordsDescription()},
		{Duration, wordsDuration()},
		{Published, wordsPublished()},
		{URL, wordsPermalink()},
		{Format, wordsPostType()},
		{Window, DayNames()},
		{Views, wordsViews()},
		{Impressions, wordsImpressions()},
		{Reach, wordsReach()},
		{Shares, join(wordsShares(), []string{"Репосты"})}, // what LinkedIn and X call reposts
		{Replies, join(wordsComments(), wordsReplies(), elsewhere("meta comments"))}, // stories have replies
		{Clicks, wordsLinkClicks()},
	}
}

func metaFacebook() format {
	return format{
		name: "meta-facebook", title: "Meta Business Suite, Facebook", platform: data.Facebook, rows: RowsPosts, monthOne: true,
		need: []Field{ID, Account, Published}, oneOf: [][]Field{counterFields()},
		columns: append(metaColumns(),
			Column{Account, join([]string{
				"Page name", "Nom de la Page", "Nom de Page", "Nombre de la página", "Nombre de página", "Seitenname", "Name der Seite", "اسم الصفحة",
				"Nome da Página", "Sidnamn", "Sidans namn", "Название Страницы", "Имя Страницы",
			}, elsewhere("page"), []string{"Page ID", "Identifiant de la Page", "Identifiant de Page", "ID de la Page", "ID de Page", "Identificador de la página", "Identificador de página",
				"ID de la página", "ID de página", "Seiten-ID", "ID der Seite", "معرف الصفحة", "رقم الصفحة", "رقم تعريف الصفحة", "Identificação da Página",
				"Identificador da Página", "ID da Página", "Sid-id", "Sidans id", "Идентификатор Страницы", "ID Страницы"})},
			Column{Likes, join(wordsReactions(), elsewhere("meta reactions"))},
			Column{IsShare, join([]string{"Is share", "Est un partage", "Est-ce un partage", "Partage", "Es un contenido compartido", "Es contenido compartido",
				"Es una publicación compartida", "Es compartida", "Ist geteilter Inhalt", "Ist geteilt", "Ist ein geteilter Inhalt", "Geteilter Inhalt",
				"هل هو مشاركة", "هل تمت مشاركته", "محتوى تمت مشاركته", "É compartilhamento", "É um compartilhamento", "É uma partilha", "Foi compartilhado",
				"Är delning", "Är en delning", "Är delat", "Является репостом", "Это репост", "Репост"}, elsewhere("is share"))},
			Column{Paid, join([]string{"Funded content status", "Statut du contenu financé", "Statut de contenu financé", "État du contenu financé",
				"Estado del contenido financiado", "Estado de contenido financiado", "Status für finanzierte Inhalte", "Status finanzierter Inhalte",
				"Status der finanzierten Inhalte", "حالة المحتوى الممول", "حالة تمويل المحتوى", "Status do conteúdo financiado", "Status de conteúdo financiado",
				"Estado do conteúdo financiado", "Status för finansierat innehåll", "Статус финансируемого контента", "Статус оплаченного контента"}, elsewhere("funded"))}),
		views: "facebook/views",
	}
}

func metaInstagram() format {
	return format{
		name: "meta-instagram", title: "Meta Business Suite, Instagram", platform: data.Instagram, rows: RowsPosts, monthOne: true,
		need: []Field{ID, Account, Published}, oneOf: [][]Field{counterFields()},
		columns: append(metaColumns(),
			Column{Account, join([]string{
				"Account username", "Nom d’utilisateur du compte", "Nom d’utilisateur·ice du compte", "Nombre de usuario de la cuenta", "Konto-Benutzername",
				"Benutzername des Kontos", "Kontobenutzername", "اسم مستخدم الحساب", "اسم المستخدم للحساب", "Nome de usuário da conta", "Nome de utilizador da conta",
				"Kontots användarnamn", "Kontoanvändarnamn",
				"Account name", "Nom du compte", "Nombre de la cuenta", "Kontoname", "Name des Kontos", "اسم الحساب", "Nome da conta", "Kontonamn", "Kontots namn",
				"Имя пользователя аккаунта", "Название аккаунта", "Имя аккаунта",
			}, elsewhere("account"), []string{"Account ID", "Identifiant du compte", "ID du compte", "ID de compte", "Identificador de la cuenta", "ID de la cuenta", "Konto-ID", "ID des Kontos",
				"معرف الحساب", "رقم الحساب", "رقم تعريف الحساب", "Identificação da conta", "Identificador da conta", "ID da conta", "Kontots id",
				"Идентификатор аккаунта", "ID аккаунта"})},
			Column{Likes, wordsLikes()},
			Column{Saves, wordsSaves()}),
		views: "instagram/views",
	}
}

// metaInsights is the export of Facebook's Page Insights until 2023: English headers
// that begin with Lifetime, and a row of descriptions below them.
func metaInsights() format {
	return format{
		name: "meta-insights", title: "Facebook Page Insights, posts (until 2023)", platform: data.Facebook, rows: RowsPosts,
		need: []Field{Text, Published}, oneOf: [][]Field{{ID, URL}, {Reach, Impressions}},
		columns: []Column{
			{ID, wordsPostID()}, {URL, wordsPermalink()}, {Text, []string{"Post Message"}}, {Format, []string{"Type"}},
			{Published, []string{"Posted"}}, {Reach, []string{"Lifetime Post Total Reach"}}, {Impressions, []string{"Lifetime Post Total Impressions"}},
			{Likes, []string{"Lifetime Post Stories by action type - like", "Lifetime Talking About This (Post) by action type - like", "like"}},
			{Replies, []string{"Lifetime Post Stories by action type - comment", "comment"}},
			{Shares, []string{"Lifetime Post Stories by action type - share", "share"}},
		},
	}
}
