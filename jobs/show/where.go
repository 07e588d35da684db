// Package show reads what stages computed and prints it: where to be, what is asked, standing
// among peers, the map, past advice, open questions, and queries of anybody's.
package show

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/metrics/presence"
)

// Places is what the lake says of where to be, when and how often, as of the
// newest week that was computed at or before as-of.
type Places struct {
	Period  string            `json:"period"` // ISO week of as-of; "" if nothing was computed
	Places  []data.Place      `json:"places"`
	Hours   []data.HourEffect `json:"hours"`
	Cadence []data.Cadence    `json:"cadence"`
}

// Gaps is what the lake says of needs, likewise.
type Gaps struct {
	Period string      `json:"period"`
	Needs  []data.Need `json:"needs"`
}

// Where reads the tables places, hours and cadence, of one mission or of all if it is "".
func Where(ctx context.Context, u *jobs.Unit, mission string) (*Places, error) {
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	w := &Places{}
	part := newestPeriod(u, lake.Partitions(s, lake.Places), &w.Period)
	if w.Places, err = rowsOf(ctx, s, lake.Places, part, mission, func(p *data.Place) string { return p.Mission }); err != nil {
		return nil, err
	}
	if w.Hours, err = rowsOf(ctx, s, lake.Hours, part, mission, func(h *data.HourEffect) string { return h.Mission }); err != nil {
		return nil, err
	}
	w.Cadence, err = rowsOf(ctx, s, lake.CadenceTable, part, mission, func(c *data.Cadence) string { return c.Mission })
	return w, err
}

// Needs reads the table needs, of one mission or of all if it is "".
func Needs(ctx context.Context, u *jobs.Unit, mission string) (*Gaps, error) {
	s, err := u.Lake().Current(ctx)
	if err != nil {
		return nil, err
	}
	n := &Gaps{}
	part := newestPeriod(u, lake.Partitions(s, lake.Needs), &n.Period)
	n.Needs, err = rowsOf(ctx, s, lake.Needs, part, mission, func(x *data.Need) string { return x.Mission })
	return n, err
}

// newestPeriod returns the partition of the newest week at or before as-of.
func newestPeriod(u *jobs.Unit, parts []string, period *string) string {
	limit := "period=" + u.Clock.Now().Week()
	newest := ""
	for _, p := range parts {
		if p <= limit && p > newest {
			newest = p
		}
	}
	*period = strings.TrimPrefix(newest, "period=")
	return newest
}

func rowsOf[T any](ctx context.Context, r lake.Reader, t lake.Table[T], part, mission string, of func(*T) string) ([]T, error) {
	rows, err := lake.Rows(ctx, r, t, func(p string) bool { return p == part })
	return slices.DeleteFunc(rows, func(row T) bool { return mission != "" && of(&row) != mission }), err
}

const notComputed = "Nothing was computed for this week or an earlier one; run: tailor run\n"

