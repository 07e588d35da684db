package pipelinetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/arrow/array"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/advise"
	"github.com/digital-diplomacy/tailor/pipeline/brief"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/explain"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// The samples of these tests are rows written by hand. Weeks of 2026: W10 is 2 to
// 8 March, W11 is 9 to 15 March.

// Failer is what both *testing.T and *rapid.T are.
type Failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// When reads "2026-03-02" or "2026-03-02 09:30", UTC.
func When(s string) data.Micros {
	layout := "2006-01-02 15:04"
	t, err := time.Parse(layout[:len(s)], s)
	if err != nil {
		panic(err)
	}
	return data.At(t)
}

// AsOf is a clock at such a moment.
func AsOf(s string) data.Clock { return data.Clock{AsOf: When(s).Time()} }

// Bench is a lake in a folder of its own.
type Bench struct {
	T    *testing.T
	Lake *lake.Lake
}

// NewBench opens an empty lake.
func NewBench(t *testing.T) *Bench {
	t.Helper()
	l, err := lake.Open(t.Context(), lake.Options{Root: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	return &Bench{t, l}
}

// Now is the lake as it stands.
func (b *Bench) Now() *lake.Snapshot {
	b.T.Helper()
	s, err := b.Lake.Current(b.T.Context())
	if err != nil {
		b.T.Fatal(err)
	}
	return s
}

// Commit commits what a stage returned.
func (b *Bench) Commit(c lake.Changes, err error) *lake.Snapshot {
	b.T.Helper()
	if err != nil {
		b.T.Fatal(err)
	}
	s, err := b.Lake.Commit(b.T.Context(), b.Now(), c, lake.Meta{Stage: "test"})
	if err != nil {
		b.T.Fatal(err)
	}
	return s
}

// Ingest commits pages, numbered in the order given after those before.
func (b *Bench) Ingest(pages ...data.Page) *lake.Snapshot {
	b.T.Helper()
	seq := map[data.AccountID]int64{}
	for i := range pages {
		a := pages[i].Account
		if seq[a] == 0 {
			seq[a] = b.Now().Position(a).Seq
		}
		seq[a]++
		pages[i].Seq = seq[a]
	}
	return b.Commit(intake.Ingest(b.T.Context(), b.Now(), Yields(pages...), AsOf("2026-06-01")))
}

// Classify commits labels by rule.
func (b *Bench) Classify() *lake.Snapshot {
	b.T.Helper()
	return b.Commit(content.Classify(b.T.Context(), b.Now(), sentiment.DefaultTopics(), nil))
}

// Score commits cells read by [WordScorer].
func (b *Bench) Score() *lake.Snapshot {
	b.T.Helper()
	return b.Commit(mood.Score(b.T.Context(), b.Now(), WordScorer{}))
}

// Seal seals what may be.
func (b *Bench) Seal(c data.Clock) *lake.Snapshot {
	b.T.Helper()
	return b.Commit(mood.Seal(b.T.Context(), b.Now(), func(string) bool { return true }, c))
}

// Publish commits what may be shown.
func (b *Bench) Publish(c data.Clock) *lake.Snapshot {
	b.T.Helper()
	return b.Commit(mood.Publish(b.T.Context(), b.Now(), WordScorer{}, mood.Publishing{}, c))
}

// Measure commits values and cells.
func (b *Bench) Measure() *lake.Snapshot {
	b.T.Helper()
	return b.Commit(measure.Measure(b.T.Context(), b.Now(), nil))
}

// Put writes rows into a partition as they are.
func Put[T any](b *Bench, t lake.Table[T], partition string, rows ...T) *lake.Snapshot {
	b.T.Helper()
	var c lake.Changes
	err := lake.Replace(&c, t, partition, rows, "")
	return b.Commit(c, err)
}

// RowsOf returns all rows of a table.
func RowsOf[T any](t Failer, r lake.Reader, table lake.Table[T]) []T {
	t.Helper()
	rows, err := lake.Rows(context.Background(), r, table, nil)
	if err != nil {
		t.Fatalf("rows of %s: %v", table.Name, err)
	}
	return rows
}

// Yields gives pages without an error.
func Yields(pages ...data.Page) iter.Seq2[data.Page, error] {
	return func(yield func(data.Page, error) bool) {
		for _, p := range pages {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// TreeOf tells the bytes of all tables of a state.
func TreeOf(r lake.Reader) string {
	var lines []string
	for _, doc := range lake.Dictionary() {
		for _, f := range r.Files(doc.Name) {
			lines = append(lines, fmt.Sprintf("%s %s %s", f.Table, f.Partition, f.Hash))
		}
	}
	return strings.Join(lines, "\n")
}

// Hashes returns the hash of each partition of a table.
func Hashes[T any](r lake.Reader, t lake.Table[T]) map[string]string {
	of := map[string]string{}
	for _, f := range r.Files(t.Name) {
		of[f.Partition] += f.Hash
	}
	return of
}

// AnAccount is an own account of a mission, for its diaspora.
func AnAccount(id data.AccountID, platform data.Platform, mission string) data.Account {
	return data.Account{AccountID: id, Platform: platform, Handle: string(id), Role: data.RoleOwn, Mission: mission, Audience: "diaspora"}
}

// APost is a post of account "oslo"; its platform is that of its id.
func APost(id data.PostID, published string, edit ...func(*data.Post)) data.Post {
	p := data.Post{PostID: id, AccountID: "oslo", Platform: id.Platform(), PublishedAt: When(published), Precision: data.BySecond,
		URL: "https://" + string(id.Platform()) + ".example/" + id.Native(), Text: "The embassy is open again on Monday, and all of you are welcome.", FormatNative: "text",
		Paid: data.Organic, ObservedAt: When(published).Add(time.Hour), Source: data.SourceAPI}
	if len(published) == len(time.DateOnly) {
		p.Precision = data.ByDay
	}
	for _, e := range edit {
		e(&p)
	}
	return p
}

// AReading is a reading of likes, replies and shares of p some days after it was
// published; quotes are 0.
func AReading(p data.Post, days float64, likes, replies, shares int64) data.PostSnapshot {
	return data.PostSnapshot{PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform, PublishedAt: p.PublishedAt,
		ObservedAt: p.PublishedAt.Add(time.Duration(days * 24 * float64(time.Hour))), Source: data.SourceAPI,
		Likes: data.N(likes), Replies: data.N(replies), Shares: data.N(shares), Quotes: data.N(0)}
}

// FollowersOn is a count of followers.
func FollowersOn(a data.AccountID, p data.Platform, at string, n int64) data.AccountSnapshot {
	return data.AccountSnapshot{AccountID: a, Platform: p, ObservedAt: When(at), Source: data.SourceAPI, Followers: data.N(n)}
}

// ByHuman is a label of p's format by hand, given an hour after it was published.
func ByHuman(p data.Post, f data.Format) data.HandLabel {
	return data.HandLabel{PostID: p.PostID, Platform: p.Platform, PublishedAt: p.PublishedAt, Format: f, FormatAt: p.PublishedAt.Add(time.Hour)}
}

// ARow is a stored reply to x:1, taken in on a day.
func ARow(id, written, day, text string, edit ...func(*data.Reply)) data.Reply {
	r := data.Reply{ReplyID: id, RootPost: "x:1", AccountID: "oslo", Mission: "Oslo", Platform: data.X, PublishedAt: When(written),
		IngestedOn: day, Text: text, Language: "en", Topic: data.TopicOther, Format: data.FormatText,
		Collection: connectors.CollectionComplete, Authored: true}
	for _, e := range edit {
		e(&r)
	}
	return r
}

// AnAnswer makes a stored reply one of our own to another reply.
func AnAnswer(to string) func(*data.Reply) {
	return func(r *data.Reply) { r.ByOwnAccount, r.ParentID, r.Authored = true, to, false }
}

// ARaw is a reply to x:1 as a connector gives it.
func ARaw(native, author, written, text string, edit ...func(*connectors.Reply)) connectors.Reply {
	r := connectors.Reply{Native: native, RootPost: "x:1", Author: author, HasAuthor: author != "", PublishedAt: When(written),
		Text: text, Collection: connectors.CollectionComplete}
	for _, e := range edit {
		e(&r)
	}
	return r
}

// AStripper strips pages of account oslo of mission Oslo.
func AStripper(t *testing.T, day string) *intake.Stripper {
	t.Helper()
	keys, err := privacy.CreateKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	return &intake.Stripper{
		Account: AnAccount("oslo", data.X, "Oslo"), Keys: keys, Masker: privacy.NewMasker([]string{"oslo"}), Topics: sentiment.DefaultTopics(),
		Clock: AsOf(day), Seen: func(string) bool { return false }, Sealed: func(data.Platform, string) bool { return false },
	}
}

// Strip strips a page of replies.
func Strip(t *testing.T, s *intake.Stripper, replies ...connectors.Reply) data.Page {
	t.Helper()
	p, err := s.Strip(connectors.Page{Input: "sample", Replies: replies, Cursor: "c", Done: true}, "test/1", 1)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Crowd is n replies by n people in one week, of which every fifth is bad.
func Crowd(n int, written string, edit ...func(*connectors.Reply)) []connectors.Reply {
	var replies []connectors.Reply
	for i := range n {
		text := "This is a good day for all of us."
		if i%5 == 4 {
			text = "This is a bad day for all of us."
		}
		id := fmt.Sprintf("%s-%d", written, i)
		replies = append(replies, ARaw(id, "person-"+id, written, text, edit...))
	}
	return replies
}

// WordScorer reads "good", "bad", "plain" and "?"; it errs seldom, in any language.
type WordScorer struct{}

func (WordScorer) Version() string { return "words/1" }

func (WordScorer) Score(texts *array.String, _ []string, out []sentiment.Reading) error {
	for i := range out {
		text := texts.Value(i)
		out[i] = sentiment.Reading{Class: sentiment.Abstained, Question: strings.Contains(text, "?"), Abuse: strings.Contains(text, "idiot")}
		for word, class := range map[string]sentiment.Class{"good": sentiment.Positive, "bad": sentiment.Negative, "plain": sentiment.Neutral} {
			if strings.Contains(text, word) {
				out[i].Class = class
			}
		}
	}
	return nil
}

func (WordScorer) Confusion(string) (sentiment.Confusion, bool) {
	return sentiment.Confusion{{980, 10, 10, 0}, {10, 980, 10, 0}, {10, 10, 980, 0}}, true
}

// Sha is the SHA-256 of a text, in hex.
func Sha(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// Advised is a lake of one account whose videos get thrice what its texts get,
// measured and labelled.
func Advised(t *testing.T) *Bench {
	t.Helper()
	b := NewBench(t)
	Put(b, lake.Accounts, "", AnAccount("oslo", data.Mastodon, "Oslo"))
	page := data.Page{Account: "oslo"}
	for i := range 40 {
		p := APost(data.NewPostID(data.Mastodon, fmt.Sprint(i)), fmt.Sprintf("2026-%02d-%02d %02d:00", 1+i/20, 1+i%20, 8+i%3))
		likes := int64(20 + i%5)
		if i%2 == 0 {
			p.FormatNative, likes = "video", 3*likes
		}
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, AReading(p, 30, likes, 2, 2))
	}
	b.Ingest(page)
	b.Classify()
	b.Measure()
	return b
}

// Recommend commits advice on goals in UTC.
func Recommend(b *Bench, c data.Clock, goals ...string) *lake.Snapshot {
	b.T.Helper()
	return b.Commit(advise.Recommend(b.T.Context(), b.Now(), advise.Advising{Zone: time.UTC, Goals: goals}, c))
}

// SmallMission is a lake of one account with five posts a week, on Monday to Friday at
// ten, for 16 weeks up to Sunday 3 May 2026. Videos get twice what photos get; texts are
// few and in between.
func SmallMission(t *testing.T) *Bench {
	t.Helper()
	b := NewBench(t)
	Put(b, lake.Accounts, "", AnAccount("oslo", data.Mastodon, "Oslo"))
	page := data.Page{Account: "oslo"}
	first := When("2026-01-12").Time()
	for i := range 80 {
		day := first.AddDate(0, 0, 7*(i/5)+i%5)
		p := APost(data.NewPostID(data.Mastodon, fmt.Sprint(i)), day.Format("2006-01-02")+" 10:00")
		p.FormatNative = "image"
		likes := int64(20 + 7*(i*i%9))
		switch {
		case i%4 == 1:
			p.FormatNative, likes = "video", 2*likes
		case i%13 == 3:
			p.FormatNative, likes = "text", likes+5
		}
		page.Posts, page.Snapshots = append(page.Posts, p), append(page.Snapshots, AReading(p, 30, likes, 2, 2))
	}
	b.Ingest(page)
	b.Classify()
	b.Measure()
	return b
}

// BriefOf is the input of a mission's page.
func BriefOf(t *testing.T, b *Bench, mission, day string) report.Input {
	t.Helper()
	in, err := brief.Brief(t.Context(), b.Now(), mission, AsOf(day))
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// Told is a story as a person reads it, with single spaces.
func Told(t *testing.T, s *explain.Story) string {
	t.Helper()
	var b strings.Builder
	if err := s.Text(&b); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// lakeOnly fails the test if the vault is looked into.
type lakeOnly struct {
	t *testing.T
	lake.Reader
}

func (r lakeOnly) Files(table string) []lake.File {
	for _, doc := range lake.Dictionary() {
		if doc.Name == table && doc.Vault {
			r.t.Errorf("the table %s of the vault is looked into", table)
		}
	}
	return r.Reader.Files(table)
}

func (r lakeOnly) OpenFile(ctx context.Context, f lake.File) (lake.Object, error) {
	return r.Reader.OpenFile(ctx, f)
}

// BenchOn is a bench on a lake that is open.
func BenchOn(t *testing.T, l *lake.Lake) *Bench { return &Bench{t, l} }

// OnlyLake reads a snapshot and fails the test if the vault is looked into.
func OnlyLake(t *testing.T, r lake.Reader) lake.Reader { return lakeOnly{t, r} }
