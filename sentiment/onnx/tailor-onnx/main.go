// Command tailor-onnx is tailor with one thing more: reading.model in the settings, and
// eval --model, may name the folder of an ONNX model. See docs/sentiment-onnx.md.
package main

import (
	"os"

	"github.com/digital-diplomacy/tailor/jobs/cli"
	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/onnx"
)

func main() { os.Exit(cli.MainWith(models(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// models returns what opens a model as a scorer: the same one for the same files.
func models() func(folder string) (sentiment.Scorer, error) {
	var o onnx.Opener
	return func(folder string) (sentiment.Scorer, error) {
		s, err := o.Open(folder)
		if err != nil {
			return nil, err
		}
		return s, nil
	}
}
