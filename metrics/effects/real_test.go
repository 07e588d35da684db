package effects

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/metricstest"
)

// One page's posts of 2014 with lifetime counters (Moro et al. 2016), read here
// straight from the file: the total column is an independent sum of the counters.
func TestFacebookPageOf2014(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "real", "uci_facebook_metrics.csv"))
	if err != nil {
		t.Skipf("the file of 500 posts is not here: %v", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = ';'
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range lines[0] {
		column[strings.TrimPrefix(name, "\ufeff")] = i
	}
	b := NewFrameBuilder(nil)
	formats := map[string]data.Format{"Photo": data.FormatImage, "Status": data.FormatText, "Link": data.FormatLink, "Video": data.FormatVideo}
	values, missing := 0, 0
	for i, line := range lines[1:] {
		count := func(name string) data.Count {
			n, err := strconv.ParseInt(line[column[name]], 10, 64)
			if err != nil {
				return nil // blank
			}
			return &n
		}
		month := time.Month(*count("Month"))
		p := data.Post{PostID: data.PostID(fmt.Sprint("facebook:row-", i)), AccountID: "page", Platform: data.Facebook, Precision: data.ByMonth,
			PublishedAt: data.At(time.Date(2014, month, 1, 0, 0, 0, 0, time.UTC)), Paid: data.PaidUnknown, Followers: count("Page_T_Likes")}
		if paid := count("Paid"); paid != nil {
			p.Paid = []data.Paid{data.Organic, data.PaidFor}[*paid]
		}
		s := data.PostSnapshot{Lifetime: true, ObservedAt: data.At(time.Date(2015, 2, 1, 0, 0, 0, 0, time.UTC)), Reach: count("T_Reach"),
			Impressions: count("T_Impression"), Likes: count("like"), Replies: count("comment"), Shares: count("share")}
		rows := metricstest.Values(&p, []data.PostSnapshot{s}, nil, nil)
		got := find(rows, metrics.MetricInteractions, metrics.AgeSettled)
		total := data.SumCounts(s.Likes, s.Replies, s.Shares)
		switch {
		case total == nil:
			missing++
			if got.Value != nil || got.Missing != data.NotCollected {
				t.Errorf("row %d has a blank counter but the value %v", i, got.Value)
			}
		case got.Value == nil || *got.Value != float64(*count("T_Interactions")) || got.Flag != metrics.FlagSettled:
			t.Errorf("row %d: interactions_public = %v, the file says %d", i, got.Value, *count("T_Interactions"))
		default:
			values++
		}
		if er := find(rows, metrics.MetricERFollowers, metrics.AgeSettled); total != nil && *er.Value != float64(*total)/float64(*p.Followers) {
			t.Errorf("row %d: er_followers = %v", i, *er.Value)
		}
		for _, v := range rows {
			b.Add(&v, &p, &data.PostLabel{Format: formats[line[column["Type"]]]}, &data.Account{AccountID: "page", Role: data.RoleOwn, Mission: "brand"})
		}
	}
	if values+missing != 500 || missing > 5 {
		t.Errorf("%d values and %d blanks, want 500 together and a few blanks", values, missing)
	}
	found := Fit(b.Frame(), Options{Levers: []string{LeverFormat}, Goals: []string{metrics.MetricInteractions}})
	for _, e := range found {
		if e.Lift == nil {
			t.Errorf("%s has no lift: %v", e.Level, e.Warnings)
			continue
		}
		t.Logf("%-6s n %3d against %3d: lift %.2f [%.2f, %.2f] P %.3f own %.2f naive %.2f mean %.2f borrowed %.2f %s %s", e.Level, e.N, e.NOther,
			*e.Lift, *e.Low, *e.High, *e.PBetter, *e.OwnLift, *e.NaiveLift, *e.MeanLift, *e.Borrowed, e.Verdict, e.Fragile)
		// The lift is a contrast of typical counts: with one page and months alike it
		// cannot be far from the ratio of medians.
		if r := *e.OwnLift / *e.NaiveLift; r < 0.6 || r > 1.7 {
			t.Errorf("%s: own lift %v is far from the ratio of medians %v", e.Level, *e.OwnLift, *e.NaiveLift)
		}
	}
	if len(found) != 4 {
		t.Errorf("%d effects, want one for each of 4 formats", len(found))
	}
}
