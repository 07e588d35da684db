package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/sentiment/model"
	"github.com/digital-diplomacy/tailor/sentiment/text"
)

// table3 counts true classes by read ones.
type table3 [3][3]float64

func (c *table3) row(k int) float64 { return c[k][0] + c[k][1] + c[k][2] }

func (c *table3) f1(k int) float64 {
	all := c.row(k) + c[0][k] + c[1][k] + c[2][k]
	if all == 0 {
		return 0
	}
	return 2 * c[k][k] / all
}

func (c *table3) macroF1() float64 { return (c.f1(0) + c.f1(1) + c.f1(2)) / 3 }

func (c *table3) weightedF1() float64 {
	s := 0.0
	for k := range 3 {
		s += c.f1(k) * c.row(k)
	}
	return s / (c.row(0) + c.row(1) + c.row(2))
}

func (c *table3) recall() float64 {
	return (c[0][0]/c.row(0) + c[1][1]/c.row(1) + c[2][2]/c.row(2)) / 3
}

func (c *table3) accuracy() float64 {
	return (c[0][0] + c[1][1] + c[2][2]) / (c.row(0) + c.row(1) + c.row(2))
}

// benchmarks reports the figures that published results are given in, on dev/, on sets
// that may not be trained on and, after a quick run, on the texts kept for tuning (*).
func benchmarks(w io.Writer, data string, m *model.Model, trained []example, quick bool) error {
	dev, err := load(filepath.Join(data, "dev"), "neg", "neu", "pos")
	if err != nil {
		return err
	}
	other, err := load(filepath.Join(data, "unlicensed"), "neg", "neu", "pos")
	if err != nil {
		return err
	}
	dev = append(dev, other...)
	for i := range trained {
		if quick && trained[i].tuning {
			e := trained[i]
			e.source += "*"
			dev = append(dev, e)
		}
	}
	for _, profile := range []string{"", model.DefaultProfile, model.BalancedProfile} {
		score(w, m, dev, profile)
	}
	return nil
}

func score(w io.Writer, m *model.Model, dev []example, profile string) {
	r := m.NewReader()
	var t text.Text
	tables := map[string]*table3{}
	for i := range dev {
		e := &dev[i]
		name := profile
		if profile == "" {
			name = strings.TrimSuffix(e.source, "*")
		}
		p, _ := m.Profile(name)
		t.Read(e.text)
		l := m.Resolve(e.language)
		best := choose(p.For(l), r.Read(&t, l).Sentiment)
		if tables[e.cell()] == nil {
			tables[e.cell()] = &table3{}
		}
		tables[e.cell()][e.label][best]++
	}
	mean := func(source string, f func(*table3) float64, but ...string) (float64, string) {
		var names []string
		for c := range tables {
			if s, l, _ := strings.Cut(c, "/"); s == source && !slices.Contains(but, l) {
				names = append(names, c)
			}
		}
		slices.Sort(names)
		sum, each := 0.0, ""
		for _, c := range names {
			v := f(tables[c]) * 100
			sum += v
			each += fmt.Sprintf(" %s %.1f", strings.TrimPrefix(c, source+"/"), v)
		}
		return sum / float64(len(names)), each
	}
	fmt.Fprintf(w, "## profile %q (empty: the source's own)\n", profile)
	for _, s := range []string{"umsab", "umsab*", "brighter", "nusax", "rusentitweet", "sentimix", "emoevent", "astd", "tweets_mg"} {
		v, each := mean(s, (*table3).macroF1)
		if each == "" {
			continue
		}
		fmt.Fprintf(w, "%-13s macro-F1 %.2f:%s\n", s, v, each)
	}
	for _, s := range []string{"afrisenti", "afrisenti*"} {
		v, each := mean(s, (*table3).weightedF1, "om", "ti")
		if each == "" {
			continue
		}
		fmt.Fprintf(w, "%-13s weighted-F1 %.2f:%s\n", s, v, each)
	}
	for _, s := range []string{"tweeteval", "semeval_en*"} {
		v, each := mean(s, (*table3).recall)
		if each == "" {
			continue
		}
		fmt.Fprintf(w, "%-13s macro-recall %.2f\n", s, v)
	}
	for _, s := range []string{"hebrew", "hebrew*", "indonesian"} {
		v, each := mean(s, (*table3).accuracy)
		if each == "" {
			continue
		}
		n, _ := mean(s, func(c *table3) float64 { return c.f1(0) })
		p, _ := mean(s, func(c *table3) float64 { return c.f1(2) })
		fmt.Fprintf(w, "%-13s accuracy %.2f, F1 negative %.2f, positive %.2f\n", s, v, n, p)
	}
}
