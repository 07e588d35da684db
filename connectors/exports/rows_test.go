package exports

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// A table of our own, for rows that no platform writes this small.
func tableMapping() Mapping {
	return Mapping{Platform: "facebook", ObservedAt: "2026-05-30", Columns: Columns{
		ID: "id", URL: "url", Published: "date", Text: "text", Likes: "likes", Shares: "shares", Account: "page", Followers: "fans"}}
}

const tableHeader = "id,url,date,text,likes,shares,page,fans\n"

func TestRowsThatCannotBeUsed(t *testing.T) {
	m := tableMapping()
	a := oslo
	a.Handle = "Us"
	check := func(row, why, field string) {
		t.Helper()
		p := readText(t, a, "t.csv", tableHeader+row, &m)
		if len(p.Posts) != 0 || len(p.Rejects) != 1 || p.Rejects[0].Why != why || p.Rejects[0].Field != field || p.Rejects[0].Line != 2 {
			t.Errorf("%q: %d posts, rejects %+v; want %s in %q", row, len(p.Posts), p.Rejects, why, field)
		}
		if kept := p.Rejects[0].Row != ""; kept != (why != whyOtherAccount && why != whyColumns && why != whyQuote && why != whyBlankRow && why != whyHeader && why != whyTotal) {
			t.Errorf("%q: kept content %q", row, p.Rejects[0].Row)
		}
	}
	check("1,,2026-05-01,x,1,2,them,9\n", whyOtherAccount, "")
	check("1,,2026-05-01,x,1,2\n", whyColumns, "")
	check("1,,2026-05-01,x,1,2,us,9,more\n", whyColumns, "")
	check("1,,2026-05-01,\"x,1,2,us,9\n", whyQuote, "")
	check(",,,,,,,\n", whyBlankRow, "")
	check(tableHeader, whyHeader, "")
	check("Total,,,,10,20,,\n", whyTotal, "")
	check("1.22158E+17,,2026-05-01,x,1,2,us,9\n", whyDamagedID, "id")
	check(",,2026-05-01,x,1,2,us,9\n", whyNoID, "")
	check("1,,,x,1,2,us,9\n", whyNoDate, "date")
	check("1,,sometime,x,1,2,us,9\n", whyBadDate, "date")
	check("1,,02/30/2026,x,1,2,us,9\n", whyBadDate, "date")
	check("1,,03/04/2026,x,1,2,us,9\n", whyAmbiguous, "date")
	check("1,,2027-05-01,x,1,2,us,9\n", whyFuture, "date")
	check("1,,2026-05-31,x,1,2,us,9\n", whyBeforePost, "")
	check("1,,2026-05-01,x,many,2,us,9\n", whyBadNumber, "likes")
	check("1,,2026-05-01,x,1.2E+06,2,us,9\n", whyBadNumber, "likes")
	check("1,,2026-05-01,x,-1,2,us,9\n", whyImpossible, "likes")
	check("1,,2026-05-01,x,1,2000000000000,us,9\n", whyImpossible, "shares")
}

func TestRowsTold(t *testing.T) {
	m := tableMapping()
	p := readText(t, oslo, "t.csv", tableHeader+
		"1,,2026-05-01,a,1,2,us,9\n"+
		"1,,2026-05-01,a,1,2,us,9\n"+ // the same again
		"1,,2026-05-01,a,5,2,us,9\n"+ // other values for the same moment
		"2,,2026-05-02,b,,,us,9\n", &m)
	want := map[string]int{whyDuplicate: 1, whyConflict: 1}
	if diff := cmp.Diff(want, byWhy(p.Rejects)); diff != "" || len(p.Posts) != 2 || *p.Snapshots[0].Likes != 1 {
		t.Errorf("%d posts, rejects %s", len(p.Posts), diff)
	}
	if s := p.Snapshots[1]; s.Likes != nil || s.Shares != nil || s.Missing.Reason("likes") != data.BadInput || s.Missing.Reason("views") != data.Unsupported {
		t.Errorf("blank counts: %+v", s)
	}
	if !hasNote(p, "blank and are unknown, not zero (2)") {
		t.Errorf("notes %v", p.Notes)
	}
}