// Text writes the places with their figures, then hours and cadence, mission by mission.
func (w *Places) Text(out io.Writer) error {
	if w.Period == "" {
		_, err := io.WriteString(out, notComputed)
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "As of %s. Each platform is judged on its own scale; the rules: tailor where --rules\n", w.Period)
	mission := "\x00"
	for _, p := range w.Places {
		if p.Mission != mission {
			mission = p.Mission
			fmt.Fprintf(&b, "\n%s, %s to %s\n", mission, p.From, p.To)
			w.placesOf(&b, mission)
			w.timingOf(&b, mission)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func (w *Places) placesOf(b *strings.Builder, mission string) {
	t := tabwriter.NewWriter(b, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "  platform\tverdict\trule\tposts/week\tposts\taudience\tgrowth\tresult\teffort\tquestions")
	for _, p := range w.Places {
		if p.Mission == mission {
			fmt.Fprintf(t, "  %s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", p.Platform, words(string(p.Verdict)), p.Rule, decimal(p.PerWeek, "%.1f"),
				p.PostsAre, p.AudienceIs, p.GrowthIs, p.ResultIs, p.EffortIs, p.QuestionsAre)
		}
	}
	_ = t.Flush() // a strings.Builder never fails
	for _, p := range w.Places {
		if p.Mission != mission {
			continue
		}
		fmt.Fprintf(b, "  %s: %s.\n", p.Platform, p.Reason)
		if p.TryPosts != nil {
			fmt.Fprintf(b, "    %d more posts would be enough to judge.\n", *p.TryPosts)
		}
		if p.Reach != nil {
			fmt.Fprintf(b, "    A post: %s %s (%s to %s)", p.ReachMetric, decimal(p.Reach, "%.0f"), decimal(p.ReachLow, "%.0f"), decimal(p.ReachHigh, "%.0f"))
			if p.PerHour != nil {
				fmt.Fprintf(b, "; %s an hour of work", decimal(p.PerHour, "%.0f"))
			}
			fmt.Fprintln(b, ".")
		}
		if p.Missing != "" {
			fmt.Fprintf(b, "    Not known: %s.\n", strings.ReplaceAll(words(string(p.Missing)), ";", "; "))
		}
		for _, warning := range p.Warnings {
			fmt.Fprintf(b, "    But: %s.\n", warning)
		}
	}
}

func (w *Places) timingOf(b *strings.Builder, mission string) {
	last := ""
	for i, h := range w.Hours {
		key := string(h.AccountID) + string(h.Platform) + string(h.Kind)
		if h.Mission != mission || key == last {
			continue
		}
		last = key
		fmt.Fprintf(b, "  %s, %s (%s): %s.\n", AccountOn(h.AccountID, h.Platform), plainKind(h.Kind), h.Zone, h.Reason)
		for _, s := range w.Hours[i:] {
			if string(s.AccountID)+string(s.Platform)+string(s.Kind) != key {
				break
			}
			if s.Verdict == data.SlotBetter || s.Verdict == data.SlotWorse {
				fmt.Fprintf(b, "    %s: %s, %s times (%s to %s), %d posts\n", slotName(&s), s.Verdict, decimal(s.Lift, "%.2f"), decimal(s.Low, "%.2f"), decimal(s.High, "%.2f"), s.N)
			}
		}
	}
	for _, c := range w.Cadence {
		if c.Mission == mission {
			fmt.Fprintf(b, "  %s, %s posts a week: %s.\n", AccountOn(c.AccountID, c.Platform), decimal(c.PerWeek, "%.1f"), c.Reason)
		}
	}
}

func plainKind(k data.SlotKind) string {
	if k == data.SlotHour {
		return "hours"
	}
	return "weekdays"
}

func slotName(h *data.HourEffect) string {
	if h.Kind == data.SlotHour {
		return fmt.Sprintf("%02d-%02d", h.Slot, (h.Slot+1)%24)
	}
	return [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}[max(0, min(6, h.Slot-1))]
}

func words(id string) string { return strings.ReplaceAll(id, "_", " ") }

func decimal(v *float64, form string) string {
	if v == nil {
		return "?"
	}
	return fmt.Sprintf(form, *v)
}

// PlaceRulesText writes the decision table that platforms are judged by.
func PlaceRulesText(out io.Writer) error {
	t := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "rule\tposts\taudience\tgrowth\tresult\teffort\tquestions\tverdict\tbecause")
	any := func(accepted []string) string { return cmp.Or(strings.Join(accepted, ", "), "-") }
	for i, r := range presence.PlaceRules() {
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", i+1, any(r.Posts), any(r.Audience), any(r.Growth), any(r.Result), any(r.Effort),
			any(r.Questions), words(string(r.Verdict)), r.Because)
	}
	return t.Flush()
}

// AccountOn names an account and its platform; once if it is called as that is.
func AccountOn(id data.AccountID, p data.Platform) string {
	if string(id) == string(p) {
		return string(id)
	}
	return string(id) + " on " + string(p)
}
