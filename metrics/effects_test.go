package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/integrate/quad"
	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/data"
)

// sheet makes frames by hand.
type sheet struct {
	rows []sheetRow
}

type sheetRow struct {
	account, format string
	at              data.Micros
	value           float64
	paid            data.Paid
	role            data.Role
	topic           data.Topic
}

func (s *sheet) add(account, format string, week int, value float64) *sheetRow {
	s.rows = append(s.rows, sheetRow{account, format, published.Add(time.Duration(week)*7*day + time.Duration(len(s.rows))*time.Second), value, data.Organic, data.RoleOwn, "visa"})
	return &s.rows[len(s.rows)-1]
}

func (s *sheet) frame() *Frame {
	b := NewFrameBuilder(nil)
	for _, r := range s.rows {
		id := data.NewPostID(data.Mastodon, fmt.Sprint(r.account, int64(r.at)))
		p := data.Post{PostID: id, Platform: data.Mastodon, PublishedAt: r.at, Precision: data.BySecond, Paid: r.paid, Text: "abc"}
		m := data.PostMetric{Metric: MetricInteractions, Age: AgeSettled, Paid: r.paid, Value: &r.value}
		b.Add(&m, &p, &data.PostLabel{Format: data.Format(r.format), PrimaryTopic: r.topic, Language: "en"},
			&data.Account{AccountID: data.AccountID(r.account), Role: r.role, Mission: "oslo"})
	}
	return b.Frame()
}

func byFormat(f *Frame) []data.FormatEffect { return Fit(f, Options{Levers: []string{LeverFormat}}) }

func effect(t *testing.T, rows []data.FormatEffect, account, level string) data.FormatEffect {
	t.Helper()
	for _, e := range rows {
		if string(e.AccountID) == account && e.Level == level {
			return e
		}
	}
	t.Fatalf("no effect of %s for %q among %d rows", level, account, len(rows))
	return data.FormatEffect{}
}

// Given tau, one account: B = tau^2/(tau^2+v), and the posterior of theta is that of a
// N(0, 0.16+tau^2) prior. At tau = 0.5, v = 0.04, est = 0.3: prior variance 0.41, mean
// 0.3 x 0.41/0.45 = 0.27333, variance 0.41 x 0.04/0.45 = 0.036444.
func TestPoolGivenTau(t *testing.T) {
	e := estimate{0.3, 0.04}
	m := newPool([]estimate{e}).account(&e)
	k := tauPoints/2 - 1
	if math.Abs(m.mean[k]-0.273333) > 1e-6 || math.Abs(m.sd[k]*m.sd[k]-0.0364444) > 1e-6 {
		t.Errorf("posterior at tau 0.5 = N(%v, %v), want N(0.273333, 0.036444)", m.mean[k], m.sd[k]*m.sd[k])
	}
	var sum float64
	for _, w := range m.weight {
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
	for k := range tauPoints {
		if math.Abs(got.mu[k]-want.mu[k]) > 1e-9 || math.Abs(got.weight[k]-want.weight[k]) > 1e-9 {
			t.Fatalf("point %d: mu %v weight %v, want %v %v", k, got.mu[k], got.weight[k], want.mu[k], want.weight[k])
		}
	}
	out, fresh := newPool(a).replace(a[1], nil), newPool([]estimate{a[0], a[2]})
	if math.Abs(out.mu[5]-fresh.mu[5]) > 1e-9 {
		t.Errorf("one account out: mu %v, want %v", out.mu[5], fresh.mu[5])
	}
}

func TestQuantilesOfMixture(t *testing.T) {
	e := estimate{0.3, 0.04}
	m := newPool([]estimate{e}).account(&e)
	for _, q := range []float64{0.05, 0.5, 0.95} {
		if got := m.below(m.quantile(q)); math.Abs(got-q) > 1e-9 {
			t.Errorf("P(theta <= quantile(%v)) = %v", q, got)
		}
	}
}

// The quadrature against a fine sum over theta.
func TestLatentPosterior(t *testing.T) {
	h := newHermite()
	for _, y := range []float64{0, 1, 3, 40, 5000} {
		for _, s2 := range []float64{0.04, 1, 4} {
			const eta = 1.0
			f := func(theta float64) float64 {
				return math.Exp(y*theta - math.Exp(theta) - (theta-eta)*(theta-eta)/(2*s2) - y*math.Log(y+1) + y)
			}
			integral := func(g func(float64) float64) float64 {
				return quad.Fixed(g, -12, 12, 4000, quad.Legendre{}, 0)
			}
			total := integral(f)
			mean := integral(func(x float64) float64 { return x * f(x) }) / total
			variance := integral(func(x float64) float64 { return (x - mean) * (x - mean) * f(x) }) / total
			m, v, _ := h.posterior(y, 1, eta, s2, math.Log(y+0.5))
			if math.Abs(m-mean) > 0.01*math.Sqrt(variance) || math.Abs(v/variance-1) > 0.02 {
				t.Errorf("posterior(y=%v, s2=%v) = N(%v, %v), want N(%v, %v)", y, s2, m, v, mean, variance)
			}
		}
	}
}

func TestCholesky(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.IntRange(1, 8).Draw(t, "p")
		x := make([]float64, p*p)
		for i := range x {
			x[i] = rapid.Float64Range(-1, 1).Draw(t, "x")
		}
		a := make([]float64, p*p)
		for i := range p {
			for j := range p {
				for k := range p {
					a[i*p+j] += x[i*p+k] * x[j*p+k]
				}
			}
			a[i*p+i] += 0.5
		}
		l, inv := slices.Clone(a), make([]float64, p*p)
		if !cholesky(l, p) {
			t.Fatal("a positive definite matrix has no factor")
		}
		invert(l, inv, p)
		for i := range p {
			for j := range p {
				var sum float64
				for k := range p {
					sum += a[i*p+k] * inv[k*p+j]
				}
				want := 0.0
				if i == j {
					want = 1
				}
				if math.Abs(sum-want) > 1e-9 {
					t.Fatalf("a times its inverse at %d,%d = %v, want %v", i, j, sum, want)
				}
			}
		}
	})
	if cholesky([]float64{1, 2, 2, 1}, 2) {
		t.Error("an indefinite matrix has a factor")
	}
}

