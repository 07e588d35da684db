package effects

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// observation is one row of a frame. It is small, since there may be millions.
type observation struct {
	post      string
	at        int64   // moment of publishing
	y, se     float64 // y is NaN without a value
	followers int64   // at publishing; 0 if not known
	strata    [colDevices - colMonth + 1]int32
	config    int32 // what was configured of the account, of a configs table
}

// code returns a column's code in the names table, from colMonth to colDevices.
func (o *observation) code(column int) int32 { return o.strata[column-colMonth] }

// name is the post's id, and behind a space its day of publishing (UTC) where that is known.
func (o *observation) name() string {
	if o.code(colWeek) == 0 {
		return o.post
	}
	return o.post + " " + data.Micros(o.at).Time().Format(time.DateOnly)
}

func (o *observation) valued() bool { return !math.IsNaN(o.y) }

// names numbers strings, "" as 0.
type names struct {
	text []string
	code map[string]int32
}

func newNames() *names { return &names{text: []string{""}, code: map[string]int32{"": 0}} }

func (n *names) of(s string) int32 {
	c, ok := n.code[s]
	if !ok {
		c = int32(len(n.text))
		n.text = append(n.text, s)
		n.code[s] = c
	}
	return c
}

// sample is the posts of one account with their values of one goal at one age,
// sorted by moment of publishing.
type sample struct {
	account  data.AccountID
	platform data.Platform
	mission  string
	audience string
	role     data.Role
	goal     string
	age      string
	rows     []observation // comparable, of one paid class
	warnings []string
	names    *names
}

// take keeps the rows that can be compared: with a value, once per post, organic; or,
// if no post is declared organic, those whose scope is unknown, with a warning. It takes
// the rows over.
func (s *sample) take(rows []observation, configs []config) {
	slices.SortFunc(rows, func(a, b observation) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.post, b.post), cmp.Compare(a.y, b.y), cmp.Compare(a.se, b.se))
	})
	rows = slices.CompactFunc(rows, func(a, b observation) bool { return a.post == b.post && a.at == b.at })
	text := s.names.text
	last := configs[rows[len(rows)-1].config]
	s.mission, s.audience, s.role = text[last.mission], text[last.audience], data.Role(text[last.role])

	class := string(data.PaidUnknown)
	var withoutValue, scopes int
	count := map[int32]int{}
	for i := range rows {
		count[rows[i].code(colPaid)]++
	}
	if count[s.names.code[string(data.Organic)]] > 0 {
		class = string(data.Organic)
	} else if count[s.names.code[class]] > 0 {
		s.warnings = append(s.warnings, "no post is declared organic: posts of unknown paid scope are compared, and boosts may hide in the effect")
	}
	s.rows = slices.DeleteFunc(rows, func(o observation) bool {
		switch {
		case text[o.code(colPaid)] != class:
			scopes++
		case !o.valued():
			withoutValue++
		default:
			return false
		}
		return true
	})
	if scopes > 0 {
		s.warnings = append(s.warnings, metrics.Plural(scopes, "post")+" of another paid scope left out")
	}
	if withoutValue > 0 {
		s.warnings = append(s.warnings, metrics.Plural(withoutValue, "post")+" without a value left out")
	}
}
