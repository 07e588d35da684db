package intake

import (
	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// What the tests of counting authors look into.
var NewTally = newTally

func (t *tally) Add(r *data.Reply, week, key string) { t.add(r, week, key) }

func (t *tally) Rows() []data.ReplyAuthors { return t.rows() }

func (s *Stripper) Survey(p *data.Page, raw *connectors.Survey) { s.survey(p, raw) }
