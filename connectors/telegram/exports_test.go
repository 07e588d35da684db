package telegram

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

// drain reads all pages of a driver.
func drain(t testing.TB, a connectors.Account, d connectors.Driver) connectors.Page {
	t.Helper()
	var all connectors.Page
	for p, err := range connectors.NewSource(a, d).Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		all.Accounts, all.Posts, all.Snapshots = append(all.Accounts, p.Accounts...), append(all.Posts, p.Posts...), append(all.Snapshots, p.Snapshots...)
		all.Polls, all.Options, all.Replies = append(all.Polls, p.Polls...), append(all.Options, p.Options...), append(all.Replies, p.Replies...)
		all.Rejects, all.Notes, all.Unknown = append(all.Rejects, p.Rejects...), append(all.Notes, p.Notes...), append(all.Unknown, p.Unknown...)
	}
	return all
}

// readFiles reads files as exports of an account.
func readFiles(t testing.TB, a connectors.Account, in conntest.Input, declared map[string]connectors.Declared) connectors.Page {
	t.Helper()
	dir := t.TempDir()
	for name, content := range in {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: data.Clock{AsOf: asOf}}, declared)
	if err != nil {
		t.Fatal(err)
	}
	return drain(t, a, d)
}

func count(n data.Count) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

// brief writes rows as lines that a person can check.
func brief(p connectors.Page) []string {
	var lines []string
	for _, a := range p.Accounts {
		lines = append(lines, fmt.Sprintf("account %s %s %s", count(a.Followers), a.Precision, a.Missing))
	}
	for _, x := range p.Posts {
		lines = append(lines, fmt.Sprintf("post %s %s %s media=%s ms=%s %q tags=%v links=%v reply=%v repost=%v", x.PostID.Native(), x.PublishedAt.Time().Format("01-02 15:04:05"),
			x.FormatNative, count(x.MediaCount), count(x.DurationMS), x.Text, x.Hashtags, x.Links, x.IsReply, x.IsRepost))
	}
	for _, s := range p.Snapshots {
		var known []string
		for _, c := range []string{"likes", "replies", "shares", "views"} {
			known = append(known, c+"="+string(s.Missing.Reason(c)))
		}
		lines = append(lines, fmt.Sprintf("counts %s likes=%s replies=%s%s views=%s %v %s", s.PostID.Native(), count(s.Likes), count(s.Replies), s.RepliesScope, count(s.Views), s.Reactions, strings.Join(known, ";")))
	}
	for _, x := range p.Polls {
		lines = append(lines, fmt.Sprintf("poll %s closed=%v multiple=%v voters=%s votes=%s %s", x.PollID, x.Closed, x.Multiple, count(x.Voters), count(x.VotesTotal), x.Missing))
	}
	for _, o := range p.Options {
		lines = append(lines, fmt.Sprintf("option %d %q %s %s", o.Position, o.Label, count(o.Votes), o.Missing))
	}
	for _, r := range p.Replies {
		lines = append(lines, fmt.Sprintf("reply %s to %s under %s by %s own=%v %q %s", r.Native, r.Parent, r.RootPost.Native(), r.Author, r.ByAccount, r.Text, r.Collection))
	}
	for _, n := range p.Notes {
		_, what, _ := strings.Cut(n.String(), ": ")
		lines = append(lines, "note "+what)
	}
	for _, r := range p.Rejects {
		lines = append(lines, fmt.Sprintf("reject %d %s", r.Line, r.Why))
	}
	return lines
}

