package exports

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// told is what a row of a made-up export says, whatever its language.
type told struct {
	ID, Format, Text, At   string
	Likes, Shares, Replies string
	Views, Reach, Saves    string
	Impressions, Clicks    string
	Paid                   data.Paid
	Duration               string
}

func toldBy(p data.Post, s data.PostSnapshot) told {
	n := func(c data.Count) string {
		if c == nil {
			return ""
		}
		return itoa(*c)
	}
	return told{ID: string(p.PostID), Format: p.FormatNative, Text: p.Text, At: p.PublishedAt.Time().Format("2006-01-02 15:04"),
		Likes: n(s.Likes), Shares: n(s.Shares), Replies: n(s.Replies), Views: n(s.Views), Reach: n(s.Reach), Saves: n(s.Saves),
		Impressions: n(s.Impressions), Clicks: n(s.Clicks), Paid: p.Paid, Duration: n(p.DurationMS)}
}

func itoa(n int64) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	s := string(rune('0' + n%10))
	if n >= 10 {
		s = itoa(n/10) + s
	}
	return s
}

// locales are one file each: header and row in a language, as the platform writes
// both, with its separators of cells, thousands and dates.
var locales = []struct {
	name, file, text string
	format           string
	want             told
}{
	{"facebook en", "a.csv", "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,Is share,Post type,Languages,Custom labels,Funded content status,Data comment,Date,Views,Reach,\"Reactions, Comments and Shares\",Reactions,Comments,Shares,Total clicks,Other Clicks,Link Clicks\n" +
		"122158000000000001,615,Ruritania,,Hello,12,05/20/2026 08:30,,https://www.facebook.com/r/posts/122158000000000001,0,0,Videos,,,Boosted,,Lifetime,\"1,234\",700,36,30,4,2,9,1,3\n",
		"meta-facebook", told{ID: "facebook:122158000000000001", Format: "Videos", Text: "Hello", At: "2026-05-20 08:30", Likes: "30", Shares: "2", Replies: "4", Views: "1234", Reach: "700", Clicks: "3", Paid: data.PaidFor, Duration: "12000"}},
	{"facebook fr", "a.csv", "Identifiant de la publication;Identifiant de la Page;Nom de la Page;Titre;Description;Durée (s);Heure de publication;Type de légende;Permalien;Publication croisée;Est un partage;Type de publication;Langues;Libellés personnalisés;Statut du contenu financé;Commentaire de données;Date;Vues;Couverture;Réactions, commentaires et partages;Réactions;Commentaires;Partages;Nombre total de clics;Autres clics;Clics sur le lien\n" +
		"122158000000000001;615;Ruritanie;;Bonjour;0;20/05/2026 08:30;;https://www.facebook.com/r/posts/122158000000000001;0;0;Liens;;;;;Global;1 234;700;36;30;4;2;9;1;3\n",
		"meta-facebook", told{ID: "facebook:122158000000000001", Format: "Links", Text: "Bonjour", At: "2026-05-20 08:30", Likes: "30", Shares: "2", Replies: "4", Views: "1234", Reach: "700", Clicks: "3", Paid: data.PaidUnknown}},
	{"facebook es", "a.csv", "Identificador de la publicación,Identificador de la página,Nombre de la página,Título,Descripción,Duración (segundos),Hora de publicación,Tipo de subtítulos,Enlace permanente,Es una publicación cruzada,Es un contenido compartido,Tipo de publicación,Idiomas,Etiquetas personalizadas,Estado del contenido financiado,Comentario sobre los datos,Fecha,Visualizaciones,Alcance,\"Reacciones, comentarios y veces que se compartió\",Reacciones,Comentarios,Veces que se compartió,Total de clics,Otros clics,Clics en el enlace\n" +
		"122158000000000001,615,Ruritania,Hola,,0,05/20/2026 08:30,,https://www.facebook.com/r/posts/122158000000000001,0,0,Fotos,,,,,Total,1.234,700,36,30,4,2,9,1,3\n",
		"meta-facebook", told{ID: "facebook:122158000000000001", Format: "Photos", Text: "Hola", At: "2026-05-20 08:30", Likes: "30", Shares: "2", Replies: "4", Views: "1234", Reach: "700", Clicks: "3", Paid: data.PaidUnknown}},
	{"facebook de", "a.csv", "Beitrags-ID;Seiten-ID;Seitenname;Titel;Beschreibung;Dauer (Sek.);Veröffentlichungszeitpunkt;Permalink;Ist geteilter Inhalt;Beitragstyp;Status finanzierter Inhalte;Datum;Aufrufe;Reichweite;Reaktionen, Kommentare und geteilte Inhalte;Reaktionen;Kommentare;Geteilte Inhalte;Link-Klicks\n" +
		"122158000000000001;615;Ruritanien;;Guten Tag;0;20.05.2026 08:30;https://www.facebook.com/r/posts/122158000000000001;0;Fotos;Gesponsert;Gesamte Laufzeit;1.234;700;36;30;4;2;3\n",
		"meta-facebook", told{ID: "facebook:122158000000000001", Format: "Photos", Text: "Guten Tag", At: "2026-05-20 08:30", Likes: "30", Shares: "2", Replies: "4", Views: "1234", Reach: "700", Clicks: "3", Paid: data.PaidFor}},
	{"facebook ar", "a.csv", "معرّف المنشور,معرّف الصفحة,اسم الصفحة,العنوان,الوصف,المدة (بالثواني),وقت النشر,الرابط الثابت,نوع المنشور,التاريخ,المشاهدات,الوصول,\"التفاعلات والتعليقات والمشاركات\",التفاعلات,التعليقات,المشاركات,النقرات على الرابط\n" +
		"١٢٢١٥٨٠٠٠٠٠٠٠٠٠٠٠١,615,روريتانيا,,مرحبا,٠,٢٠/٠٥/٢٠٢٦ ٠٨:٣٠,https://www.facebook.com/r/posts/122158000000000001,صور,مدى الحياة,١٬٢٣٤,٧٠٠,٣٦,٣٠,٤,٢,٣\n",
		"meta-facebook", told{ID: "facebook:122158000000000001", Format: "Photos", Text: "مرحبا", At: "2026-05-20 08:30", Likes: "30", Shares: "2", Replies: "4", Views: "1234", Reach: "700", Clicks: "3", Paid: data.PaidUnknown}},
	{"facebook pt", "a.csv", "Identificação do post,Identificação da Página,Nome da Página,Título,Descrição,Duração (s),Horário de publicação,Link permanente,Tipo de post,Data,Visualizações,Alcance,Reações,Comentários,Compartilhamentos,Cliques no link\n" +
		"122158000000000001,615,Ruritânia,,Olá,0,20/05/2026 08:30,https://www.facebook.com/r/posts/122158000000000001,Links,Total,1.234,700,30,4,2,3\n",
		"meta-facebook", told{ID: "facebook:122158000000000001", Format: "Links", Text: "Olá", At: "2026-05-20 08:30", Likes: "30", Shares: "2", Replies: "4", Views: "1234", Reach: "700", Clicks: "3", Paid: data.PaidUnknown}},
	{"facebook sv", "a.csv", "Publicerings-id,Sid-id,Sidnamn,Titel,Beskrivning,Publiceringstid,Permalänk,Inläggstyp,Datum,Visningar,Räckvidd,Reaktioner,Kommentarer,Delningar,Länkklick\n" +
		"122158000000000001,615,Ruritanien,,Hej,2026-05-20 08:30,https://www.facebook.com/r/posts/122158000000000001,Länkar,Livstid,1 234,700,30,4,2,3\n",
		"meta-facebook", told{ID: "facebook:122158000000000001", Format: "Links", Text: "Hej", At: "2026-05-20 08:30", Likes: "30", Shares: "2", Replies: "4", Views: "1234", Reach: "700", Clicks: "3", Paid: data.PaidUnknown}},
	{"instagram en", "a.csv", "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Likes,Shares,Comments,Saves,Reach,Follows\n" +
		"18000000000000001,1,ruritania,Ruritania,Hi,9,03/27/2026 06:08,https://www.instagram.com/reel/X/,IG reel,,Lifetime,1234,87,5,6,7,999,1\n",
		"meta-instagram", told{ID: "instagram:18000000000000001", Format: "IG reel", Text: "Hi", At: "2026-03-27 06:08", Likes: "87", Shares: "5", Replies: "6", Views: "1234", Reach: "999", Saves: "7", Paid: data.PaidUnknown, Duration: "9000"}},
	{"instagram fr", "a.csv", "Identifiant de la publication,Identifiant du compte,Nom d’utilisateur du compte,Nom du compte,Description,Durée (s),Heure de publication,Permalien,Type de publication,Commentaire de données,Date,Vues,Couverture,Mentions « J’aime »,Partages,Followers,Commentaires,Enregistrements\n" +
		"18000000000000001,1,ruritanie,Ruritanie,Salut,0,27/03/2026 06:08,https://www.instagram.com/p/X/,Carrousel Instagram,,Global,\"1\u202f234\",999,87,5,1,6,7\n",
		"meta-instagram", told{ID: "instagram:18000000000000001", Format: "IG carousel", Text: "Salut", At: "2026-03-27 06:08", Likes: "87", Shares: "5", Replies: "6", Views: "1234", Reach: "999", Saves: "7", Paid: data.PaidUnknown}},
	{"instagram es", "a.csv", "Identificador de la publicación,Identificador de la cuenta,Nombre de usuario de la cuenta,Nombre de la cuenta,Descripción,Duración (segundos),Hora de publicación,Enlace permanente,Tipo de publicación,Comentario sobre los datos,Fecha,Visualizaciones,Alcance,Me gusta,Veces que se compartió,Seguimientos,Comentarios,Veces que se guardó\n" +
		"18000000000000001,1,ruritania,Ruritania,Buenas,0,03/27/2026 06:08,https://www.instagram.com/p/X/,Secuencia de Instagram,,Total,1.234,999,87,5,1,6,7\n",
		"meta-instagram", told{ID: "instagram:18000000000000001", Format: "IG carousel", Text: "Buenas", At: "2026-03-27 06:08", Likes: "87", Shares: "5", Replies: "6", Views: "1234", Reach: "999", Saves: "7", Paid: data.PaidUnknown}},
	{"instagram de", "a.csv", "Beitrags-ID;Konto-ID;Konto-Benutzername;Kontoname;Beschreibung;Dauer (Sek.);Veröffentlichungszeitpunkt;Permalink;Beitragstyp;Datenkommentar;Datum;Aufrufe;Reichweite;„Gefällt mir“-Angaben;Geteilte Inhalte;Follows;Kommentare;Gespeicherte Beiträge\n" +
		"18000000000000001;1;ruritanien;Ruritanien;Servus;0;27.03.2026 06:08;https://www.instagram.com/p/X/;IG Bild;;Gesamte Laufzeit;1.234;999;87;5;1;6;7\n",
		"meta-instagram", told{ID: "instagram:18000000000000001", Format: "IG image", Text: "Servus", At: "2026-03-27 06:08", Likes: "87", Shares: "5", Replies: "6", Views: "1234", Reach: "999", Saves: "7", Paid: data.PaidUnknown}},
	{"instagram ar", "a.csv", "معرف المنشور,معرف الحساب,اسم مستخدم الحساب,اسم الحساب,الوصف,المدة (بالثواني),وقت النشر,الرابط الثابت,نوع المنشور,التاريخ,المشاهدات,الوصول,تسجيلات الإعجاب,المشاركات,المتابعات,التعليقات,مرات الحفظ\n" +
		"18000000000000001,1,ruritania,روريتانيا,أهلا,0,27 مارس 2026 06:08 ص,https://www.instagram.com/p/X/,ريلز على Instagram,مدى الحياة,\u200f١٬٢٣٤,٩٩٩,٨٧,٥,١,٦,٧\n",
		"meta-instagram", told{ID: "instagram:18000000000000001", Format: "IG reel", Text: "أهلا", At: "2026-03-27 06:08", Likes: "87", Shares: "5", Replies: "6", Views: "1234", Reach: "999", Saves: "7", Paid: data.PaidUnknown}},
	{"instagram pt", "a.csv", "Identificação do post,Identificação da conta,Nome de usuário da conta,Nome da conta,Descrição,Duração (s),Horário de publicação,Link permanente,Tipo de post,Comentário dos dados,Data,Visualizações,Alcance,Curtidas,Compartilhamentos,Seguimentos,Comentários,Salvamentos\n" +
		"18000000000000001,1,ruritania,Ruritânia,Oi,0,27/03/2026 06:08,https://www.instagram.com/p/X/,Imagem do Instagram,,Total,1.234,999,87,5,1,6,7\n",
		"meta-instagram", told{ID: "instagram:18000000000000001", Format: "IG image", Text: "Oi", At: "2026-03-27 06:08", Likes: "87", Shares: "5", Replies: "6", Views: "1234", Reach: "999", Saves: "7", Paid: data.PaidUnknown}},
	{"instagram sv", "a.csv", "Publicerings-id,Konto-id,Kontots användarnamn,Kontonamn,Beskrivning,Publiceringstid,Permalänk,Inläggstyp,Datum,Visningar,Räckvidd,Gilla-markeringar,Delningar,Följer,Kommentarer,Sparade objekt\n" +
		"18000000000000001,1,ruritanien,Ruritanien,Hej,2026-03-27 06:08,https://www.instagram.com/p/X/,IG-bild,Hela tiden,1234,999,87,5,1,6,7\n",
		"meta-instagram", told{ID: "instagram:18000000000000001", Format: "IG image", Text: "Hej", At: "2026-03-27 06:08", Likes: "87", Shares: "5", Replies: "6", Views: "1234", Reach: "999", Saves: "7", Paid: data.PaidUnknown}},
	{"facebook ru", "a.csv", "Идентификатор публикации;Идентификатор Страницы;Название Страницы;Заголовок;Описание;Длительность (сек.);Время публикации;Постоянная ссылка;Тип публикации;Дата;Просмотры;Охват;Реакции;Комментарии;Репосты;Клики по ссылке\n" +
		"122158000000000001;615;Руритания;;Привет;0;20.05.2026 08:30;https://www.facebook.com/r/posts/122158000000000001;Ссылки;Всё время;1\u202f234;700;30;4;2;3\n",
		"meta-facebook", told{ID: "facebook:122158000000000001", Format: "Links", Text: "Привет", At: "2026-05-20 08:30", Likes: "30", Shares: "2", Replies: "4", Views: "1234", Reach: "700", Clicks: "3", Paid: data.PaidUnknown}},
	{"youtube ru", "Данные таблицы.csv", "Контент,Название видео,Время публикации видео,Продолжительность,Просмотры,Показы,Отметки \"Нравится\"\nИтого,,,,1000,9000,30\n" +
		"dQw4w9WgXcQ,Часы работы,\"20 мая 2026 г.\",95,1000,9000,30\n",
		"youtube-studio", told{ID: "youtube:dQw4w9WgXcQ", Text: "Часы работы", At: "2026-05-20 00:00", Likes: "30", Views: "1000", Impressions: "9000", Paid: data.PaidUnknown, Duration: "95000"}},
	{"telegram sheet ru", "Телеграм.csv", "Дата;Время;Текст;Ссылка;Тип;Подписчики;Просмотры;Реакции;Пересылки;Комментарии;Подсчитано\n" +
		"20.05.2026;09:15;Запись на приём;https://t.me/ruritania/57;фото;1 200;1540;12;3;2;27.05.2026\nВсего;;;;;;1540;12;3;2;\n",
		"post-sheet", told{ID: "telegram:ruritania/57", Format: "image", Text: "Запись на приём", At: "2026-05-20 09:15", Likes: "12", Shares: "3", Replies: "2", Views: "1540", Paid: data.PaidUnknown}},
	{"x old es", "tweet_activity_metrics_ruritania_20260501_20260529_es.csv", "Identificador del Tweet,Enlace permanente del Tweet,Texto del Tweet,hora,impresiones,interacciones,tasa de interacción,Retweets,respuestas,Me gusta,clics en la URL\n" +
		"1787000000000000001,https://twitter.com/r/status/1787000000000000001,Buenos días,2026-05-04 12:34 +0000,424.0,3,\"0,7 %\",1,2,3,5\n",
		"x-posts", told{ID: "x:1787000000000000001", Text: "Buenos días", At: "2026-05-04 12:34", Likes: "3", Shares: "1", Replies: "2", Impressions: "424", Clicks: "5", Paid: data.PaidUnknown}},
	{"x new fr", "a.csv", "Identifiant du post,Date,Texte du post,Lien du post,Impressions,J’aime,Engagements,Signets,Partages,Nouveaux abonnés,Réponses,Reposts,Visites du profil,Clics sur l’URL\n" +
		"9001000000004000009,\"jeu. 14 mai 2026\",Bonjour,https://x.com/r/status/9001000000004000009,\"1 000\",5,9,1,2,0,3,4,0,6\n",
		"x-content", told{ID: "x:9001000000004000009", Text: "Bonjour", At: "2026-05-14 00:00", Likes: "5", Shares: "4", Replies: "3", Saves: "1", Impressions: "1000", Clicks: "6", Paid: data.PaidUnknown}},
	{"youtube fr", "Informations relatives aux tableaux.csv", "Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vues,Durée de visionnage (heures),Abonnés,Impressions,Taux de clics par impression (%),Mentions J'aime,Commentaires ajoutés,Partages\n" +
		"Total,,,,\"28 000\",\"1,5\",3,9000,\"2,1\",50,6,7\nABCDEFGHIJK,Danse,28 avr. 2026,95,\"1 234\",1,2,5000,2,30,4,5\n",
		"youtube-studio", told{ID: "youtube:ABCDEFGHIJK", Text: "Danse", At: "2026-04-28 00:00", Likes: "30", Shares: "5", Replies: "4", Views: "1234", Impressions: "5000", Paid: data.PaidUnknown, Duration: "95000"}},
	{"youtube es", "Datos de la tabla.csv", "Contenido,Título del vídeo,Hora de publicación del vídeo,Duración,Visualizaciones,Tiempo de visualización (horas),Suscriptores,Ingresos estimados (USD),Impresiones,Porcentaje de clics de las impresiones (%)\n" +
		"ABCDEFGHIJK,Baile,5 sept 2025,95,1.234,1,2,\"0,5\",5.000,2\n",
		"youtube-studio", told{ID: "youtube:ABCDEFGHIJK", Text: "Baile", At: "2025-09-05 00:00", Views: "1234", Impressions: "5000", Paid: data.PaidUnknown, Duration: "95000"}},
	{"youtube de", "Tabellendaten.csv", "Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aufrufe,Wiedergabezeit (Stunden),Abonnenten,Geschätzter Umsatz (EUR),Impressionen,Klickrate der Impressionen (%),\"\"\"Mag ich\"\"-Bewertungen\",Kommentare hinzugefügt,Geteilte Inhalte\n" +
		"Gesamt,,,,9.999,1,2,0,5.000,2,9,9,9\nABCDEFGHIJK,Tanz,28.04.2026,0:01:35,1.234,1,2,\"0,5\",5.000,2,30,4,5\n",
		"youtube-studio", told{ID: "youtube:ABCDEFGHIJK", Text: "Tanz", At: "2026-04-28 00:00", Likes: "30", Shares: "5", Replies: "4", Views: "1234", Impressions: "5000", Paid: data.PaidUnknown, Duration: "95000"}},
	{"youtube ar", "a.csv", "المحتوى,عنوان الفيديو,وقت نشر الفيديو,المدة,المشاهدات,مدة المشاهدة (بالساعات),المشتركون,مرات الظهور\n" +
		"ABCDEFGHIJK,رقصة,28 أبريل 2026,95,1234,1,2,5000\n",
		"youtube-studio", told{ID: "youtube:ABCDEFGHIJK", Text: "رقصة", At: "2026-04-28 00:00", Views: "1234", Impressions: "5000", Paid: data.PaidUnknown, Duration: "95000"}},
	{"tiktok de", "Content.csv", "Videotitel,Link zum Video,Zeitpunkt des Posts,Gesamtzahl der Likes,Gesamtzahl der Kommentare,Gesamtzahl der geteilten Inhalte,Gesamtzahl der Aufrufe\n" +
		"Tanz,https://www.tiktok.com/@ruritania/video/7639677372727296000,14. Mai,10,2,3,400\n",
		"tiktok-studio", told{ID: "tiktok:7639677372727296000", Text: "Tanz", At: "2026-05-14 09:30", Likes: "10", Shares: "3", Replies: "2", Views: "400", Paid: data.PaidUnknown}},
	{"tiktok es", "Content.csv", "Título del video,Hora de publicación,Enlace del video,Visualizaciones totales,Me gusta totales,Comentarios totales,Veces compartido,Tiempo promedio de visualización\n" +
		"Baile,2026-05-14 11:30:00,https://www.tiktok.com/@ruritania/video/7639677372727296000,900,40,2,1,3.2\n",
		"tiktok-studio", told{ID: "tiktok:7639677372727296000", Text: "Baile", At: "2026-05-14 11:30", Likes: "40", Shares: "1", Replies: "2", Views: "900", Paid: data.PaidUnknown}},
	{"linkedin en", "a.csv", "\"Aggregated engagement metrics for your organic and sponsored posts\"\nPost title,Post link,Post type,Campaign name,Posted by,Created date,Audience,Impressions,Views,Offsite Views,Clicks,Likes,Comments,Reposts,Follows,Engagement rate,Content Type\n" +
		"We are hiring,https://www.linkedin.com/feed/update/urn:li:activity:7460622434304000000,Organic,,Someone,05/14/2026,All followers,500,,,20,30,4,5,1,0.1,Image\n",
		"linkedin-posts", told{ID: "linkedin:urn:li:activity:7460622434304000000", Format: "Image", Text: "We are hiring", At: "2026-05-14 09:30", Likes: "30", Shares: "5", Replies: "4", Impressions: "500", Clicks: "20", Paid: data.Organic}},
	{"linkedin de", "a.csv", "Titel des Beitrags;Link zum Beitrag;Beitragstyp;Erstellungsdatum;Impressionen;Klicks;„Gefällt mir“-Angaben;Kommentare;Geteilte Inhalte;Inhaltstyp\n" +
		"Stellen;https://www.linkedin.com/feed/update/urn:li:share:7460622434304000000;Gesponsert;14.05.2026;1.500;20;30;4;5;Dokument\n",
		"linkedin-posts", told{ID: "linkedin:urn:li:share:7460622434304000000", Format: "document", Text: "Stellen", At: "2026-05-14 09:30", Likes: "30", Shares: "5", Replies: "4", Impressions: "1500", Clicks: "20", Paid: data.PaidFor}},
}

