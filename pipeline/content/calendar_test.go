package content_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/pipeline/pipelinetest"
)

func TestCalendar(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Skip("no time zone database")
	}
	c := content.NewCalendar(append(content.NationalDays("NO", "XR"),
		content.Occasion{Name: "Election", Kind: data.OccasionElection, From: "2026-05-10", To: "2026-05-20"},
		content.Occasion{Name: "Floods", Kind: data.OccasionCrisis, From: "2026-05-17", Missions: []string{"Oslo"}},
		content.Occasion{Name: "Winter", Kind: data.OccasionCampaign, From: "2020-12-20", To: "2021-01-06", Yearly: true, Accounts: []data.AccountID{"lima"}},
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
		p := pipelinetest.APost("x:1", tc.at, func(p *data.Post) { p.AccountID = data.AccountID(tc.account) })
		if got := c.Occasion(&p, tc.topics); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.what, got, tc.want)
		}
	}
	byMonth := pipelinetest.APost("x:1", "2026-05-17", func(p *data.Post) { p.Precision = data.ByMonth })
	if got := c.Occasion(&byMonth, nil); got != "" {
		t.Errorf("a post of which the month is known is of %q", got)
	}
	if got := (*content.Calendar)(nil).Occasion(&byMonth, nil); got != "" {
		t.Errorf("no calendar knows %q", got)
	}
}

func TestNationalDaysAreDays(t *testing.T) {
	var all []content.Occasion
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			all = append(all, content.NationalDays(string([]rune{a, b}))...)
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
		if !slices.ContainsFunc(all, func(o content.Occasion) bool { return o.Name == country && o.From == day }) {
			t.Errorf("%s is not on %s", country, day)
		}
	}
}

// TestAhead: occasions that ask for a post, on their first day, for the missions they
// are about; a crisis is nothing to plan.
func TestAhead(t *testing.T) {
	accounts := []data.Account{{AccountID: "oslo-x", Mission: "Oslo"}, {AccountID: "rome-x", Mission: "Rome"}}
	c := content.NewCalendar([]content.Occasion{
		{Name: "New Year", Kind: data.OccasionCampaign, From: "2020-01-01", Yearly: true},
		{Name: "Book week", Kind: data.OccasionCampaign, From: "2026-12-28", To: "2027-01-03", Accounts: []data.AccountID{"rome-x"}},
		{Name: "Flood", Kind: data.OccasionCrisis, From: "2026-12-29"},
		{Name: "Later", Kind: data.OccasionVisit, From: "2027-02-01"},
	}, accounts, nil)
	from := time.Date(2026, 12, 20, 23, 0, 0, 0, time.UTC)
	want := []content.OccasionDay{{"2027-01-01", "New Year"}}
	if diff := cmp.Diff(want, c.Ahead("Oslo", from, 21)); diff != "" {
		t.Errorf("Oslo (-want +got):\n%s", diff)
	}
	want = []content.OccasionDay{{"2026-12-28", "Book week"}, {"2027-01-01", "New Year"}}
	if diff := cmp.Diff(want, c.Ahead("Rome", from, 21)); diff != "" {
		t.Errorf("Rome (-want +got):\n%s", diff)
	}
	if got := c.Ahead("Nowhere", from, 21); len(got) != 0 {
		t.Errorf("a mission without accounts has %v", got)
	}
}