// At large counts the model is a regression of logs: the lift is the ratio of
// geometric means, which here is exactly 2.
func TestLargeCountsGiveRatioOfGeometricMeans(t *testing.T) {
	var s sheet
	for week := range 10 {
		for k, f := range []float64{0.7, 1, 1 / 0.7} {
			s.add("a", "image", week, math.Round(1e6*f))
			s.add("a", "video", week, math.Round(2e6*f))
			_ = k
		}
	}
	e := effect(t, byFormat(s.frame()), "a", "video")
	if math.Abs(*e.OwnLift-2) > 0.01 || e.Verdict != data.VerdictMore || math.Abs(*e.NaiveLift-2) > 0.01 || math.Abs(*e.MeanLift-2) > 0.01 {
		t.Errorf("own %v naive %v mean %v %s, want 2, 2, 2, more", *e.OwnLift, *e.NaiveLift, *e.MeanLift, e.Verdict)
	}
	if *e.Lift >= *e.OwnLift || *e.Low > *e.Lift || *e.High < *e.Lift || *e.Borrowed <= 0 || *e.Borrowed > 0.2 {
		t.Errorf("lift %v [%v, %v] borrowed %v: want it drawn a little to 1", *e.Lift, *e.Low, *e.High, *e.Borrowed)
	}
	if image := effect(t, byFormat(s.frame()), "a", "image"); image.Verdict != data.VerdictLess {
		t.Errorf("image is %s, want less", image.Verdict)
	}
}

// At large counts the spread of a level is that of its logs. Of 6 posts at +-a each
// the sum of squares is 6 a^2; with a = 1 and 0.5 and one parameter for each level,
// the common variance is 7.5/10, and theirs are (6+3x0.75)/(5+3) and (1.5+3x0.75)/8.
func TestSpreadOfLevels(t *testing.T) {
	d := design{factors: []factor{{levels: 2, precision: 1 / (leverSD * leverSD)}}}
	for i := range 12 {
		level, a := int32(i/6), 1.0-0.5*float64(i/6)
		if i%2 == 0 {
			a = -a
		}
		d.factors[0].level = append(d.factors[0].level, level)
		d.y, d.phi = append(d.y, 1e7*math.Exp(a)), append(d.phi, 1)
	}
	r, ok := d.fit(newHermite())
	if !ok || math.Abs(r.s2[0]-8.25/8) > 0.02 || math.Abs(r.s2[1]-3.75/8) > 0.02 {
		t.Errorf("spread = %v, want %v and %v", r.s2, 8.25/8, 3.75/8)
	}
}