// richPosts are messages of every kind in which an embassy would write.
func richPosts() []string {
	entities := `"text":["See ",{"type":"link","text":"oslo.ruritania.example/visa"}," and ",{"type":"text_link","text":"this","href":"https://a.example/x"}," ",{"type":"mention","text":"@somebody"}," ",{"type":"hashtag","text":"#Visa"}],"text_entities":[]`
	return []string{
		`{"id":1,"type":"service","date":"2026-05-01T07:00:00","date_unixtime":"1777618800","actor":"x","action":"create_channel","text":"","text_entities":[]}`,
		strings.Replace(post(2, 1, "", entities), `"text":"","text_entities":[{"type":"plain","text":""}],`, "", 1),
		post(3, 2, "An album", `"photo":"photos/a.jpg","width":1,"height":2,"reactions":[{"type":"emoji","count":5,"emoji":"👍"},{"type":"custom_emoji","count":2,"document_id":"stickers/x.tgs"},{"type":"paid","count":1}]`),
		post(4, 2, "", `"photo":"(File not included. Change data exporting settings to download.)"`),
		post(5, 2, "", `"file":"v.mp4","media_type":"video_file","mime_type":"video/mp4","duration_seconds":12`),
		post(6, 3, "", `"file":"v.mp4","media_type":"video_file","duration_seconds":75`),
		post(7, 4, "", `"poll":{"question":"Which service?","closed":false,"total_voters":7,"answers":[{"text":"Visa","voters":5,"chosen":false},{"text":"Passport","voters":4,"chosen":true}]}`),
		post(8, 5, "", `"poll":{"question":"Hidden?","closed":true,"total_voters":7,"answers":[{"text":"A","voters":0},{"text":"B","voters":0}]}`),
		post(9, 6, "of the ministry", `"forwarded_from":null,"reactions":[{"type":"emoji","count":9,"emoji":"👍"}]`),
		post(10, 7, "an answer", `"reply_to_message_id":7`),
		post(11, 8, "", `"file":"a.pdf","mime_type":"application/pdf"`),
		post(12, 9, "", `"file":"a.ogg","media_type":"voice_message","duration_seconds":3`),
		post(13, 10, "", `"file":"a.mp4","media_type":"animation"`),
		`{"id":14,"type":"unsupported"}`,
		post(15, 12, "plain", ""),
	}
}

