package effects

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/metrics/stat"
)

// past is one real post with its value and labels.
type past struct {
	account data.AccountID
	post    data.Post
	label   data.PostLabel
	value   float64
	goal    string
}

// forecast is what was said before a window of what an account's level would do in it.
type forecast struct {
	model, naive float64 // P(the level does better than the others)
	came         float64 // 1 if it did, 0 if not, 1/2 if both did alike
	cluster      string
}

// backtest walks through the months: at each it fits what was published before and
// says, for each level of each account, how likely the level will do better than the
// others like it over the next months (see [outcome]). The naive forecast is the side of the ratio
// of medians, with the share of times that this was right so far.
func backtest(posts []past, levers []string, months int) []forecast {
	slices.SortStableFunc(posts, func(a, b past) int { return cmp.Compare(a.post.PublishedAt, b.post.PublishedAt) })
	first := posts[0].post.PublishedAt.Time()
	last := posts[len(posts)-1].post.PublishedAt.Time()
	var out []forecast
	hits, tries := 1.0, 2.0
	start := time.Date(first.Year(), first.Month()+3, 1, 0, 0, 0, 0, time.UTC)
	for origin := start; origin.Before(last); origin = origin.AddDate(0, months, 0) {
		end := origin.AddDate(0, months, 0)
		b, next := NewFrameBuilder(nil), NewFrameBuilder(nil)
		goals := map[string]bool{}
		for i := range posts {
			p := &posts[i]
			to := b
			if at := p.post.PublishedAt.Time(); !at.Before(end) {
				break
			} else if !at.Before(origin) {
				to = next
			}
			goals[p.goal] = true
			to.Add(&data.PostMetric{Metric: p.goal, Age: metrics.AgeSettled, Paid: p.post.Paid, Value: &p.value}, &p.post, &p.label,
				&data.Account{AccountID: p.account, Platform: p.post.Platform, Role: data.RoleOwn, Mission: string(p.account)})
		}
		future := chunksOf(samples(next.Frame(), metrics.CountMetrics(), []string{metrics.AgeSettled}), levers)
		var round []forecast
		var right []float64
		before := b.Frame()
		known := chunksOf(samples(before, metrics.CountMetrics(), []string{metrics.AgeSettled}), levers)
		for _, e := range Fit(before, Options{Levers: levers}) {
			if e.AccountID == "" || e.OwnLift == nil || e.NaiveLift == nil || *e.NaiveLift == 1 {
				continue
			}
			was, in, others := outcome(future, &e)
			if in < 3 || others < 3 {
				continue
			}
			// Such a median varies by pi/3 s^2 (1/n + 1/m) beside what is not known of the lift. s^2
			// is how posts of one month and level have varied, not the lift's own error times its
			// posts: formats that came one after the other tell little of each other, and yet of
			// how single posts vary.
			s2 := noise(known, &e)
			sd := math.Log(*e.High / *e.Low) / (2 * stat.Z950)
			p := stat.NormalCDF(math.Log(*e.Lift) / math.Sqrt(sd*sd+math.Pi/3*s2*(1/float64(in)+1/float64(others))))
			f := forecast{model: p, naive: 1 - hits/tries, came: 0.5, cluster: string(e.AccountID) + origin.Format(" 2006-01")}
			if *e.NaiveLift > 1 {
				f.naive = hits / tries
			}
			switch {
			case was > 0:
				f.came = 1
			case was < 0:
				f.came = 0
			}
			round = append(round, f)
			if *e.NaiveLift > 1 {
				right = append(right, f.came)
			} else {
				right = append(right, 1-f.came)
			}
		}
		for _, r := range right {
			tries++
			hits += r
		}
		out = append(out, round...)
	}
	return out
}

// noise returns the variance of log(y+1/2) among an account's posts of one month and
// level of the effect's lever; 1 if no month has two of a level.
func noise(known []*chunk, e *data.FormatEffect) float64 {
	l, s := comparedIn(known, e)
	type cell struct{ month, level int32 }
	type sums struct{ n, sum float64 }
	cells := map[cell]*sums{}
	var square, free float64
	for i := range s.rows {
		o := &s.rows[i]
		k := cell{o.code(colMonth), o.code(l.column)}
		c := cells[k]
		if c == nil {
			c = &sums{}
			cells[k] = c
		}
		v := math.Log(o.y + 0.5)
		if c.n > 0 { // Welford's update, in the order of posts
			free++
			d := v - c.sum/c.n
			square += d * d * c.n / (c.n + 1)
		}
		c.n, c.sum = c.n+1, c.sum+v
	}
	if free == 0 {
		return 1
	}
	return square / free
}

