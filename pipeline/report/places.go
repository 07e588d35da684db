package report

import (
	"slices"
	"strings"

	"golang.org/x/text/number"

	"github.com/digital-diplomacy/tailor/data"
)

// How many platforms a heading names, and the page holds: more than there are.
const (
	platformsNamed = 4
	platformsShown = 16
)

// places says on which platforms to stay, when to post and how often.
func (b *builder) places() Section {
	s := Section{ID: "places", Short: b.word("short.places"), Heading: b.say("places.unknown")}
	rows := slices.Clone(b.in.Places)
	slices.SortFunc(rows, func(a, c data.Place) int { return byPlatform(a.Platform, c.Platform) })
	if len(rows) == 0 && len(b.in.Hours) == 0 && len(b.in.Cadence) == 0 {
		s.Lead = []Line{b.say("places.unknown_why")}
		return s
	}
	s.Follow = b.command("tailor where")
	if len(rows) > 0 {
		s.Heading, s.Lead = b.placesHeading(rows), []Line{b.say("places.read")}
		s.Groups = append(s.Groups, Group{Parts: []Part{b.placesPart(rows)}})
	}
	var timing []Part
	for _, kind := range []data.SlotKind{data.SlotHour, data.SlotWeekday} {
		if part, ok := b.slots(kind); ok {
			timing = append(timing, part)
		}
	}
	if part, ok := b.cadence(); ok {
		timing = append(timing, part)
	}
	if len(timing) > 0 {
		s.Groups = append(s.Groups, Group{Parts: timing})
	}
	return s
}

// placesHeading names what asks for a change first.
func (b *builder) placesHeading(rows []data.Place) Line {
	for _, find := range []struct {
		id       string
		verdicts []data.PlaceVerdict
	}{{"places.less", []data.PlaceVerdict{data.PlacePause, data.PlaceReduce}}, {"places.try", []data.PlaceVerdict{data.PlaceTest}},
		{"places.keep", []data.PlaceVerdict{data.PlaceKeep}}} {
		var names []Line
		for _, p := range rows {
			if slices.Contains(find.verdicts, p.Verdict) {
				names = append(names, b.platform(p.Platform))
			}
		}
		if len(names) > 0 {
			return b.say(find.id, "list", b.list(names[:min(len(names), platformsNamed)]))
		}
	}
	return b.say("places.open")
}

// placeReasons are the messages for the lines of the decision table on places, in its
// order.
var placeReasons = [...]string{"places.little_there", "places.little_grows", "places.little", "places.weak_result", "places.weak_effort",
	"places.slow_result", "places.slow_effort", "places.asked", "places.nothing_against", "places.there_grows", "places.there_steady",
	"places.small_grows", "places.undecided"}

// placesPart says what to do on each platform and why, and puts the figures behind it.
func (b *builder) placesPart(rows []data.Place) Part {
	part := Part{Fold: b.word("page.numbers"), Table: &Table{Caption: b.say("places.figures", "period", b.between(rows[0].From, rows[0].To)),
		Head: b.heads("platform", "per_week", "audience", "growth", "trend", "answered")}}
	for _, p := range rows[:min(len(rows), platformsShown)] {
		text := b.placeWhy(p)
		if p.Verdict == data.PlaceTest && p.TryPosts != nil {
			text = b.and(text, b.say("places.enough", "count", *p.TryPosts))
		}
		if p.Verdict == data.PlaceReduce && p.QuestionsAre == "asked" {
			text = b.and(text, b.say("places.answer"))
		}
		for _, w := range p.Warnings[:min(len(p.Warnings), notesShown)] {
			text = b.and(text, b.placeWarning(w))
		}
		part.Terms = append(part.Terms, Term{Name: b.say(placeVerdict(p.Verdict), "platform", b.platform(p.Platform)), Text: text})
		part.Table.Rows = append(part.Table.Rows, Row{Head: Cell{Text: b.platform(p.Platform)}, Cells: b.placeFigures(p)})
	}
	return part
}

func placeVerdict(v data.PlaceVerdict) string {
	switch v {
	case data.PlaceKeep:
		return "places.is_keep"
	case data.PlaceReduce:
		return "places.is_reduce"
	case data.PlacePause:
		return "places.is_pause"
	case data.PlaceTest:
		return "places.is_test"
	}
	return "places.is_open"
}

// placeWhy is the line of the decision table in the page's language; one that is not
// known stays as it came.
func (b *builder) placeWhy(p data.Place) Line {
	if 1 <= p.Rule && int(p.Rule) <= len(placeReasons) {
		return b.say(placeReasons[p.Rule-1])
	}
	return quoted(p.Reason)
}

func (b *builder) placeWarning(w string) Line {
	switch {
	case strings.HasPrefix(w, "posts fell"):
		return b.say("places.season")
	case strings.HasPrefix(w, "the platform's terms do not let figures be computed"):
		return b.say("places.terms")
	case strings.HasPrefix(w, "no post is declared organic"):
		return capital(joined(slices.Concat(b.say("note.organic"), own("."))))
	}
	return quoted(w)
}

// and sets one sentence after another.
func (b *builder) and(l, sentence Line) Line { return joined(slices.Concat(l, own(" "), sentence)) }

func (b *builder) placeFigures(p data.Place) []Cell {
	cell := func(known bool, write func() Line) Cell {
		if !known {
			return Cell{own("–"), "n"}
		}
		return Cell{write(), "n"}
	}
	return []Cell{
		cell(finite(p.PerWeek), func() Line { return own(b.digits(*p.PerWeek, number.MaxFractionDigits(1))) }),
		cell(finite(p.FollowersShare), func() Line { return own(b.percent(*p.FollowersShare)) }),
		cell(finite(p.GrowthLow) && finite(p.GrowthHigh), func() Line {
			low, high := b.change(*p.GrowthLow), b.change(*p.GrowthHigh)
			if low == high {
				return own(low)
			}
			return b.say("date.apart", "from", low, "to", high)
		}),
		cell(ratio(p.TrendLow) && ratio(p.TrendHigh), func() Line {
			return b.say("formats.interval", "low", b.times(*p.TrendLow), "high", b.times(*p.TrendHigh))
		}),
		cell(p.Questions != nil && p.Answered != nil, func() Line { return b.say("asked.bar", "answered", *p.Answered, "asked", *p.Questions) }),
	}
}

// change writes a rate of change like +0.3%.
func (v *voice) change(x float64) string {
	text := unmarked(v.print.Sprint(number.Percent(x, number.MaxFractionDigits(2))))
	if x > 0 {
		return "+" + text
	}
	return text
}
