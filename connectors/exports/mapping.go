package exports

import (
	"fmt"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// Mapping describes a table that Tailor does not know, as the config declares it.
// Without columns it says of a known export what the file leaves open: the order of
// its dates, their zone, when it was counted.
type Mapping struct {
	Rows           string         `koanf:"rows" yaml:"rows"`                       // posts (default), accounts, comments, outcomes or survey
	Platform       data.Platform  `koanf:"platform" yaml:"platform"`               // where the posts stand
	Sheet          string         `koanf:"sheet" yaml:"sheet"`                     // sheet of a workbook or file of an archive; all that fit if empty
	Delimiter      string         `koanf:"delimiter" yaml:"delimiter"`             // one character or "tab"; worked out if empty
	Encoding       string         `koanf:"encoding" yaml:"encoding"`               // utf-8, utf-16 or windows-1252; worked out if empty
	Columns        Columns        `koanf:"columns" yaml:"columns"`                 // header of each field's column
	ID             ID             `koanf:"id" yaml:"id"`                           // for tables without ids
	Published      Published      `koanf:"published" yaml:"published"`             // how the moment of publishing is written
	Precision      data.Precision `koanf:"precision" yaml:"precision"`             // second, day, month or year; as written if empty
	ObservedAt     string         `koanf:"observed_at" yaml:"observed_at"`         // when the counters were read: a date or RFC 3339 moment
	ObservedLayout string         `koanf:"observed_layout" yaml:"observed_layout"` // of the observed column, like yy.dd.mm
	Lifetime       bool           `koanf:"lifetime" yaml:"lifetime"`               // the counters are final, whatever the posts' age
	Values         Values         `koanf:"values" yaml:"values"`                   // the file's words in ours
	Timezone       string         `koanf:"timezone" yaml:"timezone"`               // of times without a zone, like Europe/Oslo
	Dates          string         `koanf:"dates" yaml:"dates"`                     // dmy, mdy, ymd or ydm
	Survey         SurveyForm     `koanf:"survey" yaml:"survey"`                   // for the responses of a form
}

// Columns names the header of each field's column; empty if the table has none.
type Columns struct {
	ID          string `koanf:"id" yaml:"id"`
	URL         string `koanf:"url" yaml:"url"`
	Text        string `koanf:"text" yaml:"text"`
	Published   string `koanf:"published" yaml:"published"`
	Date        string `koanf:"date" yaml:"date"`
	Time        string `koanf:"time" yaml:"time"`
	Format      string `koanf:"format" yaml:"format"`
	Likes       string `koanf:"likes" yaml:"likes"`
	Shares      string `koanf:"shares" yaml:"shares"`
	Replies     string `koanf:"replies" yaml:"replies"`
	Quotes      string `koanf:"quotes" yaml:"quotes"`
	Views       string `koanf:"views" yaml:"views"`
	Impressions string `koanf:"impressions" yaml:"impressions"`
	Reach       string `koanf:"reach" yaml:"reach"`
	Saves       string `koanf:"saves" yaml:"saves"`
	Clicks      string `koanf:"clicks" yaml:"clicks"`
	Followers   string `koanf:"followers" yaml:"followers"`
	Following   string `koanf:"following" yaml:"following"`
	PostsTotal  string `koanf:"posts_total" yaml:"posts_total"`
	ViewsTotal  string `koanf:"views_total" yaml:"views_total"`
	Language    string `koanf:"language" yaml:"language"`
	Paid        string `koanf:"paid" yaml:"paid"`
	IsRepost    string `koanf:"is_repost" yaml:"is_repost"`
	IsQuote     string `koanf:"is_quote" yaml:"is_quote"`
	IsReply     string `koanf:"is_reply" yaml:"is_reply"`
	Hashtags    string `koanf:"hashtags" yaml:"hashtags"`
	Links       string `koanf:"links" yaml:"links"`
	Account     string `koanf:"account" yaml:"account"` // rows whose value is not the account's handle are counted and not kept
	Observed    string `koanf:"observed" yaml:"observed"`
	Author      string `koanf:"author" yaml:"author"`
	Parent      string `koanf:"parent" yaml:"parent"`
	Post        string `koanf:"post" yaml:"post"` // comments: id or link of the post
}

// ID says how to name rows that carry no id: "row-" and a hash of the columns; "*"
// stands for all of them.
type ID struct {
	Hash []string `koanf:"hash" yaml:"hash"`
}

// Published says how the moment of publishing is written. Layout is made of yyyy,
// yy, mm, dd, hh, mi, ss, or is a Go layout, "unix" or "unixms"; empty recognises
// the usual ones. Year, Month, Day and Hour are for tables that split the date: a
// year as a number or a column, and columns for the rest. An hour without a day
// cannot be represented and is left out.
type Published struct {
	Layout string `koanf:"layout" yaml:"layout"`
	Year   string `koanf:"year" yaml:"year"`
	Month  string `koanf:"month" yaml:"month"`
	Day    string `koanf:"day" yaml:"day"`
	Hour   string `koanf:"hour" yaml:"hour"`
}

// Values translates the file's words, compared without case.
type Values struct {
	Format map[string]string    `koanf:"format" yaml:"format"` // to Tailor's formats
	Paid   map[string]data.Paid `koanf:"paid" yaml:"paid"`     // to organic, paid, mixed or unknown
}

func (m *Mapping) observedAt() (data.Micros, error) {
	d := parse.Dates{Order: parse.OrderOf(m.Dates), Zone: time.UTC}
	t, _, verdict := d.Parse(m.ObservedAt)
	if verdict != parse.DateRead {
		return 0, fmt.Errorf("observed_at: %q is not a date like 2026-05-31", m.ObservedAt)
	}
	return data.At(t), nil
}

// Declared returns the moment and finality that the mapping declares for counters;
// for readers of other files than tables. A nil mapping declares nothing.
func (m *Mapping) Declared() (observed data.Micros, lifetime bool, err error) {
	if m == nil {
		return 0, false, nil
	}
	if m.ObservedAt == "" {
		return 0, m.Lifetime, nil
	}
	if observed, err = m.observedAt(); err != nil {
		return 0, false, fmt.Errorf("%w: %v", connectors.ErrInput, err)
	}
	return observed, m.Lifetime, nil
}
