package effects

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

func peersOf(estimates ...estimate) []source {
	return peers(map[data.Role][]estimate{data.RolePeerMission: estimates})
}

// Peers who are borne out keep or gain weight; peers who are not lose it, and the
// estimate falls back on the wide prior.
func TestPeersAreARobustPrior(t *testing.T) {
	agree := peersOf(estimate{0.5, 0.01}, estimate{0.55, 0.01}, estimate{0.45, 0.01})
	for _, tt := range []struct {
		why       string
		own       []estimate
		low, high float64 // posterior weight of the peers
	}{
		{"nothing of one's own", nil, 0.7999, 0.8001},
		{"alike", []estimate{{0.5, 0.02}, {0.52, 0.02}}, 0.8, 1},
		{"the opposite", []estimate{{-0.9, 0.005}, {-0.85, 0.005}, {-0.95, 0.005}}, 0, 0.3},
	} {
		p := newPool(tt.own, agree...)
		if w := p.weightOf(0); w < tt.low || w > tt.high {
			t.Errorf("%s: peers weigh %.3f, want %v to %v", tt.why, w, tt.low, tt.high)
		}
	}
	// Where peers contradict, the lift is near what it is without them.
	own := estimate{-0.9, 0.005}
	with, _ := newPool([]estimate{own, {-0.85, 0.005}}, agree...).account(&own).Moments()
	alone, _ := newPool([]estimate{own, {-0.85, 0.005}}).account(&own).Moments()
	if math.Abs(with-alone) > 0.02 {
		t.Errorf("mean %v with contradicting peers, %v without", with, alone)
	}
}

// Given tau and source all is normal, so the mean is linear in what it comes from.
func TestSharesAddUp(t *testing.T) {
	own := estimate{0.3, 0.05}
	p := newPool([]estimate{own, {0.1, 0.1}}, append(peersOf(estimate{0.5, 0.02}), packSource(0.3, 0.3))...)
	s := p.shares(&own)
	if sum := s.own + s.sisters + s.peers + s.pack + s.prior; math.Abs(sum-1) > 1e-9 {
		t.Errorf("shares %+v add up to %v", s, sum)
	}
	if s.own <= 0 || s.sisters <= 0 || s.peers <= 0 || s.pack <= 0 || s.prior <= 0 {
		t.Errorf("shares %+v: each source must count", s)
	}
	if s := p.shares(nil); s.own != 0 {
		t.Errorf("an account without an estimate has a share of %v of its own", s.own)
	}
}

// Of three accounts 0.8 apart with hardly any error of their own, Knapp and Hartung's
// factor at tau = 0.1 is far above 1, and is never below 1.
func TestKnappHartungIsForTheMeanOnly(t *testing.T) {
	far := []estimate{{-0.8, 0.001}, {0, 0.001}, {0.8, 0.001}}
	p := newPool(far)
	k := 3 // tau = 0.1
	mu := p.mu[k]
	var q float64
	for _, e := range far {
		q += (e.est - mu) * (e.est - mu) / (e.variance + 0.01) / 2
	}
	got := (p.square[k] - 2*mu*p.sum[k] + mu*mu*p.precision[k]) / 2
	if math.Abs(got-q) > 1e-9 || q < 10 {
		t.Errorf("factor %v, want %v", got, q)
	}
	near := newPool([]estimate{{0.1, 0.2}, {0.1, 0.2}, {0.1, 0.2}})
	_, with := near.mean().Moments()
	var without float64
	for i, w := range near.weight {
		without += w * (near.muVar[i] + near.mu[i]*near.mu[i])
	}
	m, _ := near.mean().Moments()
	if without -= m * m; math.Abs(with-without) > 1e-9 {
		t.Errorf("accounts that agree give a mean of variance %v, want %v: the factor is 1 at least", with, without)
	}
}