// The one step that leaves a week or post out, against a fit without it.
// A cluster of many rows is left out by way of the columns; that is the same number.
func TestLeaveOutManyIsLeaveOut(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	d := design{factors: []factor{{levels: 2, precision: 1 / (leverSD * leverSD)}, {levels: 3, precision: 4}}}
	for i := range 40 {
		d.factors[0].level, d.factors[1].level = append(d.factors[0].level, int32(i%2)), append(d.factors[1].level, int32(r.IntN(3)))
		d.y, d.phi = append(d.y, float64(poisson(r, 20*math.Exp(r.NormFloat64())))), append(d.phi, 1)
	}
	fit, ok := d.fit(newHermite())
	if !ok {
		t.Fatal("no fit")
	}
	rows := []int{0, 1, 2, 3, 5, 8, 13, 21, 34}
	change := fit.leaveOut(rows)
	want := make([]float64, fit.p)
	for k, i := range rows {
		for j := range want {
			want[j] += along(fit.cov[j*fit.p:(j+1)*fit.p], fit.columns(i)) * change[k]
		}
	}
	for j, v := range fit.leaveOutMany(rows) {
		if math.Abs(v-want[j]) > 1e-9 {
			t.Errorf("column %d moves by %v, by way of rows %v", j, v, want[j])
		}
	}
}

func TestLeaveOutAgainstRefit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var s sheet
	for i := range 60 {
		format := []string{"image", "video"}[i%2]
		s.add("a", format, i/6, float64(poisson(r, math.Exp(2+0.9*r.NormFloat64()))))
	}
	h := newHermite()
	l := leversOf(LeverFormat, nil)[0]
	of := func(f *Frame) contrast {
		return (&comparer{sample: samples(f, countMetrics(), []string{AgeSettled})[0], hermite: h, minPosts: 3}).compare(l).contrast[1]
	}
	whole := of(s.frame())
	rest := sheet{}
	for _, row := range s.rows {
		if row.at.Week() != whole.weeks.downName {
			rest.rows = append(rest.rows, row)
		}
	}
	got, want := whole.weeks.down, of(rest.frame()).est-whole.est
	if math.Abs(got-want) > 0.25*math.Abs(want)+0.01 {
		t.Errorf("without week %s the log lift moves by %v, a new fit says %v", whole.weeks.downName, got, want)
	}
	// A row stands by its score: leaving one out agrees with the cluster formula of one row.
	if whole.posts.down >= 0 || whole.posts.downName == "" {
		t.Errorf("no post moves the lift down: %+v", whole.posts)
	}
}

// simpson is three accounts: the two small ones post mostly images, the large one
// mostly videos, and in each of them images do 1.5 times better.
func simpson() *sheet {
	r := rand.New(rand.NewPCG(3, 4))
	s := &sheet{}
	for _, a := range []struct {
		name   string
		median float64
		videos int // of 60
	}{{"small1", 20, 12}, {"small2", 25, 12}, {"large", 900, 48}} {
		for i := range 60 {
			format, median := "image", a.median*1.5
			if i*a.videos/60 != (i+1)*a.videos/60 {
				format, median = "video", a.median
			}
			s.add(a.name, format, i/4, float64(poisson(r, median*math.Exp(0.3*r.NormFloat64()))))
		}
	}
	return s
}

func TestSimpson(t *testing.T) {
	rows := byFormat(simpson().frame())
	for _, account := range []string{"small1", "small2", "large", ""} {
		e := effect(t, rows, account, "video")
		if *e.NaiveLift < 2 {
			t.Fatalf("naive lift of video = %v: the example is no Simpson paradox", *e.NaiveLift)
		}
		if e.Verdict != data.VerdictLess || *e.Lift > 0.9 || e.Alarm != "large" {
			t.Errorf("%q: video lift %v, %s, alarm %q; want less, alarm at large", account, *e.Lift, e.Verdict, e.Alarm)
		}
	}
	if e := effect(t, rows, "", "video"); e.Accounts != 3 || e.Mission != "" || e.TryPosts != nil {
		t.Errorf("pooled row = %+v", e)
	}
}

func TestOneViralPostCarriesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var s sheet
	for i := range 40 {
		s.add("a", []string{"image", "gif"}[i%2], i/4, float64(poisson(r, 30*math.Exp(0.5*r.NormFloat64()))))
	}
	s.add("a", "gif", 9, 500000)
	e := effect(t, byFormat(s.frame()), "a", "gif")
	if *e.MeanLift < 100 {
		t.Fatalf("mean lift %v: the example has no viral post", *e.MeanLift)
	}
	if e.Verdict == data.VerdictMore || *e.OwnLift > 1.4 {
		t.Errorf("gif: own lift %v, %s because of one post", *e.OwnLift, e.Verdict)
	}
}

func TestFragileVerdictNamesWhatCarriesIt(t *testing.T) {
	found := map[string]bool{}
	for seed := range uint64(60) {
		f, _ := world{accounts: 1, perArm: 20, median: 30, mu: []float64{0, 0.6, 0}}.draw(rand.New(rand.NewPCG(seed, 0)))
		for _, e := range byFormat(f) {
			firm := e.Verdict == data.VerdictMore || e.Verdict == data.VerdictLess || e.Verdict == data.VerdictNoDifference
			if e.Fragile != "" && !firm {
				t.Fatalf("%s is fragile: %q", e.Verdict, e.Fragile)
			}
			if firm && e.PMargin != nil && *e.PMargin < 0.97 && e.Fragile != "" {
				found["near"] = true
			}
			if firm && e.PMargin != nil && *e.PMargin > 0.99999 {
				if e.Fragile != "" {
					t.Errorf("P %v is called fragile: %q", *e.PMargin, e.Fragile)
				}
				found["far"] = true
			}
		}
	}
	if !found["near"] {
		t.Error("no verdict just over the threshold was called fragile")
	}
}

func TestPeersInformButGetNoAdvice(t *testing.T) {
	s := simpson()
	for i := range s.rows {
		if s.rows[i].account != "small1" {
			s.rows[i].role = data.RolePeerMission
		}
	}
	alone := &sheet{}
	for _, r := range s.rows {
		if r.account == "small1" {
			alone.rows = append(alone.rows, r)
		}
	}
	with, without := effect(t, byFormat(s.frame()), "small1", "video"), effect(t, byFormat(alone.frame()), "small1", "video")
	if *with.Borrowed <= *without.Borrowed || *with.High-*with.Low >= *without.High-*without.Low || with.Accounts != 3 {
		t.Errorf("with peers: borrowed %v, interval %v-%v, %d accounts; alone: %v, %v-%v", *with.Borrowed, *with.Low, *with.High, with.Accounts,
			*without.Borrowed, *without.Low, *without.High)
	}
	for _, e := range byFormat(s.frame()) {
		if e.AccountID == "large" || e.AccountID == "small2" {
			t.Errorf("a peer got an effect: %+v", e)
		}
	}
}

func TestUnusedFormatBorrows(t *testing.T) {
	s := simpson()
	for week := range 8 {
		s.add("new", "image", week, 30)
		s.add("new", "text", week, 20)
	}
	e := effect(t, byFormat(s.frame()), "new", "video")
	if e.N != 0 || e.Verdict != data.VerdictTry || e.Borrowed == nil || *e.Borrowed != 1 || e.OwnLift != nil || e.Lift == nil || *e.TryPosts < 3 {
		t.Errorf("a format never used here = %+v, want try with all of it borrowed", e)
	}
}

func TestTryPosts(t *testing.T) {
	c := &evidence{contrast: contrast{n: 5, nOther: 20, known: true, est: 0.2, variance: 0.25}}
	b := belief{mean: 0.15, variance: 0.1}
	got := tryPosts(b, c, 0, 1.2)
	if got == nil || *got < 3 {
		t.Fatalf("tryPosts = %v", got)
	}
	// The smallest: against the chance by simulation of the belief after N posts.
	chance := func(n float64) float64 {
		s2 := 0.25 / (1/5.0 + 1/20.0)
		v1 := 1 / (1/b.variance + 1/(s2*(1/(5+n)+1/(20+n))) - 1/0.25)
		r := rand.New(rand.NewPCG(7, 8))
		var firm int
		const draws = 200000
		for range draws {
			m := b.mean + math.Sqrt(b.variance-v1)*r.NormFloat64()
			sd := math.Sqrt(v1)
			if math.Abs(m) > max(z975*sd, math.Log(1.2)+z950*sd) || math.Abs(m)+z950*sd < math.Log(1.2) {
				firm++
			}
		}
		return float64(firm) / draws
	}
	if at, before := chance(float64(*got)), chance(float64(*got)-1); at < 0.495 || before > 0.505 {
		t.Errorf("tryPosts = %d: chance %v with them, %v with one fewer; want one half between", *got, at, before)
	}
	// A true lift that is large and an account that tells little: fewer posts than for a small one.
	if big := tryPosts(belief{mean: 0.6, variance: 0.1}, c, 0, 1.2); *big >= *got {
		t.Errorf("a lift of 1.8 needs %d posts, one of 1.16 %d", *big, *got)
	}
	if weeks := tryWeeks(data.N(10), 5); *weeks != 4 {
		t.Errorf("10 posts, every second of 5 a week = %d weeks, want 4", *weeks)
	}
	if tryWeeks(data.N(10), 0) != nil || tryWeeks(nil, 5) != nil {
		t.Error("weeks are known although cadence or posts are not")
	}
}

