package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// memory is a Store for tests, with a clock that tests turn.
type memory struct {
	mu      sync.Mutex
	objects map[string][]byte
	stored  map[string]time.Time
	now     time.Time
}

func newMemory() *memory {
	return &memory{objects: map[string][]byte{}, stored: map[string]time.Time{}, now: time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC)}
}

func (m *memory) Open(ctx context.Context, name string) (Object, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.objects[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return objectOf(b), nil
}

func (m *memory) PutIfAbsent(ctx context.Context, name string, b []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := checkName(name); err != nil {
		return err
	}
	m.stored[name] = m.now
	if _, ok := m.objects[name]; ok {
		return &fs.PathError{Op: "put", Path: name, Err: fs.ErrExist}
	}
	m.objects[name] = slices.Clone(b)
	return nil
}

func (m *memory) List(ctx context.Context, prefix string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	names := slices.Sorted(maps.Keys(m.objects))
	return slices.DeleteFunc(names, func(n string) bool { return !strings.HasPrefix(n, prefix) }), nil
}

func (m *memory) Remove(ctx context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.objects, name)
	return nil
}

func (m *memory) changed(name string) (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.stored[name]
	if !ok {
		return t, fs.ErrNotExist
	}
	return t, nil
}

func (m *memory) sweep(context.Context, time.Time) error { return nil }

// faulty is a local store whose calls fail from the failAt-th on, before or after
// they took effect. It counts the calls of all stores that share its counter.
type faulty struct {
	*dir
	*faults
}

type faults struct {
	calls  int
	failAt int  // 0: never
	once   bool // only that call fails; else all from there on
	after  bool // the call takes effect and then fails
	err    error
}

var errInjected = fmt.Errorf("injected: %w", syscall.ENOSPC)

func (f *faults) do(call func() error) error {
	f.calls++
	if f.failAt > 0 && (f.calls == f.failAt || f.calls > f.failAt && !f.once) {
		if f.after {
			return errors.Join(call(), f.err)
		}
		return f.err
	}
	return call()
}

func (f *faulty) Open(ctx context.Context, name string) (o Object, err error) {
	err = f.do(func() (err error) { o, err = f.dir.Open(ctx, name); return err })
	if err != nil && o != nil {
		o.Close()
	}
	return o, err
}

func (f *faulty) PutIfAbsent(ctx context.Context, name string, b []byte) error {
	return f.do(func() error { return f.dir.PutIfAbsent(ctx, name, b) })
}

func (f *faulty) List(ctx context.Context, prefix string) (names []string, err error) {
	err = f.do(func() (err error) { names, err = f.dir.List(ctx, prefix); return err })
	return names, err
}

func (f *faulty) Remove(ctx context.Context, name string) error {
	return f.do(func() error { return f.dir.Remove(ctx, name) })
}

func (f *faulty) show(ctx context.Context, commit string, links []link) error {
	return f.do(func() error { return f.dir.show(ctx, commit, links) })
}

func (f *faulty) shown(ctx context.Context) (current string, trees []string, err error) {
	err = f.do(func() (err error) { current, trees, err = f.dir.shown(ctx); return err })
	return current, trees, err
}

func (f *faulty) hide(ctx context.Context, commit string) error {
	return f.do(func() error { return f.dir.hide(ctx, commit) })
}

func (f *faulty) sweep(ctx context.Context, before time.Time) error {
	return f.do(func() error { return f.dir.sweep(ctx, before) })
}

// openFaulty returns a lake under root whose stores share f.
func openFaulty(t *testing.T, root string, f *faults) *Lake {
	t.Helper()
	lake, err := Dir(root+"/lake", 0o644)
	if err != nil {
		t.Fatal(err)
	}
	vault, err := Dir(root+"/vault", 0o600)
	if err != nil {
		t.Fatal(err)
	}
	return newLake(&faulty{lake.(*dir), f}, &faulty{vault.(*dir), f})
}

func openLake(t testing.TB, root string) *Lake {
	t.Helper()
	l, err := Open(t.Context(), Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func current(t testing.TB, l *Lake) *Snapshot {
	t.Helper()
	s, err := l.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// commit commits on the newest snapshot.
func commit(t testing.TB, l *Lake, c Changes) *Snapshot {
	t.Helper()
	s, err := l.Commit(t.Context(), current(t, l), c, Meta{Run: "run", Stage: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func replace[T any](t testing.TB, c *Changes, table Table[T], partition string, rows ...T) {
	t.Helper()
	if err := Replace(c, table, partition, rows, "from"); err != nil {
		t.Fatal(err)
	}
}

func rowsOf[T any](t testing.TB, r Reader, table Table[T]) []T {
	t.Helper()
	rows, err := Rows(t.Context(), r, table, nil)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// verified fails the test unless the lake is in order.
func verified(t testing.TB, l *Lake) VerifyReport {
	t.Helper()
	r, err := l.Verify(t.Context(), VerifyOptions{ReadData: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Errorf("verify: %s: %s", p.Name, p.What)
	}
	return r
}

// may is a moment in May 2026.
func may(day, hour int) data.Micros {
	return data.At(time.Date(2026, 5, day, hour, 0, 0, 0, time.UTC))
}

func aPost(native string, at data.Micros) data.Post {
	return data.Post{PostID: data.NewPostID(data.X, native), AccountID: "oslo-x", Platform: data.X, PublishedAt: at,
		Precision: data.BySecond, Text: "text of " + native, Paid: data.PaidUnknown, ObservedAt: at + 1, Source: data.SourceAPI}
}

func aSnapshot(native string, at data.Micros, hours int, likes int64) data.PostSnapshot {
	return data.PostSnapshot{PostID: data.NewPostID(data.X, native), AccountID: "oslo-x", Platform: data.X, PublishedAt: at,
		ObservedAt: at.Add(time.Duration(hours) * time.Hour), Source: data.SourceAPI, Likes: data.N(likes), Missing: "clicks=unsupported"}
}
