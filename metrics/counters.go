package metrics

import (
	"github.com/digital-diplomacy/tailor/data"
)

// field returns what reads a counter of a snapshot; nil for a name that is none.
func field(name string) func(*data.PostSnapshot) data.Count {
	switch name {
	case likes:
		return func(s *data.PostSnapshot) data.Count { return s.Likes }
	case shares:
		return func(s *data.PostSnapshot) data.Count { return s.Shares }
	case replies:
		return func(s *data.PostSnapshot) data.Count { return s.Replies }
	case quotes:
		return func(s *data.PostSnapshot) data.Count { return s.Quotes }
	case views:
		return func(s *data.PostSnapshot) data.Count { return s.Views }
	case impressions:
		return func(s *data.PostSnapshot) data.Count { return s.Impressions }
	case reach:
		return func(s *data.PostSnapshot) data.Count { return s.Reach }
	case saves:
		return func(s *data.PostSnapshot) data.Count { return s.Saves }
	}
	return nil
}

func counter(s *data.PostSnapshot, name string) data.Count {
	if f := field(name); f != nil {
		return f(s)
	}
	return nil
}
