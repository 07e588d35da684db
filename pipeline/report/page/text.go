package page

import (
	"bufio"
	"fmt"
	"io"

	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Text writes the bottom line and the actions as plain text for a terminal, at
// most 80 columns wide, without control characters even in lines that a caller added.
func Text(w io.Writer, v View) error {
	out := bufio.NewWriter(w)
	para := func(first, rest, text string) {
		for _, line := range wrap(voice.CleanTo(text, columns*columns), columns, first, rest) {
			fmt.Fprintln(out, line)
		}
	}
	if v.MadeUp != nil {
		para("", "", v.MadeUp.String())
		fmt.Fprintln(out)
	}
	para("", "", v.Heading.String())
	for _, l := range v.Lead {
		para("", "", l.String())
	}
	for _, a := range v.Actions {
		fmt.Fprintln(out)
		para(a.Rank+"  ", "   ", a.What.String())
		for _, f := range a.Facts {
			para("   ", "     ", f.Label+": "+f.Text.String())
		}
		para("   ", "     ", v.Words.LabelSure+" "+a.Sure.Level+". "+a.Sure.Evidence.String())
		para("   ", "     ", v.Words.LabelBut+" "+a.Sure.Caveat.String())
		if a.Follow != "" {
			para("   ", "     ", v.Words.LabelFollow+" "+a.Follow)
		}
	}
	if len(v.Needs.Items) > 0 {
		fmt.Fprintln(out)
		para("", "", v.Needs.Heading+":")
		for _, l := range v.Needs.Items {
			para("-  ", "   ", l.String())
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write text of %s: %w", v.Heading, err)
	}
	return nil
}
