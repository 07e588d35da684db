package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/label"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// labelPosts labels own posts: in a workbook, or at a terminal.
func (a *app) labelPosts(c *cobra.Command, args []string, write string, count int) error {
	if write != "" && len(args) > 0 {
		return usagef("either write a sheet with --write %s or read %s", write, args[0])
	}
	if count < 1 || count > 5000 {
		return usagef("--count %d: ask for 1 to 5000 posts", count)
	}
	in, isFile := a.in.(*os.File)
	out, isTerminal := a.out.(*os.File)
	atTerminal := isFile && isTerminal && !a.json && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
	if write == "" && len(args) == 0 && !atTerminal {
		return usagef("without a terminal, write a sheet and read it back: %s --posts --write posts.xlsx, then %s --posts posts.xlsx", c.CommandPath(), c.CommandPath())
	}
	u, err := a.look(c.Context())
	if err != nil {
		return err
	}
	waits := func(err error) { fmt.Fprintf(a.err, "Waiting: %v\n", err) }
	if len(args) > 0 {
		return a.readSheet(c.Context(), u, args[0], waits)
	}
	if write != "" {
		if err := label.CheckNewSheet(write); err != nil {
			return err
		}
	}
	l, err := label.DrawPosts(c.Context(), u, count, waits)
	switch {
	case err != nil:
		return err
	case write == "":
		return a.askPosts(c.Context(), u, l, in)
	case len(l.Tasks) == 0:
		return fmt.Errorf("there is nothing to label: %d posts were drawn and labelled, and no other own posts are in the lake", l.Done)
	}
	if err := label.WriteSheet(u, l, write); err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.out).Encode(map[string]any{"file": write, "posts": len(l.Tasks), "new": l.New(), "labelled": l.Done})
	}
	fmt.Fprintf(a.out, "%d posts to label are in %s; %d of them were drawn now, %d earlier ones are labelled.\nFill in the white columns, save, and read it back with: tailor label --posts %s\n",
		len(l.Tasks), write, l.New(), l.Done, write)
	return nil
}

// rejectsShown is how many cells are named at a terminal.
const rejectsShown = 20

func (a *app) readSheet(ctx context.Context, u *jobs.Unit, path string, waits func(error)) error {
	got, err := label.ReadSheet(ctx, u, path, waits)
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.out).Encode(got)
	}
	fmt.Fprintf(a.out, "%d posts labelled, %d said the same as before.\n", got.Posts, got.Same)
	for _, id := range got.Unknown[:min(len(got.Unknown), rejectsShown)] {
		fmt.Fprintf(a.out, "  not kept: there is no post %s in the lake\n", voice.Clean(string(id)))
	}
	for _, r := range got.Rejects[:min(len(got.Rejects), rejectsShown)] {
		fmt.Fprintf(a.out, "  not kept: %s\n", voice.Clean(r.Hint))
	}
	if more := len(got.Rejects) + len(got.Unknown) - 2*rejectsShown; more > 0 {
		fmt.Fprintf(a.out, "  and more; all of them: --json\n")
	}
	return nil
}

