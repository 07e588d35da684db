package x

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/digital-diplomacy/tailor/connectors"
)

// stream reads the posts of a file one by one: an array, one object per line, or
// objects one after the other.
type stream struct {
	file  io.Closer
	in    *bufio.Reader
	dec   *json.Decoder // of an array or of objects
	array bool
	n     int64 // items read
	dead  bool
	fail  error // to tell once, before anything is read
}

// What a stream can tell of an item that it cannot return.
var (
	errBroken  = errors.New("the JSON breaks off or is damaged here; what follows cannot be read")
	errLong    = fmt.Errorf("the line is longer than %d bytes", largest)
	errNotJSON = errors.New("the file is not JSON")
	errArchive = errors.New("account archives (tweets.js) are not read; use the analytics export of the account")
)

// ofItem reports errors that concern one item and not the reading.
func ofItem(err error) bool {
	return errors.Is(err, errBroken) || errors.Is(err, errLong) || errors.Is(err, errNotJSON) || errors.Is(err, errArchive)
}

// openStream opens a file of posts.
func openStream(path string) (*stream, error) {
	f, err := connectors.OpenFile(path)
	if err != nil {
		return nil, err
	}
	return newStream(f), nil
}

// newStream reads posts from r.
func newStream(r io.ReadCloser) *stream {
	s := &stream{file: r, in: bufio.NewReaderSize(r, 64<<10)}
	if mark, err := s.in.Peek(3); err == nil && bytes.Equal(mark, []byte("\ufeff")) {
		_, _ = s.in.Discard(3)
	}
	head, _ := s.in.Peek(64 << 10)
	start := bytes.TrimLeft(head, " \t\r\n")
	first, _, isLine := bytes.Cut(start, []byte("\n"))
	switch {
	case len(start) == 0:
		s.dead = true
	case bytes.HasPrefix(start, []byte("window.YTD")):
		s.fail = errArchive
	case start[0] != '[' && start[0] != '{':
		s.fail = errNotJSON
	case bytes.HasPrefix(start, []byte("[")):
		s.dec = json.NewDecoder(s.in)
		if _, err := s.dec.Token(); err != nil {
			s.dead = true
		}
		s.array = true
	case isLine && bytes.HasPrefix(start, []byte("{")) && !json.Valid(first):
		// One object over several lines, or several of them.
		s.dec = json.NewDecoder(s.in)
	}
	return s
}

// Close closes the file.
func (s *stream) Close() { _ = s.file.Close() }

// next returns the next item's JSON, or io.EOF. An error other than that concerns
// one item, after which reading may go on until io.EOF.
func (s *stream) next() (json.RawMessage, error) {
	if err := s.fail; err != nil {
		s.fail, s.dead = nil, true
		s.n++
		return nil, err
	}
	if s.dead {
		return nil, io.EOF
	}
	if s.dec == nil {
		return s.line()
	}
	if s.array && !s.dec.More() {
		s.dead = true
		if _, err := s.dec.Token(); err != nil {
			s.n++
			return nil, errBroken
		}
		return nil, io.EOF
	}
	var raw json.RawMessage
	switch err := s.dec.Decode(&raw); {
	case errors.Is(err, io.EOF) && !s.array:
		s.dead = true
		return nil, io.EOF
	case err != nil:
		s.dead = true
		s.n++
		return nil, errBroken
	}
	s.n++
	return raw, nil
}

// line returns the next line that is not empty.
func (s *stream) line() (json.RawMessage, error) {
	for {
		var line []byte
		long := false
		for {
			b, err := s.in.ReadSlice('\n')
			if !long {
				line = append(line, b...)
			}
			if long = long || len(line) > largest; long {
				line = line[:0]
			}
			if err == bufio.ErrBufferFull {
				continue
			}
			if err != nil && !errors.Is(err, io.EOF) {
				return nil, err
			}
			s.dead = err != nil
			break
		}
		line = bytes.TrimSpace(line)
		switch {
		case long:
			s.n++
			return nil, errLong
		case len(line) > 0:
			s.n++
			return line, nil
		case s.dead:
			return nil, io.EOF
		}
	}
}
