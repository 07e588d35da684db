package show

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/metrics"
)

// Peers is where own accounts stand among declared peers, as of the newest week
// that was computed at or before as-of. Rows stand by mission and account, never by
// how they did: missions are not ranked.
type Peers struct {
	Period     string           `json:"period"` // ISO week of as-of; "" if nothing was computed
	Benchmarks []data.Benchmark `json:"benchmarks"`
}

// Benchmark reads the table benchmarks, of one mission or of all if it is "".
func Benchmark(ctx context.Context, u *jobs.Unit, mission string) (*Peers, error) {
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	if mission != "" {
		if mission, err = u.Mission(mission); err != nil {
			return nil, err
		}
	}
	b := &Peers{}
	part := newestPeriod(u, lake.Partitions(s, lake.Benchmarks), &b.Period)
	b.Benchmarks, err = rowsOf(ctx, s, lake.Benchmarks, part, mission, func(x *data.Benchmark) string { return x.Mission })
	return b, err
}

// Text writes a line for each comparison, account by account; those of one set that
// could not be made become one line.
func (b *Peers) Text(out io.Writer) error {
	if len(b.Benchmarks) == 0 {
		_, err := io.WriteString(out, "No comparison with peers was computed for this week or an earlier one. Run tailor run, with at least ten peers\n"+
			"declared on a platform where you post, like\n"+
			"  peers: [{set: missions, platform: bluesky, handles: ['a.example', 'b.example']}]\n")
		return err
	}
	var w strings.Builder
	fmt.Fprintf(&w, "As of %s. Posts of %s to %s, by public counts. Peers are as declared in the settings.\n", b.Period, b.Benchmarks[0].From, b.Benchmarks[0].To)
	if slices.ContainsFunc(b.Benchmarks, func(x data.Benchmark) bool { return x.Mission != b.Benchmarks[0].Mission }) {
		fmt.Fprintln(&w, "Missions stand in order of their names; they differ in host country and public, so do not rank them by this.")
	}
	for i := range b.Benchmarks {
		x := &b.Benchmarks[i]
		before := &data.Benchmark{Mission: "\x00"}
		if i > 0 {
			before = &b.Benchmarks[i-1]
		}
		if x.Mission != before.Mission {
			fmt.Fprintf(&w, "\n%s\n", x.Mission)
		}
		if x.Mission != before.Mission || x.AccountID != before.AccountID || x.Platform != before.Platform {
			fmt.Fprintf(&w, "  %s\n", AccountOn(x.AccountID, x.Platform))
		}
		b.line(&w, x)
	}
	_, err := io.WriteString(out, w.String())
	return err
}

func (b *Peers) line(w io.Writer, x *data.Benchmark) {
	what := map[string]string{metrics.MetricInteractions: "interactions a post", metrics.MetricERFollowers: "interactions a follower"}[x.Metric]
	form := "%.0f"
	if x.Metric == metrics.MetricERFollowers {
		form = "%.4f"
	}
	set := plainSet(x.Set)
	fmt.Fprintf(w, "    %s, %s: ", what, set)
	if x.Percentile == nil {
		fmt.Fprintf(w, "%s", x.NotShown)
		if x.Peers < x.Declared {
			fmt.Fprintf(w, "; %d of %d declared have enough posts", x.Peers, x.Declared)
		}
		fmt.Fprintln(w, ".")
		return
	}
	fmt.Fprintf(w, "above %.0f %% (%.0f to %.0f) of %d; typical post ", *x.Percentile, *x.Low, *x.High, x.Peers)
	fmt.Fprintf(w, "%s, peers' %s (middle half %s to %s); %s, %d posts.\n", decimal(x.Median, form), decimal(x.PeerMedian, form),
		decimal(x.PeerLow, form), decimal(x.PeerHigh, form), plainAge(x.Age), x.Posts)
	if x.PaidPosts > 0 {
		fmt.Fprintf(w, "      But: %d of these posts were boosted; peers' boosts cannot be seen.\n", x.PaidPosts)
	}
}

func plainSet(set data.Role) string {
	return map[data.Role]string{data.RolePeerMission: "peer missions", data.RolePeerBrand: "brands", data.RolePeerNGO: "NGOs"}[set]
}

func plainAge(age string) string {
	if age == metrics.AgeSettled {
		return "settled counts"
	}
	return "counts at " + age
}
