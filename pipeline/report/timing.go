package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
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
func (b *builder) slots(kind data.SlotKind) (Part, bool) {
	groups := b.byAccount(kind)
	if len(groups) == 0 {
		return Part{}, false
	}
	ids := map[data.SlotKind]struct{ none, some, few, one, too string }{
		data.SlotHour:    {"hours.none", "hours.some", "places.hours_few", "places.no_hour", "places.hour_too_few"},
		data.SlotWeekday: {"places.days_none", "places.days_some", "places.days_few", "places.no_day", "places.day_too_few"},
	}[kind]
	part := Part{Heading: b.say(ids.few)}
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
			part.List = append(part.List, b.say(ids.one, "account", account))
		default:
			part.List = append(part.List, b.say(ids.too, "account", account))
		}
	}
	switch {
	case len(found) > 0:
		part.Heading = b.say(ids.some)
	case known:
		part.Heading = b.say(ids.none)
	}
	if same := slices.CompactFunc(slices.Clone(groups), func(x, y []data.HourEffect) bool { return x[0].Finding == y[0].Finding }); len(same) == 1 {
		part.List = nil // the heading says it of all
	}
	found = found[:min(len(found), dayShown)]
	told := 0
	for _, rows := range found {
		for _, h := range rows {
			if standsOut(h) && told < standoutsShown {
				told++
				part.List = append(part.List, b.say("places.slot", "account", b.accountOn(h.Platform, h.AccountID), "slot", b.slotName(h),
					"low", b.times(*h.Low), "high", b.times(*h.High), "posts", b.say("n.post", "n", h.N)))
			}
		}
	}
	if len(found) > 0 && kind == data.SlotHour {
		b.dayChart(&part, found)
	}
	return part, true
}

func standsOut(h data.HourEffect) bool {
	return (h.Verdict == data.SlotBetter || h.Verdict == data.SlotWorse) && ratio(h.Low) && ratio(h.High)
}

// slotName names an hour or a weekday.
func (b *builder) slotName(h data.HourEffect) Line {
	if h.Kind == data.SlotHour {
		from := (int(h.Slot)%24 + 24) % 24
		return b.say("date.hours", "from", b.fullHour(from), "to", b.fullHour(from+1))
	}
	days := strings.Split(b.word("date.weekdays"), "|")
	return own(days[max(0, min(len(days)-1, int(h.Slot)-1))])
}

// dayChart draws one row of 24 hours for each account.
func (b *builder) dayChart(part *Part, accounts [][]data.HourEffect) {
	var zones []Line
	for _, rows := range accounts {
		if zone := foreignName(rows[0].Zone); !slices.ContainsFunc(zones, func(l Line) bool { return l.String() == zone.String() }) {
			zones = append(zones, zone)
		}
	}
	part.Under = b.and(b.say("hours.under", "goal", b.goal(accounts[0][0].Goal)), b.say("places.zone", "zone", b.list(zones)))
	part.Fold = b.word("page.numbers")
	part.Table = &Table{Caption: part.Heading, Head: b.heads("account")}
	for hour := range 24 {
		part.Table.Head = append(part.Table.Head, Cell{Text: own(b.plainNumber(hour))})
	}
	names := make([]Line, len(accounts))
	cells := make([][24]heatCell, len(accounts))
	for i, rows := range accounts {
		names[i] = b.accountOn(rows[0].Platform, rows[0].AccountID)
		for _, h := range rows {
			if 0 <= h.Slot && h.Slot < 24 {
				cells[i][h.Slot] = heatCell{positive(h.Lift), standsOut(h)}
			}
		}
		row := Row{Head: Cell{Text: names[i]}}
		for _, c := range cells[i] {
			text := own("–")
			if c.lift != nil {
				text = b.estimate(c.lift, nil, nil)
			}
			row.Cells = append(row.Cells, Cell{text, "n"})
		}
		part.Table.Rows = append(part.Table.Rows, row)
	}
	part.Drawing = b.drawDay("day-1", part.Heading, names, cells)
}

// cadence says how the result of a post goes with how many are posted in its week.
func (b *builder) cadence() (Part, bool) {
	rows := slices.DeleteFunc(slices.Clone(b.in.Cadence), func(c data.Cadence) bool { return !shown(c.Goal) })
	if len(rows) == 0 {
		return Part{}, false
	}
	slices.SortFunc(rows, func(a, c data.Cadence) int {
		return cmp.Or(byPlatform(a.Platform, c.Platform), cmp.Compare(a.AccountID, c.AccountID))
	})
	part := Part{}
	said := map[string]bool{}
	for i, c := range rows {
		id := cadenceMessage(c)
		said[id] = true
		if i >= timedShown {
			continue
		}
		args := []any{"account", b.accountOn(c.Platform, c.AccountID)}
		if id != "places.even" {
			args = append(args, "low", b.times(*c.Low), "high", b.times(*c.High))
		}
		line := b.say(id, args...)
		if id == "places.weaker" && finite(c.PTotalGrows) {
			switch {
			case *c.PTotalGrows >= sureP:
				line = b.and(line, b.say("places.total_grows"))
			case *c.PTotalGrows <= 1-sureP:
				line = b.and(line, b.say("places.total_falls"))
			}
		}
		part.List = append(part.List, line)
	}
	switch {
	case said["places.weaker"]:
		part.Heading = b.say("places.dilutes")
	case said["places.stronger"]:
		part.Heading = b.say("places.gains")
	case said["places.neither"] || said["places.unclear"]:
		part.Heading = b.say("places.no_effect")
	default:
		part.Heading, part.List = b.say("places.cadence_few"), nil // which says it of all accounts
		return part, true
	}
	part.Under = b.say("places.doubling")
	return part, true
}

// sureP is the probability from which the table cadence says that a week's total grows.
const sureP = 0.975

func cadenceMessage(c data.Cadence) string {
	if !ratio(c.Low) || !ratio(c.High) {
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
