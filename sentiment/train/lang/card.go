package main

import (
	_ "embed"
	"fmt"
	"strings"
)

// cardText is the part of the card that is written by hand; the tables replace its
// marks.
//
//go:embed card.md
var cardText string

// card returns the model card in Markdown.
func card(c *corpus, e *evaluation, bytes int) string {
	var sets, languages, confidence strings.Builder
	sets.WriteString("| set | texts | accuracy | mean of languages | calibration error |\n|---|---|---|---|---|\n")
	for _, s := range e.sets {
		share, half, mean, n := s.accuracy()
		calibration := fmt.Sprintf("%.3f", s.calibrationError())
		if s.part {
			calibration = ""
		}
		fmt.Fprintf(&sets, "| %s | %d | %.1f ± %.1f | %.1f of %d | %s |\n", s.name, n, 100*share, 100*half, 100*mean, len(s.byName), calibration)
	}
	languages.WriteString("| language | set | texts | accuracy | und | taken for |\n|---|---|---|---|---|---|\n")
	var all [10]bin
	for _, s := range e.sets {
		for i, b := range s.bins {
			all[i].n, all[i].right, all[i].confidence = all[i].n+b.n, all[i].right+b.right, all[i].confidence+b.confidence
		}
		if s.part {
			continue
		}
		for _, label := range sorted(s.byName) {
			t := s.byName[label]
			fmt.Fprintf(&languages, "| %s | %s | %d | %.1f | %.1f | %s |\n", label, s.name, t.n, 100*float64(t.right)/float64(t.n),
				100*float64(t.und)/float64(t.n), t.confused())
		}
	}
	confidence.WriteString("| confidence | texts | mean | right |\n|---|---|---|---|\n")
	for i, b := range all {
		if b.n > 0 {
			fmt.Fprintf(&confidence, "| %.1f to %.1f | %.0f | %.3f | %.3f |\n", float64(i)/10, float64(i+1)/10, b.n, b.confidence/b.n, b.right/b.n)
		}
	}
	return strings.NewReplacer("{{sets}}", sets.String(), "{{languages}}", languages.String(), "{{confidence}}", confidence.String(),
		"{{sources}}", c.sourceTable(), "{{classes}}", classList(), "{{bytes}}", fmt.Sprintf("%.2f", float64(bytes)/(1<<20))).Replace(cardText)
}

// sourceTable lists each source with its licence and how much of it was used.
func (c *corpus) sourceTable() string {
	var b strings.Builder
	b.WriteString("| source | licence | classes | texts |\n|---|---|---|---|\n")
	row := func(name, licence string) {
		texts := 0
		for _, n := range c.sizes[name] {
			texts += n
		}
		if texts > 0 {
			fmt.Fprintf(&b, "| %s | %s | %d | %d |\n", name, licence, len(c.sizes[name]), texts)
		}
	}
	for _, f := range labelledFiles {
		row(f.name, f.licence)
	}
	for _, s := range sources {
		row(s.name, s.licence)
	}
	return b.String()
}

// classList lists the languages by script.
func classList() string {
	var b strings.Builder
	for i, c := range classes {
		if i == 0 || classes[i-1].Script != c.Script {
			fmt.Fprintf(&b, "\n- %s:", c.Script)
		}
		if c.Tag != "und" {
			b.WriteString(" " + c.label)
		}
	}
	return b.String()
}