func TestVerdicts(t *testing.T) {
	limit := math.Log(1.2)
	for _, tt := range []struct {
		why  string
		b    belief
		want data.Verdict
	}{
		{"surely beyond the margin", belief{low: 0.3, high: 0.9, p: 0.999, above: 0.96, limit: limit}, data.VerdictMore},
		{"surely below it", belief{low: -0.9, high: -0.3, p: 0.001, below: 0.96, limit: limit}, data.VerdictLess},
		{"sure of the side, not of the size", belief{low: 0.1, high: 0.4, p: 0.99, above: 0.7, limit: limit}, data.VerdictLean},
		{"sure, but of no practical size", belief{low: 0.02, high: 0.15, p: 0.99, limit: limit}, data.VerdictNoDifference},
		{"hardly sure", belief{low: -0.1, high: 0.5, p: 0.9, limit: limit}, data.VerdictLean},
		{"hardly sure, below", belief{low: -0.5, high: 0.1, p: 0.25, limit: limit}, data.VerdictLean},
		{"nothing known", belief{low: -0.5, high: 0.5, p: 0.5, limit: limit}, data.VerdictTry},
	} {
		if got := tt.b.verdict(0.95); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.why, got, tt.want)
		}
	}
}

// Whatever the input, no crash, and no number where there is no evidence.
func TestDegenerateInput(t *testing.T) {
	check := func(name string, fill func(s *sheet), warning string) {
		t.Helper()
		var s sheet
		fill(&s)
		rows := Fit(s.frame(), Options{})
		for _, e := range rows {
			if e.Verdict != data.VerdictTry || e.Lift != nil || e.PBetter != nil || e.OwnLift != nil {
				t.Errorf("%s: %s=%s has lift %v, %s", name, e.Lever, e.Level, e.Lift, e.Verdict)
			}
			if !strings.Contains(strings.Join(e.Warnings, "; "), warning) {
				t.Errorf("%s: warnings %q do not say %q", name, e.Warnings, warning)
			}
		}
		choices := 0 // a level that stands alone is no choice, and so no advice
		for _, e := range rows {
			if e.NOther > 0 {
				choices++
			}
		}
		if got := len(Advise(rows)); got != choices {
			t.Errorf("%s: %d pieces of advice, want %d: one for each effect with something to compare with", name, got, choices)
		}
	}
	check("nothing", func(*sheet) {}, "")
	check("one post", func(s *sheet) { s.add("a", "image", 0, 5) }, "not enough evidence")
	check("one format", func(s *sheet) {
		for i := range 20 {
			s.add("a", "image", i, 5)
		}
	}, "nothing to compare")
	check("two of one and many of another", func(s *sheet) {
		for i := range 20 {
			s.add("a", []string{"video", "image"}[min(i/2, 1)], i, 5)
		}
	}, "")
	check("zeros", func(s *sheet) {
		for i := range 20 {
			s.add("a", []string{"video", "image"}[i%2], i, 0)
		}
	}, "")
	check("not a number", func(s *sheet) {
		for i := range 20 {
			s.add("a", []string{"video", "image"}[i%2], i, []float64{math.NaN(), math.Inf(1), -1}[i%3])
		}
	}, "without a value left out")
	check("all paid", func(s *sheet) {
		for i := range 20 {
			s.add("a", []string{"video", "image"}[i%2], i, 5).paid = data.PaidFor
		}
	}, "of another paid scope left out")
}

