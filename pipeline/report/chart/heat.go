package chart

import (
	"fmt"
	"math"

	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Field is one field of a heat map: a ratio above 0, nil if it is not known, and whether
// it differs clearly from 1.
type Field struct {
	Lift  *float64
	Clear bool
}

// Places within a heat map, in pixels.
const (
	heatTop  = 22
	heatName = 14
	heatRow  = 56
	heatTall = 30
)

// Heat draws one row for each name and one field for each column. Colour says the
// side of 1 and how far from it, the number says it too, and a frame marks what is clear.
func Heat(v *voice.Voice, id string, title voice.Line, names, columns []voice.Line, cells [][]Field) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.Word("hours.desc"), Height: heatTop + heatRow*len(names), rtl: v.RightToLeft()}
	width := 100 / float64(len(columns))
	for j, c := range columns {
		d.label("axis", "middle", Pct(round((float64(j)+0.5)*width)), 12, c)
	}
	for i, name := range names {
		top := float64(heatTop + i*heatRow)
		d.label("name", "start", 0, top+heatName, name)
		for j, c := range cells[i] {
			x, w := Pct(round(float64(j)*width+0.4)), Pct(round(width-0.8))
			class, text := "none", voice.Own("–")
			if c.Lift != nil {
				class, text = heatClass(*c.Lift), voice.Own(v.Times(*c.Lift)+"×")
			}
			if c.Clear {
				class += " framed"
			}
			d.bar(class, fmt.Sprintf("%s %s", name, columns[j]), x, w, top+heatName+7, heatTall)
			d.label("in-"+class, "middle", Pct(round(float64(x+w/2))), top+heatName+26, text)
		}
	}
	return d.turned()
}

// heatClass is the colour of a ratio: three steps on either side of 1, at 1.1 and 1.3.
func heatClass(lift float64) string {
	step := 0
	switch far := math.Abs(math.Log(lift)); {
	case far >= math.Log(1.3):
		step = 2
	case far >= math.Log(1.1):
		step = 1
	default:
		return "heat0"
	}
	if lift < 1 {
		return fmt.Sprintf("less%d", step)
	}
	return fmt.Sprintf("more%d", step)
}
