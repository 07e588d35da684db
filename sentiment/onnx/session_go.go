//go:build !ORT

package onnx

import (
	"fmt"

	"github.com/knights-analytics/hugot"
)

// runtimeName is part of the version: two runtimes may round otherwise.
const runtimeName = "go"

func newSession() (*hugot.Session, error) { return hugot.NewGoSession() }

// staying does nothing: this runtime leaves the program in its folder.
func staying() (back func() error, err error) { return func() error { return nil }, nil }

// tokens counts the tokens of a text.
func (s *Scorer) tokens(plain string) (n int, err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("the tokenizer failed on a text")
		}
	}()
	e, err := s.pipeline.Model.Tokenizer.GoTokenizer.Tokenizer.EncodeSingle(plain, true)
	if err != nil {
		return 0, fmt.Errorf("the tokenizer failed on a text")
	}
	return len(e.Ids), nil
}
