package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report/chart"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// How many accounts, and slots of one kind that stand out, a page tells, and of how
// many accounts it draws the hours.
const (
	timedShown     = 8
	dayShown       = 4
	standoutsShown = 8
)

// byAccount groups the slots of one kind by account.
func (b *builder) byAccount(kind data.SlotKind) [][]data.HourEffect {
	var rows []data.HourEffect
	for _, h := range b.in.Hours {
		if h.Kind == kind && shown(h.Goal) {
			rows = append(rows, h)
		}
	}
	slices.SortFunc(rows, func(a, c data.HourEffect) int {
		return cmp.Or(byPlatform(a.Platform, c.Platform), cmp.Compare(a.AccountID, c.AccountID), cmp.Compare(a.Slot, c.Slot))
	})
	var groups [][]data.HourEffect
	for i, h := range rows {
		if i == 0 || rows[i-1].AccountID != h.AccountID || rows[i-1].Platform != h.Platform {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], h)
	}
	return groups
}

// slots says which hours, or weekdays, stand out, account by account. Hours are drawn
// where some do.
func (b *builder) slots(kind data.SlotKind) (page.Part, bool) {
	groups := b.byAccount(kind)
	if len(groups) == 0 {
		return page.Part{}, false
	}
	ids := map[data.SlotKind]struct{ none, some, few, one, too string }{
		data.SlotHour:    {"hours.none", "hours.some", "places.hours_few", "places.no_hour", "places.hour_too_few"},
		data.SlotWeekday: {"places.days_none", "places.days_some", "places.days_few", "places.no_day", "places.day_too_few"},
	}[kind]
	part := page.Part{Heading: b.Say(ids.few)}
	var found [][]data.HourEffect
	known := false
	for i, rows := range groups {
		account := b.accountOn(rows[0].Platform, rows[0].AccountID)
		known = known || rows[0].Finding == data.NoneStandsOut
		switch {
		case rows[0].Finding == data.StandsOut:
			found = append(found, rows)
		case i >= timedShown:
		case rows[0].Finding == data.NoneStandsOut:
			part.List = append(part.List, b.Say(ids.one, "account", account))
		default:
			part.List = append(part.List, b.Say(ids.too, "account", account))
		}
	}
	switch {
	case len(found) > 0:
		part.Heading = b.Say(ids.some)
	case known:
		part.Heading = b.Say(ids.none)
	}
	if same := slices.CompactFunc(slices.Clone(groups), func(x, y []data.HourEffect) bool { return x[0].Finding == y[0].Finding }); len(same) == 1 {
		part.List = nil // the heading says it of all
	}
	found = found[:min(len(found), dayShown)]
	told := 0
	for _, rows := range found {
		for _, h := range slices.SortedStableFunc(slices.Values(rows), bestFirst) {
			if standsOut(h) && told < standoutsShown {
				told++
				part.List = append(part.List, b.Say("places.slot", "account", b.accountOn(h.Platform, h.AccountID), "slot", b.slotName(h),
					"low", b.Times(*h.Low), "high", b.Times(*h.High), "posts", b.Say("n.post", "n", h.N)))
			}
		}
	}
	if len(found) > 0 && kind == data.SlotHour {
		b.dayChart(&part, found)
	}
	return part, true
}

// bestFirst sorts what does better before what does worse, each by how much: a list that
// is cut short must not leave out what one would look for.
func bestFirst(a, b data.HourEffect) int {
	lift := func(h data.HourEffect) float64 {
		if !voice.IsRatio(h.Lift) {
			return 0
		}
		return math.Log(*h.Lift)
	}
	x, y := lift(a), lift(b)
	return cmp.Or(cmp.Compare(order(x <= 0), order(y <= 0)), cmp.Compare(math.Abs(y), math.Abs(x)))
}

func standsOut(h data.HourEffect) bool {
	return (h.Verdict == data.SlotBetter || h.Verdict == data.SlotWorse) && voice.IsRatio(h.Low) && voice.IsRatio(h.High)
}

// slotName names an hour or a weekday.
func (b *builder) slotName(h data.HourEffect) voice.Line {
	if h.Kind == data.SlotHour {
		from := (int(h.Slot)%24 + 24) % 24
		return b.Say("date.hours", "from", b.FullHour(from), "to", b.FullHour(from+1))
	}
	days := strings.Split(b.Word("date.weekdays"), "|")
	return voice.Own(days[max(0, min(len(days)-1, int(h.Slot)-1))])
}

