package metrics

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

var campaign = flag.Int("campaign", 0, "replicates per cell of the simulation campaign; 0 runs the short form")

// world makes posts by a process that is not the fitted model: lognormal rates with a
// Pareto tail, weeks that hang together, spread that differs by format, topics that
// differ in rate and in format, and a format mix that drifts over time.
type world struct {
	accounts, posts int     // posts per account
	median          float64 // typical count of the first format
	mu, muSD, tau   float64 // log effect of format 1 and its spread over accounts
	stress          bool    // unequal spread, Pareto tail, weeks, topics, drift
}

var simFormats = [...]data.Format{data.FormatImage, data.FormatVideo, data.FormatText}

// draw returns a frame and, per account and format, the true log lift on the median.
func (w world) draw(r *rand.Rand) (*Frame, map[string]float64) {
	b := NewFrameBuilder(nil)
	truth := map[string]float64{}
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	weeks := 26
	sigma := [...]float64{1, 1, 1}
	if w.stress {
		sigma = [...]float64{0.8, 1.1, 1.3}
	}
	// The effect is on video alone; common to all accounts is mu plus its own draw.
	mu := w.mu + w.muSD*r.NormFloat64()
	for a := range w.accounts {
		account := data.Account{AccountID: data.AccountID(fmt.Sprintf("a%02d", a)), Platform: data.Mastodon, Role: data.RoleOwn, Mission: "m"}
		base := math.Log(w.median) + 0.7*r.NormFloat64()*min(1, float64(w.accounts-1))
		effect := [...]float64{0, mu + w.tau*r.NormFloat64(), 0}
		week := make([]float64, weeks)
		for i := range week {
			if w.stress {
				week[i] = 0.25 * r.NormFloat64()
				if i > 0 {
					week[i] += 0.6 * week[i-1]
				}
			}
		}
		n := [3]float64{}
		for i := range w.posts {
			at := start.Add(time.Duration(float64(i) / float64(w.posts) * float64(weeks) * 7 * 24 * float64(time.Hour)))
			wk := int(at.Sub(start) / (7 * day))
			share := 0.4
			if w.stress { // from few to many videos
				share = 0.2 + 0.5*float64(i)/float64(w.posts)
			}
			f := 0
			if r.Float64() < share {
				f = 1
			} else if r.Float64() < 0.4 {
				f = 2
			}
			topic, effectOfTopic := "culture", 0.0
			if w.stress && r.Float64() < 0.3+0.2*float64(f%2) {
				topic, effectOfTopic = "visit", 0.4
			}
			log := base + effect[f] + week[wk] + effectOfTopic + sigma[f]*r.NormFloat64()
			if w.stress && r.Float64() < 0.03 {
				log += r.ExpFloat64() / 1.5 // Pareto with index 1.5
			}
			n[f]++
			id := data.NewPostID(data.Mastodon, fmt.Sprintf("%d-%d", a, i))
			p := data.Post{PostID: id, AccountID: account.AccountID, Platform: data.Mastodon, PublishedAt: data.At(at), Precision: data.BySecond, Paid: data.Organic}
			v := float64(poisson(r, math.Exp(log)))
			b.Add(&data.PostMetric{Metric: MetricInteractions, Age: AgeSettled, Paid: data.Organic, Value: &v}, &p,
				&data.PostLabel{Format: simFormats[f], PrimaryTopic: data.Topic(topic)}, &account)
		}
		total := n[0] + n[1] + n[2]
		for f := range 3 {
			lift := effect[f]
			for k := range 3 {
				if k != f {
					lift -= n[k] / (total - n[f]) * effect[k]
				}
			}
			truth[string(account.AccountID)+"/"+string(simFormats[f])] = lift
		}
	}
	return b.Frame(), truth
}

func poisson(r *rand.Rand, mean float64) int64 {
	if mean > 200 {
		return max(0, int64(math.Round(mean+math.Sqrt(mean)*r.NormFloat64())))
	}
	limit, product, k := math.Exp(-mean), r.Float64(), int64(0)
	for product > limit {
		product *= r.Float64()
		k++
	}
	return k
}

// score counts how the intervals and verdicts of many draws did.
type score struct {
	rows, more, less, wrong int     // effects of accounts, and verdicts
	intervals, covered      int     // of accounts with an estimate of their own
	compared                int     // of those, with a naive figure
	absError, naiveError    float64 // sums over those of |log lift - truth|
}

func (w world) score(replicates int, seed uint64) score {
	var s score
	for i := range replicates {
		f, truth := w.draw(rand.New(rand.NewPCG(seed, uint64(i))))
		for _, e := range Fit(f, Options{Levers: []string{LeverFormat}}) {
			if e.AccountID == "" {
				continue
			}
			s.rows++
			switch e.Verdict {
			case data.VerdictMore:
				s.more++
			case data.VerdictLess:
				s.less++
			}
			if e.OwnLift == nil {
				continue
			}
			lift := truth[string(e.AccountID)+"/"+e.Level]
			s.intervals++
			if lo, hi := math.Log(*e.Low), math.Log(*e.High); lo <= lift && lift <= hi {
				s.covered++
			}
			if e.NaiveLift != nil {
				s.compared++
				s.absError += math.Abs(math.Log(*e.Lift) - lift)
				s.naiveError += math.Abs(math.Log(*e.NaiveLift) - lift)
			}
			if e.Verdict == data.VerdictMore && lift < 0 || e.Verdict == data.VerdictLess && lift > 0 {
				s.wrong++
			}
		}
	}
	return s
}