// A count as screens show it is a count, but nobody knows which: the row lands without it.
func TestRoundedCountsAreUnknown(t *testing.T) {
	m := tableMapping()
	p := readText(t, oslo, "t.csv", tableHeader+"1,,2026-05-01,a,12.5K,2,us,9\n2,,2026-05-02,b,\"1,2 тыс.\",3,us,9\n", &m)
	if len(p.Posts) != 2 || len(p.Rejects) != 0 || !hasNote(p, "like 12.5K, are unknown here and not guessed (2)") {
		t.Fatalf("%d posts, rejects %v, notes %v", len(p.Posts), p.Rejects, p.Notes)
	}
	for i, s := range p.Snapshots {
		if s.Likes != nil || s.Missing.Reason("likes") != data.BadInput || s.Shares == nil || *s.Shares != int64(2+i) {
			t.Errorf("snapshot %+v", s)
		}
	}
}

func TestTwoReadingsOfOnePost(t *testing.T) {
	m := tableMapping()
	m.Columns.Observed, m.ObservedAt = "fans", ""
	m.Columns.Followers = ""
	p := readText(t, oslo, "t.csv", tableHeader+"1,,2026-05-01,a,1,2,us,2026-05-02\n1,,2026-05-01,a,1,2,us,2026-05-09\n", &m)
	if len(p.Snapshots) != 2 || len(p.Rejects) != 0 || p.Snapshots[0].ObservedAt == p.Snapshots[1].ObservedAt {
		t.Errorf("%d snapshots, rejects %v", len(p.Snapshots), p.Rejects)
	}
}

func TestDamagedIDsAreMadeGoodByTheLink(t *testing.T) {
	m := tableMapping()
	row := func(id, link string) string {
		return id + ",https://www.facebook.com/r/posts/" + link + ",2026-05-01,a,1,2,us,9\n"
	}
	p := readText(t, oslo, "t.csv", tableHeader+row("1.22158E+17", "122158000000000001")+row("1.22158E+17", "999999000000000001")+
		row("122158000000000000", "122158000000000002")+row("122158000000000000", "122158000000000003"), &m)
	var ids []string
	for _, post := range p.Posts {
		ids = append(ids, post.PostID.Native())
	}
	// All long ids of the file end in zeros, so those are damaged too.
	want := []string{"122158000000000001", "122158000000000002", "122158000000000003"}
	if diff := cmp.Diff(want, ids); diff != "" || byWhy(p.Rejects)[whyDamagedID] != 1 || !hasNote(p, "taken from the posts' links (3)") {
		t.Errorf("ids %s, rejects %v, notes %v", diff, byWhy(p.Rejects), p.Notes)
	}
}

// The order of day and month is decided by the file as a whole or not at all.
func TestOrderOfDates(t *testing.T) {
	check := func(name, file string, dates []string, wantDays string, wantAmbiguous int) {
		t.Helper()
		var b strings.Builder
		b.WriteString(facebookHeader)
		for i, d := range dates {
			b.WriteString(strings.Replace(facebookRow(i, 1, "x"), "05/01/2026", d, 1))
		}
		p := readText(t, oslo, file, b.String(), nil)
		var days []string
		for _, post := range p.Posts {
			days = append(days, post.PublishedAt.Time().Format("0102"))
		}
		if got := strings.Join(days, " "); got != wantDays || byWhy(p.Rejects)[whyAmbiguous] != wantAmbiguous {
			t.Errorf("%s: %s, rejects %v; want %s and %d ambiguous", name, got, byWhy(p.Rejects), wantDays, wantAmbiguous)
		}
	}
	check("month first proven", "a.csv", []string{"03/04/2026", "03/27/2026"}, "0304 0327", 0)
	check("day first proven", "a.csv", []string{"03/04/2026", "27/03/2026"}, "0403 0327", 0)
	check("both ways", "a.csv", []string{"03/04/2026", "27/03/2026", "03/28/2026"}, "0327 0328", 1)
	check("nothing proven", "a.csv", []string{"3/4/2026", "5/5/2026"}, "0505", 1)
	check("as Meta writes them", "a.csv", []string{"03/04/2026", "05/05/2026"}, "0304 0505", 0)
	check("proven by the range in the name", "Mar-01-2026_Mar-31-2026_1.csv", []string{"03/04/2026", "03/05/2026"}, "0304 0305", 0)
}

