package jobs_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// TestRealInput runs the config over all real input into one lake, and computes
// from the raw files again, without any of the program's code, what it says.
func TestRealInput(t *testing.T) {
	real, err := filepath.Abs(filepath.Join("..", "..", "shared", "real"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(real); err != nil {
		t.Skipf("the real input is not beside the repository: %v", err)
	}
	cfg, err := config.Load(filepath.Join("..", "examples", "real", "tailor.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cfg.Root, cfg.KeysDir, cfg.Deliver = filepath.Join(dir, "data"), filepath.Join(dir, "keys"), nil
	ctx := context.Background()
	unit, err := jobs.Open(ctx, jobs.Options{
		Config: cfg, Clock: data.Clock{AsOf: time.Date(2018, 3, 15, 0, 0, 0, 0, time.UTC)}, Version: "test",
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := unit.Run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Pages) != 5 || len(result.Advice) == 0 {
		t.Errorf("%d pages and %d pieces of advice, want those of three missions, that over all, that of the quarter, and some", len(result.Pages), len(result.Advice))
	}
	t.Run("Facebook page of 2014", func(t *testing.T) { facebookPage(t, cfg.Root, filepath.Join(real, "uci_facebook_metrics.csv")) })
	t.Run("agencies' favourites", func(t *testing.T) { favourites(t, cfg.Root, filepath.Join(real, "noaa_tweets.csv")) })
	t.Run("nobody else is in what is stored", func(t *testing.T) { nobodyElse(t, cfg.Root, real) })
}

// facebookRow is one post as the raw file or the tables have it. Nulls are "".
type facebookRow struct {
	Month, Format, Paid, Interactions, Followers string
	ER                                           float64 // interactions / followers; -1 for null
}

func facebookPage(t *testing.T, root, file string) {
	formats := map[string]string{"Photo": "image", "Status": "text", "Link": "link", "Video": "video"}
	var want []facebookRow
	sum, followers, rates := map[string]int64{}, map[string]int64{}, map[string][]float64{}
	for _, r := range rawRows(t, file, ';') {
		row := facebookRow{Month: r["Month"], Format: formats[r["Type"]], Followers: r["Page_T_Likes"], ER: -1,
			Paid: map[string]string{"0": "organic", "1": "paid", "": "unknown"}[r["Paid"]]}
		like, err1 := strconv.ParseInt(r["like"], 10, 64)
		comment, err2 := strconv.ParseInt(r["comment"], 10, 64)
		share, err3 := strconv.ParseInt(r["share"], 10, 64)
		if err1 == nil && err2 == nil && err3 == nil {
			n, per := like+comment+share, whole(t, r["Page_T_Likes"])
			row.Interactions, row.ER = strconv.FormatInt(n, 10), float64(n)/float64(per)
			sum[row.Format] += n
			followers[row.Format] += per
			rates[row.Format] = append(rates[row.Format], row.ER)
		}
		want = append(want, row)
	}
	if len(want) != 500 {
		t.Fatalf("the raw file has %d posts, want 500", len(want))
	}

	format := map[data.PostID]string{}
	for _, l := range table[data.PostLabel](t, root, "post_labels") {
		format[l.PostID] = string(l.Format)
	}
	got := map[data.PostID]*facebookRow{}
	gotRates := map[string][]float64{}
	for _, m := range table[data.PostMetric](t, root, "post_metrics") {
		if m.AccountID != "brand-facebook" {
			continue
		}
		row := got[m.PostID]
		if row == nil {
			row = &facebookRow{Month: strconv.Itoa(int(m.PublishedAt.Time().Month())), Format: format[m.PostID], Paid: string(m.Paid), ER: -1}
			got[m.PostID] = row
		}
		if m.Age != "settled" {
			t.Errorf("%s has %s at age %s; a lifetime count is settled and nothing else", m.PostID, m.Metric, m.Age)
		}
		switch {
		case m.Metric == "interactions_public" && m.Value != nil:
			row.Interactions = strconv.FormatInt(int64(*m.Value), 10)
		case m.Metric == "interactions_public" && m.Missing == "":
			t.Errorf("%s has no interactions and no reason", m.PostID)
		case m.Metric == "er_followers" && m.Value != nil:
			row.ER = *m.Value
			gotRates[row.Format] = append(gotRates[row.Format], *m.Value)
			row.Followers = strconv.FormatInt(*m.Followers, 10)
		}
	}
	var have []facebookRow
	for _, row := range got {
		have = append(have, *row)
	}
	for i := range want {
		if want[i].ER < 0 {
			want[i].Followers = "" // stands with the rate only
		}
	}
	for _, rows := range [][]facebookRow{want, have} {
		slices.SortFunc(rows, func(a, b facebookRow) int {
			return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Format, b.Format), cmp.Compare(a.Paid, b.Paid),
				cmp.Compare(a.Interactions, b.Interactions), cmp.Compare(a.Followers, b.Followers))
		})
	}
	if diff := gocmp.Diff(want, have); diff != "" {
		t.Errorf("settled values (-from the raw file +in post_metrics):\n%s", diff)
	}

	gotSum, gotFollowers := map[string]int64{}, map[string]int64{}
	for _, c := range table[data.EngagementCell](t, root, "engagement_cells") {
		if c.AccountID != "brand-facebook" {
			continue
		}
		switch c.Metric {
		case "er_followers.numerator":
			gotSum[string(c.Format)] += c.Sum
		case "er_followers.denominator":
			gotFollowers[string(c.Format)] += c.Sum
		}
	}
	for _, f := range formats {
		if len(rates[f]) == 0 {
			t.Fatalf("the raw file has no %s", f)
		}
		wantSum, haveSum := float64(sum[f])/float64(followers[f]), float64(gotSum[f])/float64(gotFollowers[f])
		if math.Abs(haveSum/wantSum-1) > 1e-12 || gotSum[f] != sum[f]<<20 {
			t.Errorf("er_sum of %s = %v from the cells, %v from the raw file", f, haveSum, wantSum)
		}
		if have, want := median(gotRates[f]), median(rates[f]); have != want {
			t.Errorf("er_median of %s = %v from post_metrics, %v from the raw file", f, have, want)
		}
		t.Logf("%s: %d posts, er_sum %.6f, er_median %.6f", f, len(rates[f]), wantSum, median(rates[f]))
	}
}

// favourite is one settled count of an agency's post.
type favourite struct{ Account, Published, Likes string }

func favourites(t *testing.T, root, file string) {
	accounts := map[string]string{"NOAA": "noaa", "NOAAResearch": "noaa-research", "NOAAHabitat": "noaa-habitat",
		"NOAAFisheries": "noaa-fisheries", "NOAAFish_WCRO": "noaa-fish-wcro"}
	zone, err := time.LoadLocation("America/New_York") // as the config says
	if err != nil {
		t.Skipf("this machine has no time zones: %v", err)
	}
	var want, have []favourite
	seen := map[[3]string]bool{}
	for _, r := range rawRows(t, file, ',') {
		key := [3]string{r["user_id"], r["created_at"], r["text"]}
		if accounts[r["screen_name"]] == "" || seen[key] {
			continue
		}
		seen[key] = true
		published, err1 := time.ParseInLocation(time.DateTime, r["created_at"], zone)
		observed, err2 := time.ParseInLocation(time.DateTime, r["update_time"], zone)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if observed.Sub(published) >= 28*24*time.Hour && r["is_retweet"] == "FALSE" {
			want = append(want, favourite{accounts[r["screen_name"]], published.UTC().Format(time.DateTime), r["favorite_count"]})
		}
	}
	repost := map[data.PostID]bool{}
	for _, p := range table[data.Post](t, root, "posts") {
		repost[p.PostID] = p.IsRepost
	}
	for _, m := range table[data.PostMetric](t, root, "post_metrics") {
		if !strings.HasPrefix(string(m.AccountID), "noaa") || m.Metric != "approval" || m.Age != "settled" || m.Flag != "settled" || repost[m.PostID] {
			continue
		}
		have = append(have, favourite{string(m.AccountID), m.PublishedAt.Time().UTC().Format(time.DateTime), strconv.FormatFloat(*m.Value, 'f', -1, 64)})
	}
	if len(want) < 3000 {
		t.Fatalf("only %d old posts in the raw file", len(want))
	}
	for _, rows := range [][]favourite{want, have} {
		slices.SortFunc(rows, func(a, b favourite) int {
			return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Published, b.Published), cmp.Compare(a.Likes, b.Likes))
		})
	}
	if diff := gocmp.Diff(want, have); diff != "" {
		t.Errorf("settled favourites (-from the raw file +in post_metrics):\n%s", diff)
	}
	t.Logf("%d settled favourites compared", len(want))
}

// table reads a table through lake/current, as an analyst would.
func table[T any](t *testing.T, root, name string) []T {
	t.Helper()
	current, err := filepath.EvalSymlinks(filepath.Join(root, "lake", "current"))
	if err != nil {
		t.Fatal(err)
	}
	var all []T
	err = filepath.WalkDir(filepath.Join(current, name), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rows, err := parquet.ReadFile[T](path)
		all = append(all, rows...)
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("table %s has %d rows, %v", name, len(all), err)
	}
	return all
}

// rawRows reads a CSV as column -> cell.
func rawRows(t *testing.T, file string, comma rune) []map[string]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.Comma = comma
	lines, err := r.ReadAll()
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

func whole(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	if n := len(v); n%2 == 0 {
		return v[n/2-1] + (v[n/2]-v[n/2-1])/2
	}
	return v[len(v)/2]
}
