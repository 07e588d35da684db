package telegram

import (
	"bytes"
	"io"
)

// repaired reads an export with its escapes made JSON: Telegram Desktop writes control
// characters as \x0B, which JSON does not know, so that one of them would make the
// rest of a file unreadable (SerializeString in export_output_json.cpp). A byte order
// mark at the start is skipped.
type repaired struct {
	in      io.Reader
	buf     []byte
	out     []byte // repaired and not yet read
	escaped bool   // whether the last byte was a backslash that escapes
	started bool
	err     error
}

func newRepaired(in io.Reader) *repaired { return &repaired{in: in, buf: make([]byte, 64<<10)} }

// Read implements io.Reader.
func (r *repaired) Read(p []byte) (int, error) {
	for len(r.out) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		var n int
		n, r.err = io.ReadAtLeast(r.in, r.buf, 3)
		if r.err == io.ErrUnexpectedEOF {
			r.err = io.EOF
		}
		chunk := r.buf[:n]
		if !r.started {
			r.started = true
			chunk = bytes.TrimPrefix(chunk, []byte("\ufeff"))
		}
		r.out = r.repair(chunk)
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}

// repair turns \x into \u00, after which the two digits stand as they are.
func (r *repaired) repair(chunk []byte) []byte {
	if !r.escaped && bytes.IndexByte(chunk, '\\') < 0 {
		return chunk
	}
	out := make([]byte, 0, len(chunk)+16)
	for _, b := range chunk {
		switch {
		case r.escaped && b == 'x':
			out = append(out, 'u', '0', '0')
			r.escaped = false
		case r.escaped:
			out = append(out, b)
			r.escaped = false
		default:
			out = append(out, b)
			r.escaped = b == '\\'
		}
	}
	return out
}
