package effects

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

func readCSV(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "mixed", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// invented reads one of the ten invented data sets as a frame.
func invented(t *testing.T, set int) *Frame {
	b := NewFrameBuilder(nil)
	for i, row := range readCSV(t, fmt.Sprintf("%02d.csv", set)) {
		at := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, int(number(t, row["day"])))
		p := data.Post{PostID: data.NewPostID(data.Mastodon, fmt.Sprint(i)), PublishedAt: data.At(at), Precision: data.BySecond, Paid: data.Organic}
		v := number(t, row["value"])
		b.Add(&data.PostMetric{Metric: metrics.MetricInteractions, Age: metrics.AgeSettled, Paid: data.Organic, Value: &v}, &p,
			&data.PostLabel{Format: data.Format(row["format"]), PrimaryTopic: data.Topic(row["topic"]), Language: "en"},
			&data.Account{AccountID: data.AccountID(row["account"]), Role: data.RoleOwn, Mission: "m"})
	}
	return b.Frame()
}

// Ten invented data sets, each fitted by glmmTMB and the single accounts by lme4, too
// (testdata/mixed/make.R): programs of others, with other algorithms, that estimate
// month and topic effects' spread where Tailor has priors. Tolerances, in standard
// errors of glmmTMB: an account's own lift 0.35; its standard error within 30 %; the
// mean over ten accounts 0.6, since the prior draws it to 1; an account's lift 0.2 on
// the log scale on average over the ten.
func TestAgreesWithMixedModels(t *testing.T) {
	type fit struct{ est, se float64 }
	found := map[string]fit{}
	for _, r := range readCSV(t, "results.csv") {
		f := fit{est: number(t, r["log_lift"])}
		if r["se"] != "NA" {
			f.se = number(t, r["se"])
		}
		found[r["set"]+"/"+r["package"]+"/"+r["account"]] = f
	}
	for set := 1; set <= 10; set++ {
		rows := Fit(invented(t, set), Options{Levers: []string{LeverFormat}, Goals: []string{metrics.MetricInteractions}})
		if set <= 6 {
			e := effect(t, rows, "a", "video")
			own, se := math.Log(*e.OwnLift), *e.OwnStdErr
			want := found[fmt.Sprintf("%d/glmmTMB/a", set)]
			t.Logf("set %2d: %+.3f (%.3f), glmmTMB %+.3f (%.3f), lme4 %+.3f (%.3f)", set, own, se, want.est, want.se,
				found[fmt.Sprintf("%d/lme4/a", set)].est, found[fmt.Sprintf("%d/lme4/a", set)].se)
			if d := math.Abs(own-want.est) / want.se; d > 0.35 {
				t.Errorf("set %d: own log lift %v, glmmTMB says %v: %.2f standard errors apart", set, own, want.est, d)
			}
			if l := found[fmt.Sprintf("%d/lme4/a", set)]; math.Abs(own-l.est) > 0.35*want.se {
				t.Errorf("set %d: own log lift %v, lme4 says %v", set, own, l.est)
			}
			if ratio := se / want.se; ratio < 0.7 || ratio > 1.3 {
				t.Errorf("set %d: standard error %v, glmmTMB says %v", set, se, want.se)
			}
			continue
		}
		mean := effect(t, rows, "", "video")
		want := found[fmt.Sprintf("%d/glmmTMB/mean", set)]
		got := math.Log(*mean.Lift)
		var apart float64
		for a := range 10 {
			name := fmt.Sprintf("a%d", a)
			apart += math.Abs(math.Log(*effect(t, rows, name, "video").Lift)-found[fmt.Sprintf("%d/glmmTMB/%s", set, name)].est) / 10
		}
		t.Logf("set %2d: mean %+.3f, glmmTMB %+.3f (%.3f); accounts %.3f apart", set, got, want.est, want.se, apart)
		if d := math.Abs(got-want.est) / want.se; d > 0.6 {
			t.Errorf("set %d: mean log lift %v, glmmTMB says %v: %.2f standard errors apart", set, got, want.est, d)
		}
		if apart > 0.2 {
			t.Errorf("set %d: accounts are %.3f apart on average", set, apart)
		}
	}
}
