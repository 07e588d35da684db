//go:build ORT

package onnx

import (
	"os"

	"github.com/knights-analytics/hugot"
	"github.com/knights-analytics/hugot/options"
)

// runtimeName is part of the version: two runtimes may round otherwise.
const runtimeName = "ort"

// newSession starts onnxruntime; ONNXRUNTIME_LIB names the folder of its library where
// that is not the system's.
func newSession() (*hugot.Session, error) {
	if dir := os.Getenv("ONNXRUNTIME_LIB"); dir != "" {
		return hugot.NewORTSession(options.WithOnnxLibraryPath(dir))
	}
	return hugot.NewORTSession()
}

// tokens is an upper bound: this runtime's tokenizer cuts by itself, and a token is one
// byte or more.
func (s *Scorer) tokens(plain string) (int, error) { return min(len(plain), s.longest), nil }
