package v1

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Largest is the most bytes that the JSON of a post may have; real ones have some
// thousands.
const Largest = 4 << 20

// Stream reads the items of a file one by one: an array, one object per line, or
// objects one after the other. An array may be assigned to a variable, as account
// archives do. It holds one item at a time.
type Stream struct {
	file  io.Closer
	in    *bufio.Reader
	dec   *json.Decoder // of an array or of objects
	meter *rationed     // what dec reads from
	array bool
	n     int64 // items read
	dead  bool
	fail  error // to tell once, before anything is read
}

// What a stream can tell of an item that it cannot return.
var (
	errBroken  = errors.New("the JSON breaks off or is damaged here; what follows cannot be read")
	errLong    = fmt.Errorf("the item is longer than %d bytes", Largest)
	errNotJSON = errors.New("the file is not JSON")
)

// OfItem reports errors of [Stream.Next] that concern one item and not the reading.
func OfItem(err error) bool {
	return errors.Is(err, errBroken) || errors.Is(err, errLong) || errors.Is(err, errNotJSON)
}

// OpenStream opens a file of items.
func OpenStream(path string) (*Stream, error) {
	f, err := connectors.OpenFile(path)
	if err != nil {
		return nil, err
	}
	return NewStream(f), nil
}

// NewStream reads items from r, and closes it with Close.
func NewStream(r io.ReadCloser) *Stream {
	s := &Stream{file: r, in: bufio.NewReaderSize(r, 64<<10)}
	if mark, err := s.in.Peek(3); err == nil && bytes.Equal(mark, []byte("\ufeff")) {
		_, _ = s.in.Discard(3)
	}
	head, _ := s.in.Peek(64 << 10)
	if n := assigned(head); n > 0 {
		_, _ = s.in.Discard(n)
		head = head[n:]
	}
	start := bytes.TrimLeft(head, " \t\r\n")
	first, _, isLine := bytes.Cut(start, []byte("\n"))
	switch {
	case len(start) == 0:
		s.dead = true
	case start[0] == '[':
		s.decode()
		if _, err := s.dec.Token(); err != nil {
			s.dead = true
		}
		s.array = true
	case start[0] != '{':
		s.fail = errNotJSON
	case isLine && !json.Valid(first):
		// One object over several lines, or several of them.
		s.decode()
	}
	return s
}

func (s *Stream) decode() {
	s.meter = &rationed{in: s.in, left: Largest}
	s.dec = json.NewDecoder(s.meter)
}

// assigned returns the length of an assignment before JSON, like
// "window.YTD.tweets.part0 =", and 0 if there is none.
func assigned(head []byte) int {
	i := bytes.IndexByte(head[:min(len(head), 200)], '=')
	if i < 0 || bytes.ContainsAny(head[:i], "[{\"<,;") {
		return 0
	}
	return i + 1
}

// rationed ends reading when one item takes more than it may, so that a file made to
// fill the memory does not.
type rationed struct {
	in   io.Reader
	left int
}

func (r *rationed) Read(b []byte) (int, error) {
	if r.left <= 0 {
		return 0, errLong
	}
	n, err := r.in.Read(b[:min(len(b), r.left)])
	r.left -= n
	return n, err
}

// Close closes the file.
func (s *Stream) Close() { _ = s.file.Close() }

// Count returns how many items were read, those that could not be returned among
// them.
func (s *Stream) Count() int64 { return s.n }

// Next returns the next item's JSON, or io.EOF. An error other than that concerns
// one item if [OfItem] says so, and reading may go on until io.EOF.
func (s *Stream) Next() (json.RawMessage, error) {
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
	s.meter.left = Largest
	if s.array && !s.dec.More() {
		s.dead = true
		if _, err := s.dec.Token(); err != nil {
			s.n++
			return nil, broken(err)
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
		return nil, broken(err)
	}
	s.n++
	return raw, nil
}

// broken tells what ended the reading of an item: bad JSON, or the file itself.
func broken(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, errLong):
		return errLong
	case errors.As(err, &syntax), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errBroken
	}
	return err
}

// line returns the next line that is not empty.
func (s *Stream) line() (json.RawMessage, error) {
	for {
		var line []byte
		long := false
		for {
			b, err := s.in.ReadSlice('\n')
			if !long {
				line = append(line, b...)
			}
			if long = long || len(line) > Largest; long {
				line = line[:0]
			}
			if errors.Is(err, bufio.ErrBufferFull) {
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
