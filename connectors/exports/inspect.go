package exports

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"github.com/digital-diplomacy/tailor/connectors"
)

// inspected is what one pass over a file's bytes tells.
type inspected struct {
	path     string
	sum      string // sha256 of the bytes
	encoding encoding
	head     []byte
	size     int64
}

// inspect hashes a file and works out its encoding.
func inspect(ctx context.Context, path string) (*inspected, error) {
	f, err := connectors.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%w: %s is a folder; name its files, like %s/*.csv", connectors.ErrInput, path, path)
	}
	var s sniffer
	h := sha256.New()
	if _, err := connectors.Copy(ctx, io.MultiWriter(h, &s), f); err != nil {
		return nil, fmt.Errorf("%w: reading %s: %w", connectors.ErrTransient, path, err)
	}
	return &inspected{path: path, sum: hex.EncodeToString(h.Sum(nil)), encoding: s.encoding(), head: s.head, size: s.written}, nil
}

// input names the file in pages: its base name and content.
func (in *inspected) input() string { return base(in.path) + " sha256:" + in.sum[:16] }

// source is a file opened behind its header.
type source struct {
	file  *os.File
	hash  hash.Hash
	table *table
	head  header
}

// Close closes the file.
func (s *source) Close() { _ = s.file.Close() }

// changed reports whether the bytes read to the end are not those inspected.
func (s *source) changed(in *inspected) bool { return hex.EncodeToString(s.hash.Sum(nil)) != in.sum }

// open opens the file with a mapping, or recognises it if m is nil, and fits a
// layout to its header. An error says what is wrong with the file.
func (in *inspected) open(m *Mapping, name string) (*layout, *source, error) {
	enc := in.encoding
	var comma rune
	if m != nil {
		enc = declared(m.Encoding, enc)
		var err error
		if comma, err = m.delimiter(); err != nil {
			return nil, nil, err
		}
	}
	if why := notText(in.head); why != "" {
		return nil, nil, errors.New(why)
	}
	f, err := connectors.OpenFile(in.path)
	if err != nil {
		return nil, nil, err
	}
	src := &source{file: f, hash: sha256.New()}
	text := enc.reader(io.TeeReader(f, src.hash))
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(text, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		src.Close()
		return nil, nil, err
	}
	sh := shapeOf(string(head[:n]), comma)
	src.table, src.head, err = sh.open(io.MultiReader(bytes.NewReader(head[:n]), text))
	if err != nil {
		src.Close()
		return nil, nil, err
	}
	var l *layout
	if m != nil {
		l, err = m.fit(name, &src.head)
	} else {
		l, err = recognise(&src.head)
	}
	if err != nil {
		src.Close()
		return nil, nil, err
	}
	return l, src, nil
}
