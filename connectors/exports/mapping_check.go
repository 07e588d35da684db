package exports

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/data"
)

// Validate reports the first thing in the mapping that cannot work, without having
// seen a file.
func (m *Mapping) Validate() error {
	oneOf := func(key, value string, allowed ...string) error {
		if slices.Contains(allowed, value) {
			return nil
		}
		return fmt.Errorf("%s: %q is not one of %s", key, value, strings.Join(allowed[1:], ", "))
	}
	checks := []error{
		oneOf("rows", m.Rows, "", formats.RowsPosts, formats.RowsAccounts, formats.RowsComments, rowsOutcomes, rowsSurvey),
		oneOf("encoding", strings.ToLower(m.Encoding), "", "utf-8", "utf-16", "windows-1252"),
		oneOf("dates", m.Dates, "", "dmy", "mdy", "ymd", "ydm"),
		oneOf("precision", string(m.Precision), "", string(data.BySecond), string(data.ByDay), string(data.ByMonth), string(data.ByYear)),
	}
	for _, err := range checks {
		if err != nil {
			return err
		}
	}
	for word, paid := range m.Values.Paid {
		if !slices.Contains([]data.Paid{data.Organic, data.PaidFor, data.PaidMixed, data.PaidUnknown}, paid) {
			return fmt.Errorf("values.paid: %q for %q is not one of organic, paid, mixed, unknown", paid, word)
		}
	}
	for word, format := range m.Values.Format {
		if !slices.Contains(data.Formats(), data.Format(format)) {
			return fmt.Errorf("values.format: %q for %q is not a format of Tailor", format, word)
		}
	}
	if _, err := m.delimiter(); err != nil {
		return err
	}
	if m.Timezone != "" {
		if _, err := time.LoadLocation(m.Timezone); err != nil {
			return fmt.Errorf("timezone: %q is not a time zone like Europe/Oslo", m.Timezone)
		}
	}
	if m.ObservedAt != "" {
		if _, err := m.observedAt(); err != nil {
			return err
		}
	}
	return m.enough()
}

// enough checks that the fields every row needs are declared.
func (m *Mapping) enough() error {
	c := m.Columns
	switch {
	case m.isSurvey():
		return m.Survey.validate()
	case m.Rows == rowsOutcomes, m.ofKnown():
		return nil
	case m.Platform == "" && m.Rows != formats.RowsComments:
		return fmt.Errorf("platform: name the platform the posts stand on")
	case strings.ContainsAny(string(m.Platform), ":/ "):
		return fmt.Errorf("platform: %q may not hold a colon, slash or space", m.Platform)
	case m.Rows == formats.RowsAccounts && c.Followers == "" && c.Following == "" && c.PostsTotal == "" && c.ViewsTotal == "":
		return fmt.Errorf("columns: rows of accounts need followers, following, posts_total or views_total")
	case m.Rows == formats.RowsAccounts:
		return nil
	case c.Published == "" && c.Date == "" && m.Published.Year == "":
		return fmt.Errorf("columns: name the column of the date as published or date, or declare published.year")
	case m.Rows == formats.RowsComments && (c.Post == "" || c.Text == ""):
		return fmt.Errorf("columns: comments need post and text")
	case m.Rows != formats.RowsComments && c.ID == "" && c.URL == "" && len(m.ID.Hash) == 0:
		return fmt.Errorf("columns: name the column of the id, or name rows by id: {hash: [columns]}")
	}
	return nil
}

func (m *Mapping) delimiter() (rune, error) {
	switch r := []rune(m.Delimiter); {
	case len(r) == 0:
		return 0, nil
	case m.Delimiter == "tab" || m.Delimiter == `\t`:
		return '\t', nil
	case len(r) == 1 && r[0] < 0x80 && r[0] != '"' && r[0] != '\n' && r[0] != '\r' && r[0] != 0:
		return r[0], nil
	}
	return 0, fmt.Errorf("delimiter: %q is not one character like ; or the word tab", m.Delimiter)
}

// pairs lists the declared columns with their fields.
func (m *Mapping) pairs() []formats.Column {
	c := m.Columns
	one := func(f formats.Field, name string) formats.Column {
		return formats.Column{Field: f, Names: []string{name}}
	}
	all := []formats.Column{
		one(formats.ID, c.ID), one(formats.URL, c.URL), one(formats.Text, c.Text), one(formats.Published, c.Published),
		one(formats.Date, c.Date), one(formats.Time, c.Time), one(formats.Format, c.Format), one(formats.Likes, c.Likes),
		one(formats.Shares, c.Shares), one(formats.Replies, c.Replies), one(formats.Quotes, c.Quotes),
		one(formats.Views, c.Views), one(formats.Impressions, c.Impressions), one(formats.Reach, c.Reach),
		one(formats.Saves, c.Saves), one(formats.Clicks, c.Clicks), one(formats.Followers, c.Followers),
		one(formats.Following, c.Following), one(formats.PostsTotal, c.PostsTotal), one(formats.ViewsTotal, c.ViewsTotal),
		one(formats.Language, c.Language), one(formats.Paid, c.Paid), one(formats.IsRepost, c.IsRepost),
		one(formats.IsQuote, c.IsQuote), one(formats.IsReply, c.IsReply), one(formats.Hashtags, c.Hashtags),
		one(formats.Links, c.Links), one(formats.Account, c.Account), one(formats.Observed, c.Observed),
		one(formats.Author, c.Author), one(formats.Parent, c.Parent), one(formats.Post, c.Post),
		one(formats.Month, m.Published.Month), one(formats.Day, m.Published.Day), one(formats.Hour, m.Published.Hour),
	}
	if !isYear(m.Published.Year) {
		all = append(all, one(formats.Year, m.Published.Year))
	}
	return slices.DeleteFunc(all, func(c formats.Column) bool { return c.Names[0] == "" })
}

func isYear(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == ""
}
