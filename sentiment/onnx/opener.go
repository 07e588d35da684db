package onnx

import (
	"bytes"
	"fmt"
	"sync"
)

// Opener opens models for a program that asks for one more than once, as a server does
// with each run: one is open at a time, and the same files are opened once. The zero
// value is ready. It is safe for concurrent use.
type Opener struct {
	opening sync.Mutex
	last    *Scorer
	digest  []byte // of last's files
}

// Open is like [Open]. The scorer belongs to the Opener: it is closed when another model
// is opened, and gives errors from then on.
func (o *Opener) Open(folder string) (*Scorer, error) {
	o.opening.Lock()
	defer o.opening.Unlock()
	files, err := look(folder)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", folder, err)
	}
	if o.last != nil && bytes.Equal(o.digest, files.digest) {
		return o.last, nil
	}
	if err := o.close(); err != nil {
		return nil, fmt.Errorf("model %s: close the one before: %w", folder, err)
	}
	s, err := openFiles(folder, files)
	if err != nil {
		return nil, err
	}
	o.last, o.digest = s, files.digest
	return s, nil
}

// Close closes the model that is open, if one is.
func (o *Opener) Close() error {
	o.opening.Lock()
	defer o.opening.Unlock()
	return o.close()
}

func (o *Opener) close() error {
	if o.last == nil {
		return nil
	}
	s := o.last
	o.last = nil
	return s.Close()
}
