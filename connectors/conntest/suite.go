// Package conntest is the suite that every connector passes. A connector's test
// says how to open it over given inputs, and what those are; the suite then holds
// it to the contract of [connectors.Driver].
package conntest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Input is what a driver reads: files by name with slashes, or the answers of a fake
// server by path.
type Input map[string]string

// Suite is a connector and its inputs.
type Suite struct {
	Account connectors.Account
	// Open returns a new driver over the input written below dir, with pages of rows
	// rows.
	Open func(t *testing.T, dir string, rows int) connectors.Driver

	Full  Input    // makes three pages or more when a page has two rows
	Empty Input    // well formed and without rows
	Twice Input    // every row of Full two times
	Nasty Input    // rows whose texts are hard
	Texts []string // what of Nasty must arrive, exactly, as texts of posts or replies
}

// Hard texts: right to left with embedded Latin, joined emoji and letters, marks, a
// byte order mark inside, signs beyond the basic plane.
var HardTexts = []string{
	"سفارة روريتانيا في أوسلو مغلقة يوم Monday",
	"می\u200cخواهیم 👩\u200d👩\u200d👧\u200d👦 ⚖️",
	"क्‍ष नमस्ते",
	"e\u0301 ≠ é, 𝒜 and 🇳🇴",
}

// mostPages is more pages than any suite's input makes.
const mostPages = 500

// Run runs the suite.
func Run(t *testing.T, s Suite) {
	t.Run("PagesTogetherAreTheWhole", s.pages)
	t.Run("ResumeFromEveryCursor", s.resume)
	t.Run("SecondReadYieldsNothing", s.second)
	t.Run("SameInputSameRows", s.same)
	t.Run("EmptyInput", s.empty)
	t.Run("Cancellation", s.cancel)
	t.Run("DuplicatedRows", s.twice)
	t.Run("HardTexts", s.nasty)
	t.Run("RowsKeepTheRules", s.rules)
	t.Run("DamagedCursor", s.damaged)
}

// write puts an input below a new folder.
func write(t *testing.T, in Input) string {
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
	return dir
}

// read reads all pages after cursor with a new driver.
func (s *Suite) read(t *testing.T, dir string, rows int, cursor string) []connectors.Page {
	t.Helper()
	var pages []connectors.Page
	for p, err := range connectors.NewSource(s.Account, s.Open(t, dir, rows)).Pages(context.Background(), cursor) {
		if err != nil {
			t.Fatalf("Pages(%q): %v", cursor, err)
		}
		pages = append(pages, p)
		if len(pages) > mostPages {
			t.Fatal("the pages do not end")
		}
	}
	return pages
}

// join puts the rows of pages together.
func join(pages []connectors.Page) connectors.Page {
	var all connectors.Page
	for _, p := range pages {
		all.Accounts = append(all.Accounts, p.Accounts...)
		all.Posts = append(all.Posts, p.Posts...)
		all.Snapshots = append(all.Snapshots, p.Snapshots...)
		all.Labels = append(all.Labels, p.Labels...)
		all.Aliases = append(all.Aliases, p.Aliases...)
		all.Polls = append(all.Polls, p.Polls...)
		all.Options = append(all.Options, p.Options...)
		all.Replies = append(all.Replies, p.Replies...)
		all.Rejects = append(all.Rejects, p.Rejects...)
	}
	return all
}

// plain is a reply that go-cmp can show: a difference in tests is of made-up people.
type plain connectors.Reply

var compare = cmp.Transformer("plain", func(r connectors.Reply) plain { return plain(r) })

func (s *Suite) pages(t *testing.T) {
	dir := write(t, s.Full)
	small, large := s.read(t, dir, 2, ""), s.read(t, dir, 1000, "")
	if len(small) < 3 {
		t.Errorf("%d pages of two rows, want at least 3", len(small))
	}
	if diff := cmp.Diff(join(large), join(small), compare); diff != "" {
		t.Errorf("pages of 2 rows differ from pages of 1000 (-1000 +2):\n%s", diff)
	}
	if n := len(join(small).Posts); n == 0 {
		t.Error("no posts were read")
	}
	for i, p := range small {
		if p.Done != (i == len(small)-1) {
			t.Errorf("page %d of %d: Done = %v", i+1, len(small), p.Done)
		}
	}
}

// resume also reads input with repeated rows, because what was told on an earlier
// page must be remembered by a new process too.
func (s *Suite) resume(t *testing.T) {
	for _, in := range []Input{s.Full, s.Twice} {
		s.resumeFrom(t, write(t, in))
	}
}

