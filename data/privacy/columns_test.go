package privacy

import (
	"reflect"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// columnsOf returns the columns of a record with those of nested ones, as
// "table.column.below".
func columnsOf(table string, t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		f := t.Field(i)
		tag, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		if tag == "" {
			continue
		}
		name := table + "." + tag
		names = append(names, name)
		for f.Type.Kind() == reflect.Slice || f.Type.Kind() == reflect.Pointer {
			f.Type = f.Type.Elem()
		}
		if f.Type.Kind() == reflect.Struct {
			names = append(names, columnsOf(name, f.Type)...)
		}
	}
	return names
}

func TestNoRecordHasAForbiddenColumn(t *testing.T) {
	seen := 0
	for table, row := range map[string]any{
		"accounts": data.Account{}, "account_snapshots": data.AccountSnapshot{}, "posts": data.Post{}, "post_labels": data.PostLabel{},
		"post_snapshots": data.PostSnapshot{}, "post_metrics": data.PostMetric{}, "engagement_cells": data.EngagementCell{},
		"own_words": data.OwnWord{}, "own_keywords": data.Keyword{},
		"community_edges": data.CommunityEdge{}, "community_links": data.CommunityLink{}, "community_nodes": data.CommunityNode{}, "discoveries": data.Discovery{},
		"format_effects": data.FormatEffect{}, "advice": data.Advice{}, "mood": data.Mood{}, "aliases": data.Alias{},
		"replies": data.Reply{}, "reply_cells": data.ReplyCell{}, "reply_authors": data.ReplyAuthors{}, "reply_seen": data.ReplySeen{}, "seals": data.Seal{},
		"polls": data.Poll{}, "poll_options": data.PollOption{}, "outcomes": data.Outcome{}, "surveys": data.SurveyResult{},
		"maturity_sums": data.MaturitySum{}, "maturity": data.MaturityPoint{}, "group_rates": data.GroupRate{},
		"account_metrics": data.AccountMetric{}, "overperformance": data.Overperformance{},
		"reply_labels": data.ReplyLabel{}, "reply_labelled": data.ReplyDraw{},
		"survey_counts": data.SurveyCount{}, "survey_answers": data.SurveyAnswer{},
		"places": data.Place{}, "hours": data.HourEffect{}, "cadence": data.Cadence{}, "needs": data.Need{}, "goals": data.GoalProgress{}, "policy_answers": data.PolicyAnswer{},
		"benchmarks": data.Benchmark{}, "pooled_cells": data.PooledCell{}, "pooled_effects": data.PooledEffect{},
	} {
		for _, c := range columnsOf(table, reflect.TypeOf(row)) {
			seen++
			if ForbiddenColumn(c) {
				t.Errorf("column %s may not exist", c)
			}
		}
	}
	if seen < 150 {
		t.Errorf("only %d columns were looked at", seen)
	}
}

func TestForbiddenColumn(t *testing.T) {
	for _, name := range []string{"author", "replies.author", "replies.author_id", "replies.AuthorID", "replies.authorID", "replies.from_user",
		"replies.screen_name", "replies.handle", "posts.handle", "handle", "replies.e_mail", "replies.user.bio", "mood.authors", "mood.Nationality",
		"reply_cells.authors", "replies.accounts.handle", "replies.ip", "replies.Location", "posts.display_name"} {
		if !ForbiddenColumn(name) {
			t.Errorf("ForbiddenColumn(%q) = false", name)
		}
	}
	for _, name := range []string{"accounts.handle", "reply_authors.authors", "reply_authors.authors.list.element.key", "reply_authors.distinct",
		"replies.authored", "reply_cells.unauthored", "replies.by_own_account", "account_snapshots.followers", "platform", "latest", "posts.shipping"} {
		if ForbiddenColumn(name) {
			t.Errorf("ForbiddenColumn(%q) = true", name)
		}
	}
	for name := range allowedColumns {
		column := name[strings.IndexByte(name, '.')+1:]
		if !ForbiddenColumn(column) {
			t.Errorf("%s is allow-listed for nothing", name)
		}
	}
}
