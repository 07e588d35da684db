package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// longestWindow is the longest time that report --window looks back: texts of replies
// are kept no longer.
const longestWindow = 14 * 24 * time.Hour

func (a *app) reportCommand() *cobra.Command {
	var out, quarter string
	var languages []string
	var window time.Duration
	var pdf bool
	c := &cobra.Command{
		Use:   "report",
		Short: "Write the pages again from what the lake holds",
		Long: `Writes one page per mission into the data folder's reports/, one over all missions
where there are several, and prints the most important advice. Equal data give an
equal page, byte for byte.

  tailor report --language ar,en   pages in Arabic and English (` + strings.Join(voice.Languages(), ", ") + `)
  tailor report --pdf              a PDF beside each page, by Chromium where it is installed
  tailor report --window 24h       in a crisis: open questions by service, in counts only
  tailor report --quarter 2026-Q2  themes of criticism and what policy owners answered, over all missions

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			for _, lang := range languages {
				if !slices.Contains(voice.Languages(), lang) {
					return usagef("--language %q: pages are written in %s", lang, strings.Join(voice.Languages(), ", "))
				}
			}
			if window < 0 || window > longestWindow || window%time.Minute != 0 {
				return usagef("--window %v: give whole minutes or hours, at most 336h, like 24h", window)
			}
			if _, _, err := data.QuarterDays(quarter); quarter != "" && (err != nil || window > 0) {
				return usagef("--quarter %q: write a quarter like 2026-Q2, and no --window", quarter)
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			u.ReportDir, u.ReportLanguages = out, languages
			var printer *browser
			if pdf {
				if printer, err = findBrowser(); err != nil {
					return err
				}
			}
			pages := u.Written
			if window > 0 || quarter != "" {
				made, err := a.special(c.Context(), u, window, quarter)
				if err != nil {
					return err
				}
				pages = func() []jobs.PageFile { return made }
			} else if err := a.finish(c.Context(), u, []string{"report"}); err != nil {
				return err
			}
			if printer == nil {
				return nil
			}
			for _, page := range pages() {
				path, err := printer.print(c.Context(), page.Path)
				if err != nil {
					return err
				}
				fmt.Fprintf(a.err, "PDF: %s\n", path)
			}
			return nil
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "folder for the pages")
	c.Flags().StringSliceVar(&languages, "language", nil, "language of the pages, over the settings; several with commas")
	c.Flags().DurationVar(&window, "window", 0, "only the questions of the last hours, like 24h")
	c.Flags().StringVar(&quarter, "quarter", "", "only the page of a quarter over all missions, like 2026-Q2")
	c.Flags().BoolVar(&pdf, "pdf", false, "print each page to PDF too, by an installed Chromium, Chrome or Edge")
	return c
}

// special writes the pages that a run does not write, or not of that time, and prints
// where they lie.
func (a *app) special(ctx context.Context, u *jobs.Unit, window time.Duration, quarter string) (made []jobs.PageFile, err error) {
	if window > 0 {
		made, err = u.Crisis(ctx, window)
	} else if made, err = u.Quarter(ctx, quarter); err == nil && len(made) == 0 {
		err = fmt.Errorf("nothing is known of %s yet: no own post, published reply or figure of a service lies in it", quarter)
	}
	if err != nil {
		return nil, err
	}
	return made, a.tell(made)
}

// tell prints where pages lie.
func (a *app) tell(pages []jobs.PageFile) error {
	if a.json {
		return json.NewEncoder(a.out).Encode(map[string]any{"reports": pages})
	}
	for _, p := range pages {
		if _, err := fmt.Fprintf(a.out, "Report: %s\n", p.Path); err != nil {
			return err
		}
	}
	return nil
}
