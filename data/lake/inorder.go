package lake

import (
	"cmp"
	"container/heap"
	"context"
	"iter"
)

// inOrder returns all rows of a table in the order of its Compare, and where two
// partitions have rows of one key, by content. Files are sorted already, so this
// merges them.
func inOrder[T any](ctx context.Context, r Reader, t *Table[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		m := merging[T]{table: t}
		defer m.stop()
		for _, f := range r.Files(t.Name) {
			next, stop := iter.Pull2(scanFile(ctx, r, t, f))
			s := &source[T]{file: f, next: next, stop: stop}
			m.sources = append(m.sources, s)
			if err := s.step(); err != nil {
				yield(zero, err)
				return
			}
		}
		m.dropEmpty()
		heap.Init(&m)
		for len(m.sources) > 0 {
			s := m.sources[0]
			if !yield(s.row, nil) {
				return
			}
			if err := s.step(); err != nil {
				yield(zero, err)
				return
			}
			if s.over {
				heap.Pop(&m)
			} else {
				heap.Fix(&m, 0)
			}
		}
	}
}

// source is one file of a merge and its row in hand.
type source[T any] struct {
	file File
	next func() (T, error, bool)
	stop func()
	row  T
	over bool
}

func (s *source[T]) step() error {
	row, err, ok := s.next()
	if err != nil {
		return unread("scan", s.file, err)
	}
	s.row, s.over = row, !ok
	return nil
}

// merging is the heap of files by their rows in hand.
type merging[T any] struct {
	table   *Table[T]
	sources []*source[T]
}

func (m *merging[T]) dropEmpty() {
	kept := m.sources[:0]
	for _, s := range m.sources {
		if s.over {
			s.stop()
			continue
		}
		kept = append(kept, s)
	}
	m.sources = kept
}

func (m *merging[T]) stop() {
	for _, s := range m.sources {
		s.stop()
	}
}

// Len, Less, Swap, Push and Pop implement [heap.Interface].
func (m *merging[T]) Len() int { return len(m.sources) }

func (m *merging[T]) Less(i, j int) bool {
	a, b := &m.sources[i].row, &m.sources[j].row
	return cmp.Or(m.table.Compare(a, b), compareRows(a, b)) < 0
}

func (m *merging[T]) Swap(i, j int) { m.sources[i], m.sources[j] = m.sources[j], m.sources[i] }

func (m *merging[T]) Push(x any) { m.sources = append(m.sources, x.(*source[T])) }

func (m *merging[T]) Pop() any {
	last := m.sources[len(m.sources)-1]
	last.stop()
	m.sources = m.sources[:len(m.sources)-1]
	return last
}