// VanderWeele and Ding 2017, table 1 and text: 3.9 gives 7.26, its limit 1.8 gives 3.0.
func TestEValue(t *testing.T) {
	for ratio, want := range map[float64]float64{3.9: 7.26, 1.8: 3.0, 1: 1, 1 / 3.9: 7.26} {
		if got := eValue(ratio); math.Abs(got-want) > 0.005 {
			t.Errorf("E-value of %v = %v, want %v", ratio, got, want)
		}
	}
	limit := math.Log(1.2)
	more := stat.Belief{Mean: math.Log(3.9), Low: math.Log(1.8), High: math.Log(8.7), Limit: limit}
	if e, l := eValues(data.VerdictMore, more); math.Abs(*e-7.26) > 0.005 || math.Abs(*l-3) > 0.005 {
		t.Errorf("E-values %v and %v, want 7.26 and 3.0", *e, *l)
	}
	if _, l := eValues(data.VerdictLean, stat.Belief{Mean: 0.2, Low: -0.1, High: 0.5, Limit: limit}); *l != 1 {
		t.Errorf("an interval that holds 1 has the E-value %v, want 1", *l)
	}
	// An interval from 0.95 to 1.1 must be moved by 1.2/1.1 to reach the margin.
	if _, l := eValues(data.VerdictNoDifference, stat.Belief{Mean: 0, Low: math.Log(0.95), High: math.Log(1.1), Limit: limit}); math.Abs(*l-eValue(1.2/1.1)) > 1e-5 {
		t.Errorf("no clear difference has the E-value %v, want %v", *l, eValue(1.2/1.1))
	}
	if e, _ := eValues(data.VerdictTry, more); e != nil {
		t.Error("try has an E-value")
	}
}

// More and less are taken while the mean of 1-P stays at 0.05.
func TestFamilies(t *testing.T) {
	rowsOf := func(sure ...float64) []*row {
		var rows []*row
		g := &group{options: Options{MinPosts: 3}}
		for _, p := range sure {
			g.found = append(g.found, evidence{contrast: contrast{n: 9, nOther: 9}, own: &estimate{}})
			rows = append(rows, &row{group: g, member: len(g.found) - 1, belief: stat.Belief{Above: p, P: 0.99, Low: 0.1, High: 1, Limit: math.Log(1.2)}})
		}
		return rows
	}
	for _, tt := range []struct {
		sure []float64
		cut  float64
	}{
		{[]float64{0.94}, 0},                   // alone it needs 0.95
		{[]float64{0.99, 0.92}, 0.92},          // mean of 1-P is 0.045
		{[]float64{0.99, 0.90}, 0.99},          // would be 0.055
		{[]float64{0.999, 0.999, 0.70}, 0.999}, // 0.75 is the least
		{nil, 0},
	} {
		if got := families(rowsOf(tt.sure...))[family{}]; got != tt.cut {
			t.Errorf("%v: the least is %v, want %v", tt.sure, got, tt.cut)
		}
	}
}

func TestPack(t *testing.T) {
	rows, err := Pack()
	if err != nil || len(rows) < 5 || !strings.Contains(packFile, strings.TrimPrefix(PackVersion, "pack/")) {
		t.Fatalf("Pack = %d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		if !(r.Lift > 0.3 && r.Lift < 3 && r.LogSE >= 0.25) || r.Source == "" || r.Published == "" || r.Figures == "" || len(r.Goals) == 0 || r.Basis != "within" && r.Basis != "naive" {
			t.Errorf("row %+v", r)
		}
	}
	// 2199 photos against videos, links and statuses, naive: the root of the ratio.
	want := math.Sqrt(2199 / math.Cbrt(1805*777*473))
	if r := packRow(rows, data.Facebook, metrics.MetricInteractions, LeverFormat, "image"); r == nil || math.Abs(r.Lift-want) > 0.01 {
		t.Errorf("photos on Facebook: %+v, want %.2f", r, want)
	}
	if packRow(rows, data.Mastodon, metrics.MetricInteractions, LeverFormat, "image") != nil {
		t.Error("Mastodon has a published effect")
	}
	// The pack alone is no evidence: without any estimate there is no lift, but a word.
	var s sheet
	s.add("a", "image", 0, 5)
	for _, e := range Fit(s.frame(), Options{Pack: []PackRow{{Platform: data.Mastodon, Lever: LeverFormat, Level: "image", Goals: []string{metrics.MetricInteractions}, Lift: 2, LogSE: 0.3, Source: "x"}}, Levers: []string{LeverFormat}}) {
		if e.Lift != nil || e.Verdict != data.VerdictTry || !strings.Contains(e.Others, "2.00") {
			t.Errorf("one post and a published effect = %+v", e)
		}
	}
}

