package bluesky

import (
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// cid names a block by the SHA-256 of its bytes: version 1, a codec, 0x12, 0x20, and
// the hash. Repositories hold no other kind.
type cid [36]byte

const (
	codecCBOR = 0x71
	codecRaw  = 0x55
)

func parseCID(b []byte) (cid, error) {
	var c cid
	if len(b) < len(c) || b[0] != 1 || b[1] != codecCBOR && b[1] != codecRaw || b[2] != 0x12 || b[3] != 0x20 {
		return c, errors.New("a block is not named by its SHA-256")
	}
	return cid(b[:len(c)]), nil
}

// String is the CID as people write it.
func (c cid) String() string {
	return "b" + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(c[:]))
}

// MarshalJSON writes a link as AT Protocol's JSON does.
func (c cid) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"$link": c.String()})
}

// deepest is more levels than any record has.
const deepest = 64

// decodeCBOR reads one DAG-CBOR value, which must be all there is: int64, uint64,
// float64, bool, nil, string, []byte, cid, []any or map[string]any.
func decodeCBOR(b []byte) (any, error) {
	d := decoder{b}
	v, err := d.value(0)
	if err == nil && len(d.rest) > 0 {
		err = errors.New("bytes follow after its end")
	}
	if err != nil {
		return nil, fmt.Errorf("no DAG-CBOR: %w", err)
	}
	return v, nil
}

type decoder struct{ rest []byte }

var errShort = errors.New("it ends too early")

func (d *decoder) take(n uint64) ([]byte, error) {
	if n > uint64(len(d.rest)) {
		return nil, errShort
	}
	b := d.rest[:n]
	d.rest = d.rest[n:]
	return b, nil
}

// head reads a major type and its argument.
func (d *decoder) head() (major, info byte, n uint64, err error) {
	first, err := d.take(1)
	if err != nil {
		return 0, 0, 0, err
	}
	major, info = first[0]>>5, first[0]&31
	switch {
	case info < 24:
		return major, info, uint64(info), nil
	case info > 27:
		return 0, 0, 0, errors.New("a length is left open")
	}
	b, err := d.take(1 << (info - 24))
	if err != nil {
		return 0, 0, 0, err
	}
	var wide [8]byte
	copy(wide[8-len(b):], b)
	return major, info, binary.BigEndian.Uint64(wide[:]), nil
}

func (d *decoder) value(depth int) (any, error) {
	if depth > deepest {
		return nil, errors.New("it is nested too deeply")
	}
	major, info, n, err := d.head()
	if err != nil {
		return nil, err
	}
	switch major {
	case 0:
		if n > math.MaxInt64 {
			return n, nil
		}
		return int64(n), nil
	case 1:
		if n > math.MaxInt64 {
			return nil, errors.New("a number is too small")
		}
		return -1 - int64(n), nil
	case 2:
		return d.take(n)
	case 3:
		return d.text(n)
	case 4:
		return d.list(n, depth)
	case 5:
		return d.object(n, depth)
	case 6:
		return d.link(n)
	}
	return simple(info, n)
}

func (d *decoder) text(n uint64) (string, error) {
	b, err := d.take(n)
	if err == nil && !utf8.Valid(b) {
		return strings.ToValidUTF8(string(b), "\uFFFD"), nil
	}
	return string(b), err
}

func (d *decoder) list(n uint64, depth int) ([]any, error) {
	if n > uint64(len(d.rest)) { // each value has one byte or more
		return nil, errShort
	}
	list := make([]any, 0, min(n, 1024))
	for range n {
		v, err := d.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (d *decoder) object(n uint64, depth int) (map[string]any, error) {
	if n > uint64(len(d.rest))/2 {
		return nil, errShort
	}
	object := make(map[string]any, min(n, 64))
	for range n {
		major, _, size, err := d.head()
		if err == nil && major != 3 {
			err = errors.New("a key is no text")
		}
		if err != nil {
			return nil, err
		}
		key, err := d.text(size)
		if err != nil {
			return nil, err
		}
		if object[key], err = d.value(depth + 1); err != nil {
			return nil, err
		}
	}
	return object, nil
}

// link reads what follows tag 42: bytes, of which the first is 0.
func (d *decoder) link(tag uint64) (cid, error) {
	major, _, n, err := d.head()
	if err == nil && (tag != 42 || major != 2) {
		err = errors.New("a tag is no link")
	}
	if err != nil {
		return cid{}, err
	}
	b, err := d.take(n)
	if err != nil {
		return cid{}, err
	}
	if len(b) != 37 || b[0] != 0 {
		return cid{}, errors.New("a link is no CID")
	}
	return parseCID(b[1:])
}

func simple(info byte, n uint64) (any, error) {
	switch info {
	case 20, 21:
		return info == 21, nil
	case 22:
		return nil, nil
	case 27:
		if f := math.Float64frombits(n); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return f, nil
		}
	}
	return nil, errors.New("a value is of no known kind")
}
