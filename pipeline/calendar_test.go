package pipeline

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/sentiment"
)

func TestCalendar(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Skip("no time zone database")
	}
	c := NewCalendar(append(NationalDays("NO", "XR"),
		Occasion{Name: "Election", Kind: data.OccasionElection, From: "2026-05-10", To: "2026-05-20"},
		Occasion{Name: "Floods", Kind: data.OccasionCrisis, From: "2026-05-17", Missions: []string{"Oslo"}},
		Occasion{Name: "Winter", Kind: data.OccasionCampaign, From: "2020-12-20", To: "2021-01-06", Yearly: true, Accounts: []data.AccountID{"lima"}},
	), []data.Account{{AccountID: "oslo", Mission: "Oslo"}, {AccountID: "lima", Mission: "Lima"}}, oslo)
	national := []data.Topic{"culture", "national_day"}
	for _, tc := range []struct {
		what, account, at, want string
		topics                  []data.Topic
	}{
		{"a crisis beats what else there is", "oslo", "2026-05-17 10:00", "crisis/Floods", nil},
		{"of the mission alone", "lima", "2026-05-17 10:00", "election/Election", nil},
		{"a day begins in the unit's zone", "lima", "2026-05-09 22:30", "election/Election", nil},
		{"and ends there", "lima", "2026-05-20 22:30", "", nil},
		{"a day without a time is that day", "lima", "2026-05-20", "election/Election", nil},
		{"on the national day whatever the text", "lima", "2027-05-17 10:00", "national_day/NO", nil},
		{"near it if the text says so", "lima", "2027-05-28 10:00", "national_day/NO", national},
		{"not near it otherwise", "lima", "2027-05-28 10:00", "", nil},
		{"not far from it", "lima", "2027-06-02 10:00", "", national},
		{"yearly over New Year", "lima", "2026-01-05 10:00", "campaign/Winter", nil},
		{"on its first day", "lima", "2026-12-20 10:00", "campaign/Winter", nil},
		{"not after its last", "lima", "2026-01-07 10:00", "", nil},
		{"of another account", "oslo", "2026-01-05 10:00", "", nil},
	} {
		p := aPost("x:1", tc.at, func(p *data.Post) { p.AccountID = data.AccountID(tc.account) })
		if got := c.Occasion(&p, tc.topics); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.what, got, tc.want)
		}
	}
	byMonth := aPost("x:1", "2026-05-17", func(p *data.Post) { p.Precision = data.ByMonth })
	if got := c.Occasion(&byMonth, nil); got != "" {
		t.Errorf("a post of which the month is known is of %q", got)
	}
	if got := (*Calendar)(nil).Occasion(&byMonth, nil); got != "" {
		t.Errorf("no calendar knows %q", got)
	}
}

func TestNationalDaysAreDays(t *testing.T) {
	var all []Occasion
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			all = append(all, NationalDays(string([]rune{a, b}))...)
		}
	}
	if len(all) < 180 {
		t.Errorf("%d national days", len(all))
	}
	for _, o := range all {
		if at, err := time.Parse(time.DateOnly, o.From); err != nil || at.Year() != 2000 {
			t.Errorf("%s has %q", o.Name, o.From)
		}
	}
	// Spot checks against the countries' own laws.
	for country, day := range map[string]string{"FR": "2000-07-14", "NO": "2000-05-17", "US": "2000-07-04", "IN": "2000-01-26", "UA": "2000-08-24", "PT": "2000-06-10"} {
		if !slices.ContainsFunc(all, func(o Occasion) bool { return o.Name == country && o.From == day }) {
			t.Errorf("%s is not on %s", country, day)
		}
	}
}