func TestRowsOfAnExport(t *testing.T) {
	p := readFiles(t, exported, conntest.Input{"c/result.json": chatJSON("Ruritania in Oslo", "public_channel", 1001, richPosts()...)}, nil)
	counters := "likes=;replies=not_collected;shares=unsupported;views=unsupported"
	zero := " likes=0 replies=- views=- map[] " + counters
	want := []string{
		`post ruritania_oslo/2 05-01 08:01:00 link media=0 ms=- "See oslo.ruritania.example/visa and this @somebody #Visa" tags=[visa] links=[https://oslo.ruritania.example/visa https://a.example/x] reply=false repost=false`,
		`post ruritania_oslo/3 05-01 08:02:00 mixed media=3 ms=12000 "An album" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/6 05-01 08:03:00 video media=1 ms=75000 "" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/7 05-01 08:04:00 poll media=0 ms=- "Which service?" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/8 05-01 08:05:00 poll media=0 ms=- "Hidden?" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/9 05-01 08:06:00 forward media=- ms=- "" tags=[] links=[] reply=false repost=true`,
		`post ruritania_oslo/10 05-01 08:07:00 text media=0 ms=- "an answer" tags=[] links=[] reply=true repost=false`,
		`post ruritania_oslo/11 05-01 08:08:00 document media=1 ms=- "" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/12 05-01 08:09:00 audio media=1 ms=3000 "" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/13 05-01 08:10:00 gif media=1 ms=- "" tags=[] links=[] reply=false repost=false`,
		`post ruritania_oslo/15 05-01 08:12:00 text media=0 ms=- "plain" tags=[] links=[] reply=false repost=false`,
		"counts ruritania_oslo/2" + zero,
		"counts ruritania_oslo/3 likes=8 replies=- views=- map[custom emoji:2 paid:1 👍:5] " + counters,
		"counts ruritania_oslo/6" + zero, "counts ruritania_oslo/7" + zero, "counts ruritania_oslo/8" + zero,
		"counts ruritania_oslo/9 likes=- replies=- views=- map[] likes=not_collected;replies=not_collected;shares=unsupported;views=unsupported",
		"counts ruritania_oslo/10" + zero, "counts ruritania_oslo/11" + zero, "counts ruritania_oslo/12" + zero, "counts ruritania_oslo/13" + zero, "counts ruritania_oslo/15" + zero,
		"poll ruritania_oslo/7 closed=false multiple=true voters=7 votes=9 ", "poll ruritania_oslo/8 closed=true multiple=false voters=7 votes=- votes_total=hidden",
		`option 0 "Visa" 5 `, `option 1 "Passport" 4 `, `option 0 "A" - votes=hidden`, `option 1 "B" - votes=hidden`,
		"note pictures and videos sent in the same second were taken as albums (1)",
	}
	if diff := cmp.Diff(want, brief(p)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if p.Posts[0].URL != "https://t.me/ruritania_oslo/2" || p.Snapshots[0].ObservedAt != p.Posts[len(p.Posts)-1].PublishedAt {
		t.Errorf("link %q, observed %s: the newest message proves it", p.Posts[0].URL, p.Snapshots[0].ObservedAt)
	}
}

// Comments answer the copy of a post in the group, or one another.
func TestDiscussionGroup(t *testing.T) {
	channelFile := chatJSON("Ruritania in Oslo", "public_channel", 1001, post(10, 0, "first", ""), post(11, 5, "twice", ""), post(12, 6, "twice", ""), post(13, 20, "edited later", ""))
	group := chatJSON("Talk", "private_supergroup", 2002, copied(100, 0, "first"), comment(101, 1, 100, "user71", "a question"), comment(102, 2, 101, "channel1001", "the answer"),
		comment(103, 3, 102, "channel2002", "an administrator"), comment(104, 3, 999, "user72", "to what is not there"), strings.Replace(comment(105, 4, 0, "user72", "just talk"), `"reply_to_message_id":0,`, "", 1),
		copied(106, 5, "twice"), comment(107, 5, 106, "user71", "which"), copied(108, 6, "twice"), comment(109, 7, 108, "user73", "the second"),
		copied(110, 20, "edited"), comment(111, 21, 110, "user71", "to the edited"), strings.Replace(post(112, 30, "of another channel", `"forwarded_from":"Other"`), "channel1001", "channel555", 1),
		`{"id":113,"type":"service","date_unixtime":"1777622400","action":"pin_message","actor":"Somebody","text":""}`)
	p := readFiles(t, exported, conntest.Input{"a/result.json": channelFile, "b/result.json": group}, nil)
	want := []string{
		`reply c/2002/101 to ruritania_oslo/10 under ruritania_oslo/10 by user71 own=false "a question" window`,
		`reply c/2002/102 to c/2002/101 under ruritania_oslo/10 by channel1001 own=true "the answer" window`,
		`reply c/2002/103 to c/2002/102 under ruritania_oslo/10 by channel2002 own=true "an administrator" window`,
		`reply c/2002/107 to ruritania_oslo/11 under ruritania_oslo/11 by user71 own=false "which" window`,
		`reply c/2002/109 to ruritania_oslo/12 under ruritania_oslo/12 by user73 own=false "the second" window`,
		`reply c/2002/111 to ruritania_oslo/13 under ruritania_oslo/13 by user71 own=false "to the edited" window`,
	}
	got := brief(connectors.Page{Replies: p.Replies})
	if diff := cmp.Diff(want, got); diff != "" || len(p.Rejects) != 0 {
		t.Errorf("replies (-want +got):\n%s rejects %v", diff, p.Rejects)
	}
	var replies []string
	for _, s := range p.Snapshots {
		replies = append(replies, count(s.Replies)+s.RepliesScope)
	}
	if diff := cmp.Diff([]string{"3all", "1all", "1all", "1all"}, replies); diff != "" {
		t.Errorf("comments counted (-want +got):\n%s", diff)
	}
	if last := p.Notes[len(p.Notes)-1]; last.Count != 3 {
		t.Errorf("notes %v, want the three messages under no post counted", p.Notes)
	}
	// Without permission to collect replies nothing of the group is read, nor counted.
	silent := exported
	silent.Replies = false
	p = readFiles(t, silent, conntest.Input{"a/result.json": channelFile, "b/result.json": group}, nil)
	if len(p.Replies) != 0 || len(p.Posts) != 4 || p.Snapshots[0].Replies != nil {
		t.Errorf("%d replies, %d posts, replies counted %v", len(p.Replies), len(p.Posts), p.Snapshots[0].Replies)
	}
	// The group alone does not say which posts its comments belong to.
	p = readFiles(t, exported, conntest.Input{"b/result.json": group}, nil)
	if len(p.Replies) != 0 || len(p.Rejects) != 1 || p.Rejects[0].Why != whyNoPost || !strings.Contains(p.Rejects[0].Hint, "beside") {
		t.Errorf("the group alone: %d replies, %+v", len(p.Replies), p.Rejects)
	}
}

// Both kinds of export, and a file whose keys were sorted by another program.
func TestShapesOfFiles(t *testing.T) {
	one := post(10, 0, "x", "")
	own, private := chatJSON("Ruritania in Oslo", "public_channel", 1001, one), chatJSON("Ada", "personal_chat", 77, post(1, 0, "dear", ""))
	full := func(chats ...string) string {
		return `{"about":"Here is the data","personal_information":{"user_id":7,"bio":"x","deep":[[{"messages":[{"id":5}]}]]},"profile_pictures":[{"date":"2026"}],"contacts":{"about":"c","list":[{"user_id":9}]},"chats":{"about":"chats","list":[` +
			strings.Join(chats, ",") + `]},"left_chats":{"about":"left","list":[` + private + `]}}`
	}
	for name, c := range map[string]struct {
		content string
		handle  string
		posts   int
		why     string
	}{
		"one chat":                       {own, "", 1, ""},
		"all data":                       {full(private, own), "", 1, ""},
		"all data, two channels by name": {full(own, chatJSON("Other", "public_channel", 1002, one)), "Ruritania in Oslo", 1, ""},
		"by number":                      {full(own, chatJSON("Other", "public_channel", 1002, one)), "-1001002", 1, ""},
		"two channels, none named":       {full(own, chatJSON("Other", "public_channel", 1002, one)), "@ruritania_oslo", 0, whyWhich},
		"every channel":                  {full(own, chatJSON("Other", "private_channel", 1002, one)), "*", 2, ""},
		"keys sorted":                    {`{"id":1001,"messages":[` + one + `],"name":"Ruritania in Oslo","type":"public_channel"}`, "", 1, ""},
		"byte order mark":                {"\ufeff" + own, "", 1, ""},
		"broken off":                     {own[:len(own)-20], "", 0, whyBroken},
		"no chat of ours":                {full(private), "", 0, whyNoExport},
		"a list":                         {"[1,2]", "", 0, whyNoExport},
		"no JSON":                        {"<html>", "", 0, whyNoExport},
		"nothing":                        {"", "", 0, whyNoExport},
		"another object":                 {`{"a":1}`, "", 0, whyNoExport},
		"messages that are no list":      {`{"name":"x","type":"public_channel","id":1001,"messages":{"a":1}}`, "", 0, ""},
		"an odd message between":         {chatJSON("R", "public_channel", 1001, "7", one, `{"id":"x"}`, `{"id":11,"type":"message"}`, `{"id":12,"type":["?"],"date_unixtime":"1777622400"}`), "", 2, whyNotRead},
	} {
		a := exported
		if c.handle != "" {
			a.Handle = c.handle
		}
		p := readFiles(t, a, conntest.Input{"a/result.json": c.content}, nil)
		why := ""
		if len(p.Rejects) > 0 {
			if why = p.Rejects[0].Why; p.Rejects[0].Hint == "" || p.Rejects[0].Row != "" {
				t.Errorf("%s: %+v", name, p.Rejects[0])
			}
		}
		if len(p.Posts) != c.posts || why != c.why {
			t.Errorf("%s: %d posts, rejects %+v; want %d, %q", name, len(p.Posts), p.Rejects, c.posts, c.why)
		}
		for _, x := range p.Posts {
			if strings.Contains(x.Text, "dear") {
				t.Errorf("%s: a private chat was read", name)
			}
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ handle, server, user, number string }{
		{"@Ruritania_Oslo", "", "ruritania_oslo", ""}, {"https://t.me/ruritania_oslo", "", "ruritania_oslo", ""}, {"t.me/s/ruritania_oslo/5", "", "ruritania_oslo", ""},
		{"-1001234567890", "", "", "1234567890"}, {"1234567890", "t.me/ruritania_oslo", "ruritania_oslo", "1234567890"},
		{"Ruritania in Oslo", "https://telegram.me/ruritania_oslo", "ruritania_oslo", ""}, {"*", "", "", ""}, {"https://t.me/c/1234567890/5", "", "", "1234567890"},
	} {
		n, err := parseName(connectors.Account{Handle: c.handle, Server: c.server, Files: []connectors.File{{Path: "x"}}})
		if err != nil || n.user != c.user || n.number != c.number {
			t.Errorf("%q %q: %+v %v", c.handle, c.server, n, err)
		}
	}
	for _, handle := range []string{"", "*", "Ruritania in Oslo", "-1001234567890", "https://elsewhere.example/x", "../x", "a b"} {
		if _, err := Open(connectors.Account{ID: "a", Handle: handle}, connectors.Env{}, nil); !errors.Is(err, connectors.ErrInput) {
			t.Errorf("the preview of %q: %v, want an input error", handle, err)
		}
	}
	if _, err := Open(connectors.Account{ID: "a", Handle: "x", Files: []connectors.File{{Path: "x", Mapping: "m"}}}, connectors.Env{}, nil); err == nil || !strings.Contains(err.Error(), `"m"`) {
		t.Errorf("a mapping that is not there: %v", err)
	}
	n := name{user: "ruritania_oslo"}
	if id := n.id("1001", false, 5); id != "telegram:c/1001/5" || n.link(false, 5) != "" {
		t.Errorf("a private channel's post is %s", id)
	}
}

// When the counters were read: as declared, by the folder's name, or by the newest
// message.
func TestObserved(t *testing.T) {
	content := chatJSON("Ruritania in Oslo", "public_channel", 1001, post(10, 0, "x", ""), post(11, 9, "y", ""))
	a := exported
	a.Files = []connectors.File{{Path: "*/result.json", Mapping: "m"}}
	declared := data.At(asOf.Add(-time.Hour))
	for name, c := range map[string]struct {
		folder string
		mapped connectors.Declared
		want   data.Micros
	}{
		"newest message": {"a", connectors.Declared{}, data.At(time.Date(2026, 5, 1, 8, 9, 0, 0, time.UTC))},
		"folder":         {"ChatExport_2026-05-20 (1)", connectors.Declared{}, data.At(time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC))},
		"folder's day begins before the newest message": {"ChatExport_2026-05-01", connectors.Declared{}, data.At(time.Date(2026, 5, 1, 8, 9, 0, 0, time.UTC))},
		"declared": {"ChatExport_2026-05-20", connectors.Declared{ObservedAt: declared, Lifetime: true}, declared},
	} {
		p := readFiles(t, a, conntest.Input{c.folder + "/result.json": content}, map[string]connectors.Declared{"m": c.mapped})
		if len(p.Snapshots) != 2 || p.Snapshots[0].ObservedAt != c.want || p.Snapshots[0].Lifetime != c.mapped.Lifetime {
			t.Errorf("%s: %+v, want %s", name, p.Snapshots, c.want)
		}
	}
	p := readFiles(t, a, conntest.Input{"a/result.json": content}, map[string]connectors.Declared{"m": {ObservedAt: data.At(time.Date(2026, 5, 1, 8, 5, 0, 0, time.UTC))}})
	if len(p.Posts) != 1 || len(p.Rejects) != 1 || p.Rejects[0].Why != whyBeforePost {
		t.Errorf("counters read before a post: %d posts, %+v", len(p.Posts), p.Rejects)
	}
}

// A folder stands for the exports in it.
func TestFolders(t *testing.T) {
	a := exported
	a.Files = []connectors.File{{Path: "inbox"}}
	p := readFiles(t, a, conntest.Input{"inbox/ChatExport_2026-05-20/result.json": chatJSON("R", "public_channel", 1001, post(10, 0, "x", "")), "inbox/other.json": "{}"}, nil)
	if len(p.Posts) != 1 || len(p.Rejects) != 0 || p.Snapshots[0].ObservedAt.Day() != "2026-05-20" {
		t.Errorf("%+v %+v", p.Posts, p.Rejects)
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "inbox"), 0o755); err != nil {
		t.Fatal(err)
	}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: data.Clock{AsOf: asOf}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Fetch(t.Context(), ""); !errors.Is(err, connectors.ErrInput) || !strings.Contains(err.Error(), "result.json") {
		t.Errorf("an empty folder: %v", err)
	}
}

