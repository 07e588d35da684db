package archive

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

// What a zip may hold. Archives have a file for each picture and film; posts shrink
// to about a fifteenth.
const (
	mostFiles = 2_000_000
	largest   = 8 << 30  // of one file, unpacked
	smallest  = 16 << 20 // below it a file may shrink as it likes
	ratio     = 100
)

// unzip lists the members of a zip. Their content is known by its checksum, so that
// an archive of gigabytes of film need not be read to be recognised.
func unzip(file string) ([]member, func() error, error) {
	r, err := zip.OpenReader(file)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %s is no zip that can be read (%v); download it again", connectors.ErrInput, path.Base(file), err)
	}
	fail := func(err error) ([]member, func() error, error) {
		_ = r.Close()
		return nil, nil, err
	}
	if len(r.File) > mostFiles {
		return fail(fmt.Errorf("%w: %s holds %d files, more than any archive", connectors.ErrInput, path.Base(file), len(r.File)))
	}
	var members []member
	for _, f := range r.File {
		m, ok := recognise(f.Name)
		if !ok || f.FileInfo().IsDir() || strings.Contains(f.Name, "__MACOSX") {
			continue
		}
		if f.UncompressedSize64 > largest || f.UncompressedSize64 > smallest && f.UncompressedSize64/ratio > f.CompressedSize64 {
			return fail(fmt.Errorf("%w: %s in %s would swell to %d bytes, which no archive of X does; it is not opened", connectors.ErrInput, m.name, path.Base(file), f.UncompressedSize64))
		}
		m.size = int64(f.UncompressedSize64)
		m.sum = fmt.Sprintf("crc32:%08x size:%d", f.CRC32, f.UncompressedSize64)
		m.open = func() (io.ReadCloser, error) {
			in, err := f.Open()
			if err != nil {
				return nil, fmt.Errorf("%w: %s in %s cannot be unpacked (%v)", connectors.ErrInput, m.name, path.Base(file), err)
			}
			return &unpacked{in, m.size}, nil
		}
		members = append(members, m)
	}
	return members, r.Close, nil
}

// unpacked is a file of a zip, cut off where it gets larger than it says.
type unpacked struct {
	io.ReadCloser
	left int64
}

func (u *unpacked) Read(b []byte) (int, error) {
	if u.left < 0 {
		return 0, zip.ErrFormat
	}
	if int64(len(b)) > u.left+1 {
		b = b[:u.left+1]
	}
	n, err := u.ReadCloser.Read(b)
	u.left -= int64(n)
	if u.left < 0 {
		return 0, zip.ErrFormat
	}
	return n, err
}
