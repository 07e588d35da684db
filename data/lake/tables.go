package lake

import (
	"cmp"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// tables lists every table, the lake's first.
func tables() []anyTable {
	return []anyTable{
		&Accounts, &AccountSnapshots, &Aliases,
		&Posts, &PostLabels, &HandLabels, &PostDraws, &LabelAgreements, &PostSnapshots, &Polls, &PollOptions, &Outcomes,
		&PostMetrics, &EngagementCells, &MaturitySums, &MaturityCurves, &GroupRates, &AccountMetrics, &PostOverperformance,
		&OwnWords, &Keywords,
		&CommunityEdges, &CommunityLinks, &CommunityNodes, &Discoveries,
		&FormatEffects, &AdviceTable, &Rotations, &RotationResults, &AdviceOutcomes,
		&Places, &Hours, &CadenceTable, &Needs, &Goals,
		&Benchmarks, &PooledCells, &PooledEffects,
		&MoodTable, &Surveys, &PolicyAnswers,
		&Replies, &ReplyCells, &ReplyAuthors, &ReplySeen, &RepliesLate, &ReplyLabels, &ReplyLabelled, &SurveyCounts, &SurveyAnswers,
		&Seals, &Rejects, &Notes,
	}
}

func undivided[T any](*T) string { return "" }

func month(p data.Platform, at data.Micros) string { return ofMonth(p, at.Month()) }

func ofMonth(p data.Platform, month string) string {
	return segment("platform", string(p)) + "/" + segment("month", month)
}

// inMonth returns a Fits that is as strict as month.
func inMonth[T any](of func(*T) (data.Platform, data.Micros)) func(partition string) func(*T) bool {
	return func(partition string) func(*T) bool {
		_, name, _ := strings.Cut(partition, "/month=")
		start, err := time.Parse("2006-01", name)
		if err != nil {
			return func(*T) bool { return false }
		}
		from, to := start.UnixMicro(), start.AddDate(0, 1, 0).UnixMicro()
		var known data.Platform // the one whose partition this is
		return func(row *T) bool {
			p, at := of(row)
			if p != known || p == "" {
				if month(p, at) != partition {
					return false
				}
				known = p
			}
			return from <= int64(at) && int64(at) < to
		}
	}
}

func post(at, bt data.Micros, a, b data.PostID) int {
	return cmp.Or(cmp.Compare(at, bt), cmp.Compare(a, b))
}

// firstMonth returns the month that a cell's week, month or year begins in.
func firstMonth(week string) string {
	first, _ := months(week)
	return first
}

// months returns the first and last month of a cell's period of publishing: an ISO
// week, a month like 2014-03 or a year like 2014; "" if it is none of these.
func months(week string) (first, last string) {
	if start, err := data.WeekStart(week); err == nil {
		return start.Format("2006-01"), start.AddDate(0, 0, 6).Format("2006-01")
	}
	if _, err := time.Parse("2006-01", week); err == nil {
		return week, week
	}
	if _, err := time.Parse("2006", week); err == nil {
		return week + "-01", week + "-12"
	}
	return "", ""
}

func fitsCell(partition string) func(*data.EngagementCell) bool {
	var week string // the one that was last seen, of a platform
	var platform data.Platform
	var fits bool
	return func(c *data.EngagementCell) bool {
		if c.Week == week && c.Platform == platform {
			return fits
		}
		month, ok := strings.CutPrefix(partition, segment("platform", string(c.Platform))+"/month=")
		first, last := months(c.Week)
		week, platform = c.Week, c.Platform
		fits = ok && first != "" && first <= month && month <= last
		return fits
	}
}
