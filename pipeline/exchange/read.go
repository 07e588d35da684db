package exchange

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Errors of a file as a whole; nothing of it is used then.
var (
	errTooLarge = errors.New("is larger than a shared file may be")
	errCut      = errors.New("is cut off or was changed on its way; have it sent again")
	errForeign  = errors.New("is no file that tailor share writes")
)

// Read reads a file. Rows that cannot be right are named and left aside, as is the
// second of two of one key; the others are in the file that is returned. A file that is
// damaged, of a later version or too large is refused as a whole.
func Read(r io.Reader) (*File, []Reject, error) {
	z, err := zstd.NewReader(io.LimitReader(r, MaxBytes+1), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(MaxBytes), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, nil, fmt.Errorf("shared file %w", errForeign)
	}
	defer z.Close()
	f, rejects, err := readLines(z)
	if err != nil {
		return nil, nil, fmt.Errorf("shared file %w", err)
	}
	return f, rejects, nil
}

func readLines(plain io.Reader) (*File, []Reject, error) {
	limited := &io.LimitedReader{R: plain, N: maxPlain + 1}
	in := reading{lines: bufio.NewReaderSize(limited, maxLine), seen: map[any]bool{}}
	sum := sha256.New()
	for {
		line, err := in.lines.ReadSlice('\n')
		switch {
		case limited.N <= 0 || in.rows > maxRows || errors.Is(err, bufio.ErrBufferFull):
			return nil, nil, errTooLarge
		case err != nil && in.line == 0:
			return nil, nil, errForeign
		case err != nil:
			return nil, nil, errCut
		}
		in.line++
		if in.line == 1 {
			if err := in.header(line); err != nil {
				return nil, nil, err
			}
		} else if in.isLast(line) {
			return in.end(sum.Sum(nil))
		} else {
			in.row(line)
		}
		sum.Write(line)
	}
}

// reading is a file being read.
type reading struct {
	lines   *bufio.Reader
	line    int // read so far
	rows    int
	last    last
	file    File
	rejects []Reject
	seen    map[any]bool // keys of rows
}

func (in *reading) header(line []byte) error {
	var version struct {
		Version int `json:"tailor_share"`
	}
	if err := json.Unmarshal(line, &version); err != nil || version.Version < 1 {
		return errForeign
	}
	if version.Version > Version {
		return fmt.Errorf("is of version %d, and this program reads %d: update Tailor", version.Version, Version)
	}
	if err := strictly(line, &in.file.Header); err != nil {
		return errors.New("has a first line that is not as docs/benchmarks.md says")
	}
	if field, why := in.file.Header.check(); why != "" {
		return fmt.Errorf("has a first line that cannot be right: %s: %s", field, why)
	}
	return nil
}

// isLast reports whether a line is the last.
func (in *reading) isLast(line []byte) bool {
	return bytes.HasPrefix(line, []byte(`{"rows":`)) && strictly(line, &in.last) == nil
}

func (in *reading) end(sum []byte) (*File, []Reject, error) {
	_, err := in.lines.ReadByte()
	if in.last.SHA256 != hex.EncodeToString(sum) || in.last.Rows != in.rows || !errors.Is(err, io.EOF) {
		return nil, nil, errCut
	}
	return &in.file, in.rejects, nil
}

func (in *reading) row(line []byte) {
	in.rows++
	reject := func(field, why string) { in.rejects = append(in.rejects, Reject{in.line, field, why}) }
	var r row
	if err := strictly(line, &r); err != nil {
		reject("", "is no row of this form")
		return
	}
	if field, why := r.check(); why != "" {
		reject(field, why)
		return
	}
	if key := r.key(); in.seen[key] {
		reject("", "stands here twice; the first one counts")
		return
	} else {
		in.seen[key] = true
	}
	if r.Cell != nil {
		in.file.Cells = append(in.file.Cells, *r.Cell)
	} else {
		in.file.Effects = append(in.file.Effects, *r.Effect)
	}
}

// strictly decodes one JSON value with no key that v does not have, and nothing after it.
func strictly(line []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}
