package pipelinetest

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/pipeline/measure"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
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

// Configure commits the accounts that the config names.
func (b *Bench) Configure(accounts ...data.Account) *lake.Snapshot {
	b.T.Helper()
	var c lake.Changes
	err := intake.Configure(b.T.Context(), b.Now(), &c, accounts)
	return b.Commit(c, err)
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
