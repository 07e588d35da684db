package onnx

import (
	"errors"
	"fmt"
	"sync"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/knights-analytics/hugot"
	"github.com/knights-analytics/hugot/pipelines"

	"github.com/digital-diplomacy/tailor/sentiment"
)

// batchSize is how many texts the model reads at a time. It is part of the version: how
// texts are batched may change the last bits of a probability.
const batchSize = 16

// leastCertain is the probability below which the likeliest class is no class, as for
// the embedded model.
const leastCertain = 0.36

// Scorer reads the class of a reply with the user's model, and whether it asks or
// insults with the embedded one. It is safe for concurrent use; calls wait for each
// other.
type Scorer struct {
	embedded *sentiment.Model
	session  *hugot.Session
	pipeline *pipelines.TextClassificationPipeline
	classes  []sentiment.Class // by place in the model's output
	longest  int               // tokens that the model can read; 0 if it does not say
	version  string
	reading  sync.Mutex
	closed   bool // under reading
}

var _ sentiment.Grader = (*Scorer)(nil)

// Open opens the model of a folder: one .onnx file, tokenizer.json, and config.json with
// id2label naming negative, neutral and positive. How it errs is not known: shares need
// a table of tailor eval --confusion. With onnxruntime one model can be open at a time.
func Open(folder string) (*Scorer, error) {
	files, err := look(folder)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", folder, err)
	}
	return openFiles(folder, files)
}

// openFiles opens the model that look found in a folder.
func openFiles(folder string, files modelFiles) (*Scorer, error) {
	embedded, err := sentiment.NewModel()
	if err != nil {
		return nil, err
	}
	s := &Scorer{embedded: embedded, classes: files.classes, longest: files.longest}
	s.version = fmt.Sprintf("onnx-%x-%s%d+%s", files.digest[:6], runtimeName, batchSize, embedded.Version())
	if s.session, err = newSession(); err != nil {
		return nil, fmt.Errorf("model %s: start %s: %w", folder, runtimeName, err)
	}
	back, err := staying()
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", folder, closing(s, err))
	}
	s.pipeline, err = hugot.NewPipeline(s.session, hugot.TextClassificationConfig{ModelPath: folder, Name: "replies",
		Options: []hugot.TextClassificationOption{pipelines.WithMultiLabel(), pipelines.WithSoftmax()}})
	if err = errors.Join(err, back()); err != nil {
		return nil, fmt.Errorf("model %s: %w", folder, closing(s, err))
	}
	if err := s.try(); err != nil {
		return nil, fmt.Errorf("model %s does not run here: %w", folder, closing(s, err))
	}
	return s, nil
}

// try reads a text of ours, so that what is wrong with a model is said in full: an
// error on a reply must not be.
func (s *Scorer) try() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	_, err = s.pipeline.RunPipeline([]string{"The consulate opens at nine."})
	return err
}

// closing ends a session that was not to be.
func closing(s *Scorer, err error) error {
	if closeErr := s.Close(); closeErr != nil {
		return fmt.Errorf("%w (and %v)", err, closeErr)
	}
	return err
}

// Close gives the model's memory back, once what is being read is read. A scorer that is
// closed gives errors.
func (s *Scorer) Close() error {
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return s.session.Destroy()
}

// Version names the files of the model by what they hold, the runtime, and the embedded
// model beside it.
func (s *Scorer) Version() string { return s.version }

// Score implements [sentiment.Scorer].
func (s *Scorer) Score(texts *array.String, langs []string, out []sentiment.Reading) error {
	grades := make([]sentiment.Grade, len(out))
	if err := s.Grade(texts, langs, grades); err != nil {
		return err
	}
	for i := range grades {
		out[i] = grades[i].Reading
	}
	return nil
}

// Grade is like Score, with the probabilities.
func (s *Scorer) Grade(texts *array.String, langs []string, out []sentiment.Grade) error {
	if err := s.embedded.Grade(texts, langs, out); err != nil {
		return err
	}
	var batch []string
	var into []int
	for i := range out {
		out[i].Class, out[i].Learnt, out[i].Valence = sentiment.Abstained, true, 0
		out[i].Probability = [3]float64{1. / 3, 1. / 3, 1. / 3}
		if texts.IsNull(i) {
			continue
		}
		plain, ok := s.prepare(texts.Value(i))
		if !ok {
			continue
		}
		batch, into = append(batch, plain), append(into, i)
		if len(batch) == batchSize {
			if err := s.read(batch, into, out); err != nil {
				return err
			}
			batch, into = batch[:0], into[:0]
		}
	}
	return s.read(batch, into, out)
}

// read runs the model on a batch. An error never holds a text.
func (s *Scorer) read(batch []string, into []int, out []sentiment.Grade) (err error) {
	if len(batch) == 0 {
		return nil
	}
	s.reading.Lock()
	defer s.reading.Unlock()
	if s.closed {
		return fmt.Errorf("the model is closed, as another was opened in its place")
	}
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("the model failed on a batch of %d texts", len(batch))
		}
	}()
	result, err := s.pipeline.RunPipeline(batch)
	if err != nil {
		return fmt.Errorf("the model failed on a batch of %d texts: %T", len(batch), err)
	}
	for b, i := range into {
		if n := len(result.ClassificationOutputs[b]); n != len(s.classes) {
			return fmt.Errorf("the model gives %d classes, config.json names %d", n, len(s.classes))
		}
		for place, o := range result.ClassificationOutputs[b] {
			out[i].Probability[s.classes[place]] = float64(o.Score)
		}
		p := out[i].Probability
		if out[i].Class = likeliest(p); out[i].Class != sentiment.Abstained {
			out[i].Valence = p[sentiment.Positive] - p[sentiment.Negative]
		}
	}
	return nil
}

// likeliest is the class of the highest probability, Abstained if that is low or no
// number.
func likeliest(p [3]float64) sentiment.Class {
	best := sentiment.Negative
	for c := sentiment.Neutral; c <= sentiment.Positive; c++ {
		if p[c] > p[best] {
			best = c
		}
	}
	if !(p[best] >= leastCertain) {
		return sentiment.Abstained
	}
	return best
}
