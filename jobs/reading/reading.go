// Package reading opens what reads replies: the embedded model, or the model and the table
// of errors that the settings name.
package reading

import (
	"fmt"
	"os"

	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// Opener opens the model of a folder as a scorer of replies. How it errs is not
// known yet: until a table of [sentiment.WriteConfusion] says so, no language of it is
// read.
type Opener func(folder string) (sentiment.Scorer, error)

// NoModels is the problem of a settings file that names a model for a program that
// opens none.
const NoModels = "names a model, which this program does not open: run tailor-onnx instead (docs/sentiment-onnx.md), or leave the key out"

// Check returns what is wrong with the files under reading in the settings, nil
// if nothing is.
func Check(c *config.Config, open Opener) error {
	if _, err := c.TopicLexicon(); err != nil {
		return err
	}
	_, err := Open(c, open)
	return err
}

// Open returns what reads replies: the embedded model or that of the settings,
// with the errors that the settings' table says it makes.
func Open(c *config.Config, open Opener) (sentiment.Measured, error) {
	var scorer sentiment.Scorer
	var err error
	switch {
	case c.Reading.Model == "":
		scorer, err = sentiment.NewModel()
	case open == nil:
		return nil, &config.Error{Problems: []config.Problem{{File: "reading.model", Message: NoModels}}}
	default:
		scorer, err = open(c.Reading.Model)
	}
	if err != nil {
		return nil, err
	}
	if c.Reading.Confusion == "" {
		return sentiment.Remeasured(scorer, nil)
	}
	f, err := os.Open(c.Reading.Confusion)
	if err != nil {
		return nil, &config.Error{Problems: []config.Problem{{File: "reading.confusion", Message: fmt.Sprintf("cannot be read: %v: write it with tailor eval --confusion, or leave the key out", err)}}}
	}
	defer f.Close()
	measured, err := sentiment.Remeasured(scorer, f)
	if err != nil {
		return nil, &config.Error{Problems: []config.Problem{{File: c.Reading.Confusion, Message: err.Error()}}}
	}
	return measured, nil
}
