package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// Object is one stored object, open for reading at any place. It never changes
// while it is open.
type Object interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

// Store keeps immutable objects under slash-separated names. Dir is the local
// one; a bucket with conditional puts can be another.
type Store interface {
	// Open opens an object. The error is fs.ErrNotExist if there is none.
	Open(ctx context.Context, name string) (Object, error)

	// PutIfAbsent stores b under a name that is free. The error is fs.ErrExist if
	// it is taken, whatever is stored there. The object is whole and durable when
	// PutIfAbsent returns, also when it returns fs.ErrExist.
	PutIfAbsent(ctx context.Context, name string, b []byte) error

	// List returns the names that begin with prefix, sorted.
	List(ctx context.Context, prefix string) ([]string, error)

	// Remove removes an object. Removing one that is not there is no error.
	Remove(ctx context.Context, name string) error
}

// maxObject bounds what readObject takes into memory.
const maxObject = 4 << 30

// readObject returns all bytes of an object.
func readObject(ctx context.Context, s Store, name string) (b []byte, err error) {
	o, err := s.Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	return readAll(o)
}

func readAll(o Object) ([]byte, error) {
	if o.Size() < 0 || o.Size() > maxObject {
		return nil, fmt.Errorf("object of %d bytes is too large to read", o.Size())
	}
	b := make([]byte, o.Size())
	// ReadAt may return io.EOF together with the last bytes.
	if n, err := o.ReadAt(b, 0); n < len(b) {
		if err == nil || errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return b, nil
}

// inMemory is an Object over bytes.
type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }

func objectOf(b []byte) Object { return inMemory{bytes.NewReader(b)} }

// checkName refuses names that could leave a store's root or collide with a
// store's own files.
func checkName(name string) error {
	if !fs.ValidPath(name) || name == "." || strings.HasPrefix(name, ".") || strings.ContainsAny(name, "\\\x00") {
		return fmt.Errorf("object name %q is not a plain relative path", name)
	}
	return nil
}