// comparedIn returns the lever and the sample of an effect.
func comparedIn(chunks []*chunk, e *data.FormatEffect) (lever, *sample) {
	for _, c := range chunks {
		for _, l := range c.levers {
			if l.name != e.Lever || l.device != "" && l.device != e.Level {
				continue
			}
			for _, s := range c.samples {
				if s.account == e.AccountID && s.goal == e.Goal {
					return l, s
				}
			}
		}
	}
	return lever{}, nil
}

// outcome returns what an effect was in a later window, without any model: the median
// of log((y+1/2)/(z+1/2)) over pairs of a post of the level and one of the others (Hodges
// and Lehmann), of the same month, and of the same format and topic unless these are
// compared; and how many posts had a pair.
func outcome(chunks []*chunk, e *data.FormatEffect) (log float64, in, others int) {
	l, s := comparedIn(chunks, e)
	if s == nil {
		return 0, 0, 0
	}
	return pairs(l, s, e.Level)
}

func pairs(l lever, s *sample, level string) (log float64, in, others int) {
	alike := func(a, b *observation) bool {
		for _, c := range []int{colMonth, colFormat, colTopic} {
			if c != l.column && a.code(c) != b.code(c) {
				return false
			}
		}
		return true
	}
	var logs []float64
	paired := map[int]bool{}
	for i := range s.rows {
		if l.level(s.names.text[(&s.rows[i]).code(l.column)]) != level {
			continue
		}
		found := false
		for j := range s.rows {
			if other := l.level(s.names.text[(&s.rows[j]).code(l.column)]); other != "" && other != level && alike(&s.rows[i], &s.rows[j]) {
				found, paired[j] = true, true
				logs = append(logs, math.Log((s.rows[i].y+0.5)/(s.rows[j].y+0.5)))
			}
		}
		if found {
			in++
		}
	}
	if len(logs) == 0 {
		return 0, 0, 0
	}
	slices.Sort(logs)
	return stat.SortedMedian(logs), in, len(paired)
}

// brier returns the mean Brier scores, and the upper end of the 90 % interval of their
// difference, with errors clustered by account and month.
func brier(all []forecast) (model, naive, upper float64) {
	n := float64(len(all))
	for _, f := range all {
		model += (f.model - f.came) * (f.model - f.came) / n
		naive += (f.naive - f.came) * (f.naive - f.came) / n
	}
	sums := map[string]float64{}
	var names []string
	for _, f := range all {
		if _, ok := sums[f.cluster]; !ok {
			names = append(names, f.cluster)
		}
		sums[f.cluster] += (f.model-f.came)*(f.model-f.came) - (f.naive-f.came)*(f.naive-f.came) - (model - naive)
	}
	var square float64
	for _, name := range names {
		square += sums[name] * sums[name]
	}
	return model, naive, model - naive + stat.Z950*math.Sqrt(square)/n
}

// reliability lists how often what was said with a probability came true.
func reliability(all []forecast) string {
	var b strings.Builder
	for low := 0.0; low < 0.95; low += 0.2 {
		var n, hits, sum float64
		for _, f := range all {
			if f.model >= low && f.model < low+0.2 {
				n++
				sum += f.model
				hits += f.came
			}
		}
		if n > 0 {
			fmt.Fprintf(&b, "\n  said %.1f to %.1f: %4.0f times, on average %.2f, came true %.2f", low, low+0.2, n, sum/n, hits/n)
		}
	}
	return b.String()
}

func report(t *testing.T, name string, all []forecast) {
	t.Helper()
	if len(all) < 20 {
		t.Fatalf("%s: only %d forecasts", name, len(all))
	}
	model, naive, upper := brier(all)
	t.Logf("%s: %d forecasts, Brier %.4f, naive %.4f, difference %+.4f, upper 90 %% limit %+.4f%s", name, len(all), model, naive, model-naive, upper, reliability(all))
	if upper > 0.01 {
		t.Errorf("%s: Brier score is up to %+.4f worse than the naive figure's, want +0.01 at most", name, upper)
	}
}