func TestAllImmature(t *testing.T) {
	b := NewFrameBuilder(nil)
	for i := range 10 {
		p := mastodonPost()
		p.PostID = data.PostID(fmt.Sprint("mastodon:", i))
		for _, v := range Values(p, []data.PostSnapshot{read(time.Hour, int64(i))}, nil, nil) {
			b.Add(&v, p, &data.PostLabel{Format: []data.Format{data.FormatImage, data.FormatVideo}[i%2]}, &data.Account{AccountID: "a", Role: data.RoleOwn})
		}
	}
	for _, e := range Fit(b.Frame(), Options{}) {
		t.Errorf("posts of an hour give an effect: %+v", e)
	}
}

func TestExtremeValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s sheet
		n := rapid.IntRange(1, 25).Draw(t, "posts")
		for range n {
			r := s.add(rapid.SampledFrom([]string{"a", "b"}).Draw(t, "account"), rapid.SampledFrom([]string{"image", "video", "text"}).Draw(t, "format"),
				rapid.IntRange(0, 9).Draw(t, "week"), rapid.OneOf(rapid.Float64Range(0, 3), rapid.Float64Range(0, 1e12), rapid.Float64()).Draw(t, "value"))
			r.topic = rapid.SampledFrom([]data.Topic{"visa", "culture"}).Draw(t, "topic")
		}
		for _, e := range Fit(s.frame(), Options{}) {
			for _, v := range []*float64{e.Lift, e.Low, e.High, e.PBetter, e.OwnLift, e.OwnStdErr, e.NaiveLift, e.MeanLift, e.Borrowed} {
				if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0) || *v < 0) {
					t.Fatalf("%+v holds %v", e, *v)
				}
			}
			if e.Lift != nil && (*e.Low > *e.High || *e.Low <= 0) {
				t.Fatalf("interval %v to %v", *e.Low, *e.High)
			}
			if (e.Verdict == data.VerdictMore || e.Verdict == data.VerdictLess) && e.AccountID != "" && min(e.N, e.NOther) < 3 {
				t.Fatalf("%s from %d posts against %d", e.Verdict, e.N, e.NOther)
			}
		}
	})
}

func TestOrderAndNamesDoNotMatter(t *testing.T) {
	s := simpson()
	want := byFormat(s.frame())
	shuffled := *s
	shuffled.rows = slices.Clone(s.rows)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(shuffled.rows), func(i, j int) {
		shuffled.rows[i], shuffled.rows[j] = shuffled.rows[j], shuffled.rows[i]
	})
	if diff := gocmp.Diff(want, byFormat(shuffled.frame())); diff != "" {
		t.Errorf("order of rows changes effects:\n%s", diff)
	}
	// Another account that keeps its place in the order of names.
	for i := range shuffled.rows {
		if shuffled.rows[i].account == "small1" {
			shuffled.rows[i].account = "small0"
		}
	}
	renamed := byFormat(shuffled.frame())
	for i := range renamed {
		if renamed[i].AccountID == "small0" {
			renamed[i].AccountID = "small1"
		}
		renamed[i].Fragile = strings.ReplaceAll(renamed[i].Fragile, "small0", "small1")
	}
	if diff := gocmp.Diff(want, renamed); diff != "" {
		t.Errorf("the name of an account changes effects:\n%s", diff)
	}
}

// Ten times the counts of one account change its lift by no more than Poisson noise does.
func TestScaleLaw(t *testing.T) {
	s := simpson()
	small := effect(t, byFormat(s.frame()), "large", "video")
	for i := range s.rows {
		s.rows[i].value *= 10
	}
	large := effect(t, byFormat(s.frame()), "large", "video")
	if math.Abs(math.Log(*large.OwnLift / *small.OwnLift)) > 0.02 || math.Abs(*large.NaiveLift / *small.NaiveLift - 1) > 1e-9 {
		t.Errorf("lift %v, of ten times the counts %v; naive %v and %v", *small.OwnLift, *large.OwnLift, *small.NaiveLift, *large.NaiveLift)
	}
}

