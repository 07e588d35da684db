// Command tailor-onnx is tailor with one thing more: reading.model in the settings, and
// eval --model, may name the folder of an ONNX model. See docs/sentiment-onnx.md.
package main

import (
	"os"

	"github.com/digital-diplomacy/tailor/jobs/cli"
	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/onnx"
)

func main() { os.Exit(cli.MainWith(open, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// open opens a model as a scorer.
func open(folder string) (sentiment.Scorer, error) {
	s, err := onnx.Open(folder)
	if err != nil {
		return nil, err
	}
	return s, nil
}
