package chart

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// dayRow is the height of one account's row, in pixels.
const dayRow = 50

// Day draws the 24 hours of each name as fields: colour says the side of 1 and how
// far from it, a frame what is clear. The figures stand in the table behind.
func Day(v *voice.Voice, id string, title voice.Line, names []voice.Line, cells [][24]Field) *Drawing {
	d := &Drawing{ID: id, Title: title.String(), Desc: v.Word("hours.desc"), Height: heatTop + dayRow*len(names), rtl: v.RightToLeft()}
	const width = 100.0 / 24
	for hour := 0; hour < 24; hour += 6 {
		d.label("axis", "start", Pct(round(float64(hour)*width)), 12, v.Say("date.hours", "from", v.FullHour(hour), "to", v.FullHour(hour+6)))
	}
	for i, name := range names {
		top := float64(heatTop + i*dayRow)
		d.label("name", "start", 0, top+heatName, name)
		for hour, c := range cells[i] {
			class := "none"
			if c.Lift != nil {
				class = heatClass(*c.Lift)
			}
			if c.Clear {
				class += " framed"
			}
			d.bar(class, fmt.Sprintf("%s %d", name, hour), Pct(round(float64(hour)*width+0.15)), Pct(round(width-0.3)), top+heatName+7, heatTall-6)
		}
	}
	return d.turned()
}