// Two levels, one label in five wrong either way: what is seen is 0.6 of what is.
func TestWrongLabelsAreRepaired(t *testing.T) {
	s := &sheet{}
	for week := range 12 {
		for i := range 10 {
			format, value := "image", 200000.0
			if i%2 == 0 {
				format = "video"
			}
			truly := format
			if i/2%5 == 0 { // 20 % of each are the other
				truly = map[string]string{"image": "video", "video": "image"}[format]
			}
			if truly == "video" {
				value *= 2
			}
			s.add("a", format, week, value*(1+0.01*float64(i)))
		}
	}
	labels := map[string]LabelErrors{LeverFormat: LabelErrorsOf("", []string{"image", "video"}, [][]int64{{400, 100}, {100, 400}}, nil)}
	fit := func(labels map[string]LabelErrors) data.FormatEffect {
		return effect(t, Fit(s.frame(), Options{Levers: []string{LeverFormat}, Labels: labels}), "a", "video")
	}
	raw, repaired := fit(nil), fit(labels)
	if r := math.Log(*raw.OwnLift) / math.Log(2); math.Abs(r-0.6) > 0.05 {
		t.Fatalf("as labelled the log lift is %.2f of the truth: the example should have 0.6", r)
	}
	if r := math.Log(*repaired.OwnLift) / math.Log(2); math.Abs(r-1) > 0.1 {
		t.Errorf("repaired, the log lift is %.2f of the truth", r)
	}
	if *repaired.OwnStdErr <= *raw.OwnStdErr || *repaired.LabelShare <= 0 || *raw.LabelShare != 0 {
		t.Errorf("standard error %v, as labelled %v; share of labels %v", *repaired.OwnStdErr, *raw.OwnStdErr, *repaired.LabelShare)
	}
	chance := map[string]LabelErrors{LeverFormat: LabelErrorsOf("", []string{"image", "video"}, [][]int64{{30, 20}, {20, 30}}, nil)}
	if e := fit(chance); e.OwnLift != nil || !strings.Contains(strings.Join(e.Warnings, " "), "too little") {
		t.Errorf("labels by chance give %+v", e)
	}
	if k := labels[LeverFormat].Kappa(); math.Abs(k-0.6) > 1e-9 {
		t.Errorf("kappa = %v, want 0.6", k)
	}
}

// Impressions of before a break inform views after it at half weight, once per post.
func TestBeforeABreakCountsHalf(t *testing.T) {
	fill := func(b *FrameBuilder, metric string, from, n int) {
		for i := from; i < from+n; i++ {
			format, v := data.FormatImage, 100.0+float64(i%7)
			if i%2 == 0 {
				format, v = data.FormatVideo, v*2
			}
			p := data.Post{PostID: data.NewPostID(data.Instagram, metric+string(rune('a'+i%26))+time.Duration(i).String()), Platform: data.Instagram, Precision: data.BySecond,
				Paid: data.Organic, PublishedAt: published.Add(time.Duration(i) * metrics.Day)}
			b.Add(&data.PostMetric{Metric: metric, Age: metrics.AgeSettled, Paid: data.Organic, Value: &v}, &p, &data.PostLabel{Format: format}, &data.Account{AccountID: "a", Role: data.RoleOwn, Mission: "m"})
		}
	}
	of := func(past int) data.FormatEffect {
		b := NewFrameBuilder(nil)
		fill(b, metrics.MetricViews, 100, 12)
		if past > 0 {
			fill(b, metrics.MetricImpressions, 0, past)
		}
		rows := Fit(b.Frame(), Options{Levers: []string{LeverFormat}, Goals: []string{metrics.MetricViews}})
		for _, e := range rows {
			if e.Goal != metrics.MetricViews {
				t.Fatalf("an effect on %s, which was not asked for", e.Goal)
			}
		}
		return effect(t, rows, "a", "video")
	}
	alone, with := of(0), of(60)
	if *with.OwnStdErr >= *alone.OwnStdErr || with.N != alone.N || !strings.Contains(with.Evidence, "before a break") {
		t.Errorf("with the past: se %v, %d posts, %q; alone: se %v, %d posts", *with.OwnStdErr, with.N, with.Evidence, *alone.OwnStdErr, alone.N)
	}
	now, past := contrast{known: true, n: 5, est: 0.2, variance: 0.1}, contrast{known: true, n: 9, est: 0.5, variance: 0.05}
	w := &within{levels: []string{"video"}, contrast: []contrast{now}, past: &within{levels: []string{"video"}, contrast: []contrast{past}}, fresh: 1}
	// Precisions 10 and 0.5/0.05 = 10.
	if e := w.evidenceOf("video"); math.Abs(e.own.est-0.35) > 1e-12 || math.Abs(e.own.variance-0.05) > 1e-12 || e.now != 0.5 {
		t.Errorf("evidence = %+v of %v now, want 0.35, 0.05, half of it", *e.own, e.now)
	}
}

