package bluesky

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Bounds of a repository's archive. Pictures and videos are not in it: the largest
// accounts have some hundred MB of records.
const (
	largestBlock = 2 << 20
	mostBlocks   = 8 << 20
)

// blocks are the blocks of an archive file (CAR, version 1): a header, then each
// block with its CID before it, in any order.
type blocks struct {
	file io.ReaderAt
	root cid
	at   map[cid]place

	damaged int64 // blocks whose bytes are not those their CID names
	twice   int64 // blocks that stand there again
	cut     bool  // the file ends within a block, or is damaged so that no further one can be found
}

type place struct {
	offset int64
	size   int32
}

// file is an archive's bytes, once in a row and then here and there.
type file interface {
	io.Reader
	io.ReaderAt
}

// openBlocks reads through an archive, checking every block.
func openBlocks(ctx context.Context, f file) (*blocks, error) {
	b := &blocks{file: f, at: map[cid]place{}}
	if err := b.scan(ctx, f); err != nil {
		return nil, err
	}
	return b, nil
}

func (b *blocks) scan(ctx context.Context, f io.Reader) error {
	r := &counting{r: bufio.NewReaderSize(f, 1<<16)}
	if err := b.header(r); err != nil {
		return fmt.Errorf("%w: it is no repository archive (CAR, version 1): %w", connectors.ErrInput, err)
	}
	buffer := make([]byte, largestBlock)
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if n > mostBlocks {
			return fmt.Errorf("%w: it has more than %d blocks", connectors.ErrInput, mostBlocks)
		}
		size, err := binary.ReadUvarint(r)
		switch {
		case errors.Is(err, io.EOF) && r.fresh:
			return nil
		case err == nil && size <= largestBlock:
			_, err = io.ReadFull(r, buffer[:size])
		}
		if r.failed != nil {
			return fmt.Errorf("%w: %w", connectors.ErrTransient, r.failed)
		}
		if err != nil || size > largestBlock {
			b.cut = true // nothing tells where the next block would begin
			return nil
		}
		if size > 0 {
			b.add(buffer[:size], r.n)
		}
		r.fresh = true
	}
}

// add keeps where a block stands; end is the position behind it.
func (b *blocks) add(section []byte, end int64) {
	name, err := parseCID(section)
	if err != nil || sha256.Sum256(section[len(name):]) != [32]byte(name[4:]) {
		b.damaged++
		return
	}
	if _, have := b.at[name]; have {
		b.twice++
		return
	}
	size := int32(len(section) - len(name))
	b.at[name] = place{end - int64(size), size}
}

func (b *blocks) header(r *counting) error {
	size, err := binary.ReadUvarint(r)
	if err != nil || size == 0 || size > 1<<16 {
		return errors.New("there is no header")
	}
	raw := make([]byte, size)
	if _, err := io.ReadFull(r, raw); err != nil {
		return errShort
	}
	v, err := decodeCBOR(raw)
	if err != nil {
		return err
	}
	header, _ := v.(map[string]any)
	if version, _ := header["version"].(int64); version != 1 {
		return fmt.Errorf("the header names version %v", header["version"])
	}
	roots, _ := header["roots"].([]any)
	if len(roots) == 0 {
		return errors.New("the header names no root")
	}
	root, ok := roots[0].(cid)
	if !ok {
		return errors.New("the root is no CID")
	}
	b.root, r.fresh = root, true
	return nil
}

// read returns the value of a block; ok is false if the archive does not have it.
func (b *blocks) read(name cid) (v any, ok bool, err error) {
	at, ok := b.at[name]
	if !ok {
		return nil, false, nil
	}
	raw := make([]byte, at.size)
	if _, err := b.file.ReadAt(raw, at.offset); err != nil {
		return nil, true, fmt.Errorf("%w: %w", connectors.ErrTransient, err)
	}
	v, err = decodeCBOR(raw)
	if err != nil {
		return nil, true, nil // no value: a block of another kind
	}
	return v, true, nil
}

// counting knows how many bytes it has given, and whether a block may begin.
type counting struct {
	r      *bufio.Reader
	n      int64
	fresh  bool
	failed error // of the disk
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	return n, c.count(n, err)
}

func (c *counting) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err != nil {
		return 0, c.count(0, err)
	}
	return b, c.count(1, nil)
}

func (c *counting) count(n int, err error) error {
	c.n += int64(n)
	c.fresh = c.fresh && n == 0
	if err != nil && !errors.Is(err, io.EOF) {
		c.failed = err
	}
	return err
}
