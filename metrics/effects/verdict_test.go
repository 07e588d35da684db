package effects

import (
	"math"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

func TestTryPosts(t *testing.T) {
	c := &evidence{contrast: contrast{n: 5, nOther: 20, known: true, est: 0.2, variance: 0.25}}
	b := stat.Belief{Mean: 0.15, Variance: 0.1}
	got := tryPosts(b, c, 0, 1.2)
	if got == nil || *got < 3 {
		t.Fatalf("tryPosts = %v", got)
	}
	// The smallest: against the chance by simulation of the belief after N posts.
	chance := func(n float64) float64 {
		s2 := 0.25 / (1/5.0 + 1/20.0)
		v1 := 1 / (1/b.Variance + 1/(s2*(1/(5+n)+1/(20+n))) - 1/0.25)
		r := rand.New(rand.NewPCG(7, 8))
		var firm int
		const draws = 200000
		for range draws {
			m := b.Mean + math.Sqrt(b.Variance-v1)*r.NormFloat64()
			sd := math.Sqrt(v1)
			if math.Abs(m) > max(stat.Z975*sd, math.Log(1.2)+stat.Z950*sd) || math.Abs(m)+stat.Z950*sd < math.Log(1.2) {
				firm++
			}
		}
		return float64(firm) / draws
	}
	if at, before := chance(float64(*got)), chance(float64(*got)-1); at < 0.495 || before > 0.505 {
		t.Errorf("tryPosts = %d: chance %v with them, %v with one fewer; want one half between", *got, at, before)
	}
	// A true lift that is large and an account that tells little: fewer posts than for a small one.
	if big := tryPosts(stat.Belief{Mean: 0.6, Variance: 0.1}, c, 0, 1.2); *big >= *got {
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
		b    stat.Belief
		want data.Verdict
	}{
		{"surely beyond the margin", stat.Belief{Low: 0.3, High: 0.9, P: 0.999, Above: 0.96, Limit: limit}, data.VerdictMore},
		{"surely below it", stat.Belief{Low: -0.9, High: -0.3, P: 0.001, Below: 0.96, Limit: limit}, data.VerdictLess},
		{"sure of the side, not of the size", stat.Belief{Low: 0.1, High: 0.4, P: 0.99, Above: 0.7, Limit: limit}, data.VerdictLean},
		{"sure, but of no practical size", stat.Belief{Low: 0.02, High: 0.15, P: 0.99, Limit: limit}, data.VerdictNoDifference},
		{"hardly sure", stat.Belief{Low: -0.1, High: 0.5, P: 0.9, Limit: limit}, data.VerdictLean},
		{"hardly sure, below", stat.Belief{Low: -0.5, High: 0.1, P: 0.25, Limit: limit}, data.VerdictLean},
		{"nothing known", stat.Belief{Low: -0.5, High: 0.5, P: 0.5, Limit: limit}, data.VerdictTry},
	} {
		if got := tt.b.Verdict(0.95); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.why, got, tt.want)
		}
	}
}

// datedPost is a post as a verdict that hangs on it names it.
var datedPost = regexp.MustCompile(`^[a-z]+:\S+ \d{4}-\d\d-\d\d(; |$)`)

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
				if post, named := strings.CutPrefix(e.Fragile, "post "); named && !datedPost.MatchString(post) {
					t.Errorf("%q names a post without its day", e.Fragile)
				}
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

func TestOneViralPostCarriesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var s sheet
	for i := range 40 {
		s.add("a", []string{"image", "gif"}[i%2], i/4, float64(metricstest.Poisson(r, 30*math.Exp(0.5*r.NormFloat64()))))
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