func TestAccountsFile(t *testing.T) {
	m := Mapping{Rows: "accounts", Platform: "facebook", Columns: Columns{Date: "date", Followers: "followers", Following: "following"}}
	p := readText(t, oslo, "f.csv", "date;followers;following\n2026-05-01;1.234;\n2026-05-08;1.300;7\n2026-05-08;1.300;7\n", &m)
	want := []data.AccountSnapshot{
		{AccountID: "oslo", Platform: "facebook", ObservedAt: utc(2026, 5, 1, 0, 0), Source: data.SourceExport, Followers: data.N(1234),
			Precision: "exact", Missing: "following=bad_input;posts_total=unsupported;views_total=unsupported"},
		{AccountID: "oslo", Platform: "facebook", ObservedAt: utc(2026, 5, 8, 0, 0), Source: data.SourceExport, Followers: data.N(1300),
			Following: data.N(7), Precision: "exact", Missing: "posts_total=unsupported;views_total=unsupported"},
	}
	if diff := cmp.Diff(want, p.Accounts); diff != "" || byWhy(p.Rejects)[whyDuplicate] != 1 {
		t.Errorf("%s rejects %v", diff, p.Rejects)
	}
}

func TestComments(t *testing.T) {
	a := oslo
	a.Handle, a.Replies = "@Ruritania", true
	text := "Post URL,Comment ID,Parent ID,Author,Date,Comment\n" +
		"https://www.facebook.com/r/posts/122158000000000001,c1,,Jane Roe,2026-05-20 10:00,How do I renew?\n" +
		"https://www.facebook.com/r/posts/122158000000000001,c2,c1,Ruritania,2026-05-20 11:00,Online.\n" +
		"https://www.facebook.com/r/posts/122158000000000001,,,,2026-05-20 12:00,No name\n" +
		"nonsense,c9,,X,2026-05-20 12:00,lost\n"
	p := readText(t, a, "comments.csv", text, nil)
	if len(p.Replies) != 3 || byWhy(p.Rejects)[whyNoPost] != 1 || p.Rejects[0].Row != "" {
		t.Fatalf("%d replies, rejects %+v", len(p.Replies), p.Rejects)
	}
	root := data.PostID("facebook:122158000000000001")
	r := p.Replies
	if r[0].Author != "jane roe" || !r[0].HasAuthor || r[0].ByAccount || r[0].RootPost != root || r[0].Parent != root.Native() ||
		r[0].Collection != connectors.CollectionWindow || r[0].PublishedAt != utc(2026, 5, 20, 10, 0) {
		t.Errorf("first reply %+v", struct{ connectors.Reply }{r[0]})
	}
	if !r[1].ByAccount || r[1].Parent != "c1" {
		t.Error("an answer of the account is not known as one")
	}
	if r[2].HasAuthor || !strings.HasPrefix(r[2].Native, "row-") {
		t.Error("a comment without author and id")
	}
	a.Replies = false
	if p = readText(t, a, "comments.csv", text, nil); len(p.Replies)+len(p.Rejects) != 0 || !hasNote(p, "not collected") {
		t.Errorf("without permission: %d replies, %d rejects, notes %v", len(p.Replies), len(p.Rejects), p.Notes)
	}
}