func (s score) String() string {
	pct := func(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
	return fmt.Sprintf("coverage %.1f %% of %d, more %.2f %%, less %.2f %%, wrong sign %.2f %%, mean error %.3f, naive %.3f",
		pct(s.covered, s.intervals), s.intervals, pct(s.more, s.rows), pct(s.less, s.rows), pct(s.wrong, s.more+s.less),
		s.absError/float64(max(1, s.compared)), s.naiveError/float64(max(1, s.compared)))
}

// calibration returns, for stage 1 alone, the standard deviation of (estimate -
// truth)/standard error, and how often it is beyond +-1.645 (nominally 10 %).
func (w world) calibration(replicates int, seed uint64) (sd, outside float64, n int) {
	h := newHermite()
	lever := leversOf(LeverFormat, nil)[0]
	for i := range replicates {
		f, truth := w.draw(rand.New(rand.NewPCG(seed, uint64(i))))
		for _, s := range samples(f, countMetrics(), []string{AgeSettled}) {
			x := s.compare(lever, h, 3)
			for k, c := range x.contrast {
				if c.known {
					z := (c.est - truth[string(s.account)+"/"+x.levels[k]]) / math.Sqrt(c.variance)
					n++
					sd += z * z
					if math.Abs(z) > z950 {
						outside++
					}
				}
			}
		}
	}
	return math.Sqrt(sd / float64(n)), outside / float64(n), n
}

// The short form: at the global null at most 2.5 % are called more and at most 2.5 %
// less; intervals at truths drawn from the prior cover about as often as they say.
// The seeds are fixed, so the figures are the same each time.
func TestErrorRates(t *testing.T) {
	if testing.Short() {
		t.Skip("simulation")
	}
	for _, stress := range []bool{false, true} {
		null := world{accounts: 2, posts: 80, median: 8, stress: stress}.score(120, 1)
		t.Logf("stress %v, null:  %v", stress, null)
		if limit := null.rows * 25 / 1000; null.more > limit || null.less > limit {
			t.Errorf("stress %v: %d more and %d less of %d without any effect, want at most %d each", stress, null.more, null.less, null.rows, limit)
		}
		mixed := world{accounts: 2, posts: 80, median: 8, stress: stress, muSD: priorMuSD, tau: 0.15}.score(120, 2)
		t.Logf("stress %v, mixed: %v", stress, mixed)
		if c := float64(mixed.covered) / float64(mixed.intervals); c < 0.87 || c > 0.985 {
			t.Errorf("stress %v: 90 %% intervals cover %.1f %%, want 87 to 98.5", stress, 100*c)
		}
		if mixed.more == 0 || mixed.less == 0 {
			t.Errorf("stress %v: effects are never found: %v", stress, mixed)
		}
		if mixed.absError >= mixed.naiveError {
			t.Errorf("stress %v: mean error %v is no better than the naive figure's %v", stress, mixed.absError, mixed.naiveError)
		}
		sd, outside, n := world{accounts: 1, posts: 60, median: 5, stress: stress}.calibration(150, 3)
		t.Logf("stress %v, stage 1: z has sd %.3f, %.1f %% of %d beyond 1.645", stress, sd, 100*outside, n)
		if sd < 0.85 || sd > 1.1 || outside > 0.13 {
			t.Errorf("stress %v: stage 1 z has sd %.3f and %.1f %% beyond 1.645, want about 1 and at most 13", stress, sd, 100*outside)
		}
	}
}

func TestCampaign(t *testing.T) {
	if *campaign == 0 {
		t.Skip("the long form runs with -campaign=N, as make campaign does")
	}
	for _, stress := range []bool{false, true} {
		for _, median := range []float64{1, 10, 100} {
			for _, posts := range []int{20, 60, 150, 400} {
				sd, outside, n := world{accounts: 1, posts: posts, median: median, stress: stress}.calibration(*campaign, 9)
				fmt.Printf("stage 1: stress=%-5t posts=%-3d median=%-3g sd of z %.3f, %.1f %% of %d beyond 1.645\n", stress, posts, median, sd, 100*outside, n)
			}
			for _, k := range []int{1, 2, 5, 20} {
				for _, posts := range []int{20, 60, 150} {
					w := world{accounts: k, posts: posts, median: median, stress: stress}
					reps := max(1, *campaign/k)
					null := w.score(reps, 1)
					w.muSD, w.tau = priorMuSD, priorTauSD/2
					mixed := w.score(reps, 2)
					fmt.Printf("stress=%-5t K=%-2d posts=%-3d median=%-3g null:  %v\n%37s mixed: %v\n", stress, k, posts, median, null, "", mixed)
					if limit := 0.025*float64(null.rows) + 3*math.Sqrt(0.025*float64(null.rows)); float64(max(null.more, null.less)) > limit {
						t.Errorf("stress=%t K=%d posts=%d median=%g: %d more and %d less of %d without any effect", stress, k, posts, median, null.more, null.less, null.rows)
					}
				}
			}
		}
	}
}
