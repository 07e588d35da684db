package exports

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// LinkedIn's analytics of a profile: two tables side by side, of which the right one has counts.
func TestLinkedInTopPosts(t *testing.T) {
	a, b := "https://www.linkedin.com/feed/update/urn:li:activity:7465000000000000001", "https://www.linkedin.com/feed/update/urn:li:ugcPost:7466000000000000002"
	book := xlsx(t, tab{"DISCOVERY", [][]any{{"Overall Performance", "5/1/2026 - 5/31/2026"}, {"Impressions", 12}}},
		tab{"ENGAGEMENT", [][]any{{"Date", "Impressions", "Engagements"}, {"5/28/2026", 4, 0}}},
		tab{"TOP POSTS", [][]any{{"Maximum of 50 posts available to include in this list"}, {},
			{"Post URL", "Post publish date", "Engagements", nil, "Post URL", "Post publish date", "Impressions"},
			{a, "5/26/2026", 50, nil, b, "5/29/2026", 3000}, {b, "5/29/2026", 90, nil, a, "5/26/2026", 1500}, {"https://www.linkedin.com/x", "5/1/2026", 1}}})
	p := readText(t, oslo, "Content.xlsx", book, nil)
	if len(p.Posts) != 2 || p.Posts[0].PostID != "linkedin:urn:li:ugcPost:7466000000000000002" || *p.Snapshots[0].Impressions != 3000 || *p.Snapshots[1].Impressions != 1500 ||
		p.Snapshots[0].Missing.Reason("likes") != data.Unsupported || byWhy(p.Rejects)[whyBlankRow] != 1 || !hasNote(p, "50 posts") {
		t.Errorf("posts %+v, rejects %+v, notes %+v", p.Posts, p.Rejects, p.Notes)
	}
	// The figures of one post from top to bottom are named, not misread.
	one := "Post URL," + a + "\nPost Date,\"May 26, 2026\"\nPost Publish Time,9:00 AM\n\nImpressions,\"5,537\"\nReactions,49\nComments,5\nReposts,1\n"
	if p = readText(t, oslo, "PostAnalytics.csv", one, nil); len(p.Posts) != 0 || len(p.Rejects) != 1 || !strings.Contains(p.Rejects[0].Hint, "from top to bottom") {
		t.Errorf("one post: %+v, %+v", p.Posts, p.Rejects)
	}
}

// TikTok's days have no year; only the period in the file's name can give it.
func TestDaysWithoutYear(t *testing.T) {
	text := "\"Date\",\"Followers\",\"Difference in followers from previous day\"\n\"December 31\",\"810\",\"2\"\n\"January 1\",\"812\",\"2\"\n"
	if p := readText(t, oslo, "FollowerHistory.csv", text, nil); len(p.Accounts) != 0 || len(p.Rejects) != 2 || !strings.Contains(p.Rejects[0].Hint, "no year") || p.Rejects[0].Field != "Date" {
		t.Errorf("accounts %+v, rejects %+v", p.Accounts, p.Rejects)
	}
	p := readText(t, oslo, "FollowerHistory_2025-12-15_2026-01-14.csv", text, nil)
	if len(p.Accounts) != 2 || p.Accounts[0].ObservedAt != utc(2025, 12, 31, 0, 0) || p.Accounts[1].ObservedAt != utc(2026, 1, 1, 0, 0) {
		t.Errorf("accounts %+v, rejects %+v", p.Accounts, p.Rejects)
	}
}