// A new occasion has the months labelled again that it falls in, and no others; posts
// of a crisis leave the frame that effects are computed from, and nothing else does.
func TestCrisisLeavesEffects(t *testing.T) {
	b := newBench(t)
	march, april := aPost("mastodon:1", "2026-03-02 09:00"), aPost("mastodon:2", "2026-04-14 09:00")
	put(b, lake.Accounts, "", anAccount("oslo", data.Mastodon, "Oslo"))
	b.ingest(data.Page{Account: "oslo", Posts: []data.Post{march, april},
		Snapshots: []data.PostSnapshot{aReading(march, 30, 5, 1, 1), aReading(april, 30, 5, 1, 1)}})
	classify := func(entries ...Occasion) {
		b.commit(Classify(t.Context(), b.now(), sentiment.DefaultTopics(), NewCalendar(entries, rowsOf(t, b.now(), lake.Accounts), nil)))
	}
	classify()
	b.measure()
	framed := func() int64 {
		s := b.now()
		f, err := framing{zone: time.UTC, parts: lake.Partitions(s, lake.PostMetrics)}.frame(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		return f.Rows()
	}
	before, whole := hashes(b.now(), lake.PostLabels), framed()
	flood := Occasion{Name: "Floods", Kind: data.OccasionDisaster, From: "2026-04-10", To: "2026-04-20"}
	classify(flood)
	after := hashes(b.now(), lake.PostLabels)
	if before["platform=mastodon/month=2026-03"] != after["platform=mastodon/month=2026-03"] || before["platform=mastodon/month=2026-04"] == after["platform=mastodon/month=2026-04"] {
		t.Errorf("labels changed from %v to %v, want a change in April alone", before, after)
	}
	if got := framed(); got != whole {
		t.Errorf("a disaster takes posts out of the frame: %d of %d rows", got, whole)
	}
	flood.Kind = data.OccasionCrisis
	classify(flood)
	if got := framed(); got*2 != whole || whole == 0 {
		t.Errorf("with a crisis in April the frame has %d of %d rows, want half", got, whole)
	}
	in := brief(t, b, "Oslo", "2026-06-01")
	if want := []report.LeftOut{{Crisis: "Floods", Posts: 1}}; !slices.Equal(in.LeftOut, want) {
		t.Errorf("the report says %+v of it, want %+v", in.LeftOut, want)
	}
	// What a person says of a post beats the calendar.
	b.ingest(data.Page{Account: "oslo", Labels: []data.HandLabel{{PostID: april.PostID, Platform: data.Mastodon, PublishedAt: april.PublishedAt, OccasionAt: 1}}})
	classify(flood)
	if got := framed(); got != whole {
		t.Errorf("a post that a person takes out of the crisis stays out: %d of %d rows", got, whole)
	}
}

// TestAhead: occasions that ask for a post, on their first day, for the missions they
// are about; a crisis is nothing to plan.
func TestAhead(t *testing.T) {
	accounts := []data.Account{{AccountID: "oslo-x", Mission: "Oslo"}, {AccountID: "rome-x", Mission: "Rome"}}
	c := NewCalendar([]Occasion{
		{Name: "New Year", Kind: data.OccasionCampaign, From: "2020-01-01", Yearly: true},
		{Name: "Book week", Kind: data.OccasionCampaign, From: "2026-12-28", To: "2027-01-03", Accounts: []data.AccountID{"rome-x"}},
		{Name: "Flood", Kind: data.OccasionCrisis, From: "2026-12-29"},
		{Name: "Later", Kind: data.OccasionVisit, From: "2027-02-01"},
	}, accounts, nil)
	from := time.Date(2026, 12, 20, 23, 0, 0, 0, time.UTC)
	want := []PlanDay{{"2027-01-01", "New Year"}}
	if diff := cmp.Diff(want, c.Ahead("Oslo", from, 21)); diff != "" {
		t.Errorf("Oslo (-want +got):\n%s", diff)
	}
	want = []PlanDay{{"2026-12-28", "Book week"}, {"2027-01-01", "New Year"}}
	if diff := cmp.Diff(want, c.Ahead("Rome", from, 21)); diff != "" {
		t.Errorf("Rome (-want +got):\n%s", diff)
	}
	if got := c.Ahead("Nowhere", from, 21); len(got) != 0 {
		t.Errorf("a mission without accounts has %v", got)
	}
}
