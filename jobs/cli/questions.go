package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/show"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

func (a *app) questionsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "questions",
		Short: "The answer desk: what people ask under your posts and nobody answered",
		Long: `Lists open questions under your own posts, by service, oldest first, with the address
of the post: that is where to answer. Names and addresses in the texts are masked,
and who asked is not known here.

It shows them at a terminal only: nothing can be searched, filtered, written to a
file or sent on. That somebody looked is noted in ledger/audit.jsonl.

` + exitHelp,
		RunE: func(c *cobra.Command, _ []string) error {
			if out, ok := a.out.(*os.File); a.json || !ok || !term.IsTerminal(int(out.Fd())) {
				return fmt.Errorf("%w: what people wrote is shown at a terminal only, not written to files or other programs", privacy.ErrGate)
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			open, err := show.Questions(c.Context(), u)
			if err != nil {
				return err
			}
			writeQuestions(a.out, u, open)
			return nil
		},
	}
}

// writeQuestions prints the desk: a heading for each service, then its questions.
func writeQuestions(w io.Writer, u *jobs.Unit, open []mood.OpenQuestion) {
	if len(open) == 0 {
		fmt.Fprintln(w, "No open questions in the texts that are still kept.")
		return
	}
	var topic data.Topic
	for _, q := range open {
		if q.Topic != topic {
			topic = q.Topic
			fmt.Fprintf(w, "\n%s\n", topic)
		}
		fmt.Fprintf(w, "  %s  %s\n", waiting(u.Clock.AsOf.Sub(q.Asked.Time())), voice.Clean(q.Text))
		if q.Alike > 0 {
			fmt.Fprintf(w, "          and %d more like it\n", q.Alike)
		}
		if q.URL != "" {
			fmt.Fprintf(w, "          under %s\n", voice.Clean(q.URL))
		}
	}
	if len(open) == 1 {
		fmt.Fprintln(w, "\n1 open question. Answer it under the post; who asked is not known here.")
		return
	}
	fmt.Fprintf(w, "\n%d open questions. Answer them under the posts; who asked is not known here.\n", len(open))
}

// waiting is how long a question has waited, in a column.
func waiting(d time.Duration) string {
	if d < 48*time.Hour {
		return fmt.Sprintf("%4d h", max(int(d.Hours()), 0))
	}
	return fmt.Sprintf("%4d d", int(d.Hours()/24))
}