func TestUnknownPaidScopeIsItsOwnClass(t *testing.T) {
	s := simpson()
	for i := range s.rows {
		s.rows[i].paid = data.PaidUnknown
	}
	e := effect(t, byFormat(s.frame()), "large", "video")
	if e.Lift == nil || !strings.Contains(strings.Join(e.Warnings, " "), "unknown paid scope") {
		t.Errorf("posts of unknown scope = %+v, want an effect with a warning", e)
	}
	s.add("large", "video", 3, 1e6) // one organic post: the others are no longer compared
	if e := effect(t, byFormat(s.frame()), "large", "video"); e.OwnLift != nil || e.N != 1 {
		t.Errorf("one organic post beside unknown ones = %+v, want that one alone", e)
	}
}

func TestFrameOfManyBatches(t *testing.T) {
	b := NewFrameBuilder(nil)
	v := 3.0
	const n = batchRows + 10
	for i := range n {
		p := mastodonPost()
		p.PostID = data.PostID(fmt.Sprint("mastodon:", i))
		b.Add(&data.PostMetric{Metric: MetricApproval, Age: AgeSettled, Paid: data.Organic, Value: &v}, p,
			&data.PostLabel{Format: data.Formats()[i%3], Devices: []data.Device{data.DeviceThanks, data.DeviceQuestion}}, &data.Account{AccountID: "a", Role: data.RoleOwn})
	}
	f := b.Frame()
	if f.Rows() != n || len(f.Batches()) != 2 {
		t.Fatalf("frame has %d rows in %d batches, want %d in 2", f.Rows(), len(f.Batches()), n)
	}
	again, err := NewFrame(f.Batches()...)
	if err != nil || again.Rows() != n {
		t.Errorf("NewFrame = %v, %v", again, err)
	}
	s := samples(f, countMetrics(), []string{AgeSettled})
	if len(s) != 1 || len(s[0].rows) != n {
		t.Fatalf("samples = %d", len(s))
	}
	count := map[string]int{}
	for _, o := range s[0].rows {
		count[s[0].names.text[o.code(colFormat)]+" "+s[0].names.text[o.code(colDevices)]]++
	}
	if count["text |question|thanks|"] != 21849 { // a third of 65,546, rounded up
		t.Errorf("formats and devices of the rows: %v", count)
	}
}

func BenchmarkFit(b *testing.B) {
	f, _ := world{accounts: 50, perArm: 667, median: 20, scenario: mixed, wild: true}.draw(rand.New(rand.NewPCG(1, 1)))
	b.ReportAllocs()
	for b.Loop() {
		if len(Fit(f, Options{})) == 0 {
			b.Fatal("no effects")
		}
	}
	b.ReportMetric(float64(f.Rows())*float64(b.N)/b.Elapsed().Seconds(), "posts/s")
}

// Videos were posted in the good month, or on the good topic; they are no better.
func TestMonthAndTopicAreHeldConstant(t *testing.T) {
	for _, by := range []string{"month", "topic"} {
		r := rand.New(rand.NewPCG(11, 12))
		var s sheet
		for i := range 160 {
			good := i%2 == 0
			format, median := "image", 20.0
			if good {
				median = 100
			}
			if good == (i%10 < 8) { // four videos in five on the good side
				format = "video"
			}
			week := i / 8
			if by == "month" {
				week = i / 20
				if good {
					week += 20 // from July
				}
			}
			row := s.add("a", format, week, float64(poisson(r, median*math.Exp(0.4*r.NormFloat64()))))
			if by == "topic" && good {
				row.topic = "culture"
			}
		}
		e := effect(t, byFormat(s.frame()), "a", "video")
		if *e.NaiveLift < 2 {
			t.Fatalf("%s: naive lift %v: nothing is confounded", by, *e.NaiveLift)
		}
		if *e.OwnLift > 1.35 || *e.OwnLift < 0.75 || e.Verdict == data.VerdictMore {
			t.Errorf("%s: own lift %v, %s; the truth is 1 and the naive figure %v", by, *e.OwnLift, e.Verdict, *e.NaiveLift)
		}
	}
}

