package effects

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
)

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
			s.add(a.name, format, i/4, float64(metricstest.Poisson(r, median*math.Exp(0.3*r.NormFloat64()))))
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
			row := s.add("a", format, week, float64(metricstest.Poisson(r, median*math.Exp(0.4*r.NormFloat64()))))
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
