package v2

import (
	"fmt"
	"math"
	"sync"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Meter holds all accounts together to what X may cost in a month. It may be used by
// several at once; a nil meter allows everything and counts nothing.
//
// When money runs short, new posts go first, then counters read again, then
// conversations: the latter two leave a part of the month's budget alone.
type Meter struct {
	limit  int64 // micros a month; 0 is without end
	before Reads
	record func(Reads)

	mu   sync.Mutex
	used Reads
	seen map[string]bool // of this run: within a UTC day X charges once
}

// NewMeter returns a meter for one run: monthlyUSD is the budget of a calendar month
// (UTC), 0 for none; before is what earlier runs read in this month. record, if not
// nil, is told what each answer added, by several at once, so that a run that is killed has
// counted what it read.
func NewMeter(monthlyUSD float64, before Reads, record func(Reads)) *Meter {
	return &Meter{limit: int64(math.Round(monthlyUSD * 1e6)), before: before, record: record, seen: map[string]bool{}}
}

// Used returns what this run read.
func (m *Meter) Used() Reads {
	if m == nil {
		return Reads{}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.used
}

// purpose is what something is read for. Its value is the hundredths of the month's
// budget that it must leave to what is more important.
type purpose int64

const (
	forPosts         purpose = 0
	forCounters      purpose = 15
	forConversations purpose = 40
)

// room returns how many resources of a price may be read for a purpose, up to most.
func (m *Meter) room(why purpose, price, most int64) int64 {
	if m == nil || m.limit <= 0 {
		return most
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	left := m.limit - m.limit/100*int64(why) - m.before.Add(m.used).micros()
	return max(min(left/price, most), 0)
}

// take counts as read, of what a forecast would read for a purpose, as many as there is room
// for, and returns their number.
func (m *Meter) take(why purpose, each Reads, most int64) int64 {
	n := m.room(why, each.micros(), most)
	if m != nil {
		m.mu.Lock()
		m.used = m.used.Add(Reads{n * each.Posts, n * each.Users})
		m.mu.Unlock()
	}
	return n
}

// spent is the error of a month whose budget is used up.
func (m *Meter) spent() error {
	return fmt.Errorf("%w: the %.2f USD for X in this month are spent; reading goes on next month, or raise network.x_monthly_usd", connectors.ErrBudget, float64(m.limit)/1e6)
}

// count adds what an answer returned, and returns what of it is charged for.
func (m *Meter) count(posts []post, users []user) Reads {
	if m == nil {
		return Reads{Posts: int64(len(posts)), Users: int64(len(users))}
	}
	var fresh Reads
	m.mu.Lock()
	for i := range posts {
		fresh.Posts += m.first("p" + string(posts[i].ID))
	}
	for i := range users {
		fresh.Users += m.first("u" + string(users[i].ID))
	}
	m.used = m.used.Add(fresh)
	m.mu.Unlock()
	if m.record != nil && fresh != (Reads{}) {
		m.record(fresh)
	}
	return fresh
}

// first returns 1 for what is seen for the first time.
func (m *Meter) first(key string) int64 {
	if m.seen[key] {
		return 0
	}
	m.seen[key] = true
	return 1
}
