package exports

import "github.com/digital-diplomacy/tailor/data"

// metaColumns are what Meta's exports for both platforms share.
func metaColumns() []column {
	return []column{
		{fID, wordsPostID()},
		{fText, wordsDescription()},
		{fDuration, wordsDuration()},
		{fPublished, wordsPublished()},
		{fURL, wordsPermalink()},
		{fFormat, wordsPostType()},
		{fWindow, wordsDay()},
		{fViews, wordsViews()},
		{fImpressions, wordsImpressions()},
		{fReach, wordsReach()},
		{fShares, join(wordsShares(), []string{"Репосты"})}, // what LinkedIn and X call reposts
		{fReplies, join(wordsComments(), wordsReplies())},   // stories have replies
		{fClicks, wordsLinkClicks()},
	}
}

func metaFacebook() format {
	return format{
		name: "meta-facebook", title: "Meta Business Suite, Facebook", platform: data.Facebook, rows: rowsPosts,
		need: []field{fID, fAccount, fPublished}, oneOf: [][]field{counterFields()},
		columns: append(metaColumns(),
			column{fAccount, []string{
				"Page name", "Nom de la Page", "Nom de Page", "Nombre de la página", "Nombre de página", "Seitenname", "Name der Seite", "اسم الصفحة",
				"Nome da Página", "Sidnamn", "Sidans namn",
				"Page ID", "Identifiant de la Page", "Identifiant de Page", "ID de la Page", "ID de Page", "Identificador de la página", "Identificador de página",
				"ID de la página", "ID de página", "Seiten-ID", "ID der Seite", "معرف الصفحة", "رقم الصفحة", "رقم تعريف الصفحة", "Identificação da Página",
				"Identificador da Página", "ID da Página", "Sid-id", "Sidans id", "Название Страницы", "Имя Страницы", "Идентификатор Страницы", "ID Страницы"}},
			column{fLikes, wordsReactions()},
			column{fIsShare, []string{"Is share", "Est un partage", "Est-ce un partage", "Partage", "Es un contenido compartido", "Es contenido compartido",
				"Es una publicación compartida", "Es compartida", "Ist geteilter Inhalt", "Ist geteilt", "Ist ein geteilter Inhalt", "Geteilter Inhalt",
				"هل هو مشاركة", "هل تمت مشاركته", "محتوى تمت مشاركته", "É compartilhamento", "É um compartilhamento", "É uma partilha", "Foi compartilhado",
				"Är delning", "Är en delning", "Är delat", "Является репостом", "Это репост", "Репост"}},
			column{fPaid, []string{"Funded content status", "Statut du contenu financé", "Statut de contenu financé", "État du contenu financé",
				"Estado del contenido financiado", "Estado de contenido financiado", "Status für finanzierte Inhalte", "Status finanzierter Inhalte",
				"Status der finanzierten Inhalte", "حالة المحتوى الممول", "حالة تمويل المحتوى", "Status do conteúdo financiado", "Status de conteúdo financiado",
				"Estado do conteúdo financiado", "Status för finansierat innehåll", "Статус финансируемого контента", "Статус оплаченного контента"}}),
		views: "facebook/views",
	}
}

func metaInstagram() format {
	return format{
		name: "meta-instagram", title: "Meta Business Suite, Instagram", platform: data.Instagram, rows: rowsPosts,
		need: []field{fID, fAccount, fPublished}, oneOf: [][]field{counterFields()},
		columns: append(metaColumns(),
			column{fAccount, []string{
				"Account username", "Nom d’utilisateur du compte", "Nom d’utilisateur·ice du compte", "Nombre de usuario de la cuenta", "Konto-Benutzername",
				"Benutzername des Kontos", "Kontobenutzername", "اسم مستخدم الحساب", "اسم المستخدم للحساب", "Nome de usuário da conta", "Nome de utilizador da conta",
				"Kontots användarnamn", "Kontoanvändarnamn",
				"Account name", "Nom du compte", "Nombre de la cuenta", "Kontoname", "Name des Kontos", "اسم الحساب", "Nome da conta", "Kontonamn", "Kontots namn",
				"Account ID", "Identifiant du compte", "ID du compte", "ID de compte", "Identificador de la cuenta", "ID de la cuenta", "Konto-ID", "ID des Kontos",
				"معرف الحساب", "رقم الحساب", "رقم تعريف الحساب", "Identificação da conta", "Identificador da conta", "ID da conta", "Kontots id", "Имя пользователя аккаунта", "Название аккаунта", "Имя аккаунта",
				"Идентификатор аккаунта", "ID аккаунта"}},
			column{fLikes, wordsLikes()},
			column{fSaves, wordsSaves()}),
		views: "instagram/views",
	}
}

// metaInsights is the export of Facebook's Page Insights until 2023: English headers
// that begin with Lifetime, and a row of descriptions below them.
func metaInsights() format {
	return format{
		name: "meta-insights", title: "Facebook Page Insights, posts (until 2023)", platform: data.Facebook, rows: rowsPosts,
		need: []field{fText, fPublished}, oneOf: [][]field{{fID, fURL}, {fReach, fImpressions}},
		columns: []column{
			{fID, wordsPostID()}, {fURL, wordsPermalink()}, {fText, []string{"Post Message"}}, {fFormat, []string{"Type"}},
			{fPublished, []string{"Posted"}}, {fReach, []string{"Lifetime Post Total Reach"}}, {fImpressions, []string{"Lifetime Post Total Impressions"}},
			{fLikes, []string{"Lifetime Post Stories by action type - like", "Lifetime Talking About This (Post) by action type - like", "like"}},
			{fReplies, []string{"Lifetime Post Stories by action type - comment", "comment"}},
			{fShares, []string{"Lifetime Post Stories by action type - share", "share"}},
		},
	}
}