// A text that a spreadsheet of another country saved: 05/04/2026, taken for a day of April, became
// 05.04.2026 or 2026-04-05; 05/27/2026 is no date there and stayed.
func TestRewrittenDatesOfATextAreNotBelieved(t *testing.T) {
	header := "Beitrags-ID;Seitenname;Beschreibung;Veröffentlichungszeit;Permalink;Reaktionen\n"
	row := func(id, when string) string {
		return "1,22158E+15;Ruritanien;x;" + when + ";https://www.facebook.com/71/posts/" + id + ";5\n"
	}
	for _, written := range []string{"05.04.2026 10:00", "2026-04-05 10:00:00"} {
		text := header + row("1221580000000001", "05/27/2026 10:00") + row("1221580000000002", written)
		p := readText(t, oslo, "mai.csv", text, nil)
		if len(p.Posts) != 1 || byWhy(p.Rejects)[whyAmbiguous] != 1 || !strings.Contains(p.Rejects[0].Hint, "spreadsheet") {
			t.Errorf("%s: posts %+v, rejects %+v", written, p.Posts, p.Rejects)
		}
		// The period in the platform's name for the file settles it.
		p = readText(t, oslo, "May-01-2026_May-31-2026_1.csv", text, nil)
		if len(p.Posts) != 2 || p.Posts[1].PublishedAt != utc(2026, 5, 4, 10, 0) {
			t.Errorf("%s: posts %+v, rejects %+v", written, p.Posts, p.Rejects)
		}
	}
	// Dates after the 12th in the same writing show that it is the file's own.
	p := readText(t, oslo, "a.csv", header+row("1221580000000001", "05/27/2026 10:00")+row("1221580000000002", "05.04.2026 10:00")+row("1221580000000003", "25.04.2026 10:00"), nil)
	if len(p.Posts) != 3 {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
}

// A row of a sheet is set aside for its date, not for an id that it cannot have.
func TestRowsAreSetAsideForWhatIsWrong(t *testing.T) {
	p := readText(t, oslo, "facebook.csv", "Date,Text,Likes\n18/05/26,a,1\n3/4/2026,b,1\n46155.5,c,1\n2026-05-18,d,1\n", nil)
	if why := byWhy(p.Rejects); len(p.Posts) != 1 || why[whyBadDate] != 2 || why[whyAmbiguous] != 1 {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
	// A link that leads elsewhere than the export is of.
	p = readText(t, oslo, "a.csv", "Post ID,Account username,Description,Publish time,Permalink,Likes\n18000000000000001,ruritania,x,05/27/2026 06:08,https://www.threads.net/@ruritania/post/Ru1,3\n", nil)
	if len(p.Posts) != 0 || byWhy(p.Rejects)[whyElsewhere] != 1 || !strings.Contains(p.Rejects[0].Hint, "threads") {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
	// X's content export with the columns that somebody chose, and a footer.
	p = readText(t, oslo, "a.csv", "Post id,Date,Post text,Post Link,Impressions,Engagements,New follows\n2050000000000000000,\"Fri, May 1, 2026\",@ann thanks,https://x.com/r/status/2050000000000000000,\"1,234\",2,1\nGrand total,,,,\"1,234\",2,1\n", nil)
	if len(p.Posts) != 1 || !p.Posts[0].IsReply || *p.Snapshots[0].Impressions != 1234 || p.Snapshots[0].Missing.Reason("likes") != data.Unsupported || byWhy(p.Rejects)[whyTotal] != 1 {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
}

// Fanpage Karma calls its sheet *, which Excel does not allow, and puts four lines above the table.
func TestSheetWithAForbiddenName(t *testing.T) {
	book := xlsx(t, tab{"Posts", [][]any{{"Fanpage Karma"}, {"Posts"}, {"01.05.2026 - 31.05.2026"}, {},
		{"Date", "Message", "Profile", "Profile-ID", "Network", "Message-ID", "Link", "Number of Reactions, Comments & Shares", "Number of Likes", "Number of Comments", "Views per Video"},
		{"2026-05-13 12:00", "Hello", "Ruritania", "71", "FACEBOOK", "71_27", "https://www.facebook.com/71_27", 15, 10, 3, 120}}})
	a := oslo
	a.Platform = "facebook"
	for _, name := range []string{"*", strings.Repeat("n", 40), "a/b", "Posts"} {
		p := readText(t, a, "fk.xlsx", renamedSheet(t, book, "Posts", name), nil)
		if len(p.Posts) != 1 || p.Posts[0].PostID != "facebook:71_27" || *p.Snapshots[0].Views != 120 {
			t.Errorf("sheet %q: posts %+v, rejects %+v", name, p.Posts, p.Rejects)
		}
	}
}

// renamedSheet gives a sheet of a workbook a name that no library writes.
func renamedSheet(t testing.TB, book, from, to string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "xl/workbook.xml" {
			b = bytes.Replace(b, []byte(`name="`+from+`"`), []byte(`name="`+to+`"`), 1)
		}
		part, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
