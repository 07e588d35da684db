package effects

import (
	"cmp"
	"math"
	"slices"

	"github.com/apache/arrow/go/v17/arrow/array"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

type sampleKey struct{ account, platform, goal, age int32 }

// config is what a row says of its account, by codes.
type config struct{ mission, audience, role int32 }

// samples decodes a frame into one sample per account, platform, goal and age, sorted
// by those. Rows are kept only if their paid class is compared (see [Fit]).
func samples(f *Frame, goals, ages []string) []*sample {
	d := newDecoder(f, goals, ages)
	counts := map[sampleKey]int{}
	total := 0
	for b := range f.Batches() {
		for i := range int(f.batches[b].NumRows()) {
			if key, ok := d.key(b, i); ok {
				counts[key]++
				total++
			}
		}
	}
	slab := make([]observation, 0, total) // all rows lie in one piece, each sample's together
	groups := map[sampleKey][]observation{}
	for key, n := range counts {
		from := len(slab)
		slab = slab[:from+n]
		groups[key] = slab[from : from : from+n]
	}
	for b := range f.Batches() {
		for i := range int(f.batches[b].NumRows()) {
			if key, ok := d.key(b, i); ok {
				groups[key] = append(groups[key], d.row(b, i))
			}
		}
	}
	text := d.names.text
	var out []*sample
	for key := range groups {
		out = append(out, &sample{account: data.AccountID(text[key.account]), platform: data.Platform(text[key.platform]),
			goal: text[key.goal], age: text[key.age], names: d.names})
	}
	slices.SortFunc(out, func(a, b *sample) int {
		return cmp.Or(cmp.Compare(a.platform, b.platform), cmp.Compare(a.goal, b.goal), cmp.Compare(a.age, b.age), cmp.Compare(a.account, b.account))
	})
	parallel(len(out), func(i int) {
		s := out[i]
		n := d.names.code
		s.take(groups[sampleKey{n[string(s.account)], n[string(s.platform)], n[s.goal], n[s.age]}], d.configs)
	})
	return out
}

// decoder reads the rows of a frame, with one numbering of strings for all batches.
type decoder struct {
	names       *names
	configs     []config
	byConfig    map[config]int32
	batches     []decodedBatch
	goals, ages map[int32]bool
}

type decodedBatch struct {
	codes           [colDevices + 1][]int32 // of the batch's dictionaries
	index           [colDevices + 1]*array.Dictionary
	posts           *array.String
	at, followers   *array.Int64
	values, stdErrs *array.Float64
}

func newDecoder(f *Frame, goals, ages []string) *decoder {
	d := &decoder{names: newNames(), byConfig: map[config]int32{}, goals: map[int32]bool{}, ages: map[int32]bool{}}
	for _, p := range []data.Paid{data.Organic, data.PaidUnknown} { // looked for in every sample
		d.names.of(string(p))
	}
	for _, g := range goals {
		d.goals[d.names.of(g)] = true
	}
	for _, a := range ages {
		d.ages[d.names.of(a)] = true
	}
	for _, b := range f.Batches() {
		x := decodedBatch{posts: b.Column(colPost).(*array.String), at: b.Column(colPublished).(*array.Int64), followers: b.Column(colFollowers).(*array.Int64),
			values: b.Column(colValue).(*array.Float64), stdErrs: b.Column(colStdErr).(*array.Float64)}
		for c := colAccount; c <= colDevices; c++ {
			x.index[c] = b.Column(c).(*array.Dictionary)
			dict := x.index[c].Dictionary().(*array.String)
			for i := range dict.Len() {
				x.codes[c] = append(x.codes[c], d.names.of(dict.Value(i)))
			}
		}
		d.batches = append(d.batches, x)
	}
	return d
}

func (b *decodedBatch) code(column, i int) int32 {
	return b.codes[column][b.index[column].GetValueIndex(i)]
}

// key returns the sample that a row belongs to, false if its goal or age is not wanted.
func (d *decoder) key(batch, i int) (sampleKey, bool) {
	b := &d.batches[batch]
	k := sampleKey{goal: b.code(colGoal, i), age: b.code(colAge, i)}
	if !d.goals[k.goal] || !d.ages[k.age] {
		return k, false
	}
	k.account, k.platform = b.code(colAccount, i), b.code(colPlatform, i)
	return k, true
}

func (d *decoder) row(batch, i int) observation {
	b := &d.batches[batch]
	o := observation{post: b.posts.Value(i), at: b.at.Value(i), y: math.NaN()}
	for c := colMonth; c <= colDevices; c++ {
		o.strata[c-colMonth] = b.code(c, i)
	}
	if b.values.IsValid(i) && metrics.Usable(b.values.Value(i)) {
		o.y = b.values.Value(i)
	}
	if b.stdErrs.IsValid(i) && metrics.Usable(b.stdErrs.Value(i)) {
		o.se = b.stdErrs.Value(i)
	}
	if b.followers.IsValid(i) {
		o.followers = max(0, b.followers.Value(i))
	}
	c := config{b.code(colMission, i), b.code(colAudience, i), b.code(colRole, i)}
	place, ok := d.byConfig[c]
	if !ok {
		place = int32(len(d.configs))
		d.byConfig[c] = place
		d.configs = append(d.configs, c)
	}
	o.config = place
	return o
}
