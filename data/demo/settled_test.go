package demo_test

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data/demo"
)

var (
	world = sync.OnceValue(func() *demo.World { return demo.New(demo.Seed) })
	whole = sync.OnceValue(func() demo.Files { return world().Files() })
)

// value is the last reading of one post that is older than 28 days.
type value struct {
	account, format, id string
	boosted             bool
	interactions        int64
}

// settled reads an account's settled interactions from its Meta exports; rows that
// no simple program can read are left out.
func settled(t *testing.T, account string) []value {
	t.Helper()
	last := map[string]value{}
	for _, f := range whole() {
		if !strings.HasPrefix(f.Name, account+"/posts/") {
			continue
		}
		read := exportDay(t, f.Name)
		for _, l := range parse(t, f) {
			c := l.cells
			published, err := time.Parse("01/02/2006 15:04", c["Publish time"])
			if err != nil || read.Sub(published) < 28*24*time.Hour || len(c["Post ID"]) != 18 || c["Shares"] == "" {
				continue
			}
			likes := c["Reactions"] + c["Likes"]
			v := value{account: account, format: c["Post type"], id: c["Post ID"], boosted: c["Funded content status"] == "Boosted"}
			for _, n := range []string{likes, c["Comments"], c["Shares"]} {
				i, err := strconv.ParseInt(n, 10, 64)
				if err != nil {
					t.Fatalf("%s:%d: %v", f.Name, l.no, err)
				}
				v.interactions += i
			}
			last[v.id] = v
		}
	}
	var all []value
	for _, v := range last {
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b value) int { return strings.Compare(a.id, b.id) })
	return all
}

// exportDay is the end of the range in an export's name.
func exportDay(t *testing.T, name string) time.Time {
	t.Helper()
	parts := strings.Split(strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], ".csv"), "_")
	for _, layout := range []string{"Jan-02-2006", time.DateOnly} {
		if at, err := time.Parse(layout, parts[1]); err == nil {
			return at
		}
		if at, err := time.Parse(layout, parts[len(parts)-1]); err == nil {
			return at
		}
	}
	t.Fatalf("%s tells no day", name)
	return time.Time{}
}

func median(values []value, keep func(value) bool) float64 {
	var n []float64
	for _, v := range values {
		if keep(v) {
			n = append(n, float64(v.interactions))
		}
	}
	slices.Sort(n)
	if len(n) == 0 {
		return 0
	}
	return (n[(len(n)-1)/2] + n[len(n)/2]) / 2
}

// ratio compares the medians of organic posts of one format with the other formats'.
func ratio(values []value, format string) float64 {
	return median(values, func(v value) bool { return !v.boosted && v.format == format }) /
		median(values, func(v value) bool { return !v.boosted && v.format != format })
}
