package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// columns is the width that Text wraps to.
const columns = 80

// Text writes the bottom line and the actions as plain text for a terminal, at
// most 80 columns wide, without control characters even in lines that a caller added.
func Text(w io.Writer, v View) error {
	out := bufio.NewWriter(w)
	para := func(first, rest, text string) {
		for _, line := range wrap(clean(text, columns*columns), columns, first, rest) {
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

// wrap breaks text into lines of at most limit columns; a longer word is cut.
func wrap(text string, limit int, first, rest string) []string {
	var lines []string
	line, used, empty := first, cells(first), true
	flush := func() {
		lines = append(lines, line)
		line, used, empty = rest, cells(rest), true
	}
	for _, word := range strings.Fields(text) {
		if !empty && used+1+cells(word) > limit {
			flush()
		}
		if !empty {
			line, used = line+" ", used+1
		}
		for _, r := range word {
			if used+runeCells(r) > limit {
				flush()
			}
			line, used, empty = line+string(r), used+runeCells(r), false
		}
	}
	return append(lines, line)
}

func cells(s string) int {
	n := 0
	for _, r := range s {
		n += runeCells(r)
	}
	return n
}

// runeCells is how many columns a terminal gives a character.
func runeCells(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