// dayChart draws one row of 24 hours for each account.
func (b *builder) dayChart(part *page.Part, accounts [][]data.HourEffect) {
	var zones []voice.Line
	for _, rows := range accounts {
		if zone := voice.ForeignName(rows[0].Zone); !slices.ContainsFunc(zones, func(l voice.Line) bool { return l.String() == zone.String() }) {
			zones = append(zones, zone)
		}
	}
	part.Under = b.and(b.Say("hours.under", "goal", b.Goal(accounts[0][0].Goal)), b.Say("places.zone", "zone", b.List(zones)))
	part.Fold = b.Word("page.numbers")
	part.Table = &page.Table{Caption: part.Heading, Head: b.heads("account")}
	for hour := range 24 {
		part.Table.Head = append(part.Table.Head, page.Cell{Text: voice.Own(b.PlainNumber(hour))})
	}
	names := make([]voice.Line, len(accounts))
	cells := make([][24]chart.Field, len(accounts))
	for i, rows := range accounts {
		names[i] = b.accountOn(rows[0].Platform, rows[0].AccountID)
		for _, h := range rows {
			if 0 <= h.Slot && h.Slot < 24 {
				cells[i][h.Slot] = chart.Field{Lift: positive(h.Lift), Clear: standsOut(h)}
			}
		}
		row := page.Row{Head: page.Cell{Text: names[i]}}
		for _, c := range cells[i] {
			text := voice.Own("–")
			if c.Lift != nil {
				text = b.Estimate(c.Lift, nil, nil)
			}
			row.Cells = append(row.Cells, page.Number(text))
		}
		part.Table.Rows = append(part.Table.Rows, row)
	}
	part.Drawing = chart.Day(b.Voice, "day-1", part.Heading, names, cells)
}

// cadence says how the result of a post goes with how many are posted in its week.
func (b *builder) cadence() (page.Part, bool) {
	rows := slices.DeleteFunc(slices.Clone(b.in.Cadence), func(c data.Cadence) bool { return !shown(c.Goal) })
	if len(rows) == 0 {
		return page.Part{}, false
	}
	slices.SortFunc(rows, func(a, c data.Cadence) int {
		return cmp.Or(byPlatform(a.Platform, c.Platform), cmp.Compare(a.AccountID, c.AccountID))
	})
	part := page.Part{}
	said := map[string]bool{}
	for i, c := range rows {
		id := cadenceMessage(c)
		said[id] = true
		if i >= timedShown {
			continue
		}
		args := []any{"account", b.accountOn(c.Platform, c.AccountID)}
		if id != "places.even" {
			args = append(args, "low", b.Times(*c.Low), "high", b.Times(*c.High))
		}
		line := b.Say(id, args...)
		if id == "places.weaker" && voice.Finite(c.PTotalGrows) {
			switch {
			case *c.PTotalGrows >= sureP:
				line = b.and(line, b.Say("places.total_grows"))
			case *c.PTotalGrows <= 1-sureP:
				line = b.and(line, b.Say("places.total_falls"))
			}
		}
		part.List = append(part.List, line)
	}
	switch {
	case said["places.weaker"]:
		part.Heading = b.Say("places.dilutes")
	case said["places.stronger"]:
		part.Heading = b.Say("places.gains")
	case said["places.neither"] || said["places.unclear"]:
		part.Heading = b.Say("places.no_effect")
	default:
		part.Heading, part.List = b.Say("places.cadence_few"), nil
		part.Text = []voice.Line{b.Say("places.cadence_why")} // of all accounts
		return part, true
	}
	part.Under = b.Say("places.doubling")
	return part, true
}

// sureP is the probability from which the table cadence says that a week's total grows.
const sureP = 0.975

func cadenceMessage(c data.Cadence) string {
	if !voice.IsRatio(c.Low) || !voice.IsRatio(c.High) {
		return "places.even"
	}
	switch c.Verdict {
	case data.CadenceGains:
		return "places.stronger"
	case data.CadenceDilutes:
		return "places.weaker"
	case data.CadenceLevel:
		return "places.neither"
	case data.CadenceUnclear:
		return "places.unclear"
	}
	return "places.even"
}
