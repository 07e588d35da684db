package privacy

import (
	"fmt"
	"strings"
	"time"
)

// Consent says how the people who answered a survey were asked whether their answers
// may be evaluated.
type Consent struct {
	By   string // who asked, as it stood in the survey
	Date string // since when it was asked like that
	Text string // what was asked, or where that text is kept
}

// Check returns nil if a survey may be read, else an error that says for each missing
// field what to write. It must be asked before a survey's file is read.
func (c Consent) Check() error {
	var lines []string
	for _, f := range []struct{ name, value, write string }{
		{"survey.consent.by", c.By, "who asked for it, for example: Embassy of Ruritania in Norway"},
		{"survey.consent.date", c.Date, "since when it was asked, for example: 2026-02-01"},
		{"survey.consent.text", c.Text, "what people agreed to, or where that text is kept, for example: first page of the form; DPIA 2026/14, annex 2"},
	} {
		_, err := time.Parse(time.DateOnly, f.value)
		if isPlaceholder(f.value) || strings.HasSuffix(f.name, "date") && err != nil {
			lines = append(lines, f.name+" is missing: write "+f.write)
		}
	}
	if lines == nil {
		return nil
	}
	return fmt.Errorf("a survey is read only if its mapping says how people were asked for their consent; nothing of the file was kept; %s",
		strings.Join(lines, "; "))
}
