package web

import (
	"errors"
	"fmt"
	"io"
	"net/url"

	"github.com/digital-diplomacy/tailor/connectors"
)

// ErrTooLarge is an answer beyond what a page may weigh.
var ErrTooLarge = fmt.Errorf("%w: the answer is larger than any page should be", connectors.ErrInput)

// body is an answer's content, cut off where it gets too large. What the transport
// unpacked is counted, so a small answer that swells is caught as well.
type body struct {
	io.ReadCloser
	left   int64
	closed func()
}

func (b *body) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, ErrTooLarge
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		return n, ErrTooLarge
	}
	return n, err
}

func (b *body) Close() error {
	defer b.closed()
	return b.ReadCloser.Close()
}

// bare takes the address out of an error of the HTTP client: it may hold a token.
func bare(err error) error {
	for {
		var u *url.Error
		if !errors.As(err, &u) {
			return err
		}
		err = u.Err
	}
}
