package chart

import "github.com/digital-diplomacy/tailor/pipeline/report/voice"

// Drawing is a chart as marks with computed places: x in percent, y in pixels.
// Bars are painted first, then rules, points and labels.
type Drawing struct {
	ID, Title, Desc string // of the drawing within the page, and its words for those who do not see it
	Height          int
	Bars            []Bar
	Rules           []Rule
	Points          []Point
	Labels          []Label
	rtl             bool
}

// turned mirrors a drawing for a page that is read from the right: everything is
// laid out from the left first, so that every chart has its geometry once. The
// anchors of texts need no turning, as they follow the direction of the page.
func (d *Drawing) turned() *Drawing {
	if !d.rtl {
		return d
	}
	turn := func(x Pct) Pct { return Pct(round(float64(100 - x))) }
	for i := range d.Bars {
		d.Bars[i].X = turn(d.Bars[i].X + d.Bars[i].W)
	}
	for i := range d.Rules {
		d.Rules[i].X1, d.Rules[i].X2 = turn(d.Rules[i].X1), turn(d.Rules[i].X2)
	}
	for i := range d.Points {
		p := &d.Points[i]
		p.X = turn(p.X)
		switch p.Path {
		case arrowHead:
			p.Path = arrowBack
		case arrowBack:
			p.Path = arrowHead
		}
	}
	for i := range d.Labels {
		d.Labels[i].X = turn(d.Labels[i].X)
	}
	return d
}

// Bar is a rectangle.
type Bar struct {
	Class  string
	X, W   Pct
	Y, H   float64
	Report string `json:"-"` // what it stands for; names the mark in tests
}

// Rule is a straight line.
type Rule struct {
	Class  string
	X1, X2 Pct
	Y1, Y2 float64
	Report string `json:"-"`
}

// Point is a shape around a place.
type Point struct {
	Class, Path string
	X           Pct
	Y           float64
	Report      string `json:"-"`
}

// Label is a text; Anchor is start, middle or end, as the text is read.
type Label struct {
	Class, Anchor string
	X             Pct
	Y             float64
	Text          voice.Line
}

func (d *Drawing) bar(class, what string, x, w Pct, y, h float64) {
	d.Bars = append(d.Bars, Bar{class, x, w, y, h, what})
}

func (d *Drawing) rule(class, what string, x1, y1, x2, y2 float64) {
	d.Rules = append(d.Rules, Rule{class, Pct(x1), Pct(x2), y1, y2, what})
}

func (d *Drawing) point(l Look, what string, x Pct, y float64) {
	d.Points = append(d.Points, Point{l.class, l.path, x, y, what})
}

func (d *Drawing) label(class, anchor string, x Pct, y float64, text voice.Line) {
	d.Labels = append(d.Labels, Label{class, anchor, x, y, text})
}

// Key explains one mark of a chart.
type Key struct {
	Class, Path string
	Text        voice.Line
}