func realRows(t *testing.T, name string, comma rune) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "real", name))
	if err != nil {
		t.Skipf("the real posts are not here: %v", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = comma
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[strings.TrimPrefix(column, "\ufeff")] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// One page of 2014 that nothing was fitted or chosen on.
func TestBacktestOnePage(t *testing.T) {
	var posts []past
	formats := map[string]data.Format{"Photo": data.FormatImage, "Status": data.FormatText, "Link": data.FormatLink, "Video": data.FormatVideo}
	for i, r := range realRows(t, "uci_facebook_metrics.csv", ';') {
		month, err := strconv.Atoi(r["Month"])
		if err != nil || r["Paid"] != "0" {
			continue
		}
		for _, g := range []struct{ column, goal string }{{"T_Interactions", metrics.MetricInteractions}, {"T_Reach", metrics.MetricReach}} {
			v, err := strconv.ParseFloat(r[g.column], 64)
			if err != nil {
				continue
			}
			posts = append(posts, past{account: "page", goal: g.goal, value: v,
				post: data.Post{PostID: data.PostID(fmt.Sprint("facebook:row-", i)), Platform: data.Facebook, Precision: data.ByMonth, Paid: data.Organic,
					PublishedAt: data.At(time.Date(2014, time.Month(month), 1, 0, 0, 0, 0, time.UTC))},
				label: data.PostLabel{Format: formats[r["Type"]], PrimaryTopic: data.Topic("kind " + r["Category"])}})
		}
	}
	report(t, "one page, 2014", backtest(posts, []string{LeverFormat, LeverTopic}, 1))
}

// Agencies of a government on X.
func TestBacktestAgencies(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds; make backtest runs it")
	}
	var posts []past
	count := map[string]int{}
	rows := realRows(t, "noaa_tweets.csv", ',')
	for _, r := range rows {
		if r["is_retweet"] == "FALSE" {
			count[r["screen_name"]]++
		}
	}
	for i, r := range rows {
		at, err := time.Parse("2006-01-02 15:04:05", r["created_at"])
		read, _ := time.Parse("2006-01-02 15:04:05", r["update_time"])
		if err != nil || r["is_retweet"] != "FALSE" || count[r["screen_name"]] < 100 || read.Sub(at) < 28*24*time.Hour {
			continue
		}
		label := data.PostLabel{Format: data.FormatText, Language: "en", PrimaryTopic: data.TopicOther}
		switch {
		case r["is_quote"] == "TRUE":
			label.Format = data.FormatQuote
		case strings.Contains(r["text"], "https://"):
			label.Format = data.FormatLink
		}
		if strings.Contains(r["text"], "?") {
			label.Devices = append(label.Devices, data.DeviceQuestion)
		}
		if r["hashtags"] != "NA" && r["hashtags"] != "" {
			label.Devices = append(label.Devices, data.DeviceHashtagCampaign)
		}
		for _, g := range []struct{ column, goal string }{{"favorite_count", metrics.MetricApproval}, {"retweet_count", metrics.MetricShares}} {
			v, err := strconv.ParseFloat(r[g.column], 64)
			if err != nil {
				continue
			}
			posts = append(posts, past{account: data.AccountID(strings.ToLower(r["screen_name"])), goal: g.goal, value: v, label: label,
				post: data.Post{PostID: data.PostID(fmt.Sprint("x:row-", i)), Platform: data.X, Precision: data.BySecond, Paid: data.Organic,
					PublishedAt: data.At(at), Text: r["text"]}})
		}
	}
	// What these must be is not reached (docs/method.md says by how much), so it is told;
	// asked for is that formats are forecast no worse than by the naive figure on average.
	for _, lever := range []string{LeverFormat, LeverHour, LeverLength, LeverDevice} {
		all := backtest(posts, []string{lever}, 2)
		model, naive, upper := brier(all)
		t.Logf("%s: %d forecasts, Brier %.4f, naive %.4f, upper 90 %% limit of the difference %+.4f%s", lever, len(all), model, naive, upper, reliability(all))
		if lever == LeverFormat && model > naive+0.01 {
			t.Errorf("formats: Brier %.4f, naive %.4f", model, naive)
		}
	}
}
