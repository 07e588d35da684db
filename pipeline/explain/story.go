package explain

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Story is one record's way through the stages, in order.
type Story struct {
	Title    string    `json:"title"`
	Chapters []Chapter `json:"chapters"`
}

// Chapter is what one stage made of the record.
type Chapter struct {
	Stage string `json:"stage"`
	Table string `json:"table"` // where the rows stand
	Lines []Line `json:"lines"`
}

// Line is one value with what it came from.
type Line struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	How   string `json:"how,omitempty"` // the formula, filled in, or the reason it is missing
}

func (c *Chapter) add(name, value, how string) {
	if value != "" {
		c.Lines = append(c.Lines, Line{name, value, how})
	}
}

// Text prints a story for a person.
func (s *Story) Text(w io.Writer) error {
	if _, err := fmt.Fprintln(w, s.Title); err != nil {
		return err
	}
	for _, c := range s.Chapters {
		fmt.Fprintf(w, "\n%s  (%s)\n", c.Stage, c.Table)
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, l := range c.Lines {
			fmt.Fprintf(t, "  %s\t%s\t%s\n", l.Name, l.Value, l.How)
		}
		if err := t.Flush(); err != nil {
			return err
		}
	}
	return nil
}