// Exports from before 2022 have no zone in their times, and none has reactions.
func TestOldExports(t *testing.T) {
	old := `{"id":5,"type":"message","date":"2026-05-01T10:00:00","from":"R","from_id":1001,"text":["a ",{"type":"bold","text":"b"}]}`
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "result.json"), []byte(chatJSON("R", "public_channel", 1001, old)), 0o600); err != nil {
		t.Fatal(err)
	}
	a := exported
	a.Files = []connectors.File{{Path: "result.json"}}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: data.Clock{AsOf: asOf}, Zone: time.FixedZone("Oslo", 7200)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := drain(t, a, d)
	if len(p.Posts) != 1 || p.Posts[0].PublishedAt.String() != "2026-05-01T08:00:00Z" || p.Posts[0].Text != "a b" || p.Snapshots[0].Likes != nil || p.Snapshots[0].Missing.Reason("likes") != data.Unsupported {
		t.Errorf("%+v %+v", p.Posts, p.Snapshots)
	}
	if len(p.Notes) != 1 || !strings.Contains(p.Notes[0].What, "Oslo") {
		t.Errorf("notes %v", p.Notes)
	}
}

// An album stays one post where every message stands twice.
func TestAlbumsTwice(t *testing.T) {
	var twice []string
	for _, m := range []string{post(3, 2, "An album", `"photo":"a.jpg"`), post(4, 2, "", `"photo":"b.jpg"`), post(5, 2, "", `"file":"c.mp4","media_type":"video_file"`)} {
		twice = append(twice, m, m)
	}
	p := readFiles(t, exported, conntest.Input{"a/result.json": chatJSON("R", "public_channel", 1001, twice...)}, nil)
	if len(p.Posts) != 1 || *p.Posts[0].MediaCount != 3 || len(p.Rejects) != 3 || p.Rejects[0].Why != whyDuplicate {
		t.Errorf("%+v %+v", p.Posts, p.Rejects)
	}
	p = readFiles(t, exported, conntest.Input{"a/result.json": chatJSON("R", "public_channel", 1001,
		post(3, 2, "one", `"photo":"a.jpg"`), post(4, 2, "two", `"photo":"b.jpg"`), post(6, 2, "", `"photo":"c.jpg"`), post(7, 3, "", `"photo":"d.jpg"`), post(8, 3, "", `"file":"e","media_type":"voice_message"`))}, nil)
	if len(p.Posts) != 5 {
		t.Errorf("%d posts of five that are no albums", len(p.Posts))
	}
}