// Comments that name their posts by bare ids stand where the account's other files
// do.
func TestCommentsTakeThePlatformOfTheOtherFiles(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "posts.csv", facebookHeader+facebookRow(1, 20, "a"))
	writeFile(t, dir, "comments.csv", commentHeader+commentRow(1, 1, "p", "hello"))
	a := oslo
	a.Replies, a.Files = true, []connectors.File{{Path: "*.csv"}}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := drain(t, a, d)
	if len(p.Replies) != 1 || p.Replies[0].RootPost != p.Posts[0].PostID {
		t.Errorf("replies %v, rejects %v", p.Replies, p.Rejects)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	for content, why := range map[string]string{"": whyUnreadable, "PK\x03\x04": whyUnreadable, "red,green\n1,2\n": whyUnknownFile, "{}": whyUnknownFile} {
		p := readText(t, oslo, "f.csv", content, nil)
		if len(p.Rejects) != 1 || p.Rejects[0].Why != why || p.Rejects[0].Hint == "" {
			t.Errorf("%q: %+v", content, p.Rejects)
		}
	}
	// A comment list without a header begins with somebody's words.
	if p := readText(t, oslo, "f.csv", "Jane Roe,I am angry\nJohn Doe,me too\n", nil); len(p.Rejects) != 1 || strings.Contains(fmt.Sprint(p.Rejects, p.Notes), "Jane") {
		t.Errorf("a first row of people's words is repeated: %+v", p.Rejects)
	}
	a := oslo
	a.Platform = "instagram"
	if p := readText(t, a, "f.csv", facebookHeader+facebookRow(1, 20, "x"), nil); byWhy(p.Rejects)[whyPlatform] != 1 || len(p.Posts) != 0 {
		t.Errorf("a file of another platform: %+v", p.Rejects)
	}
}

// A corrected mapping reads an unchanged file again; the as-of moment does not by itself.
func TestCursorKnowsTheMapping(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "t.csv", tableHeader+"1,,03/04/2026,a,1,2,us,9\n")
	a := oslo
	a.Files = []connectors.File{{Path: "t.csv", Mapping: "m"}}
	read := func(m Mapping, clock data.Clock, cursor string) connectors.Page {
		t.Helper()
		d, err := Open(a, connectors.Env{Dir: dir, Clock: clock}, map[string]Mapping{"m": m})
		if err != nil {
			t.Fatal(err)
		}
		p, err := d.Fetch(t.Context(), cursor)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	m := tableMapping()
	p := read(m, asOf, "")
	if byWhy(p.Rejects)[whyAmbiguous] != 1 {
		t.Fatalf("rejects %+v", p.Rejects)
	}
	if again := read(m, data.Clock{AsOf: asOf.AsOf.AddDate(0, 1, 0)}, p.Cursor); !again.Empty() || !again.Done {
		t.Errorf("read again although nothing changed: %+v", again)
	}
	m.Dates = "mdy"
	if p = read(m, asOf, p.Cursor); len(p.Posts) != 1 || p.Posts[0].PublishedAt != utc(2026, 3, 4, 0, 0) {
		t.Errorf("after dates: mdy: %d posts", len(p.Posts))
	}
}

// Every row of any table is a record or a reject: nothing is lost and nothing is
// told twice.
func TestRowsAreConserved(t *testing.T) {
	cell := rapid.OneOf(rapid.SampledFrom([]string{"", "1", "2", "-1", "1.20E+18", "Total", "2026-05-01", "03/04/2026", "27/03/2026", "us", "them", "many", "é"}), rapid.StringMatching("[a-z0-9\"\n]{0,3}"))
	rapid.Check(t, func(rt *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 6, 9), 0, 8).Draw(rt, "rows")
		var b strings.Builder
		b.WriteString(tableHeader)
		n := 0
		for _, r := range rows {
			for i := range r {
				r[i] = `"` + strings.ReplaceAll(r[i], `"`, `""`) + `"`
			}
			b.WriteString(strings.Join(r, ",") + "\n")
			n++
		}
		m := tableMapping()
		a := oslo
		a.Handle = "us"
		p := readText(t, a, "t.csv", b.String(), &m)
		if len(p.Posts)+len(p.Rejects) != n || len(p.Posts) != len(p.Snapshots) {
			rt.Fatalf("%d rows, %d posts, %d rejects:\n%s", n, len(p.Posts), len(p.Rejects), b.String())
		}
	})
}

