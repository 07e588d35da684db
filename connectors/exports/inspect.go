package exports

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
)

// inspected is one table and what a pass over its bytes tells. A file of text is one
// table; a workbook has one for each sheet, an archive one for each member.
type inspected struct {
	path     string
	member   string // in an archive, with slashes
	index    int    // of the member in the archive's directory
	sheet    string // of a workbook
	sum      string // sha256 of the bytes of the file or member
	encoding delimited.Encoding
	head     []byte
	cells    *cells // of a sheet, or its first rows until it is loaded
	fault    *fault // why it cannot be read
	note     string // said instead of reading, where nothing is wrong
}

// fault is why a file cannot be read, and what a person can do about it.
type fault struct{ why, hint string }

// Error is the hint, which says both.
func (f *fault) Error() string { return f.hint }

// inspect hashes a file, works out its encoding and lists its tables.
func inspect(ctx context.Context, path string) ([]*inspected, error) {
	f, err := connectors.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("%w: %v", connectors.ErrInput, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s is not a file", connectors.ErrInput, path)
	}
	in := &inspected{path: path}
	if err := in.sniff(ctx, f); err != nil {
		return nil, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, path, err)
	}
	if !isZip(in.head) {
		return []*inspected{in}, nil
	}
	return inspectZip(ctx, in, f, info.Size())
}

// sniff reads r to its end, for its hash and encoding.
func (in *inspected) sniff(ctx context.Context, r io.Reader) error {
	var s delimited.Sniffer
	h := sha256.New()
	if _, err := connectors.Copy(ctx, io.MultiWriter(h, &s), r); err != nil {
		return err
	}
	in.sum, in.encoding, in.head = hex.EncodeToString(h.Sum(nil)), s.Encoding(), s.Head
	return nil
}

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// with returns a table of the same bytes.
func (in *inspected) with(change func(*inspected)) *inspected {
	other := *in
	change(&other)
	return &other
}

// name is what people call the table: its file's base name, which tells no folder.
func (in *inspected) name() string {
	name := base(in.path)
	if in.member != "" {
		name = base(in.member) + " in " + name
	}
	if in.sheet != "" {
		name += ", sheet " + in.sheet
	}
	return printable(name)
}

// printable makes a text of a file fit for terminals and tables: names inside a file
// are anybody's bytes.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// Input implements connectors.KeyedFile: name and content.
func (in *inspected) Input() string { return in.name() + " sha256:" + in.sum[:16] }

// Within is the file that the table is a part of; "" if it is the whole.
func (in *inspected) Within() string {
	if in.member == "" && in.sheet == "" {
		return ""
	}
	return printable(base(in.path))
}

// bytes opens what a text table is read from.
func (in *inspected) bytes() (io.ReadCloser, error) {
	if in.member != "" {
		return openMember(in.path, in.index)
	}
	return connectors.OpenFile(in.path)
}

var errEmpty = errors.New("the file is empty; download it again")