func TestEveryLever(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Skipf("no time zones here: %v", err)
	}
	r := rand.New(rand.NewPCG(13, 14))
	b := NewFrameBuilder(oslo)
	for i := range 120 {
		p := mastodonPost()
		p.PostID = data.PostID(fmt.Sprint("mastodon:", i))
		p.PublishedAt = published.Add(time.Duration(i)*day + time.Duration(i%2)*8*time.Hour) // 10 or 18 o'clock in Oslo; an hour later in summer
		p.Text = strings.Repeat("a", 50+200*(i/2%2))
		l := data.PostLabel{Format: data.FormatImage, Language: []string{"nb", "en"}[i/4%2], PrimaryTopic: []data.Topic{"visa", "other"}[i/8%2]}
		median := 40.0
		if i%3 == 0 {
			l.Devices = []data.Device{data.DeviceQuestion}
			median = 160
		}
		v := float64(poisson(r, median*math.Exp(0.4*r.NormFloat64())))
		b.Add(&data.PostMetric{Metric: MetricConversation, Age: AgeSettled, Paid: data.Organic, Value: &v}, p, &l, &data.Account{AccountID: "a", Role: data.RoleOwn, Mission: "oslo"})
	}
	got := map[string]data.Verdict{}
	for _, e := range Fit(b.Frame(), Options{}) {
		got[e.Lever+"="+e.Level] = e.Verdict
	}
	for level, more := range map[string]bool{
		"device=question": true, "hour=10-13": false, "hour=18-23": false, "length=1-80": false, "length=161-280": false,
		"language=nb": false, "language=en": false, "topic=visa": false, "format=image": false,
	} {
		v, ok := got[level]
		if !ok || (v == data.VerdictMore) != more {
			t.Errorf("%s is %q, want more: %v; all: %v", level, v, more, got)
		}
	}
	if _, ok := got["topic=other"]; ok {
		t.Error("topic other was advised on")
	}
}

// An estimate with a wide error counts less than an exact value.
func TestEstimatedValuesWeighLess(t *testing.T) {
	lift := func(se float64) float64 {
		b := NewFrameBuilder(nil)
		for i := range 40 {
			p := mastodonPost()
			p.PostID, p.PublishedAt = data.PostID(fmt.Sprint("mastodon:", i)), published.Add(time.Duration(i)*day)
			v, e := []float64{50, 60, 70, 80}[i/2%4], se
			m := data.PostMetric{Metric: MetricShares, Age: AgeSettled, Paid: data.Organic, Value: &v}
			if i < 6 { // the newest videos do far better, but are estimated
				if v = 60; i%2 == 0 {
					v = 3000
				}
				if m.StdErr = &e; se == 0 {
					m.StdErr = nil
				}
			}
			b.Add(&m, p, &data.PostLabel{Format: []data.Format{data.FormatVideo, data.FormatImage}[i%2]}, &data.Account{AccountID: "a", Role: data.RoleOwn})
		}
		return *effect(t, byFormat(b.Frame()), "a", "video").OwnLift
	}
	if exact, wide := lift(0), lift(4000); wide >= exact*0.97 {
		t.Errorf("own lift %v if exact, %v if estimated with an error of 4000", exact, wide)
	}
}

func TestCadence(t *testing.T) {
	of := func(days ...int) float64 {
		n := newNames()
		var rows []observation
		for _, d := range days {
			o := observation{at: int64(published.Add(time.Duration(d) * day))}
			o.strata[colWeek-colMonth] = n.of("2026-W10")
			rows = append(rows, o)
		}
		return cadence(rows, n)
	}
	if got := of(0, 7, 14); got != 1.5 {
		t.Errorf("3 posts in 2 weeks = %v a week, want 1.5", got)
	}
	if got := of(0, 1, 400, 407, 491); math.Abs(got-2.0/13) > 1e-9 {
		t.Errorf("2 posts in the last 13 weeks = %v a week, want %v", got, 2.0/13)
	}
	if got := of(0); got != 0 {
		t.Errorf("one post = %v a week, want unknown", got)
	}
}

func TestHourBandsAreLocal(t *testing.T) {
	zone := time.FixedZone("UTC+9", 9*3600)
	p := &data.Post{PublishedAt: data.At(time.Date(2026, 5, 31, 20, 30, 0, 0, time.UTC)), Precision: data.BySecond}
	if month, week, hour := strata(p, zone); month != "2026-05" || week != "2026-W22" || hour != "00-05" {
		t.Errorf("strata = %s %s %s", month, week, hour)
	}
	p.Precision = data.ByYear
	if month, week, hour := strata(p, zone); month != "2026" || week != "" || hour != "" {
		t.Errorf("strata of a year = %q %q %q", month, week, hour)
	}
	if LengthBand("") != "none" || LengthBand(strings.Repeat("ä", 80)) != "1-80" || LengthBand(strings.Repeat("a", 601)) != "601+" {
		t.Error("length bands count characters")
	}
}
