package report

import (
	"slices"
	"strings"

	"golang.org/x/text/number"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// How many platforms a heading names, and the page holds: more than there are.
const (
	platformsNamed = 4
	platformsShown = 16
)

// places says on which platforms to stay, when to post and how often.
func (b *builder) places() page.Section {
	s := page.Section{ID: "places", Short: b.Word("short.places"), Heading: b.Say("places.unknown")}
	rows := slices.Clone(b.in.Places)
	slices.SortFunc(rows, func(a, c data.Place) int { return byPlatform(a.Platform, c.Platform) })
	if len(rows) == 0 && len(b.in.Hours) == 0 && len(b.in.Cadence) == 0 {
		s.Lead = []voice.Line{b.Say("places.unknown_why")}
		return s
	}
	s.Follow = b.command("tailor where")
	if len(rows) > 0 {
		s.Heading, s.Lead = b.placesHeading(rows), []voice.Line{b.Say("places.read")}
		s.Groups = append(s.Groups, page.Group{Parts: []page.Part{b.placesPart(rows)}})
	}
	var timing []page.Part
	for _, kind := range []data.SlotKind{data.SlotHour, data.SlotWeekday} {
		if part, ok := b.slots(kind); ok {
			timing = append(timing, part)
		}
	}
	if part, ok := b.cadence(); ok {
		timing = append(timing, part)
	}
	if len(timing) > 0 {
		s.Groups = append(s.Groups, page.Group{Parts: timing})
	}
	return s
}

// placesHeading names what asks for a change first.
func (b *builder) placesHeading(rows []data.Place) voice.Line {
	for _, find := range []struct {
		id       string
		verdicts []data.PlaceVerdict
	}{{"places.less", []data.PlaceVerdict{data.PlacePause, data.PlaceReduce}}, {"places.try", []data.PlaceVerdict{data.PlaceTest}},
		{"places.keep", []data.PlaceVerdict{data.PlaceKeep}}} {
		var names []voice.Line
		for _, p := range rows {
			if slices.Contains(find.verdicts, p.Verdict) {
				names = append(names, b.Platform(p.Platform))
			}
		}
		if len(names) > 0 {
			return b.Say(find.id, "list", b.List(names[:min(len(names), platformsNamed)]))
		}
	}
	return b.Say("places.open")
}

// placeReasons are the messages for the lines of the decision table on places, in its
// order.
var placeReasons = [...]string{"places.little_there", "places.little_grows", "places.little", "places.weak_result", "places.weak_effort",
	"places.slow_result", "places.slow_effort", "places.asked", "places.nothing_against", "places.there_grows", "places.there_steady",
	"places.small_grows", "places.undecided"}

// placesPart says what to do on each platform and why, and puts the figures behind it.
func (b *builder) placesPart(rows []data.Place) page.Part {
	part := page.Part{Fold: b.Word("page.numbers"), Table: &page.Table{Caption: b.Say("places.figures", "period", b.between(rows[0].From, rows[0].To)),
		Head: b.heads("platform", "per_week", "audience", "growth", "trend", "answered")}}
	for _, p := range rows[:min(len(rows), platformsShown)] {
		text := b.placeWhy(p)
		if p.Verdict == data.PlaceTest && p.TryPosts != nil {
			text = b.and(text, b.Say("places.enough", "count", *p.TryPosts))
		}
		if p.Verdict == data.PlaceReduce && p.QuestionsAre == "asked" {
			text = b.and(text, b.Say("places.answer"))
		}
		for _, w := range p.Warnings[:min(len(p.Warnings), notesShown)] {
			text = b.and(text, b.placeWarning(w))
		}
		part.Terms = append(part.Terms, page.Term{Name: b.Say(placeVerdict(p.Verdict), "platform", b.Platform(p.Platform)), Text: text})
		part.Table.Rows = append(part.Table.Rows, page.Row{Head: page.Cell{Text: b.Platform(p.Platform)}, Cells: b.placeFigures(p)})
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
func (b *builder) placeWhy(p data.Place) voice.Line {
	if 1 <= p.Rule && int(p.Rule) <= len(placeReasons) {
		return b.Say(placeReasons[p.Rule-1])
	}
	return voice.Quoted(p.Reason)
}

func (b *builder) placeWarning(w string) voice.Line {
	switch {
	case strings.HasPrefix(w, "posts fell"):
		return b.Say("places.season")
	case strings.HasPrefix(w, "the platform's terms do not let figures be computed"):
		return b.Say("places.terms")
	case strings.HasPrefix(w, "no post is declared organic"):
		return voice.Capital(b.Ended(b.Say("note.organic")))
	}
	return voice.Quoted(w)
}

// and sets one sentence after another.
func (b *builder) and(l, sentence voice.Line) voice.Line {
	return voice.Joined(slices.Concat(l, voice.Own(" "), sentence))
}

func (b *builder) placeFigures(p data.Place) []page.Cell {
	cell := func(known bool, write func() voice.Line) page.Cell {
		if !known {
			return page.Number(voice.Own("–"))
		}
		return page.Number(write())
	}
	return []page.Cell{
		cell(voice.Finite(p.PerWeek), func() voice.Line { return voice.Own(b.Digits(*p.PerWeek, number.MaxFractionDigits(1))) }),
		cell(voice.Finite(p.FollowersShare), func() voice.Line { return voice.Own(b.Percent(*p.FollowersShare)) }),
		cell(voice.Finite(p.GrowthLow) && voice.Finite(p.GrowthHigh), func() voice.Line {
			low, high := b.Change(*p.GrowthLow), b.Change(*p.GrowthHigh)
			if low.String() == high.String() {
				return low
			}
			return b.Say("date.apart", "from", low, "to", high)
		}),
		cell(voice.IsRatio(p.TrendLow) && voice.IsRatio(p.TrendHigh), func() voice.Line {
			return b.Say("formats.interval", "low", b.Times(*p.TrendLow), "high", b.Times(*p.TrendHigh))
		}),
		page.Number(b.placeAnswered(p)),
	}
}

// placeAnswered is how many questions were answered on a platform, or why nobody can say.
func (b *builder) placeAnswered(p data.Place) voice.Line {
	switch reason := p.Missing.Reason("questions"); {
	case p.Questions != nil && p.Answered != nil:
		return b.Say("asked.bar", "answered", *p.Answered, "asked", *p.Questions)
	case reason == data.NotCollected:
		return b.Say("places.not_read")
	case reason == data.Suppressed && slices.ContainsFunc(b.totals(), counted):
		return b.Say("mood.too_few") // of this platform alone
	}
	return b.Say("formats.unknown")
}
