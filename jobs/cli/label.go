package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/label"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
	"github.com/digital-diplomacy/tailor/sentiment"
)

func (a *app) labelCommand() *cobra.Command {
	var replies, posts, agreement bool
	var write string
	var count int
	c := &cobra.Command{
		Use:   "label --replies | --posts [FILE] | --agreement",
		Short: "Judge some replies or label some posts, so that figures rest on your own reading too",
		Long: `--posts draws some of your own posts by chance, rare and unclear ones likelier, for you
to say what they are: format, topic, devices, occasion, language. With --write FILE.xlsx
they go into a workbook with lists to choose from; --posts FILE.xlsx reads it back (or
put it into the inbox folder); at a terminal, without a file, single keys answer. What you
say beats the rules and stays, whatever is computed anew.

--agreement prints how far the rules and you agree, for all your posts.

--replies shows up to ten replies of the last week that has ended, drawn by chance, and asks of
each whether it is negative, neutral or positive. Names and addresses in the texts are
masked; who wrote them, and what the program thinks of them, is not shown. Do it after
the first run of a week, before the texts expire.

One key answers: n negative, u neutral, p positive, s skip, q stop for now.

Only counts are kept: how many replies of a language were read as what, and what they
are. It works at a terminal only. That somebody looked is noted in ledger/audit.jsonl.

` + exitHelp,
		Args: func(c *cobra.Command, args []string) error {
			if !posts {
				return noArgs(c, args)
			}
			if len(args) > 1 {
				return usagef("%s --posts reads one file, but got %q", c.CommandPath(), strings.Join(args, " "))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case replies && posts || replies && agreement || posts && agreement:
				return usagef("say one of --replies, --posts and --agreement")
			case posts:
				return a.labelPosts(c, args, write, count)
			case write != "":
				return usagef("--write belongs to --posts")
			case agreement:
				return a.printAgreement(c.Context())
			case !replies:
				return usagef("say what to label: %s --replies or %s --posts", c.CommandPath(), c.CommandPath())
			}
			in, okIn := a.in.(*os.File)
			out, okOut := a.out.(*os.File)
			if a.json || !okIn || !okOut || !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
				return fmt.Errorf("%w: what people wrote is shown and judged at a terminal only, not sent to files or other programs", privacy.ErrGate)
			}
			u, err := a.look(c.Context())
			if err != nil {
				return err
			}
			return a.label(c.Context(), u, in)
		},
	}
	c.Flags().BoolVar(&replies, "replies", false, "judge replies under posts")
	c.Flags().BoolVar(&posts, "posts", false, "label own posts: at a terminal, or read FILE")
	c.Flags().StringVar(&write, "write", "", "with --posts: write the posts to label to this workbook (.xlsx)")
	c.Flags().IntVar(&count, "count", 30, "with --posts: how many posts")
	c.Flags().BoolVar(&agreement, "agreement", false, "print how far rules and people agree")
	return c
}

// label asks for the week's replies at a terminal and keeps what was said.
func (a *app) label(ctx context.Context, u *jobs.Unit, in *os.File) error {
	l, err := label.Replies(ctx, u)
	if err != nil {
		return err
	}
	if len(l.Tasks) == 0 {
		fmt.Fprintf(a.out, "Nothing to label: %d replies of %s are done, and no others were drawn whose text is still kept.\n", l.Done, l.Week)
		return nil
	}
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return fmt.Errorf("read single keys from the terminal: %w", err)
	}
	askLabels(ctx, a.out, keys(in), l)
	if err := term.Restore(int(in.Fd()), before); err != nil {
		return fmt.Errorf("give the terminal back: %w", err)
	}
	// What was said is kept even if the process was told to end meanwhile.
	ctx, stop := a.lastingContext(ctx)
	defer stop()
	err = label.KeepReplies(ctx, u, l, func(err error) { fmt.Fprintf(a.out, "Waiting to keep your answers: %v\n", err) })
	if err != nil {
		return fmt.Errorf("keep the labels: %w", err)
	}
	fmt.Fprintf(a.out, "%d of %d answered for %s. Only counts were kept.\n", l.Done+l.Asked(), l.Done+len(l.Tasks), l.Week)
	return nil
}

// lastWait is how long a process that was told to end tries to keep the answers.
const lastWait = 5 * time.Second

// keys sends the bytes that are typed, until none can be read.
func keys(in io.Reader) <-chan byte {
	typed := make(chan byte)
	go func() {
		defer close(typed)
		var b [1]byte
		for {
			if n, err := in.Read(b[:]); n == 0 || err != nil {
				return
			}
			typed <- b[0]
		}
	}()
	return typed
}

// Keys that end the asking, beside q, at a terminal that hands every key through.
const (
	ctrlC = 3
	ctrlD = 4
)

// askLabels asks for each reply until all are answered, or q is typed, or nothing more
// comes. Keys that mean nothing are passed over; capitals too, as they end the codes
// that arrow and function keys send. The terminal is raw: lines end with both marks.
func askLabels(ctx context.Context, w io.Writer, typed <-chan byte, l *mood.Labelling) {
	classes := map[byte]sentiment.Class{'n': sentiment.Negative, 'u': sentiment.Neutral, 'p': sentiment.Positive}
	for i, task := range l.Tasks {
		fmt.Fprintf(w, "\r\n%d of %d (%s)\r\n\r\n  %s\r\n\r\n[n]egative, ne[u]tral, [p]ositive, [s]kip, [q]uit: ",
			l.Done+i+1, l.Done+len(l.Tasks), voice.Clean(task.Language), wholeText(task.Text))
		for answered := false; !answered; {
			key, ok := nextKey(ctx, typed)
			class, judged := classes[key]
			switch {
			case !ok, key == 'q', key == ctrlC, key == ctrlD:
				fmt.Fprint(w, "\r\n")
				return
			case key == 's':
				l.Skip(i)
				answered = true
				fmt.Fprint(w, "skipped\r\n")
			case judged:
				l.Judge(i, class)
				answered = true
				fmt.Fprintf(w, "%s\r\n", class)
			}
		}
	}
}

// wholeText makes a text safe to show and cuts none of it but endless words.
func wholeText(text string) string {
	var words []string
	for _, word := range strings.Fields(text) {
		words = append(words, voice.Clean(word))
	}
	return strings.Join(words, " ")
}
