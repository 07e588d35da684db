package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/digital-diplomacy/tailor/jobs"
)

// newProgress shows stages on w: a bar at a terminal, plain lines elsewhere,
// nothing if quiet.
func newProgress(w io.Writer, quiet bool) jobs.Progress {
	if quiet {
		return jobs.Silent{}
	}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb" {
		return &bar{w: w}
	}
	return &lines{w: w}
}

// lines prints one line for each stage that did something.
type lines struct {
	w    io.Writer
	last string
}

func (l *lines) Stage(name, doc string, _, _ int) { l.last = name }
func (l *lines) Step(string)                      {}
func (l *lines) Done(summary string) {
	if summary != "" {
		fmt.Fprintf(l.w, "%-9s %s\n", l.last, summary)
	}
}

// bar draws one bar over the stages, with the step in hand as its text.
type bar struct {
	w     io.Writer
	bar   *progressbar.ProgressBar
	stage string
}

func (b *bar) Stage(name, doc string, i, n int) {
	if b.bar == nil {
		b.bar = progressbar.NewOptions(n, progressbar.OptionSetWriter(b.w), progressbar.OptionSetWidth(24),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetElapsedTime(false), progressbar.OptionSetPredictTime(false),
			progressbar.OptionUseANSICodes(os.Getenv("NO_COLOR") == ""))
	}
	b.stage = name
	b.bar.Describe(fmt.Sprintf("%-9s", name))
	_ = b.bar.Set(i)
}

func (b *bar) Step(note string) { b.bar.Describe(fmt.Sprintf("%-9s %s", b.stage, note)) }

func (b *bar) Done(summary string) {
	if summary == "" {
		return
	}
	_ = b.bar.Clear()
	fmt.Fprintf(b.w, "%-9s %s\n", b.stage, summary)
}

// Close ends the bar so that the next line starts clean.
func (b *bar) Close() {
	if b.bar != nil {
		_ = b.bar.Finish()
	}
}