func (s *Suite) resumeFrom(t *testing.T, dir string) {
	t.Helper()
	pages := s.read(t, dir, 3, "")
	for i, p := range pages {
		want := join(pages[i+1:])
		if diff := cmp.Diff(want, join(s.read(t, dir, 3, p.Cursor)), compare); diff != "" {
			t.Errorf("after page %d (-uninterrupted +resumed):\n%s", i+1, diff)
		}
		// A page size may change between two runs.
		if diff := cmp.Diff(want, join(s.read(t, dir, 1000, p.Cursor)), compare); diff != "" {
			t.Errorf("after page %d with larger pages (-uninterrupted +resumed):\n%s", i+1, diff)
		}
	}
}

func (s *Suite) second(t *testing.T) {
	dir := write(t, s.Full)
	pages := s.read(t, dir, 2, "")
	if again := s.read(t, dir, 2, pages[len(pages)-1].Cursor); len(again) != 0 {
		t.Errorf("a second read of unchanged input yields %d pages, want none: %+v", len(again), again[0])
	}
	// The same driver that has just finished must know it too.
	d := s.Open(t, dir, 1000)
	cursor := s.fetchAll(t, d, func(connectors.Page) {})
	p, err := d.Fetch(context.Background(), cursor)
	if err != nil || !p.Done || !p.Empty() || p.Cursor != cursor {
		t.Errorf("Fetch after the end = %+v, %v; want an empty page, Done, and the same cursor", p, err)
	}
}

func (s *Suite) same(t *testing.T) {
	a, b := s.read(t, write(t, s.Full), 3, ""), s.read(t, write(t, s.Full), 3, "")
	if diff := cmp.Diff(a, b, compare); diff != "" {
		t.Errorf("two reads of equal input differ:\n%s", diff)
	}
}

func (s *Suite) empty(t *testing.T) {
	all := join(s.read(t, write(t, s.Empty), 2, ""))
	if !all.Empty() {
		t.Errorf("an input without rows gives %+v", all)
	}
}

func (s *Suite) cancel(t *testing.T) {
	dir := write(t, s.Full)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for p, err := range connectors.NewSource(s.Account, s.Open(t, dir, 2)).Pages(ctx, "") {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Pages with a cancelled context yields %+v, %v", p, err)
		}
	}
	if _, err := s.Open(t, dir, 2).Fetch(ctx, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("Fetch with a cancelled context: error %v, want context.Canceled", err)
	}
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	good, last := 0, error(nil)
	for _, err := range connectors.NewSource(s.Account, s.Open(t, dir, 2)).Pages(ctx, "") {
		if last = err; err == nil {
			good++
		}
		cancel()
	}
	if good != 1 || !errors.Is(last, context.Canceled) {
		t.Errorf("cancelled after the first page: %d pages, then %v", good, last)
	}
}

func (s *Suite) twice(t *testing.T) {
	once, twice := join(s.read(t, write(t, s.Full), 1000, "")), join(s.read(t, write(t, s.Twice), 1000, ""))
	ids := func(p connectors.Page) []string {
		var ids []string
		for _, snap := range p.Snapshots {
			ids = append(ids, fmt.Sprint(snap.PostID, snap.ObservedAt))
		}
		for _, r := range p.Replies {
			ids = append(ids, "reply "+r.Native)
		}
		slices.Sort(ids)
		return ids
	}
	if diff := cmp.Diff(ids(once), ids(twice)); diff != "" {
		t.Errorf("rows given twice (-once +twice):\n%s", diff)
	}
	if len(twice.Rejects) <= len(once.Rejects) {
		t.Error("rows given twice are not named among the rejects")
	}
}

func (s *Suite) nasty(t *testing.T) {
	all := join(s.read(t, write(t, s.Nasty), 1000, ""))
	var texts []string
	for _, p := range all.Posts {
		texts = append(texts, p.Text)
	}
	for _, r := range all.Replies {
		texts = append(texts, r.Text)
	}
	for _, want := range s.Texts {
		if !slices.Contains(texts, want) {
			t.Errorf("the text %q did not arrive; there are %q", want, texts)
		}
	}
	for _, text := range texts {
		if !utf8.ValidString(text) {
			t.Errorf("%q is not valid UTF-8", text)
		}
	}
}

