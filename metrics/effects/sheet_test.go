package effects

import (
	"fmt"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/metrics"
)

// sheet makes frames by hand.
type sheet struct {
	rows []sheetRow
}

type sheetRow struct {
	account, format string
	at              data.Micros
	value           float64
	paid            data.Paid
	role            data.Role
	topic           data.Topic
}

func (s *sheet) add(account, format string, week int, value float64) *sheetRow {
	s.rows = append(s.rows, sheetRow{account, format, published.Add(time.Duration(week)*7*metrics.Day + time.Duration(len(s.rows))*time.Second), value, data.Organic, data.RoleOwn, "visa"})
	return &s.rows[len(s.rows)-1]
}

func (s *sheet) frame() *Frame {
	b := NewFrameBuilder(nil)
	for _, r := range s.rows {
		id := data.NewPostID(data.Mastodon, fmt.Sprint(r.account, int64(r.at)))
		p := data.Post{PostID: id, Platform: data.Mastodon, PublishedAt: r.at, Precision: data.BySecond, Paid: r.paid, Text: "abc"}
		m := data.PostMetric{Metric: metrics.MetricInteractions, Age: metrics.AgeSettled, Paid: r.paid, Value: &r.value}
		b.Add(&m, &p, &data.PostLabel{Format: data.Format(r.format), PrimaryTopic: r.topic, Language: "en"},
			&data.Account{AccountID: data.AccountID(r.account), Role: r.role, Mission: "oslo"})
	}
	return b.Frame()
}

func byFormat(f *Frame) []data.FormatEffect { return Fit(f, Options{Levers: []string{LeverFormat}}) }

func effect(t *testing.T, rows []data.FormatEffect, account, level string) data.FormatEffect {
	t.Helper()
	for _, e := range rows {
		if string(e.AccountID) == account && e.Level == level {
			return e
		}
	}
	t.Fatalf("no effect of %s for %q among %d rows", level, account, len(rows))
	return data.FormatEffect{}
}