func TestLocales(t *testing.T) {
	for _, c := range locales {
		t.Run(c.name, func(t *testing.T) {
			p := readText(t, oslo, c.file, c.text, nil)
			if len(p.Posts) != 1 || len(p.Snapshots) != 1 {
				t.Fatalf("%d posts, rejects %+v, notes %v", len(p.Posts), p.Rejects, p.Notes)
			}
			if diff := cmp.Diff(c.want, toldBy(p.Posts[0], p.Snapshots[0])); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What a person or program does to a header on its way must not matter.
func TestHeadersAreRecognisedHoweverWritten(t *testing.T) {
	for _, c := range locales {
		if strings.HasPrefix(c.name, "linkedin en") {
			continue // its header is not the first line
		}
		line, _, _ := strings.Cut(c.text, "\n")
		comma := byte(',')
		if !strings.Contains(line, ",") || strings.Count(line, ";") > strings.Count(line, ",") {
			comma = ';'
		}
		rec, err := delimited.NewTable(strings.NewReader(line), comma, '\n').Next()
		if err != nil {
			t.Fatal(err)
		}
		for name, change := range map[string]func(string) string{
			"upper case":      strings.ToUpper,
			"underscores":     func(s string) string { return strings.ReplaceAll(s, " ", "_") },
			"no-break spaces": func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
			"straight quotes": func(s string) string { return strings.NewReplacer("’", "'", "„", `"`, "“", `"`).Replace(s) },
			"marks around":    func(s string) string { return "\u200f\ufeff " + s + " \u200e" },
			"a new column":    func(s string) string { return s },
			"without accents": func(s string) string {
				return strings.NewReplacer("é", "e", "ó", "o", "ö", "o", "á", "a").Replace(s)
			},
			"without vowel signs": func(s string) string { return strings.ReplaceAll(s, "ّ", "") },
		} {
			cells := []string{"Something new"}
			for i := len(rec.Cells) - 1; i >= 0; i-- { // in another order, too
				cells = append(cells, change(rec.Cells[i]))
			}
			h := formats.NewHeader(cells)
			l, _, err := knownTable(&h)
			if err != nil || l.Name != c.format {
				t.Errorf("%s with %s: %v, want %s", c.name, name, err, c.format)
			}
		}
	}
}

// One date proves the order of the others in any script, with the marks that set the
// direction of writing.
func TestOrderIsProvenInAnyScript(t *testing.T) {
	head := "معرف المنشور,اسم الصفحة,الوصف,وقت النشر,المشاهدات\n"
	for _, proof := range []string{"14/07/2025 18:05", "١٤/٠٧/٢٠٢٥ ١٨:٠٥", "\u200f14\u200f/7\u200f/2025 18:05", "١٤\u200f/٧\u200f/٢٠٢٥ ٦:٠٥ م"} {
		p := readText(t, oslo, "a.csv", head+"122158000000000001,روريتانيا,a,"+proof+",1\n122158000000000002,روريتانيا,b,٠٣/٠٧/٢٠٢٥ ٠٩:٠٠,2\n", nil)
		if len(p.Posts) != 2 || p.Posts[1].PublishedAt != utc(2025, 7, 3, 9, 0) {
			t.Errorf("proven by %s: posts %+v, rejects %+v", proof, p.Posts, p.Rejects)
		}
	}
}

func TestFileWithoutRows(t *testing.T) {
	p := readText(t, oslo, "a.csv", facebookHeader+",,,,,\n", nil)
	if len(p.Posts) != 0 || !hasNote(p, "no rows") || hasNote(p, "the counters") {
		t.Errorf("posts %v, notes %v", p.Posts, p.Notes)
	}
}

func TestDatesInEveryLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"14 juil. 2026": "2026-07-14", "14 juillet 2026 à 18:05": "2026-07-14 18:05", "mardi 14 juillet 2026, 18h05": "2026-07-14 18:05", "1er mai 2026": "2026-05-01",
		"14 jul. 2026": "2026-07-14", "14 de julio de 2026, 6:05 p. m.": "2026-07-14 18:05", "14 jul 2026 6:05 p.\u00a0m.": "2026-07-14 18:05",
		"14.07.2026 18:05": "2026-07-14 18:05", "Di., 14. Juli 2026 um 18:05 Uhr": "2026-07-14 18:05", "3. März 2026": "2026-03-03",
		"14 يوليو 2026": "2026-07-14", "١٤ يوليو ٢٠٢٦ ٦:٠٥ م": "2026-07-14 18:05", "14 تموز 2026": "2026-07-14", "14 كانون الثاني 2026": "2026-01-14",
		"14 جويلية 2026": "2026-07-14", "الثلاثاء، 14 يوليو 2026 في 18:05": "2026-07-14 18:05",
		"14 de jul. de 2026": "2026-07-14", "14 de março de 2026 às 18:05": "2026-03-14 18:05", "14 out 2026": "2026-10-14",
		"den 14 juli 2026 kl. 18:05": "2026-07-14 18:05", "14 maj 2026": "2026-05-14",
		"Tue, Jul 14, 2026": "2026-07-14", "July 14, 2026, 6:05 PM": "2026-07-14 18:05", "14-Jul-2026": "2026-07-14", "14 août 2026": "2026-08-14",
		"mar. 14 juil. 2026": "2026-07-14", "mar. 3 mars 2026": "2026-03-03", "mar 3 mar 2026, 18:05": "2026-03-03 18:05", "14 mar 2026": "2026-03-14",
		"14 juill. 2026, 18 h 05": "2026-07-14 18:05", "14 juillet 2026 à 18\u00a0h\u00a005": "2026-07-14 18:05", "18:05 h, 14 jul 2026": "2026-07-14 18:05",
		"14. juli 2026 kl. 18.05": "2026-07-14 18:05", "14.7.2026 18.05": "2026-07-14 18:05", "July 14th, 2026": "2026-07-14", "1st August 2026": "2026-08-01",
		"14 يوليوز 2026": "2026-07-14", "14 غشت 2026": "2026-08-14", "14 شتنبر 2026": "2026-09-14", "14 نونبر 2026": "2026-11-14", "14 دجنبر 2026": "2026-12-14",
		"14 июля 2026 г., 18:05": "2026-07-14 18:05", "14 мая 2026 г. в 18:05": "2026-05-14 18:05", "14 мар. 2026": "2026-03-14", "вт, 14 июл. 2026": "2026-07-14",
		"2026-07-14T18:05:00Z": "2026-07-14 18:05", "2026-07-14 18:05": "2026-07-14 18:05", "14 luglio 2026": "2026-07-14", "14 juli 2026": "2026-07-14",
	} {
		d := parse.Dates{Zone: time.UTC}
		at, _, verdict := d.Parse(text)
		layout := "2006-01-02"
		if len(want) > 10 {
			layout = "2006-01-02 15:04"
		}
		if got := at.Format(layout); verdict != parse.DateRead || got != want {
			t.Errorf("%q: %s, verdict %d, want %s", text, got, verdict, want)
		}
	}
}
