package v2

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

func TestPrices(t *testing.T) {
	// docs.x.com/x-api/getting-started/pricing on 2026-08-28: $0.005 a post, $0.010 a user.
	if got := (Reads{Posts: 1000, Users: 10}).USD(); got != 5.1 {
		t.Errorf("1000 posts and 10 users cost %v, want 5.10", got)
	}
}

func TestPrice(t *testing.T) {
	full := walk.Plan{Posts: 350, Looked: 100, Threads: 4, Lively: 2, Replies: 20}
	for name, c := range map[string]struct {
		monthly float64
		before  Reads
		plan    walk.Plan
		posts   int64
		users   int64
		asks    int64
	}{
		"without limit":                         {0, Reads{}, full, 370, 21, 1 + 3 + 1 + 4},
		"idle":                                  {0, Reads{}, walk.Plan{}, 0, 1, 2},
		"enough":                                {20, Reads{}, full, 370, 21, 9},
		"new posts take the rest":               {10, Reads{Posts: 1920}, full, 78, 1, 2},
		"counters leave nothing for replies":    {1, Reads{}, walk.Plan{Posts: 110, Looked: 100, Threads: 3, Lively: 3, Replies: 30}, 110, 1, 3},
		"nothing left":                          {10, Reads{Posts: 2000}, full, 0, 0, 0},
		"less than the fewest posts is nothing": {10, Reads{Posts: 1996}, full, 0, 1, 1},
	} {
		d, err := Open(oslo, env(asOf, nil), NewMeter(c.monthly, c.before, nil))
		if err != nil {
			t.Fatal(err)
		}
		got := d.Price(c.plan)
		if want := (Reads{c.posts, c.users}).USD(); got.Requests != c.asks || got.Units != float64(c.posts) || math.Abs(got.USD-want) > 1e-9 {
			t.Errorf("%s: %+v, want %d requests for %d posts and %d users, %.3f USD", name, got, c.asks, c.posts, c.users, want)
		}
	}
}

func TestMeterCountsOnceAndTells(t *testing.T) {
	var told Reads
	m := NewMeter(0, Reads{}, func(r Reads) { told = told.Add(r) })
	p, err := readAll(t, env(asOf, conntest.ParseSite(t, site(t, "full"))), m, "")
	if err != nil || len(p.Posts) != 5 {
		t.Fatal(len(p.Posts), err)
	}
	// Five posts, four replies (the protected one is paid for too; the post itself was
	// paid for already); the account, which also answers, and three repliers.
	if want := (Reads{Posts: 9, Users: 4}); m.Used() != want || told != want {
		t.Errorf("used %+v, told %+v, want %+v", m.Used(), told, want)
	}
}

// Accounts that are read at the same time share one count.
func TestMeterTogether(t *testing.T) {
	var told atomic.Int64
	m := NewMeter(1, Reads{}, func(r Reads) { told.Add(r.Posts) })
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for i := range 100 {
				m.count([]post{{ID: web.ID(fmt.Sprint(n%2*50 + i))}}, nil)
				m.room(forPosts, postPrice, 100)
			}
		})
	}
	all.Wait()
	if m.Used().Posts != 150 || told.Load() != 150 {
		t.Errorf("used %+v, told %d, want 150 posts", m.Used(), told.Load())
	}
}

// Each account's driver knows its own part.
func TestSpent(t *testing.T) {
	e, m := env(asOf, conntest.ParseSite(t, site(t, "full"))), NewMeter(0, Reads{}, nil)
	first, err := Open(oslo, e, m)
	if err != nil {
		t.Fatal(err)
	}
	var meter connectors.Meter = first
	for _, err := range connectors.NewSource(oslo, first).Pages(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
	}
	if want := (connectors.Estimate{Units: 9, UnitName: unit, USD: 9*0.005 + 4*0.010}); meter.Spent() != want {
		t.Errorf("spent %+v, want %+v", meter.Spent(), want)
	}
	again, err := Open(oslo, e, m)
	if err != nil {
		t.Fatal(err)
	}
	if again.Spent().USD != 0 {
		t.Errorf("a new driver spent %+v", again.Spent())
	}
}