func (s *Suite) rules(t *testing.T) {
	d := s.Open(t, write(t, s.Full), 1000)
	info := d.Info()
	if info.Name == "" || info.Version == "" || info.Source.Rank() == 0 {
		t.Errorf("Info() = %+v: want a name, a version and a source kind", info)
	}
	s.fetchAll(t, d, func(p connectors.Page) {
		if !json.Valid([]byte(p.Cursor)) {
			t.Errorf("the cursor %q is not JSON", p.Cursor)
		}
		if p.Input == "" && !p.Empty() {
			t.Error("a page does not say what was read")
		}
		s.rows(t, &p)
	})
}

// fetchAll hands over the pages as the driver gives them and returns the last cursor.
func (s *Suite) fetchAll(t *testing.T, d connectors.Driver, each func(connectors.Page)) (cursor string) {
	t.Helper()
	for range mostPages {
		p, err := d.Fetch(context.Background(), cursor)
		if err != nil {
			t.Fatal(err)
		}
		each(p)
		if cursor = p.Cursor; p.Done {
			return cursor
		}
	}
	t.Fatal("the pages do not end")
	return ""
}

// rows checks the rows of a page as the driver gave it, before Source does.
func (s *Suite) rows(t *testing.T, p *connectors.Page) {
	far := data.Micros(1 << 62)
	published := map[data.PostID]data.Micros{}
	for i := range p.Posts {
		post := &p.Posts[i]
		published[post.PostID] = post.PublishedAt
		if field, why := post.Validate(far); why != "" {
			t.Errorf("post %s: %s %s", post.PostID, field, why)
		}
		if post.AccountID != s.Account.ID {
			t.Errorf("post %s is of account %q", post.PostID, post.AccountID)
		}
		if loc := post.PublishedAt.Time().Location().String(); loc != "UTC" {
			t.Errorf("post %s: time in %s", post.PostID, loc)
		}
	}
	for i := range p.Snapshots {
		snap := &p.Snapshots[i]
		if field, why := snap.Validate(far); why != "" {
			t.Errorf("snapshot of %s: %s %s", snap.PostID, field, why)
		}
		if at, known := published[snap.PostID]; !known || at != snap.PublishedAt {
			t.Errorf("snapshot of %s: published %s, its post %s", snap.PostID, snap.PublishedAt, at)
		}
		if snap.ObservedAt < snap.PublishedAt {
			t.Errorf("snapshot of %s is older than its post", snap.PostID)
		}
		for name, n := range map[string]data.Count{"likes": snap.Likes, "shares": snap.Shares, "replies": snap.Replies,
			"quotes": snap.Quotes, "views": snap.Views, "impressions": snap.Impressions, "reach": snap.Reach,
			"saves": snap.Saves, "clicks": snap.Clicks} {
			if (n == nil) != (snap.Missing.Reason(name) != "") {
				t.Errorf("snapshot of %s: %s is %v but missing says %q", snap.PostID, name, n, snap.Missing)
			}
		}
	}
	for i := range p.Polls {
		if field, why := p.Polls[i].Validate(far); why != "" {
			t.Errorf("poll %s: %s %s", p.Polls[i].PollID, field, why)
		}
	}
	for i := range p.Options {
		if field, why := p.Options[i].Validate(far); why != "" {
			t.Errorf("option of poll %s: %s %s", p.Options[i].PollID, field, why)
		}
	}
	for i := range p.Accounts {
		if field, why := p.Accounts[i].Validate(far); why != "" {
			t.Errorf("account snapshot: %s %s", field, why)
		}
	}
	if len(p.Replies) > 0 && !s.Account.Replies {
		t.Error("replies are returned although they must not be collected")
	}
	for _, r := range p.Rejects {
		if r.Why == "" || r.Input == "" {
			t.Errorf("a reject without reason or input: %+v", r)
		}
	}
}

func (s *Suite) damaged(t *testing.T) {
	dir := write(t, s.Full)
	for _, cursor := range []string{"{", "[]", `{"row":-1}`, "\xff"} {
		if _, err := s.Open(t, dir, 2).Fetch(context.Background(), cursor); err == nil {
			t.Errorf("Fetch with the cursor %q: no error", cursor)
		}
	}
	// A cursor of files that are gone is a cursor, and all there is is read.
	all := join(s.read(t, dir, 1000, `{"done":{"0000000000000000":true},"file":"1111111111111111","row":7}`))
	if len(all.Posts) != len(join(s.read(t, dir, 1000, "")).Posts) {
		t.Error("a cursor of other files hides rows")
	}
}
