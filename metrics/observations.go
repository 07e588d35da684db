package metrics

import (
	"cmp"
	"slices"

	"github.com/apache/arrow/go/v17/arrow/array"

	"github.com/digital-diplomacy/tailor/data"
)

// observation is one row of a frame. Its codes are those of a names table.
type observation struct {
	post   string
	at     int64 // moment of publishing
	y, se  float64
	valued bool

	followers int64 // at publishing; 0 if not known
	code      [colDevices + 1]int32
}

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

type sampleKey struct{ account, platform, goal, age int32 }

// samples decodes a frame into one sample per account, platform, goal and age, sorted
// by those. Rows are kept only if their paid class is compared (see [Fit]).
func samples(f *Frame, goals, ages []string) []*sample {
	n := newNames()
	groups := map[sampleKey][]observation{}
	for _, b := range f.Batches() {
		var codes [colDevices + 1][]int32 // of the batch's dictionaries
		var index [colDevices + 1]*array.Dictionary
		for c := colAccount; c <= colDevices; c++ {
			index[c] = b.Column(c).(*array.Dictionary)
			dict := index[c].Dictionary().(*array.String)
			for i := range dict.Len() {
				codes[c] = append(codes[c], n.of(dict.Value(i)))
			}
		}
		posts := b.Column(colPost).(*array.String)
		at := b.Column(colPublished).(*array.Int64)
		values := b.Column(colValue).(*array.Float64)
		stdErrs := b.Column(colStdErr).(*array.Float64)
		followers := b.Column(colFollowers).(*array.Int64)
		for i := range int(b.NumRows()) {
			o := observation{post: posts.Value(i), at: at.Value(i), valued: values.IsValid(i) && usable(values.Value(i))}
			for c := colAccount; c <= colDevices; c++ {
				o.code[c] = codes[c][index[c].GetValueIndex(i)]
			}
			if !slices.Contains(goals, n.text[o.code[colGoal]]) || !slices.Contains(ages, n.text[o.code[colAge]]) {
				continue
			}
			if o.valued {
				o.y = values.Value(i)
			}
			if stdErrs.IsValid(i) && usable(stdErrs.Value(i)) {
				o.se = stdErrs.Value(i)
			}
			if followers.IsValid(i) {
				o.followers = max(0, followers.Value(i))
			}
			key := sampleKey{o.code[colAccount], o.code[colPlatform], o.code[colGoal], o.code[colAge]}
			groups[key] = append(groups[key], o)
		}
	}
	var out []*sample
	for key, rows := range groups {
		s := &sample{account: data.AccountID(n.text[key.account]), platform: data.Platform(n.text[key.platform]),
			goal: n.text[key.goal], age: n.text[key.age], names: n}
		s.take(rows)
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b *sample) int {
		return cmp.Or(cmp.Compare(a.platform, b.platform), cmp.Compare(a.goal, b.goal), cmp.Compare(a.age, b.age), cmp.Compare(a.account, b.account))
	})
	return out
}

// take keeps the rows that can be compared: with a value, once per post, organic; or,
// if no post is declared organic, those whose scope is unknown, with a warning.
func (s *sample) take(rows []observation) {
	slices.SortFunc(rows, func(a, b observation) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.post, b.post), cmp.Compare(a.y, b.y), cmp.Compare(a.se, b.se))
	})
	rows = slices.CompactFunc(rows, func(a, b observation) bool { return a.post == b.post && a.at == b.at })
	text := s.names.text
	last := rows[len(rows)-1]
	s.mission, s.audience, s.role = text[last.code[colMission]], text[last.code[colAudience]], data.Role(text[last.code[colRole]])

	class := string(data.PaidUnknown)
	var withoutValue, scopes int
	count := map[string]int{}
	for _, o := range rows {
		count[text[o.code[colPaid]]]++
	}
	if count[string(data.Organic)] > 0 {
		class = string(data.Organic)
	} else if count[class] > 0 {
		s.warnings = append(s.warnings, "no post is declared organic: posts of unknown paid scope are compared, and boosts may hide in the effect")
	}
	for _, o := range rows {
		switch {
		case text[o.code[colPaid]] != class:
			scopes++
		case !o.valued:
			withoutValue++
		default:
			s.rows = append(s.rows, o)
		}
	}
	if scopes > 0 {
		s.warnings = append(s.warnings, plural(scopes, "post")+" of another paid scope left out")
	}
	if withoutValue > 0 {
		s.warnings = append(s.warnings, plural(withoutValue, "post")+" without a value left out")
	}
}