// printAgreement prints how far rules and people agree.
func (a *app) printAgreement(ctx context.Context) error {
	u, err := a.look(ctx)
	if err != nil {
		return err
	}
	got, err := label.Agreed(ctx, u)
	if err != nil {
		return err
	}
	if a.json {
		e := json.NewEncoder(a.out)
		e.SetIndent("", "  ")
		return e.Encode(got)
	}
	if len(got.Levers) == 0 {
		fmt.Fprintln(a.out, "Nothing to compare yet: no post that was drawn has been labelled. Begin with: tailor label --posts --write posts.xlsx")
		return nil
	}
	fmt.Fprintf(a.out, "What people say of posts that were drawn by chance, against what the rules read (%s).\nShares of all own posts, with 90 %% limits. Kappa: 0 is what chance gives, 1 is always.\n\n", got.Version)
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "label\tposts\tagree\tkappa\tclass\tfound of those there are\tright of those read")
	for _, l := range got.Levers {
		name := strings.TrimSuffix(l.Lever+" "+strings.ReplaceAll(l.Level, "_", " "), " ")
		lead := fmt.Sprintf("%s\t%d\t%s\t%s", name, l.N, percent(&l.Agree), kappaText(&l.Kappa))
		for _, c := range l.Classes {
			if l.Level != "" && c.Class != metrics.YesNo(true) {
				continue // how well it is seen that a device is not there says little
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", lead, strings.ReplaceAll(c.Class, "_", " "), percent(c.Recall), percent(c.Precision))
			lead = "\t\t\t"
		}
		if lead != "\t\t\t" {
			fmt.Fprintf(w, "%s\t-\t-\t-\n", lead)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, v := range got.Older {
		fmt.Fprintf(a.out, "\nRules of version %s were measured in their day; their figures stay in label_agreement and are not mixed in.\n", v)
	}
	return nil
}

func percent(p *metrics.Proportion) string {
	if p == nil {
		return "-"
	}
	return fmt.Sprintf("%.0f %% (%.0f-%.0f, n=%d)", 100*p.Value, 100*p.Low, 100*p.High, p.N)
}

func kappaText(p *metrics.Proportion) string {
	if p.Low == -1 && p.High == 1 {
		return "-" // one class only: chance agrees always
	}
	return fmt.Sprintf("%.2f (%.2f-%.2f)", p.Value, p.Low, p.High)
}

// askPosts asks for each post at a terminal: its format, its topic, its devices.
func (a *app) askPosts(ctx context.Context, u *jobs.Unit, l *content.PostLabelling, in *os.File) error {
	if len(l.Tasks) == 0 {
		fmt.Fprintf(a.out, "Nothing to label: %d posts were drawn and labelled, and no other own posts are in the lake.\n", l.Done)
		return nil
	}
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return fmt.Errorf("read single keys from the terminal: %w", err)
	}
	labels := askEach(ctx, a.out, keys(in), l, u.Clock.Now())
	if err := term.Restore(int(in.Fd()), before); err != nil {
		return fmt.Errorf("give the terminal back: %w", err)
	}
	ctx, stop := a.lastingContext(ctx)
	defer stop()
	kept, err := label.KeepPosts(ctx, u, labels, func(err error) { fmt.Fprintf(a.out, "Waiting to keep your answers: %v\n", err) })
	if err != nil {
		return fmt.Errorf("keep the labels: %w", err)
	}
	fmt.Fprintf(a.out, "%d of %d posts labelled.\n", kept.Posts+kept.Same, len(l.Tasks))
	return nil
}

// Keys that mean the same in every question; letters before them choose.
const (
	keySkip = 'x'
	keyStop = 'z'
	enter   = '\r'
)

// askEach asks for each post until all are answered, or z is typed, or nothing more
// comes. What the rules read is not shown: it would lead.
func askEach(ctx context.Context, w io.Writer, typed <-chan byte, l *content.PostLabelling, at data.Micros) []data.HandLabel {
	var labels []data.HandLabel
	for i, task := range l.Tasks {
		fmt.Fprintf(w, "\r\n%d of %d: %s, %s\r\n\r\n  %s\r\n  %s\r\n", i+1, len(l.Tasks), task.Post.Platform, task.Post.PublishedAt.Day(),
			wholeText(task.Post.Text), voice.Clean(task.Post.URL))
		label := data.HandLabel{PostID: task.Post.PostID, Platform: task.Post.Platform, PublishedAt: task.Post.PublishedAt}
		goOn := askOne(ctx, w, typed, "format", formatChoices(), func(f data.Format) { label.Format, label.FormatAt = f, at }) &&
			askOne(ctx, w, typed, "topic", data.Topics(), func(t data.Topic) { label.PrimaryTopic, label.TopicAt = t, at }) &&
			askSeveral(ctx, w, typed, "devices", data.Devices(), func(d []data.Device) { label.Devices, label.DevicesAt = d, at })
		if label.Says() {
			labels = append(labels, label)
		}
		if !goOn {
			fmt.Fprint(w, "\r\n")
			break
		}
	}
	return labels
}
