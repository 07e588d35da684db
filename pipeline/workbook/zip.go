package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// steadyZip writes the parts of a workbook sorted by name and without times, so that
// equal parts give equal bytes. The library would write its sheets in the order of a
// map. Parts are held compressed until the end.
type steadyZip struct {
	out   io.Writer
	parts []*part
}

// firstDay is 1980-01-01, the first day that the format knows.
const firstDay = 1<<5 | 1

// part is one file of the archive.
type part struct {
	name       string
	sum        hash.Hash32
	size       uint64
	compressed bytes.Buffer
	deflate    *flate.Writer
}

func (p *part) Write(b []byte) (int, error) {
	n, err := p.deflate.Write(b)
	p.size += uint64(n)
	_, _ = p.sum.Write(b[:n]) // a hash's Write never fails
	return n, err
}

// Create begins a part.
func (z *steadyZip) Create(name string) (io.Writer, error) {
	p := &part{name: name, sum: crc32.NewIEEE()}
	var err error
	p.deflate, err = flate.NewWriter(&p.compressed, flate.DefaultCompression)
	z.parts = append(z.parts, p)
	return p, err
}

// AddFS is not needed: a workbook's parts are created one by one.
func (z *steadyZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive. [Content_Types].xml comes first, as readers that look at
// the first part only expect.
func (z *steadyZip) Close() error {
	slices.SortFunc(z.parts, func(a, b *part) int { return strings.Compare(a.name, b.name) })
	archive := zip.NewWriter(z.out)
	for _, p := range z.parts {
		if err := p.deflate.Close(); err != nil {
			return err
		}
		w, err := archive.CreateRaw(&zip.FileHeader{
			Name: p.name, Method: zip.Deflate, ModifiedDate: firstDay, CRC32: p.sum.Sum32(),
			CompressedSize64: uint64(p.compressed.Len()), UncompressedSize64: p.size,
		})
		if err != nil {
			return err
		}
		if _, err := p.compressed.WriteTo(w); err != nil {
			return err
		}
	}
	return archive.Close()
}
