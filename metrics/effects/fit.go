package effects

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// Model is the version of the effects model.
const Model = "effects/2"

// Options of [Fit]. Zero fields mean the default.
type Options struct {
	AsOf     data.Clock // the period of the effects is its ISO week
	Inputs   string     // hash of the tables the frame was made from
	Goals    []string   // count metrics; default all
	Ages     []string   // default settled
	Levers   []string   // default all six
	Margin   float64    // lifts within [1/Margin, Margin] make no practical difference; default 1.2
	MinPosts int        // least posts of a level, and of the others, for more than try; default 3
	Pack     []PackRow  // published effects to borrow from; none by default, see [Pack]
	Shared   *Shared    // what accounts of other units found, to borrow from; nil is nothing

	// Labels says how often labels are wrong, by [LabelKey]. A lever that is not here is
	// taken as labelled without error.
	Labels map[string]LabelErrors
}

func (o Options) withDefaults() Options {
	if len(o.Goals) == 0 {
		o.Goals = metrics.CountMetrics()
	}
	if len(o.Ages) == 0 {
		o.Ages = []string{metrics.AgeSettled}
	}
	if len(o.Levers) == 0 {
		o.Levers = []string{LeverFormat, LeverLanguage, LeverTopic, LeverHour, LeverLength, LeverDevice}
	}
	if o.Margin <= 1 {
		o.Margin = stat.DefaultMargin
	}
	if o.MinPosts <= 0 {
		o.MinPosts = 3
	}
	return o
}

// Fit compares the levels of each lever within each account, pools the comparisons
// over accounts of one platform and audience, and gives each a verdict.
//
// Stage 1 compares within one account, goal and age (see [Frame]): a regression of
// counts with a latent rate, on the lever, month, topic, format, hour and language, with
// followers as an offset where they are known. Posts declared organic are compared; if
// an account has none, those of unknown scope, with a warning; paid and mixed ones
// never. What was measured before a platform's break counts half (see [pastWeight]).
//
// Stage 2 pools: an account's lift is drawn to the mean of all own accounts, the more
// the less its own posts tell; that mean is drawn to what peers, accounts of units
// that share and published effects say, as far as the own accounts bear them out (see
// [source]). Accounts without an audience inform every audience.
//
// Verdicts are given over all effects of one mission, goal and age together (see
// [family]).
//
// There is a row for each own account and level that it used; for formats also one
// for each level that at least two other accounts tell of; and, with an empty account,
// one for the mean over own accounts where two or more accounts inform it. Where nothing
// can be estimated the lift is null and the verdict is try. Rows are sorted by goal,
// age, platform, audience, lever, level, account, and do not depend on the frame's
// order.
func Fit(f *Frame, o Options) []data.FormatEffect {
	out, _ := FitSets(func([]string) (*Frame, error) { return f, nil }, o)
	return out
}

// FitSets is [Fit] of one set of goals after the other, so that memory holds the posts
// of one set: of a goal, and of the one that it took the place of on some platform.
// frame returns the rows of a set, or more. It fails only if frame does.
func FitSets(frame func(goals []string) (*Frame, error), o Options) ([]data.FormatEffect, error) {
	o = o.withDefaults()
	var out []data.FormatEffect
	for _, goals := range goalSets(o.Goals) {
		some := o
		some.Goals = goals
		f, err := frame(withPast(goals))
		if err != nil {
			return nil, err
		}
		out = append(out, some.fit(f)...)
	}
	slices.SortStableFunc(out, func(a, b data.FormatEffect) int {
		return cmp.Or(cmp.Compare(a.Goal, b.Goal), cmp.Compare(a.Age, b.Age), cmp.Compare(a.Platform, b.Platform),
			cmp.Compare(a.Audience, b.Audience), cmp.Compare(a.Lever, b.Lever), cmp.Compare(a.Level, b.Level), cmp.Compare(a.AccountID, b.AccountID))
	})
	return out, nil
}

// fit is Fit of goals that inform each other, unsorted.
func (o Options) fit(f *Frame) []data.FormatEffect {
	chunks := chunksOf(samples(f, withPast(o.Goals), o.Ages), o.Levers)
	compareAll(chunks, o)
	groups := groupsOf(chunks, o)
	parallel(len(groups), func(i int) { groups[i].effects() })
	var rows []*row
	for _, g := range groups {
		rows = append(rows, g.rows...)
	}
	cuts := families(rows)
	parallel(len(rows), func(i int) { rows[i].judge(cuts[rows[i].family()]) })
	out := make([]data.FormatEffect, len(rows))
	for i, r := range rows {
		out[i] = r.effect
	}
	return out
}

// chunk is the samples of one platform, goal and age, and their comparisons: one for
// each lever and sample.
type chunk struct {
	samples []*sample
	levers  []lever
	fits    [][]*within
}

// chunksOf cuts samples, which are sorted, into chunks.
func chunksOf(all []*sample, levers []string) []*chunk {
	var out []*chunk
	for len(all) > 0 {
		end := slices.IndexFunc(all, func(s *sample) bool {
			return s.platform != all[0].platform || s.goal != all[0].goal || s.age != all[0].age
		})
		if end < 0 {
			end = len(all)
		}
		c := &chunk{samples: all[:end]}
		for _, name := range levers {
			c.levers = append(c.levers, leversOf(name, c.samples)...)
		}
		c.fits = make([][]*within, len(c.levers))
		for i := range c.fits {
			c.fits[i] = make([]*within, end)
		}
		out, all = append(out, c), all[end:]
	}
	return out
}

// compareAll makes the comparisons of all chunks, and ties those of a metric to those
// of the one that it took the place of.
func compareAll(chunks []*chunk, o Options) {
	h := stat.NewHermite()
	type job struct {
		chunk *chunk
		place int
	}
	var jobs []job
	for _, c := range chunks {
		for i := range c.samples {
			jobs = append(jobs, job{c, i})
		}
	}
	parallel(len(jobs), func(i int) {
		c, place := jobs[i].chunk, jobs[i].place
		f := &comparer{sample: c.samples[place], hermite: h, minPosts: o.MinPosts, labels: o.Labels}
		for k, l := range c.levers {
			c.fits[k][place] = f.compare(l)
		}
	})
	tiePast(chunks)
}

// parallel calls f for 0 to n-1, on as many processors as there are. f must touch
// nothing that another call touches.
func parallel(n int, f func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	all.Wait()
}
