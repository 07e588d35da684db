package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"filippo.io/age"
)

// EncryptionKeys are the keys a sealed store is written and read with.
type EncryptionKeys interface {
	Recipients() []age.Recipient // who can read what is written from now on; at least one
	Identities() []age.Identity  // with what stored objects are read
}

type ageKeys struct {
	recipients []age.Recipient
	identities []age.Identity
}

func (k ageKeys) Recipients() []age.Recipient { return k.recipients }
func (k ageKeys) Identities() []age.Identity  { return k.identities }

// ParseKeys reads an age identity file (one AGE-SECRET-KEY line per key, # for
// comments). The store is encrypted to the first key and read with any, so a new
// key put on top takes over.
func ParseKeys(r io.Reader) (EncryptionKeys, error) {
	ids, err := age.ParseIdentities(r)
	if err != nil {
		return nil, fmt.Errorf("parse vault keys: %w", err)
	}
	k := ageKeys{identities: ids}
	switch id := ids[0].(type) {
	case *age.X25519Identity:
		k.recipients = []age.Recipient{id.Recipient()}
	case *age.HybridIdentity:
		k.recipients = []age.Recipient{id.Recipient()}
	default:
		return nil, fmt.Errorf("parse vault keys: first key is a %T; put an X25519 or hybrid key first", id)
	}
	return k, nil
}

// sealedSuffix marks an encrypted object.
const sealedSuffix = ".age"

type sealed struct {
	Store
	keys EncryptionKeys
}

// Sealed returns a store that encrypts every object with age. Objects stand in s
// under their name and ".age"; names are not encrypted. Objects of s without the
// suffix, from before there was a key, stay readable, and are never written.
func Sealed(s Store, k EncryptionKeys) Store { return &sealed{s, k} }

// decrypted is an Object over an encrypted one.
type decrypted struct {
	io.ReaderAt
	io.Closer
	size int64
}

func (d decrypted) Size() int64 { return d.size }

func (s *sealed) Open(ctx context.Context, name string) (Object, error) {
	o, err := s.Store.Open(ctx, name+sealedSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return s.Store.Open(ctx, name)
	}
	if err != nil {
		return nil, err
	}
	r, size, err := age.DecryptReaderAt(o, o.Size(), s.keys.Identities()...)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("decrypt %s: %w", name, err), o.Close())
	}
	return decrypted{r, o, size}, nil
}

func (s *sealed) PutIfAbsent(ctx context.Context, name string, b []byte) error {
	var buf bytes.Buffer
	w, err := age.Encrypt(&buf, s.keys.Recipients()...)
	if err == nil {
		_, err = w.Write(b)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("encrypt %s: %w", name, err)
	}
	return s.Store.PutIfAbsent(ctx, name+sealedSuffix, buf.Bytes())
}

func (s *sealed) List(ctx context.Context, prefix string) ([]string, error) {
	names, err := s.Store.List(ctx, prefix)
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, sealedSuffix)
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

func (s *sealed) Remove(ctx context.Context, name string) error {
	return errors.Join(s.Store.Remove(ctx, name+sealedSuffix), s.Store.Remove(ctx, name))
}

func (s *sealed) changed(name string) (time.Time, error) {
	d, err := datedOf(s.Store)
	if err != nil {
		return time.Time{}, err
	}
	t, err := d.changed(name + sealedSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return d.changed(name)
	}
	return t, err
}

func (s *sealed) sweep(ctx context.Context, before time.Time) error {
	d, err := datedOf(s.Store)
	if err != nil {
		return err
	}
	return d.sweep(ctx, before)
}
