package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// File is what one file holds.
type File struct {
	Header  Header
	Cells   []Cell
	Effects []Effect
}

// Write writes a file. Every row is checked as [Read] checks it, so that nothing leaves
// that a receiver would refuse. Equal files give equal bytes.
func Write(w io.Writer, f *File) error {
	if field, why := f.Header.check(); why != "" {
		return fmt.Errorf("share: %s: %s", field, why)
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault))
	if err != nil {
		return fmt.Errorf("share: %w", err)
	}
	if err := writeLines(z, f); err != nil {
		return fmt.Errorf("share: %w", err)
	}
	return z.Close()
}

func writeLines(w io.Writer, f *File) error {
	sum := sha256.New()
	line := func(v any) error {
		b, err := json.Marshal(v)
		if err == nil {
			_, err = io.MultiWriter(sum, w).Write(append(b, '\n'))
		}
		return err
	}
	if err := line(f.Header); err != nil {
		return err
	}
	rows := 0
	each := func(r row) error {
		rows++
		if field, why := r.check(); why != "" {
			return fmt.Errorf("row %d: %s: %s", rows, field, why)
		}
		return line(r)
	}
	for i := range f.Cells {
		if err := each(row{Cell: &f.Cells[i]}); err != nil {
			return err
		}
	}
	for i := range f.Effects {
		if err := each(row{Effect: &f.Effects[i]}); err != nil {
			return err
		}
	}
	return line(last{rows, hex.EncodeToString(sum.Sum(nil))})
}