// Nothing that is stored names a person, except mentions in the channel's own texts.
func TestNoPersonInPages(t *testing.T) {
	group := chatJSON("Talk", "private_supergroup", 2002, copied(100, 0, "first"), comment(101, 1, 100, "user71", "secret words"), "7", `{"id":"bad","from":"Name Of user71","text":"secret words"}`)
	p := readFiles(t, exported, conntest.Input{"a/result.json": chatJSON("Ruritania in Oslo", "public_channel", 1001, post(10, 0, "first", `"author":"Name Of An Officer"`)), "b/result.json": group}, nil)
	if len(p.Replies) != 1 || len(p.Rejects) != 2 {
		t.Fatalf("%d replies, rejects %+v", len(p.Replies), p.Rejects)
	}
	text := fmt.Sprintf("%+v %+v %+v %+v %+v %+v", p.Posts, p.Snapshots, p.Rejects, p.Notes, p.Accounts, p.Replies)
	for _, word := range []string{"user71", "Name Of", "secret"} {
		if strings.Contains(text, word) {
			t.Errorf("the page shows %q: %s", word, text)
		}
	}
}

// slowly gives one byte at a time.
type slowly struct{ io.Reader }

func (s slowly) Read(p []byte) (int, error) { return s.Reader.Read(p[:1]) }