// Accounts that rotate together know sooner than one alone, and only together.
func TestJointRotation(t *testing.T) {
	member := func() *within {
		return &within{sample: &sample{role: data.RoleOwn}, perPost: 1, perWeek: 4}
	}
	of := func(n int) *group {
		g := &group{options: Options{Margin: 1.2}, pool: newPool(nil)}
		for range n {
			g.members = append(g.members, member())
			g.found = append(g.found, evidence{})
		}
		return g
	}
	if of(1).jointWeeks() != nil {
		t.Error("one account rotates jointly")
	}
	few, many := of(5).jointWeeks(), of(40).jointWeeks()
	if many == nil || few != nil && *few < *many {
		t.Errorf("5 accounts need %v weeks, 40 need %v", few, many)
	}
}

func TestFollowersAreAnOffset(t *testing.T) {
	rows := []*observation{{followers: 100}, {}, {followers: 400}, {followers: 400}}
	got := followerOffset(rows)
	if math.Abs(got[2]-got[0]-math.Log(4)) > 1e-12 || got[1] != got[0] || math.Abs(got[0]+got[1]+got[2]+got[3]) > 1e-12 {
		t.Errorf("offset = %v", got)
	}
	if followerOffset([]*observation{{followers: 100}, {}, {}}) != nil || followerOffset([]*observation{{followers: 7}, {followers: 7}}) != nil {
		t.Error("followers that are mostly unknown, or never change, make an offset")
	}
}

// Given tau, one account: B = tau^2/(tau^2+v), and the posterior of theta is that of a
// N(0, 0.16+tau^2) prior. At tau = 0.5, v = 0.04, est = 0.3: prior variance 0.41, mean
// 0.3 x 0.41/0.45 = 0.27333, variance 0.41 x 0.04/0.45 = 0.036444.
func TestPoolGivenTau(t *testing.T) {
	e := estimate{0.3, 0.04}
	m := newPool([]estimate{e}).account(&e)
	k := stat.TauPoints/2 - 1
	if math.Abs(m.Mean[k]-0.273333) > 1e-6 || math.Abs(m.SD[k]*m.SD[k]-0.0364444) > 1e-6 {
		t.Errorf("posterior at tau 0.5 = N(%v, %v), want N(0.273333, 0.036444)", m.Mean[k], m.SD[k]*m.SD[k])
	}
	var sum float64
	for _, w := range m.Weight {
		sum += w
	}
	if math.Abs(sum-1) > 1e-12 {
		t.Errorf("weights of tau add up to %v", sum)
	}
	// Without accounts the posterior of tau is its prior, half-normal(0.25).
	p := newPool(nil)
	if got, want := p.weight[19]/p.weight[9], math.Exp(-(0.5*0.5-0.25*0.25)/(2*0.25*0.25)); math.Abs(got-want) > 1e-9 {
		t.Errorf("prior of tau 0.5 to 0.25 = %v, want %v", got, want)
	}
}

func TestPoolReplaceIsExact(t *testing.T) {
	a := []estimate{{0.3, 0.04}, {-0.1, 0.2}, {0.5, 0.01}}
	b := estimate{0.9, 0.04}
	got, want := newPool(a).replace(a[0], &b), newPool([]estimate{b, a[1], a[2]})
	for k := range stat.TauPoints {
		if math.Abs(got.mu[k]-want.mu[k]) > 1e-9 || math.Abs(got.weight[k]-want.weight[k]) > 1e-9 {
			t.Fatalf("point %d: mu %v weight %v, want %v %v", k, got.mu[k], got.weight[k], want.mu[k], want.weight[k])
		}
	}
	out, fresh := newPool(a).replace(a[1], nil), newPool([]estimate{a[0], a[2]})
	if math.Abs(out.mu[5]-fresh.mu[5]) > 1e-9 {
		t.Errorf("one account out: mu %v, want %v", out.mu[5], fresh.mu[5])
	}
}
