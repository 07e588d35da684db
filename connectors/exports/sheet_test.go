package exports

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

// Sheets that press officers keep for a WhatsApp channel, in each language.
func TestWhatsAppSheets(t *testing.T) {
	want := told{Text: "Hello", Format: "image", At: "2026-05-20 09:15", Likes: "12", Shares: "3", Replies: "2", Views: "1540", Paid: data.PaidUnknown}
	var first data.PostID
	for name, text := range map[string]string{
		"en": "Date,Time,Message,Type,Followers,Views,Reactions,Forwards,Replies\n2026-05-20,09:15,Hello,image,810,\"1,540\",12,3,2\n",
		"fr": "Date;Heure;Message;Type;Abonnés;Vues;Réactions;Transferts;Réponses\n20/05/2026;09h15;Hello;photo;810;1 540;12;3;2\n",
		"es": "Fecha;Hora;Mensaje;Tipo;Seguidores;Visualizaciones;Reacciones;Reenvíos;Respuestas\n20 may 2026;9:15 a. m.;Hello;imagen;810;1.540;12;3;2\n",
		"de": "Datum;Uhrzeit;Nachricht;Art;Abonnenten;Aufrufe;Reaktionen;Weiterleitungen;Antworten\n20.05.2026;09:15;Hello;Bild;810;1.540;12;3;2\n",
		"ar": "التاريخ,الوقت,نص الرسالة,النوع,المتابعون,المشاهدات,التفاعلات,إعادات التوجيه,الردود\n٢٠ مايو ٢٠٢٦,٠٩:١٥,Hello,صورة,٨١٠,١٬٥٤٠,١٢,٣,٢\n",
		"pt": "Data;Hora;Mensagem;Tipo;Seguidores;Visualizações;Reações;Encaminhamentos;Respostas\n20/05/2026;09:15;Hello;imagem;810;1.540;12;3;2\n",
	} {
		p := readText(t, oslo, "whatsapp "+name+".csv", text, nil)
		if len(p.Posts) != 1 {
			t.Fatalf("%s: %d posts, rejects %+v", name, len(p.Posts), p.Rejects)
		}
		got := toldBy(p.Posts[0], p.Snapshots[0])
		if got.ID, got.Format = "", strings.ToLower(got.Format); got.Format == "photo" {
			got.Format = "image"
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		// The same update is the same post in whatever language the sheet is kept.
		if first = max(first, p.Posts[0].PostID); p.Posts[0].PostID != first || first.Platform() != data.WhatsApp {
			t.Errorf("%s: id %s, another sheet says %s", name, p.Posts[0].PostID, first)
		}
		if len(p.Accounts) != 1 || *p.Accounts[0].Followers != 810 || p.Accounts[0].ObservedAt != p.Posts[0].PublishedAt || *p.Posts[0].Followers != 810 {
			t.Errorf("%s: followers %+v", name, p.Accounts)
		}
	}
}

func TestWhatsAppWorkbook(t *testing.T) {
	day := time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)
	p := readText(t, oslo, "channel.xlsx", xlsx(t,
		tab{"WhatsApp channel", [][]any{{"Our channel, kept by the press section"},
			{"Date", "Time", "Text", "Link", "Views", "Reactions", "Counted on"},
			{day, 0.75, "Passport day on Friday", "https://whatsapp.com/channel/0029VaAbCdEf/57", 1540, 12, day.AddDate(0, 0, 3)},
			{"21.05.2026", nil, "Closed on Monday", nil, 90, nil, day.AddDate(0, 0, 3)},
			{day, 0.75, "", "", 1540, 12, day},
			{"Total", nil, nil, nil, 1630, 12}}}), nil)
	if len(p.Posts) != 2 || byWhy(p.Rejects)[whyNoID] != 1 || byWhy(p.Rejects)[whyTotal] != 1 || p.Posts[1].Precision != data.ByDay {
		t.Fatalf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
	if p.Posts[0].PostID != "whatsapp:0029VaAbCdEf/57" || p.Posts[0].PublishedAt != utc(2026, 5, 20, 18, 0) || p.Snapshots[0].ObservedAt != utc(2026, 5, 23, 0, 0) {
		t.Errorf("%+v %+v", p.Posts[0], p.Snapshots[0])
	}
}

// A sheet that tells of no platform is asked for one; an account that has one gives
// it; and a table with authors is nobody's own posts.
func TestSheetsNeedAPlatform(t *testing.T) {
	text := "Date,Message,Views\n2026-05-20,Hello,100\n"
	p := readText(t, oslo, "updates.csv", text, nil)
	if len(p.Posts) != 0 || byWhy(p.Rejects)[whyPlatform] != 1 || !strings.Contains(p.Rejects[0].Hint, "platform: whatsapp") {
		t.Errorf("%d posts, rejects %+v", len(p.Posts), p.Rejects)
	}
	a := oslo
	a.Platform = "whatsapp"
	if p = readText(t, a, "updates.csv", text, nil); len(p.Posts) != 1 || p.Posts[0].Platform != data.WhatsApp {
		t.Errorf("%+v, rejects %+v", p.Posts, p.Rejects)
	}
	if p = readText(t, a, "followers.csv", "Date,Followers\n2026-05-20,810\n2026-05-21,\n", nil); len(p.Accounts) != 2 || *p.Accounts[0].Followers != 810 || p.Accounts[1].Followers != nil {
		t.Errorf("followers: %+v, rejects %+v", p.Accounts, p.Rejects)
	}
	p = readText(t, a, "both.csv", "Date,Message,Followers,Views\n2026-05-20,Hello,810,100\n2026-05-27,,835,\n", nil)
	if len(p.Posts) != 1 || len(p.Accounts) != 2 || *p.Accounts[1].Followers != 835 || len(p.Rejects) != 0 {
		t.Errorf("a week without an update: %d posts, %+v, rejects %+v", len(p.Posts), p.Accounts, p.Rejects)
	}
	if p = readText(t, a, "talk.csv", "Date,Author,Message,Views\n2026-05-20,Somebody,I am unhappy,100\n", nil); len(p.Posts) != 0 {
		t.Errorf("a stranger's message became a post: %+v", p.Posts)
	}
}

// A list of comments without authors must not become the account's own posts.
func TestCommentsAreNeverOwnPosts(t *testing.T) {
	a := oslo
	a.Platform = "facebook"
	p := readText(t, a, "Kommentare Mai.csv", "Datum;Nachricht;Likes\n20.05.2026;I am unhappy;3\n", nil)
	if len(p.Posts) != 0 || len(p.Rejects) != 1 || strings.Contains(p.Rejects[0].Hint+p.Rejects[0].Row, "unhappy") {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
}

// Orders of day and month that only the whole file can prove.
func TestOrderOfDatesIsProven(t *testing.T) {
	header := "Post ID,Page name,Description,Publish time,Reactions\n"
	rows := func(days ...string) string {
		var b strings.Builder
		for i, d := range days {
			b.WriteString("10000000000000" + itoa(int64(10+i)) + ",Ruritania,x," + d + " 10:00,1\n")
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		file, text, first string
		note              string
	}{
		"other rows":   {"a.csv", rows("03/04/2026", "25/04/2026"), "2026-04-03", "other rows"},
		"sorted":       {"a.csv", rows("01/02/2025", "03/02/2025", "05/02/2025", "09/02/2025", "02/03/2025", "04/03/2025", "06/03/2025", "01/04/2025"), "2025-02-01", "order of time"},
		"file's name":  {"Apr-01-2026_Apr-30-2026_1.csv", rows("04/03/2026"), "2026-04-03", ""},
		"a later year": {"a.csv", rows("05/09/2026", "05/10/2026"), "2026-05-09", "future"},
	} {
		p := readText(t, oslo, c.file, header+c.text, nil)
		if len(p.Posts) == 0 || p.Posts[0].PublishedAt.Time().Format(time.DateOnly) != c.first || c.note != "" && !hasNote(p, c.note) {
			t.Errorf("%s: posts %v, rejects %v, notes %v", name, p.Posts, p.Rejects, p.Notes)
		}
	}
	if p := readText(t, oslo, "a.csv", header+rows("3/4/2026", "5/4/2026"), nil); len(p.Posts) != 0 || byWhy(p.Rejects)[whyAmbiguous] != 2 {
		t.Errorf("nothing proves the order, but %d posts were read: %v", len(p.Posts), byWhy(p.Rejects))
	}
	// Meta writes the month first in every language: programs made for its exports read
	// %m/%d/%Y %H:%M under English, French, Spanish, Portuguese, Italian and Japanese headers.
	p := readText(t, oslo, "a.csv", "ID del post,Nome utente dell'account,Descrizione,Orario di pubblicazione,Mi piace\n18000000000000001,ruritania,x,05/03/2026 06:08,1\n", nil)
	if len(p.Posts) != 1 || p.Posts[0].PublishedAt != utc(2026, 5, 3, 6, 8) || !hasNote(p, "as this platform writes them") {
		t.Errorf("Meta's own dates: posts %+v, rejects %v, notes %v", p.Posts, byWhy(p.Rejects), p.Notes)
	}
}

// The classic Page Insights put a row of descriptions below the header.
func TestMetaInsights(t *testing.T) {
	p := readText(t, oslo, "a.csv", "Post ID,Permalink,Post Message,Type,Posted,Lifetime Post Total Reach,Lifetime Post Total Impressions,Lifetime Engaged Users\n"+
		",,,,,Lifetime: The total number of people your Page post was served to.,Lifetime: The number of impressions.,Lifetime: The number of people.\n"+
		"615_122158000000000001,https://www.facebook.com/r/posts/122158000000000001,Hello,Photo,05/20/2023 8:30:15 AM,700,1234,30\n", nil)
	if len(p.Posts) != 1 || byWhy(p.Rejects)[whyDescription] != 1 || *p.Snapshots[0].Reach != 700 || p.Posts[0].PublishedAt.Time().Format(time.RFC3339) != "2023-05-20T08:30:15Z" {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
}

func TestTikTokFollowers(t *testing.T) {
	p := readText(t, oslo, "FollowerHistory.csv", "Date,Followers,Difference in followers from previous day\n2026-05-20,810,3\n", nil)
	if len(p.Accounts) != 1 || p.Accounts[0].Platform != data.TikTok || *p.Accounts[0].Followers != 810 {
		t.Errorf("%+v, rejects %+v", p.Accounts, p.Rejects)
	}
}

// A table with columns that nobody knows may be of posts, so it is not passed over.
func TestUnknownColumnsAreNotNumbersByDay(t *testing.T) {
	if p := readText(t, oslo, "a.csv", "Date,Full words,Likes\n2026-05-14,Hello,5\n", nil); byWhy(p.Rejects)[whyUnknownFile] != 1 {
		t.Errorf("rejects %+v, notes %v", p.Rejects, p.Notes)
	}
}

// Numbers by day are known, and told of.
func TestNumbersByDay(t *testing.T) {
	for name, text := range map[string]string{
		"x":        "Date,Impressions,Engagements,Likes,Replies,Reposts,New follows,Unfollows,Bookmarks,Shares,Profile visits,Create Post,Video views,Media views\n\"Thu, May 14, 2026\",1,2,3,4,5,6,7,8,9,1,2,3,4\n",
		"linkedin": "Date,Sponsored followers,Organic followers,Auto-invited followers,Total followers\n05/14/2026,0,5,0,5\n",
		"meta":     "sep=,\n\"Instagram follows\"\n\"Date\",\"Primary\"\n\"2026-05-14T00:00:00\",\"5\"\n",
		"youtube":  "Date,Views\n2026-05-14,5\n",
		"german":   "Datum,Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aufrufe\n2026-05-14,ABCDEFGHIJK,a,2026-05-01,3,5\n",
	} {
		p := readText(t, oslo, "a.csv", text, nil)
		if len(p.Posts)+len(p.Accounts)+len(p.Rejects) != 0 || len(p.Notes) != 1 {
			t.Errorf("%s: %d posts, %d accounts, rejects %+v, notes %v", name, len(p.Posts), len(p.Accounts), p.Rejects, p.Notes)
		}
	}
}

// What a sheet says a post is about is a label by hand; words that are no topic, and columns
// that nobody reads, are told.
func TestSheetTopics(t *testing.T) {
	const sheet = "Date,Text,Topic,Target audience,Reactions\n2026-05-20,One,Passports,students,1\n2026-05-21,Two,Civil registration,,2\n2026-05-22,Three,hiking,,3\n2026-05-23,Four,,,4\n"
	p := readText(t, oslo, "whatsapp.csv", sheet, nil)
	got := map[data.PostID]data.Topic{}
	for _, l := range p.Labels {
		got[l.PostID] = l.PrimaryTopic
		if l.TopicAt != l.PublishedAt {
			t.Errorf("%s was said at %s: what a sheet of labels says would not stand", l.PostID, l.TopicAt)
		}
	}
	if len(p.Posts) != 4 || len(got) != 2 || got[p.Posts[0].PostID] != "passport" || got[p.Posts[1].PostID] != "civil_registration" {
		t.Errorf("%d posts with topics %v", len(p.Posts), got)
	}
	var notes []string
	for _, n := range p.Notes {
		notes = append(notes, n.What)
	}
	for _, want := range []string{`the column "Topic" holds words that are no topic and were not read, like "hiking"`, `the column "Target audience" was not read`} {
		if !slices.Contains(notes, want) {
			t.Errorf("notes %q lack %q", notes, want)
		}
	}
	peer := oslo
	peer.Role = data.RolePeerMission
	if p := readText(t, peer, "whatsapp.csv", sheet, nil); len(p.Posts) != 4 || len(p.Labels) > 0 {
		t.Errorf("%d labels of %d posts of somebody else", len(p.Labels), len(p.Posts))
	}
}
