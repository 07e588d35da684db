package effects

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// world makes posts by a process that is not the fitted model. A tame world has
// lognormal rates and nothing else. A wild one has a Pareto tail, weeks that hang
// together, a spread that differs by format, topics that matter and whose labels are
// wrong one time in six, boosts of posts with early success, formats chosen on past
// results, and a format mix that drifts.
type world struct {
	accounts, perArm int       // expected posts of each of three formats
	median           float64   // typical count
	mu               []float64 // log effect of the formats; nil draws them by scenario
	tau              float64
	scenario         scenario
	simpson          bool // large accounts, and the topic that does well, go with one format
	wild             bool
}

type scenario int

const (
	none  scenario = iota // no effect
	one                   // video does 1.5 times as well
	mixed                 // each format's mean is 0, small or large, up or down
	prior                 // each contrast is drawn from the declared prior
)

func (s scenario) String() string { return [...]string{"none", "one", "mixed", "prior"}[s] }

var worldFormats = [...]data.Format{data.FormatImage, data.FormatVideo, data.FormatText}

const (
	wrongTopics = 1.0 / 6
	worldWeeks  = 26
)

// truth is what is true of one account and format.
type truth struct {
	lift float64 // log lift at the mix of the posts that are compared
	mu   float64 // its mean over accounts of this mix
	tau  float64 // its spread over accounts
}

// draw returns a frame and the truth by account and format, like "a00/video".
func (w world) draw(r *rand.Rand) (*Frame, map[string]truth) {
	b := NewFrameBuilder(nil)
	truths := map[string]truth{}
	mu, tau := w.effects(r)
	for a := range w.accounts {
		effect := make([]float64, 3)
		for f := range effect {
			effect[f] = mu[f] + tau*r.NormFloat64()
		}
		size := r.NormFloat64()
		id := fmt.Sprintf("a%02d", a)
		n := w.posts(b, r, id, size, effect)
		for f := range 3 {
			var t truth
			var squares float64
			t.lift, t.mu = effect[f], mu[f]
			total := n[0] + n[1] + n[2]
			for k := range 3 {
				if k != f && total > n[f] {
					share := n[k] / (total - n[f])
					t.lift -= share * effect[k]
					t.mu -= share * mu[k]
					squares += share * share
				}
			}
			t.tau = tau * math.Sqrt(1+squares)
			truths[id+"/"+string(worldFormats[f])] = t
		}
	}
	return b.Frame(), truths
}

// effects returns the means of the formats' log effects and their spread. A contrast
// of three formats at an even mix has 1.5 times the variance of one.
func (w world) effects(r *rand.Rand) ([]float64, float64) {
	if w.mu != nil {
		return w.mu, w.tau
	}
	switch w.scenario {
	case one:
		return []float64{0, math.Log(1.5), 0}, 0.15
	case mixed:
		sizes := []float64{0, 0, 0, 0.1, -0.1, 0.3, -0.3, 0.6, -0.6}
		mu := make([]float64, 3)
		for f := range mu {
			mu[f] = sizes[r.IntN(len(sizes))]
		}
		return mu, []float64{0.05, 0.15, 0.3}[r.IntN(3)]
	case prior:
		scale := math.Sqrt(1.5)
		mu := make([]float64, 3)
		for f := range mu {
			mu[f] = priorMuSD / scale * r.NormFloat64()
		}
		return mu, math.Abs(stat.PriorTauSD*r.NormFloat64()) / scale
	}
	return make([]float64, 3), 0
}

// posts makes an account's posts and returns how many of each format can be compared.
func (w world) posts(b *FrameBuilder, r *rand.Rand, id string, size float64, effect []float64) [3]float64 {
	account := data.Account{AccountID: data.AccountID(id), Platform: data.Mastodon, Role: data.RoleOwn, Mission: id}
	base := math.Log(w.median) + 0.7*size*min(1, float64(w.accounts-1))
	sigma, video := [...]float64{0.9, 0.9, 0.9}, 1.0/3
	if w.simpson {
		base += 0.8 * size * min(1, float64(w.accounts-1))
		video = 1/3.0 + 0.25*math.Tanh(size)
	}
	week := make([]float64, worldWeeks)
	if w.wild {
		sigma = [...]float64{0.7, 0.9, 1.1}
		for i := range week {
			week[i] = 0.25 * r.NormFloat64()
			if i > 0 {
				week[i] += 0.6 * week[i-1]
			}
		}
	}
	var n, sums, counts [3]float64
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	posts := 3 * w.perArm
	for i := range posts {
		done := float64(i) / float64(posts)
		at := start.Add(time.Duration(done * worldWeeks * float64(7*metrics.Day)))
		share := video
		if w.wild {
			share += 0.3 * (done - 0.5) // drift
			if counts[1] > 2 && counts[0]+counts[2] > 2 {
				past := sums[1]/counts[1] - (sums[0]+sums[2])/(counts[0]+counts[2])
				share += 0.15 * math.Tanh(2*past) // chosen on past results
			}
		}
		f := 0
		if r.Float64() < max(0.08, min(0.85, share)) {
			f = 1
		} else if r.Float64() < 0.5 {
			f = 2
		}
		topic := r.IntN(3)
		if w.simpson && f == 1 && r.Float64() < 0.4 {
			topic = 2 // the topic that does well is filmed
		}
		noise := sigma[f] * r.NormFloat64()
		log := base + effect[f] + week[at.Sub(start)/(7*metrics.Day)] + noise
		if w.wild || w.simpson {
			log += 0.3 * float64(topic)
		}
		label := topic
		paid := data.Organic
		if w.wild {
			if r.Float64() < 0.03 {
				log += r.ExpFloat64() / 1.5 // Pareto with index 1.5
			}
			if r.Float64() < wrongTopics {
				label = (topic + 1 + r.IntN(2)) % 3
			}
			if noise > sigma[f] && r.Float64() < 0.2 {
				paid = data.PaidMixed // boosted, since it did well early
			}
		}
		v := float64(metricstest.Poisson(r, math.Exp(log)))
		counts[f]++
		sums[f] += math.Log1p(v)
		if paid == data.Organic {
			n[f]++
		}
		p := data.Post{PostID: data.NewPostID(data.Mastodon, fmt.Sprint(id, "-", i)), AccountID: account.AccountID, Platform: data.Mastodon,
			PublishedAt: data.At(at.Add(time.Duration(r.IntN(24)) * time.Hour)), Precision: data.BySecond, Paid: paid}
		b.Add(&data.PostMetric{Metric: metrics.MetricInteractions, Age: metrics.AgeSettled, Paid: paid, Value: &v}, &p,
			&data.PostLabel{Format: worldFormats[f], PrimaryTopic: []data.Topic{"visa", "culture", "visit"}[label], Language: []string{"en", "nb"}[r.IntN(2)]}, &account)
	}
	return n
}

// errorsOfTopics is what a check of 300 posts' topics in a wild world would find.
func errorsOfTopics() LabelErrors {
	return LabelErrorsOf("", []string{"visa", "culture", "visit"}, [][]int64{{84, 8, 8}, {8, 84, 8}, {8, 8, 84}}, nil)
}