func TestSplitDates(t *testing.T) {
	m := Mapping{Platform: "facebook", ID: ID{Hash: []string{"*"}}, ObservedAt: "2026-05-01", Columns: Columns{Likes: "likes"},
		Published: Published{Year: "2026", Month: "month", Day: "day", Hour: "hour"}}
	read := func(row string) string {
		p := readText(t, oslo, "s.csv", "month,day,hour,likes\n"+row+"\n", &m)
		if len(p.Posts) != 1 {
			return fmt.Sprint(byWhy(p.Rejects))
		}
		return p.Posts[0].PublishedAt.Time().Format(time.DateTime) + " " + string(p.Posts[0].Precision)
	}
	for row, want := range map[string]string{
		"3,4,15,1": "2026-03-04 15:00:00 second", "Mars,4,,1": "2026-03-04 00:00:00 day", "3,,15,1": "2026-03-01 00:00:00 month",
		",4,15,1": "2026-01-01 00:00:00 year", "13,1,1,1": "map[bad_date:1]", "2,30,1,1": "map[bad_date:1]", "x,1,1,1": "map[bad_date:1]",
	} {
		if got := read(row); got != want {
			t.Errorf("%s: %s, want %s", row, got, want)
		}
	}
}

func TestMappingValidate(t *testing.T) {
	good := tableMapping()
	if err := good.Validate(); err != nil {
		t.Errorf("Validate: %v", err)
	}
	for want, change := range map[string]func(*Mapping){
		"rows:":        func(m *Mapping) { m.Rows = "people" },
		"platform:":    func(m *Mapping) { m.Platform = "" },
		"id":           func(m *Mapping) { m.Columns.ID, m.Columns.URL = "", "" },
		"date":         func(m *Mapping) { m.Columns.Published = "" },
		"dates:":       func(m *Mapping) { m.Dates = "american" },
		"delimiter:":   func(m *Mapping) { m.Delimiter = "ab" },
		"encoding:":    func(m *Mapping) { m.Encoding = "latin" },
		"precision:":   func(m *Mapping) { m.Precision = "hour" },
		"timezone:":    func(m *Mapping) { m.Timezone = "Europe/Ruritania" },
		"observed_at:": func(m *Mapping) { m.ObservedAt = "03/04/2026" },
		"values.paid":  func(m *Mapping) { m.Values.Paid = map[string]data.Paid{"1": "yes"} },
		"format of":    func(m *Mapping) { m.Values.Format = map[string]string{"Photo": "picture"} },
		"comments":     func(m *Mapping) { m.Rows = "comments" },
		"followers":    func(m *Mapping) { m.Rows, m.Columns.Followers = "accounts", "" },
	} {
		m := tableMapping()
		change(&m)
		if err := m.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Validate: %v, want it to name %s", err, want)
		}
	}
	if _, err := Open(connectors.Account{ID: "a", Files: []connectors.File{{Path: "x", Mapping: "gone"}}}, connectors.Env{}, nil); err == nil || !strings.Contains(err.Error(), `"gone"`) {
		t.Errorf("a mapping that is not there: %v", err)
	}
	m := tableMapping()
	m.Columns.Likes = "nowhere"
	if p := readText(t, oslo, "t.csv", tableHeader, &m); len(p.Rejects) != 1 || !strings.Contains(p.Rejects[0].Hint, "nowhere") {
		t.Errorf("a column that is not there: %+v", p.Rejects)
	}
}

// FuzzFile reads any bytes as a file, with and without a mapping.
func FuzzFile(f *testing.F) {
	f.Add([]byte(facebookHeader+facebookRow(1, 20, "hello")), false)
	f.Add([]byte(tableHeader+"1,,03/04/2026,a,1,2,us,9\n\"x"), true)
	f.Add([]byte("sep=;\n"+strings.ReplaceAll(tableHeader, ",", ";")+"1;;2026-05-01;caf\xe9;1.234;2;us;9\n"), true)
	f.Add([]byte("\xff\xfei\x00d\x00"), false)
	f.Fuzz(func(t *testing.T, b []byte, mapped bool) {
		m := tableMapping()
		which := &m
		if !mapped {
			which = nil
		}
		p := readText(t, oslo, "f.csv", string(b), which)
		for i := range p.Posts {
			if field, why := p.Posts[i].Validate(asOf.Now()); why != "" {
				t.Errorf("post: %s %s", field, why)
			}
		}
		for _, r := range p.Rejects {
			if r.Why == "invalid_row" {
				t.Errorf("the driver let an invalid row through: %+v", r)
			}
		}
	})
}
