package pipeline

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
	"github.com/digital-diplomacy/tailor/sentiment"
)

// The samples of these tests are rows written by hand. Weeks of 2026: W10 is 2 to
// 8 March, W11 is 9 to 15 March.

// failer is what both *testing.T and *rapid.T are.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// when reads "2026-03-02" or "2026-03-02 09:30", UTC.
func when(s string) data.Micros {
	layout := "2006-01-02 15:04"
	t, err := time.Parse(layout[:len(s)], s)
	if err != nil {
		panic(err)
	}
	return data.At(t)
}

func asOf(s string) data.Clock { return data.Clock{AsOf: when(s).Time()} }

// bench is a lake in a folder of its own.
type bench struct {
	t    *testing.T
	lake *lake.Lake
}

func newBench(t *testing.T) *bench {
	t.Helper()
	l, err := lake.Open(t.Context(), lake.Options{Root: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	return &bench{t, l}
}

func (b *bench) now() *lake.Snapshot {
	b.t.Helper()
	s, err := b.lake.Current(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// commit commits what a stage returned.
func (b *bench) commit(c lake.Changes, err error) *lake.Snapshot {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	s, err := b.lake.Commit(b.t.Context(), b.now(), c, lake.Meta{Stage: "test"})
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// ingest commits pages, numbered in the order given after those before.
func (b *bench) ingest(pages ...data.Page) *lake.Snapshot {
	b.t.Helper()
	seq := map[data.AccountID]int64{}
	for i := range pages {
		a := pages[i].Account
		if seq[a] == 0 {
			seq[a] = b.now().Position(a).Seq
		}
		seq[a]++
		pages[i].Seq = seq[a]
	}
	return b.commit(Ingest(b.t.Context(), b.now(), yields(pages...), asOf("2026-06-01")))
}

func (b *bench) classify() *lake.Snapshot {
	b.t.Helper()
	return b.commit(Classify(b.t.Context(), b.now(), sentiment.DefaultTopics(), nil))
}

func (b *bench) score() *lake.Snapshot {
	b.t.Helper()
	return b.commit(Score(b.t.Context(), b.now(), wordScorer{}))
}

func (b *bench) seal(c data.Clock) *lake.Snapshot {
	b.t.Helper()
	return b.commit(Seal(b.t.Context(), b.now(), func(string) bool { return true }, c))
}

func (b *bench) publish(c data.Clock) *lake.Snapshot {
	b.t.Helper()
	return b.commit(Publish(b.t.Context(), b.now(), wordScorer{}, Publishing{}, c))
}

func (b *bench) measure() *lake.Snapshot {
	b.t.Helper()
	return b.commit(Measure(b.t.Context(), b.now(), nil))
}

// put writes rows into a partition as they are.
func put[T any](b *bench, t lake.Table[T], partition string, rows ...T) *lake.Snapshot {
	b.t.Helper()
	var c lake.Changes
	err := lake.Replace(&c, t, partition, rows, "")
	return b.commit(c, err)
}

// rowsOf returns all rows of a table.
func rowsOf[T any](t failer, r lake.Reader, table lake.Table[T]) []T {
	t.Helper()
	rows, err := lake.Rows(context.Background(), r, table, nil)
	if err != nil {
		t.Fatalf("rows of %s: %v", table.Name, err)
	}
	return rows
}

func yields(pages ...data.Page) iter.Seq2[data.Page, error] {
	return func(yield func(data.Page, error) bool) {
		for _, p := range pages {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// treeOf tells the bytes of all tables of a state.
func treeOf(r lake.Reader) string {
	var lines []string
	for _, doc := range lake.Dictionary() {
		for _, f := range r.Files(doc.Name) {
			lines = append(lines, fmt.Sprintf("%s %s %s", f.Table, f.Partition, f.Hash))
		}
	}
	return strings.Join(lines, "\n")
}

// hashes returns the hash of each partition of a table.
func hashes[T any](r lake.Reader, t lake.Table[T]) map[string]string {
	of := map[string]string{}
	for _, f := range r.Files(t.Name) {
		of[f.Partition] += f.Hash
	}
	return of
}

func anAccount(id data.AccountID, platform data.Platform, mission string) data.Account {
	return data.Account{AccountID: id, Platform: platform, Handle: string(id), Role: data.RoleOwn, Mission: mission, Audience: "diaspora"}
}

// aPost is a post of account "oslo"; its platform is that of its id.
func aPost(id data.PostID, published string, edit ...func(*data.Post)) data.Post {
	p := data.Post{PostID: id, AccountID: "oslo", Platform: id.Platform(), PublishedAt: when(published), Precision: data.BySecond,
		URL: "https://" + string(id.Platform()) + ".example/" + id.Native(), Text: "The embassy is open again on Monday, and all of you are welcome.", FormatNative: "text",
		Paid: data.Organic, ObservedAt: when(published).Add(time.Hour), Source: data.SourceAPI}
	if len(published) == len(time.DateOnly) {
		p.Precision = data.ByDay
	}
	for _, e := range edit {
		e(&p)
	}
	return p
}

// aReading is a reading of likes, replies and shares of p some days after it was
// published; quotes are 0.
func aReading(p data.Post, days float64, likes, replies, shares int64) data.PostSnapshot {
	return data.PostSnapshot{PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform, PublishedAt: p.PublishedAt,
		ObservedAt: p.PublishedAt.Add(time.Duration(days * 24 * float64(time.Hour))), Source: data.SourceAPI,
		Likes: data.N(likes), Replies: data.N(replies), Shares: data.N(shares), Quotes: data.N(0)}
}

func followersOn(a data.AccountID, p data.Platform, at string, n int64) data.AccountSnapshot {
	return data.AccountSnapshot{AccountID: a, Platform: p, ObservedAt: when(at), Source: data.SourceAPI, Followers: data.N(n)}
}

// byHuman is a label of p's format by hand, given an hour after it was published.
func byHuman(p data.Post, f data.Format) data.HandLabel {
	return data.HandLabel{PostID: p.PostID, Platform: p.Platform, PublishedAt: p.PublishedAt, Format: f, FormatAt: p.PublishedAt.Add(time.Hour)}
}

// aRow is a stored reply to x:1, taken in on a day.
func aRow(id, written, day, text string, edit ...func(*data.Reply)) data.Reply {
	r := data.Reply{ReplyID: id, RootPost: "x:1", AccountID: "oslo", Mission: "Oslo", Platform: data.X, PublishedAt: when(written),
		IngestedOn: day, Text: text, Language: "en", Topic: data.TopicOther, Format: data.FormatText,
		Collection: connectors.CollectionComplete, Authored: true}
	for _, e := range edit {
		e(&r)
	}
	return r
}

// anAnswer makes a stored reply one of our own to another reply.
func anAnswer(to string) func(*data.Reply) {
	return func(r *data.Reply) { r.ByOwnAccount, r.ParentID, r.Authored = true, to, false }
}

// aRaw is a reply to x:1 as a connector gives it.
func aRaw(native, author, written, text string, edit ...func(*connectors.Reply)) connectors.Reply {
	r := connectors.Reply{Native: native, RootPost: "x:1", Author: author, HasAuthor: author != "", PublishedAt: when(written),
		Text: text, Collection: connectors.CollectionComplete}
	for _, e := range edit {
		e(&r)
	}
	return r
}

// aStripper strips pages of account oslo of mission Oslo.
func aStripper(t *testing.T, day string) *Stripper {
	t.Helper()
	keys, err := privacy.CreateKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	return &Stripper{
		Account: anAccount("oslo", data.X, "Oslo"), Keys: keys, Masker: privacy.NewMasker([]string{"oslo"}), Topics: sentiment.DefaultTopics(),
		Clock: asOf(day), Seen: func(string) bool { return false }, Sealed: func(data.Platform, string) bool { return false },
	}
}

func strip(t *testing.T, s *Stripper, replies ...connectors.Reply) data.Page {
	t.Helper()
	p, err := s.Strip(connectors.Page{Input: "sample", Replies: replies, Cursor: "c", Done: true}, "test/1", 1)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// crowd is n replies by n people in one week, of which every fifth is bad.
func crowd(n int, written string, edit ...func(*connectors.Reply)) []connectors.Reply {
	var replies []connectors.Reply
	for i := range n {
		text := "This is a good day for all of us."
		if i%5 == 4 {
			text = "This is a bad day for all of us."
		}
		id := fmt.Sprintf("%s-%d", written, i)
		replies = append(replies, aRaw(id, "person-"+id, written, text, edit...))
	}
	return replies
}

// wordScorer reads "good", "bad", "plain" and "?"; it errs seldom, in any language.
type wordScorer struct{}

func (wordScorer) Version() string { return "words/1" }

func (wordScorer) Score(texts *array.String, _ []string, out []sentiment.Reading) error {
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

func (wordScorer) Confusion(string) (sentiment.Confusion, bool) {
	return sentiment.Confusion{{980, 10, 10, 0}, {10, 980, 10, 0}, {10, 10, 980, 0}}, true
}

func sha(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
