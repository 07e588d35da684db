package views

import (
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
)

// view is a view over the tables' views.
type view struct{ name, doc, query string }

// convenient lists the views that answer what is asked most. They name tables and
// columns; a test runs each on a made-up lake.
func convenient(tables []lake.TableDoc) []view {
	return []view{
		{
			name: "posts_wide",
			doc:  "one post with its labels, its account's role, mission and audience, and its metrics at the age settled, one column each; not_settled says why interactions_public is null",
			query: `SELECT p.*, l.format, l.devices, l.primary_topic, l.topics, l.occasion, l.language,
  a.role, a.mission, a.audience, a.host_country, m.* EXCLUDE (post_id)
FROM posts p
LEFT JOIN (SELECT post_id, format, devices, primary_topic, topics, occasion, language FROM post_labels) l USING (post_id)
LEFT JOIN (SELECT account_id, role, mission, audience, host_country FROM accounts) a USING (account_id)
LEFT JOIN (
  SELECT post_id` + pivoted(tables) + `
  FROM post_metrics WHERE age = 'settled' GROUP BY post_id
) m ON m.post_id = p.post_id`,
		},
		{
			name:  "advice_latest",
			doc:   "the newest advice to each mission, best first",
			query: "SELECT * FROM advice\nQUALIFY period = max(period) OVER (PARTITION BY mission)\nORDER BY mission, rank",
		},
		{
			name:  "mood_published",
			doc:   "cells of mood that enough people stand behind; those too small to show safely are left out",
			query: "SELECT * FROM mood WHERE frozen AND suppressed IS NULL AND n IS NOT NULL",
		},
	}
}

// pivoted is one column for each metric of posts.
func pivoted(tables []lake.TableDoc) string {
	var columns []lake.ColumnDoc
	for _, t := range tables {
		if t.Name == lake.Posts.Name || t.Name == lake.PostLabels.Name {
			columns = append(columns, t.Columns...)
		}
	}
	var b strings.Builder
	for _, d := range metrics.Dictionary() {
		if d.Of == "post" {
			fmt.Fprintf(&b, ",\n    max(value) FILTER (metric = %s) AS %s", text(d.ID), name(MetricColumn(d.ID, columns)))
		}
	}
	fmt.Fprintf(&b, ",\n    max(missing) FILTER (metric = %s) AS not_settled", text(metrics.MetricInteractions))
	return b.String()
}

// MetricColumn is the name of a metric's column beside other columns: its id, or where
// one of those has that name, like the conversation that a post belongs to, its id with
// _settled behind it.
func MetricColumn(id string, others []lake.ColumnDoc) string {
	if slices.ContainsFunc(others, func(c lake.ColumnDoc) bool { return c.Name == id }) {
		return id + "_settled"
	}
	return id
}
