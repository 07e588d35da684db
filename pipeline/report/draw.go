package report

// Drawing is a chart as marks with computed places: x in percent, y in pixels.
// Bars are painted first, then rules, points and labels.
type Drawing struct {
	ID, Title, Desc string
	Height          int
	Bars            []Bar
	Rules           []Rule
	Points          []Point
	Labels          []Label
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

// Label is a text; Anchor is start, middle or end.
type Label struct {
	Class, Anchor string
	X             Pct
	Y             float64
	Text          string
}

func (d *Drawing) bar(class, what string, x, w Pct, y, h float64) {
	d.Bars = append(d.Bars, Bar{class, x, w, y, h, what})
}

func (d *Drawing) rule(class, what string, x1, y1, x2, y2 float64) {
	d.Rules = append(d.Rules, Rule{class, Pct(x1), Pct(x2), y1, y2, what})
}

func (d *Drawing) point(l look, what string, x Pct, y float64) {
	d.Points = append(d.Points, Point{l.class, l.path, x, y, what})
}

// label writes text; class "foreign" is added where a part of it is not ours.
func (d *Drawing) label(class, anchor string, x Pct, y float64, text Line) {
	for _, s := range text {
		if s.Foreign {
			class += " foreign"
			break
		}
	}
	d.Labels = append(d.Labels, Label{class, anchor, x, y, text.String()})
}
