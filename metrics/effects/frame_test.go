package effects

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
)

// Rows returns the number of rows.
func (f *Frame) Rows() int64 {
	var n int64
	for _, b := range f.batches {
		n += b.NumRows()
	}
	return n
}

func TestFrameOfManyBatches(t *testing.T) {
	b := NewFrameBuilder(nil)
	v := 3.0
	const n = batchRows + 10
	for i := range n {
		p := mastodonPost()
		p.PostID = data.PostID(fmt.Sprint("mastodon:", i))
		b.Add(&data.PostMetric{Metric: metrics.MetricApproval, Age: metrics.AgeSettled, Paid: data.Organic, Value: &v}, p,
			&data.PostLabel{Format: data.Formats()[i%3], Devices: []data.Device{data.DeviceThanks, data.DeviceQuestion}}, &data.Account{AccountID: "a", Role: data.RoleOwn})
	}
	f := b.Frame()
	if f.Rows() != n || len(f.Batches()) != 2 {
		t.Fatalf("frame has %d rows in %d batches, want %d in 2", f.Rows(), len(f.Batches()), n)
	}
	s := samples(f, metrics.CountMetrics(), []string{metrics.AgeSettled})
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
	if lengthBand("") != "none" || lengthBand(strings.Repeat("ä", 80)) != "1-80" || lengthBand(strings.Repeat("a", 601)) != "601+" {
		t.Error("length bands count characters")
	}
}

func TestCadence(t *testing.T) {
	of := func(days ...int) float64 {
		n := newNames()
		var rows []observation
		for _, d := range days {
			o := observation{at: int64(published.Add(time.Duration(d) * metrics.Day))}
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
		p.PublishedAt = published.Add(time.Duration(i)*metrics.Day + time.Duration(i%2)*8*time.Hour) // 10 or 18 o'clock in Oslo; an hour later in summer
		p.Text = strings.Repeat("a", 50+200*(i/2%2))
		l := data.PostLabel{Format: data.FormatImage, Language: []string{"nb", "en"}[i/4%2], PrimaryTopic: []data.Topic{"visa", "other"}[i/8%2]}
		median := 40.0
		if i%3 == 0 {
			l.Devices = []data.Device{data.DeviceQuestion}
			median = 160
		}
		v := float64(metricstest.Poisson(r, median*math.Exp(0.4*r.NormFloat64())))
		b.Add(&data.PostMetric{Metric: metrics.MetricConversation, Age: metrics.AgeSettled, Paid: data.Organic, Value: &v}, p, &l, &data.Account{AccountID: "a", Role: data.RoleOwn, Mission: "oslo"})
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