func TestRepairedEscapes(t *testing.T) {
	for in, want := range map[string]string{
		`"a\x0Bb"`: `"a\u000Bb"`, `"a\\x0Bb"`: `"a\\x0Bb"`, `"\\\x1F"`: `"\\\u001F"`, `"\n\"\u00e9"`: `"\n\"\u00e9"`, "\ufeff{}": "{}", "": "", `\`: `\`, "{": "{",
	} {
		for _, r := range []io.Reader{strings.NewReader(in), slowly{strings.NewReader(in)}} {
			if got, err := io.ReadAll(newRepaired(r)); err != nil || string(got) != want {
				t.Errorf("%q: %q %v, want %q", in, got, err, want)
			}
		}
	}
}

// A large export is read in little memory: its messages are not kept.
func TestFlatMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 16 MB")
	}
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "result.json"))
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("Our passport counter is open again. ", 28)
	fmt.Fprint(f, `{"name":"R","type":"public_channel","id":1001,"messages":[`)
	const messages = 8000
	for i := range messages {
		if i > 0 {
			fmt.Fprint(f, ",")
		}
		fmt.Fprintf(f, `{"id":%d,"type":"message","date_unixtime":"%d","from_id":"channel1001","text":%q,"text_entities":[{"type":"plain","text":%q}]}`, i+1, 1_700_000_000+i, long, long)
	}
	fmt.Fprint(f, "]}")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	a := connectors.Account{ID: "oslo", Platform: "telegram", Handle: "@ruritania_oslo", Files: []connectors.File{{Path: "result.json"}}}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: data.Clock{AsOf: asOf}, Rows: 500}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var most uint64
	posts := 0
	for p, err := range connectors.NewSource(a, d).Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if posts += len(p.Posts); posts%2000 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
	if posts != messages || most > 8<<20 {
		t.Errorf("%d posts, %d MiB in use; want %d posts in less than 8", posts, most>>20, messages)
	}
}

// FuzzExport reads any bytes as an export: nothing breaks, hangs or is counted twice.
func FuzzExport(f *testing.F) {
	f.Add([]byte(chatJSON("R", "public_channel", 1001, richPosts()...)))
	f.Add([]byte(`{"chats":{"list":[` + chatJSON("T", "private_supergroup", 2, copied(100, 0, "first"), comment(101, 1, 100, "user71", "x")) + "," + chatJSON("R", "public_channel", 1001, post(10, 0, "first", "")) + `]}}`))
	for _, s := range []string{"", "{", "[]", `{"messages":[`, `{"messages":[{}]}`, `{"messages":[{"id":1,"type":"message","date_unixtime":"1","photo":"x","text":[[]]},null]}`, `{"chats":{"list":[[],1,{"id":[]}]}}`, "1e700", `{"a":1e700}`, `{"type":"channel","id":1,"messages":[{"id":-1,"date_unixtime":9}]}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s := newScanner(io.NopCloser(bytes.NewReader(b)))
		in := items{scan: s, zone: time.UTC}
		for n := 0; ; n++ {
			it, err := in.next()
			if errors.Is(err, io.EOF) || ended(err) {
				break
			}
			if err != nil || n > len(b) {
				t.Fatalf("item %d of %d bytes: %v", n, len(b), err)
			}
			if it.chat < 0 || it.chat >= len(s.all) {
				t.Fatalf("a message of chat %d of %d", it.chat, len(s.all))
			}
			if !it.usable() {
				continue
			}
			r := &reading{exports: &exports{account: exported, known: &survey{ours: map[string]bool{}}}, observed: it.at}
			facts := &chatFacts{chat: chat{Number: "1", Type: "public_channel"}, reactions: true}
			post := r.post(it, facts)
			snap := r.snapshot(it, facts, &post)
			if _, why := snap.Validate(1 << 62); why != "" && it.at > data.At(time.Date(2004, 1, 2, 0, 0, 0, 0, time.UTC)) {
				t.Errorf("%s: %+v", why, snap)
			}
			var p connectors.Page
			r.poll(&p, it.first, &post)
		}
	})
}

// BenchmarkPages reads an export of posts with reactions to rows.
func BenchmarkPages(b *testing.B) {
	var posts []string
	for i := range 1000 {
		posts = append(posts, post(i+1, i, "Our passport counter is open again, see oslo.ruritania.example #passport", `"photo":"a.jpg","reactions":[{"type":"emoji","count":5,"emoji":"👍"}]`))
	}
	in := conntest.Input{"a/result.json": chatJSON("R", "public_channel", 1001, posts...)}
	dir := b.TempDir()
	path := filepath.Join(dir, "result.json")
	if err := os.WriteFile(path, []byte(in["a/result.json"]), 0o600); err != nil {
		b.Fatal(err)
	}
	a := exported
	a.Files, a.Replies = []connectors.File{{Path: "result.json"}}, false
	b.SetBytes(int64(len(in["a/result.json"])))
	rows := 0
	for b.Loop() {
		d, err := Open(a, connectors.Env{Dir: dir, Clock: data.Clock{AsOf: asOf}}, nil)
		if err != nil {
			b.Fatal(err)
		}
		p := drain(b, a, d)
		rows += len(p.Posts) + len(p.Snapshots)
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
