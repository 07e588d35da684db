package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/digital-diplomacy/tailor/sentiment"
)

// TopicLexicon returns the words of topics that the settings name, or Tailor's own if
// they name none. An [*Error] lists everything that is wrong with the file, each with
// its line.
func (c *Config) TopicLexicon() (*sentiment.TopicLexicon, error) {
	path := c.Reading.Topics
	if path == "" {
		return sentiment.DefaultTopics(), nil
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Problems: []Problem{{File: path, Message: "is not there: begin it with tailor config topics > topics.yaml, or leave reading.topics out"}}}
	}
	if err != nil {
		return nil, fmt.Errorf("topics of the settings: %w", err)
	}
	lexicon, wrong := sentiment.LoadTopicFile(b)
	if len(wrong) == 0 {
		return lexicon, nil
	}
	found := &Error{}
	for _, p := range wrong {
		found.Problems = append(found.Problems, Problem{File: path, Line: p.Line, Key: p.Key, Message: p.Message})
	}
	return nil, found
}
