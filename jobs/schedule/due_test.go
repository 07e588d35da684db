package schedule

import (
	"math/rand/v2"
	"testing"
	"time"
)

// computer is one that sleeps, whose clock is put wrong and right again, and on
// which jobs fail.
type computer struct {
	now    time.Time // by its own clock
	past   map[string]Past
	done   map[string][]time.Time
	random *rand.Rand
}

// TestFourHundredDays: over 400 days with clock changes, failures, sleeps and clocks
// that jump, each moment of each job is followed by one run that does it, as soon as
// the computer is awake and the job succeeds, and by no second one.
func TestFourHundredDays(t *testing.T) {
	const tick = 5 * time.Minute
	zones := []string{"Europe/Oslo", "Australia/Lord_Howe", "America/New_York", "Asia/Kolkata"}
	if testing.Short() {
		zones = zones[:2]
	}
	for _, name := range zones {
		z := zone(t, name)
		jobs := []Job{
			{Name: "report", When: when(t, "Mon 07:00"), Late: Jitter("Embassy", "report", when(t, "Mon 07:00"))},
			{Name: "nightly", When: when(t, "02:30")},
			{Name: "pull", When: when(t, "@every 6h"), Late: Jitter("Embassy", "pull", when(t, "@every 6h"))},
		}
		start := time.Date(2026, 1, 5, 12, 0, 0, 0, z)
		c := &computer{now: start, past: map[string]Past{}, done: map[string][]time.Time{}, random: rand.New(rand.NewPCG(7, 7))}
		end := start.AddDate(0, 0, 400)
		for c.now.Before(end) {
			for _, j := range jobs {
				c.tick(j, z)
			}
			c.now = c.now.Add(tick)
			if c.random.IntN(400) == 0 { // sleeps for up to 20 hours
				c.now = c.now.Add(time.Duration(c.random.IntN(1200)) * time.Minute)
			}
		}
		for _, j := range jobs {
			c.check(t, j, z, start)
		}
	}
}

// tick does a job if it is due; one time in five it fails.
func (c *computer) tick(j Job, z *time.Location) {
	p := c.past[j.Name]
	if next := j.Next(p, c.now, z); next.IsZero() || next.After(c.now) {
		return
	}
	p.Tried = c.now
	if c.random.IntN(5) == 0 {
		p.Failed++
	} else {
		p.Done, p.Failed = c.now, 0
		c.done[j.Name] = append(c.done[j.Name], c.now)
	}
	c.past[j.Name] = p
}

func (c *computer) check(t *testing.T, j Job, z *time.Location, start time.Time) {
	t.Helper()
	done := c.done[j.Name]
	if len(done) == 0 || !done[0].Before(start.Add(24*time.Hour)) {
		t.Fatalf("%s was not done at the start", j.Name)
	}
	var longest time.Duration
	for i := 1; i < len(done); i++ {
		moment := j.When.Next(done[i-1].Add(-j.Late), z).Add(j.Late)
		if moment.After(done[i]) {
			t.Errorf("%s in %v: done at %v and again at %v, before its next moment %v", j.Name, z, done[i-1], done[i], moment)
		}
		longest = max(longest, done[i].Sub(moment))
	}
	// 20 hours of sleep in the middle of a wait after several failures.
	if longest > 48*time.Hour {
		t.Errorf("%s in %v: done %v late", j.Name, z, longest)
	}
	if last := c.now.Sub(done[len(done)-1]); last > 9*24*time.Hour {
		t.Errorf("%s in %v: not done for the last %v", j.Name, z, last)
	}
}

// TestClockJumps: a clock that was two years ahead for a while neither stops a job
// for two years nor makes it run over and over.
func TestClockJumps(t *testing.T) {
	j := Job{Name: "pull", When: when(t, "@every 6h")}
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	p := Past{Done: now.AddDate(2, 0, 0)}
	next := j.Next(p, now, time.UTC)
	if !next.After(now) || next.After(now.Add(6*time.Hour)) {
		t.Errorf("after a run in the future the next is at %v, want within 6 hours of %v", next, now)
	}
	p = Past{Done: now.Add(-24 * time.Hour), Tried: now.AddDate(2, 0, 0), Failed: 3}
	if next := j.Next(p, now, time.UTC); !next.After(now) || next.After(now.Add(6*time.Hour)) {
		t.Errorf("after a failure in the future the next is at %v", next)
	}
}

func TestBackoff(t *testing.T) {
	j := Job{Name: "report", When: when(t, "Mon 07:00")}
	monday := time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC)
	for failed, want := range map[int]time.Duration{1: 5 * time.Minute, 2: 10 * time.Minute, 4: 40 * time.Minute, 20: 6 * time.Hour} {
		p := Past{Done: monday.AddDate(0, 0, -7), Tried: monday, Failed: failed}
		if got := j.Next(p, monday.Add(time.Minute), time.UTC).Sub(monday); got != want {
			t.Errorf("after %d failures it waits %v, want %v", failed, got, want)
		}
	}
	never := Job{Name: "report"}
	if got := never.Next(Past{}, monday, time.UTC); !got.IsZero() {
		t.Errorf("never is due at %v", got)
	}
}

func TestJitter(t *testing.T) {
	six, daily := when(t, "@every 6h"), when(t, "07:00")
	seen := map[time.Duration]bool{}
	for _, unit := range []string{"Embassy A", "Embassy B", "Embassy C", "Embassy D", "Embassy E"} {
		late := Jitter(unit, "pull", six)
		if late < 0 || late >= 5*time.Minute || late != Jitter(unit, "pull", six) {
			t.Errorf("%s begins %v late", unit, late)
		}
		if late := Jitter(unit, "report", daily); late >= time.Minute {
			t.Errorf("%s reports %v late", unit, late)
		}
		seen[late] = true
	}
	if len(seen) < 3 {
		t.Errorf("five units begin at %d moments", len(seen))
	}
	if late := Jitter("x", "pull", when(t, "@every 5m")); late >= 30*time.Second {
		t.Errorf("a job of every five minutes begins %v late", late)
	}
}
