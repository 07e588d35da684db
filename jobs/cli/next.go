package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/next"
	"github.com/digital-diplomacy/tailor/jobs/show"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/planner"
)

func (a *app) nextCommand() *cobra.Command {
	var mission, format string
	var occasions []string
	var draft, results bool
	c := &cobra.Command{
		Use:   "next",
		Short: "Plan the next two weeks: what to post, where, when, and why",
		Long: `Writes a calendar of two weeks from the first Monday that is not past: as many posts
as each account publishes anyway, in formats, topics and languages that the advice
speaks for. Where the advice says try, some posts are drawn by lot, so that you
learn whether a format does better or only gets the better content. The lots are
stored and do not change; post what they say on its day.

  tailor next                     for reading
  tailor next --format ics        for a calendar; also csv, json
  tailor next --format message    700 characters for a group
  tailor next --draft             nothing is stored
  tailor next --results           what earlier tests showed

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			if a.json {
				format = "json"
			}
			if !slices.Contains([]string{"text", "csv", "ics", "message", "json"}, format) {
				return usagef("--format %q is none of text, csv, ics, message, json", format)
			}
			days, err := parseOccasions(occasions)
			if err != nil {
				return err
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			if results {
				if format != "text" && format != "json" {
					return usagef("--results are told as text or json, not as %s", format)
				}
				x, err := next.Rotations(c.Context(), u, mission)
				if err != nil {
					return err
				}
				if format == "json" {
					return json.NewEncoder(a.out).Encode(x)
				}
				return x.Text(a.out)
			}
			cal, fresh, err := next.Plan(c.Context(), u, mission, days, draft)
			if err != nil {
				return err
			}
			if fresh > 0 && !draft && !a.quiet {
				fmt.Fprintf(a.err, "%s registered: the lots stand and do not change\n", jobs.Plural(int64(fresh), "new test", "new tests"))
			}
			return writeCalendar(a.out, cal, format)
		},
	}
	c.Flags().StringVar(&mission, "mission", "", "mission to plan for, or a part of its name, if there are several")
	c.Flags().StringVar(&format, "format", "text", "text, csv, ics, message or json")
	c.Flags().StringArrayVar(&occasions, "occasion", nil, "a day that asks for a post of its own, like '2026-06-17=National day'; may be repeated")
	c.Flags().BoolVar(&draft, "draft", false, "store nothing: tests that are new do not count")
	c.Flags().BoolVar(&results, "results", false, "show the tests that were registered, and what those showed that have ended")
	return c
}

func writeCalendar(w io.Writer, cal *planner.Plan, format string) error {
	switch format {
	case "csv":
		return cal.CSV(w)
	case "ics":
		return cal.ICS(w)
	case "message":
		_, err := io.WriteString(w, cal.Message())
		return err
	case "json":
		return json.NewEncoder(w).Encode(cal)
	}
	return cal.Text(w)
}

// parseOccasions reads days as the flag gives them.
func parseOccasions(given []string) ([]content.OccasionDay, error) {
	var out []content.OccasionDay
	for _, g := range given {
		day, name, ok := strings.Cut(g, "=")
		if _, err := time.Parse(time.DateOnly, day); err != nil || !ok || strings.TrimSpace(name) == "" {
			return nil, usagef("--occasion %q is not of the form 2026-06-17=National day", g)
		}
		out = append(out, content.OccasionDay{Day: day, Name: strings.TrimSpace(name)})
	}
	return out, nil
}

func (a *app) hindsightCommand() *cobra.Command {
	var mission string
	var rehearse bool
	c := &cobra.Command{
		Use:   "hindsight",
		Short: "Show how past advice did, beside what a naive tool would have said",
		Long: `Compares advice as it was given, which never changes, with what posts of the eight
weeks after it got: whether it was followed, whether it was borne out, and whether
the chances it told were right.

  tailor hindsight --rehearse    what advice would have been worth before there was
                                 any, on your own past posts; nothing is stored

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			h, err := show.Hindsight(c.Context(), u, mission, rehearse)
			if err != nil {
				return err
			}
			if a.json {
				return json.NewEncoder(a.out).Encode(h)
			}
			return h.Text(a.out)
		},
	}
	c.Flags().StringVar(&mission, "mission", "", "one mission, or a part of its name; all if not given")
	c.Flags().BoolVar(&rehearse, "rehearse", false, "judge what would have been said at earlier moments")
	return c
}