// The money of a month goes to new posts first, and when it is spent the round
// stops and goes on next month.
func TestBudget(t *testing.T) {
	read := func(at time.Time, usd float64, before Reads, cursor string) (connectors.Page, error) {
		return readAll(t, env(at, conntest.ParseSite(t, site(t, "full"))), NewMeter(usd, before, nil), cursor)
	}
	if p, err := read(asOf, 10, Reads{Posts: 2000}, ""); !errors.Is(err, connectors.ErrBudget) || len(p.Posts) != 0 || !strings.Contains(err.Error(), "10.00 USD") {
		t.Errorf("a spent month: %d posts, %v", len(p.Posts), err)
	}
	// One dollar left of ten: enough for posts, not for conversations.
	p, err := read(asOf, 10, Reads{Posts: 1800}, "")
	if err != nil || len(p.Posts) != 5 || len(p.Replies) != 0 || len(p.Notes) != 1 {
		t.Errorf("a month with little left: %d posts, %d replies, notes %+v, %v", len(p.Posts), len(p.Replies), p.Notes, err)
	}
	if p, err := read(asOf, 10, Reads{}, ""); err != nil || len(p.Replies) != 3 {
		t.Errorf("a fresh month: %d replies, %v", len(p.Replies), err)
	}
	// The budget ends between two pages; the next month reads the second.
	small := conntest.ParseSite(t, site(t, "full"))
	m := NewMeter(0.040, Reads{}, nil) // the account, and six posts
	p, err = readAll(t, env(asOf, small), m, "")
	if !errors.Is(err, connectors.ErrBudget) || len(p.Posts) != 2 {
		t.Fatalf("a budget of 4 cents: %d posts, %v", len(p.Posts), err)
	}
	if q := asked(t, small, "/2/users/9001/tweets"); len(q) != 1 || q[0].Get("max_results") != "6" {
		t.Errorf("asked %v, want for six posts", q)
	}
	next, err := read(asOf.AddDate(0, 1, 0), 10, Reads{}, p.Cursor)
	if err != nil || !slices.ContainsFunc(next.Posts, func(x data.Post) bool { return x.PostID == "x:1600000000000000007" }) {
		t.Errorf("next month: %d posts, %v", len(next.Posts), err)
	}
}

// Counters that cannot be paid for are left, with a note, and posts go on.
func TestBudgetOfCounters(t *testing.T) {
	first := full(t)
	later := asOf.Add(24 * time.Hour)
	e := env(later, conntest.ParseSite(t, site(t, "later")))
	var known []connectors.Known
	for i := range 50 {
		known = append(known, connectors.Known{Post: data.PostID(fmt.Sprint("x:", 100+i)), PublishedAt: data.At(later.Add(-8*24*time.Hour - time.Duration(i)*time.Minute))})
	}
	e.Known = func(data.AccountID) ([]connectors.Known, error) { return known, nil }
	p, err := readAll(t, e, NewMeter(10, Reads{Posts: 1750}, nil), first.Cursor) // 1.25 left, of which 1.50 must stay
	if err != nil || len(p.Notes) != 1 || p.Notes[0].Count != 50 {
		t.Errorf("notes %+v, %v", p.Notes, err)
	}
}

// Whatever is read, no purpose takes what is kept for a more important one.
func TestRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.Float64Range(0.01, 1000).Draw(t, "limit")
		before := Reads{Posts: rapid.Int64Range(0, 300_000).Draw(t, "posts"), Users: rapid.Int64Range(0, 1000).Draw(t, "users")}
		m := NewMeter(limit, before, nil)
		posts, counters, talks := m.room(forPosts, postPrice, 100), m.room(forCounters, postPrice, 100), m.room(forConversations, postPrice, 100)
		if posts < counters || counters < talks || talks < 0 {
			t.Fatalf("room for posts %d, counters %d, conversations %d", posts, counters, talks)
		}
		if after := before.Add(Reads{Posts: posts}); posts > 0 && after.USD() > limit+1e-6 {
			t.Fatalf("%d posts more cost %v of %v", posts, after.USD(), limit)
		}
	})
	var none *Meter
	if none.room(forPosts, postPrice, 7) != 7 || none.Used() != (Reads{}) {
		t.Error("without a meter everything is allowed")
	}
}
