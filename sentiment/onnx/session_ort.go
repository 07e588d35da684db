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

// staying returns what brings the program back to the folder that it is in: while it
// loads a model hugot goes into the model's folder, and stays there if that fails.
func staying() (back func() error, err error) {
	here, err := os.Getwd()
	return func() error { return os.Chdir(here) }, err
}

// tokens is an upper bound: this runtime's tokenizer cuts by itself, and a token is one
// byte or more.
func (s *Scorer) tokens(plain string) (int, error) { return min(len(plain), s.longest), nil }
