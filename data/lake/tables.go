package lake

import (
	"cmp"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Tables of the lake.
var (
	Accounts = Table[data.Account]{
		Name: "accounts", Version: 1, Doc: "a configured account",
		Partition: undivided[data.Account],
		Compare:   func(a, b *data.Account) int { return cmp.Compare(a.AccountID, b.AccountID) },
	}
	AccountSnapshots = Table[data.AccountSnapshot]{
		Name: "account_snapshots", Version: 1, Doc: "an account's counters at one moment, as one source told them",
		Partition: func(s *data.AccountSnapshot) string { return month(s.Platform, s.ObservedAt) },
		Compare: func(a, b *data.AccountSnapshot) int {
			return cmp.Or(cmp.Compare(a.AccountID, b.AccountID), cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source))
		},
		Merge: data.MergeAccountSnapshot,
	}
	Aliases = Table[data.Alias]{
		Name: "aliases", Version: 1, Doc: "a second id of a post",
		Partition: undivided[data.Alias],
		Compare:   func(a, b *data.Alias) int { return cmp.Compare(a.Alias, b.Alias) },
	}
	Posts = Table[data.Post]{
		Name: "posts", Version: 1, Doc: "the platform's facts of one post",
		Partition: func(p *data.Post) string { return month(p.Platform, p.PublishedAt) },
		Fits:      inMonth(func(p *data.Post) (data.Platform, data.Micros) { return p.Platform, p.PublishedAt }),
		Compare:   func(a, b *data.Post) int { return post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID) },
		Key:       func(p *data.Post) string { return string(p.PostID) }, KeyColumn: "post_id",
		Merge: data.MergePost,
	}
	PostLabels = Table[data.PostLabel]{
		Name: "post_labels", Version: 1, Doc: "what Tailor or a person says one post is",
		Partition: func(l *data.PostLabel) string { return month(l.Platform, l.PublishedAt) },
		Fits:      inMonth(func(l *data.PostLabel) (data.Platform, data.Micros) { return l.Platform, l.PublishedAt }),
		Compare:   func(a, b *data.PostLabel) int { return post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID) },
		Key:       func(l *data.PostLabel) string { return string(l.PostID) }, KeyColumn: "post_id",
		Merge: data.MergePostLabel,
	}
	HandLabels = Table[data.HandLabel]{
		Name: "hand_labels", Version: 1, Doc: "what people of the unit said one post is, and when",
		Partition: func(l *data.HandLabel) string { return month(l.Platform, l.PublishedAt) },
		Fits:      inMonth(func(l *data.HandLabel) (data.Platform, data.Micros) { return l.Platform, l.PublishedAt }),
		Compare:   func(a, b *data.HandLabel) int { return post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID) },
		Key:       func(l *data.HandLabel) string { return string(l.PostID) }, KeyColumn: "post_id",
		Merge: data.MergeHandLabel,
	}
	PostDraws = Table[data.PostDraw]{
		Name: "post_draws", Version: 1, Doc: "a post that was drawn to be labelled by a person, and how likely that was",
		Partition: undivided[data.PostDraw],
		Compare:   func(a, b *data.PostDraw) int { return cmp.Compare(a.PostID, b.PostID) },
		Merge:     data.MergePostDraw,
	}
	LabelAgreements = Table[data.LabelAgreement]{
		Name: "label_agreement", Version: 1, Doc: "posts of the sample by what a person says they are and what one version of the rules reads",
		Partition: func(a *data.LabelAgreement) string { return segment("version", a.Version) },
		Compare: func(a, b *data.LabelAgreement) int {
			return compareBy(a.Version, b.Version, a.Lever, b.Lever, a.Level, b.Level, string(a.Platform), string(b.Platform), a.Language, b.Language,
				a.True, b.True, a.Read, b.Read)
		},
	}
	PostSnapshots = Table[data.PostSnapshot]{
		Name: "post_snapshots", Version: 1, Doc: "a post's counters at one moment, as one source told them; in the month the post was published",
		Partition: func(s *data.PostSnapshot) string { return month(s.Platform, s.PublishedAt) },
		Fits:      inMonth(func(s *data.PostSnapshot) (data.Platform, data.Micros) { return s.Platform, s.PublishedAt }),
		Compare: func(a, b *data.PostSnapshot) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source))
		},
		Merge: data.MergePostSnapshot,
	}
	Polls = Table[data.Poll]{
		Name: "polls", Version: 1, Doc: "the state of a post's poll at one moment, as one source told it; in the month the post was published",
		Partition: func(p *data.Poll) string { return month(p.Platform, p.PublishedAt) },
		Fits:      inMonth(func(p *data.Poll) (data.Platform, data.Micros) { return p.Platform, p.PublishedAt }),
		Compare: func(a, b *data.Poll) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), cmp.Compare(a.PollID, b.PollID),
				cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source))
		},
		Merge: data.MergePoll,
	}
	PollOptions = Table[data.PollOption]{
		Name: "poll_options", Version: 1, Doc: "one option of a poll and its votes at one moment, beside the row of polls with that moment and source",
		Partition: func(o *data.PollOption) string { return month(o.Platform, o.PublishedAt) },
		Fits:      inMonth(func(o *data.PollOption) (data.Platform, data.Micros) { return o.Platform, o.PublishedAt }),
		Compare: func(a, b *data.PollOption) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), cmp.Compare(a.PollID, b.PollID),
				cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Position, b.Position))
		},
		Merge: data.MergePollOption,
	}
	Outcomes = Table[data.Outcome]{
		Name: "outcomes", Version: 1, Doc: "one figure of what happened outside the platforms, as the unit itself counted it",
		Partition: undivided[data.Outcome],
		Compare:   data.CompareOutcome,
		Merge:     data.MergeOutcome,
	}
	PostMetrics = Table[data.PostMetric]{
		Name: "post_metrics", Version: 1, Doc: "the value of one metric of one post at one age",
		Partition: func(m *data.PostMetric) string { return month(m.Platform, m.PublishedAt) },
		Fits:      inMonth(func(m *data.PostMetric) (data.Platform, data.Micros) { return m.Platform, m.PublishedAt }),
		Compare: func(a, b *data.PostMetric) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), compareBy(a.Metric, b.Metric, a.Age, b.Age))
		},
	}
	// EngagementCells are summed up month by month of post_metrics, and stand in
	// the partition of that month, so that one month can be measured again alone. A
	// week that spans two months has two cells of one key, one in each partition:
	// readers add them up.
	EngagementCells = Table[data.EngagementCell]{
		Name: "engagement_cells", Version: 1, Doc: "sums over posts of one account, format, week, metric, age and paid scope; equal keys of two months add up",
		Partition: func(c *data.EngagementCell) string {
			return segment("platform", string(c.Platform)) + "/" + segment("month", firstMonth(c.Week))
		},
		Fits: fitsCell,
		Compare: func(a, b *data.EngagementCell) int {
			return compareBy(a.Week, b.Week, string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform),
				string(a.Format), string(b.Format), a.Metric, b.Metric, a.Age, b.Age, string(a.Paid), string(b.Paid))
		},
	}
	// MaturitySums, MaturityCurves, GroupRates, AccountMetrics and PostOverperformance
	// are measured month by month, as engagement_cells are.
	MaturitySums = Table[data.MaturitySum]{
		Name: "maturity_sums", Version: 1, Doc: "how the counts of one month's posts grew with age: sums that add up over months",
		Partition: func(s *data.MaturitySum) string { return ofMonth(s.Platform, s.Month) },
		Compare: func(a, b *data.MaturitySum) int {
			return cmp.Or(compareBy(string(a.Platform), string(b.Platform), a.Month, b.Month, a.Metric, b.Metric), cmp.Compare(a.AgeHours, b.AgeHours))
		},
	}
	MaturityCurves = Table[data.MaturityPoint]{
		Name: "maturity", Version: 1, Doc: "one point of the curve that one month's values were scaled by, with its error",
		Partition: func(p *data.MaturityPoint) string { return ofMonth(p.Platform, p.Month) },
		Compare: func(a, b *data.MaturityPoint) int {
			return cmp.Or(compareBy(string(a.Platform), string(b.Platform), a.Month, b.Month, a.Metric, b.Metric), cmp.Compare(a.AgeHours, b.AgeHours))
		},
	}
	GroupRates = Table[data.GroupRate]{
		Name: "group_rates", Version: 1, Doc: "a rate of the posts of one account, format, month, age and paid scope taken together",
		Partition: func(g *data.GroupRate) string { return ofMonth(g.Platform, g.Month) },
		Compare: func(a, b *data.GroupRate) int {
			return compareBy(string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform), a.Month, b.Month,
				string(a.Format), string(b.Format), a.Rate, b.Rate, a.Age, b.Age, string(a.Paid), string(b.Paid))
		},
	}
	AccountMetrics = Table[data.AccountMetric]{
		Name: "account_metrics", Version: 1, Doc: "one figure of an account in one month",
		Partition: func(m *data.AccountMetric) string { return ofMonth(m.Platform, m.Month) },
		Compare: func(a, b *data.AccountMetric) int {
			return compareBy(string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform), a.Month, b.Month, a.Metric, b.Metric)
		},
	}
	PostOverperformance = Table[data.Overperformance]{
		Name: "overperformance", Version: 1, Doc: "interactions of one post against those of the account's last posts of the format",
		Partition: func(o *data.Overperformance) string { return month(o.Platform, o.PublishedAt) },
		Fits:      inMonth(func(o *data.Overperformance) (data.Platform, data.Micros) { return o.Platform, o.PublishedAt }),
		Compare: func(a, b *data.Overperformance) int {
			return cmp.Or(post(a.PublishedAt, b.PublishedAt, a.PostID, b.PostID), cmp.Compare(a.Age, b.Age))
		},
	}
	FormatEffects = Table[data.FormatEffect]{
		Name: "format_effects", Version: 1, Doc: "how one level of a lever does against the others",
		Partition: func(e *data.FormatEffect) string { return segment("period", e.Period) },
		Compare: func(a, b *data.FormatEffect) int {
			return compareBy(a.Period, b.Period, a.Mission, b.Mission, string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform),
				a.Audience, b.Audience, a.Goal, b.Goal, a.Age, b.Age, a.Lever, b.Lever, a.Level, b.Level)
		},
	}
	AdviceTable = Table[data.Advice]{
		Name: "advice", Version: 1, Doc: "one line of advice to one mission",
		Partition: func(a *data.Advice) string { return segment("period", a.Period) },
		Compare: func(a, b *data.Advice) int {
			return cmp.Or(compareBy(a.Period, b.Period, a.Mission, b.Mission), cmp.Compare(a.Rank, b.Rank),
				compareBy(string(a.AccountID), string(b.AccountID), string(a.Platform), string(b.Platform), a.Audience, b.Audience,
					a.Goal, b.Goal, a.Age, b.Age, a.Lever, b.Lever, a.Level, b.Level))
		},
	}
	Rotations = Table[data.RotationSlot]{
		Name: "rotations", Version: 1, Doc: "one post of a registered experiment, with the level that was drawn for it",
		Partition: func(s *data.RotationSlot) string { return segment("period", s.Period) },
		Compare: func(a, b *data.RotationSlot) int {
			return cmp.Or(cmp.Compare(a.Experiment, b.Experiment), cmp.Compare(a.Slot, b.Slot))
		},
	}
	RotationResults = Table[data.RotationResult]{
		Name: "rotation_results", Version: 1, Doc: "what a registered experiment showed, read once at its planned end",
		Partition: undivided[data.RotationResult],
		Compare:   func(a, b *data.RotationResult) int { return cmp.Compare(a.Experiment, b.Experiment) },
	}
	AdviceOutcomes = Table[data.AdviceOutcome]{
		Name: "advice_outcomes", Version: 1, Doc: "one line of past advice beside what happened in the weeks after it",
		Partition: func(o *data.AdviceOutcome) string { return segment("period", o.Period) },
		Compare: func(a, b *data.AdviceOutcome) int {
			return cmp.Or(compareBy(a.Period, b.Period, a.Mission, b.Mission), cmp.Compare(a.Rank, b.Rank),
				compareBy(string(a.AccountID), string(b.AccountID), a.Goal, b.Goal, a.Age, b.Age, a.Lever, b.Lever, a.Level, b.Level))
		},
	}
	MoodTable = Table[data.Mood]{
		Name: "mood", Version: 1, Doc: "one publishable cell of what people who replied wrote",
		Partition: undivided[data.Mood],
		Compare: func(a, b *data.Mood) int {
			return compareBy(a.Mission, b.Mission, a.PeriodKind, b.PeriodKind, a.Period, b.Period,
				string(a.Breakdown), string(b.Breakdown), a.Value, b.Value, a.Basis, b.Basis, a.Scorer, b.Scorer)
		},
	}
	Surveys = Table[data.SurveyResult]{
		Name: "surveys", Version: 1, Doc: "one publishable figure of what people answered in a survey that asked for their consent",
		Partition: undivided[data.SurveyResult],
		Compare:   data.CompareSurveyResult,
	}
)

// Tables of the vault.
var (
	Replies = Table[data.Reply]{
		Name: "replies", Version: 1, Vault: true, Doc: "one masked reply, by the day it was taken in",
		Partition: func(r *data.Reply) string { return segment("day", r.IngestedOn) },
		Compare: func(a, b *data.Reply) int {
			return cmp.Or(cmp.Compare(a.PublishedAt, b.PublishedAt), cmp.Compare(a.ReplyID, b.ReplyID))
		},
	}
	ReplyCells = Table[data.ReplyCell]{
		Name: "reply_cells", Version: 1, Vault: true, Doc: "counts of replies of one root post, language, topic, week, day of ingest and scorer",
		Partition: func(c *data.ReplyCell) string { return segment("day", c.IngestedOn) }, // as replies, which they are counted from
		Compare: func(a, b *data.ReplyCell) int {
			return compareBy(a.Week, b.Week, string(a.AccountID), string(b.AccountID), string(a.RootPost), string(b.RootPost),
				string(a.Format), string(b.Format), a.Language, b.Language, string(a.Topic), string(b.Topic),
				a.IngestedOn, b.IngestedOn, a.Scorer, b.Scorer, a.Mission, b.Mission, string(a.Platform), string(b.Platform))
		},
	}
	ReplyAuthors = Table[data.ReplyAuthors]{
		Name: "reply_authors", Version: 1, Vault: true, Doc: "authors of one value of one dimension in one week on one platform",
		Partition: func(r *data.ReplyAuthors) string { return segment("week", r.Week) },
		Compare: func(a, b *data.ReplyAuthors) int {
			return compareBy(a.Week, b.Week, a.Mission, b.Mission, string(a.Platform), string(b.Platform),
				string(a.Dimension), string(b.Dimension), a.Value, b.Value)
		},
	}
	ReplySeen = Table[data.ReplySeen]{
		Name: "reply_seen", Version: 1, Vault: true, Doc: "keyed id of a reply that was taken in, until its week is sealed",
		Partition: func(r *data.ReplySeen) string { return segment("week", r.Week) },
		Compare: func(a, b *data.ReplySeen) int {
			return compareBy(a.Week, b.Week, string(a.AccountID), string(b.AccountID), a.ReplyID, b.ReplyID)
		},
	}
	ReplyLabels = Table[data.ReplyLabel]{
		Name: "reply_labels", Version: 1, Vault: true, Doc: "counts of replies that a person judged, by what the scorer had read and what they are",
		Partition: func(l *data.ReplyLabel) string { return segment("week", l.Week) },
		Compare: func(a, b *data.ReplyLabel) int {
			return compareBy(a.Week, b.Week, a.Mission, b.Mission, string(a.Platform), string(b.Platform), a.Language, b.Language,
				a.Scorer, b.Scorer, a.Predicted, b.Predicted, a.True, b.True)
		},
	}
	ReplyLabelled = Table[data.ReplyDraw]{
		Name: "reply_labelled", Version: 1, Vault: true, Doc: "one reply that was drawn to be judged by a person, by the day it was taken in; goes with its text",
		Partition: func(d *data.ReplyDraw) string { return segment("day", d.IngestedOn) },
		Compare:   func(a, b *data.ReplyDraw) int { return compareBy(a.Week, b.Week, a.ReplyID, b.ReplyID) },
	}
	SurveyCounts = Table[data.SurveyCount]{
		Name: "survey_counts", Version: 1, Vault: true, Doc: "respondents of a survey by answer, in all or by one trait; latest reading, and the one last published",
		Partition: undivided[data.SurveyCount],
		Compare:   data.CompareSurveyCount,
	}
	SurveyAnswers = Table[data.SurveyAnswer]{
		Name: "survey_answers", Version: 1, Vault: true, Doc: "one masked answer to an open question of a survey, by the day it was taken in",
		Partition: func(a *data.SurveyAnswer) string { return segment("day", a.IngestedOn) },
		Compare: func(a, b *data.SurveyAnswer) int {
			return compareBy(a.IngestedOn, b.IngestedOn, a.Mission, b.Mission, a.Survey, b.Survey, a.Question, b.Question,
				a.Text, b.Text, a.Language, b.Language, string(a.Topic), string(b.Topic))
		},
	}
	Seals = Table[data.Seal]{
		Name: "seals", Version: 1, Vault: true, Doc: "a week that is closed for a mission and platform",
		Partition: undivided[data.Seal],
		Compare: func(a, b *data.Seal) int {
			return compareBy(a.Week, b.Week, a.Mission, b.Mission, string(a.Platform), string(b.Platform))
		},
	}
	Rejects = Table[data.Reject]{
		Name: "rejects", Version: 1, Vault: true, Doc: "a row of an input that could not be used, kept aside",
		Partition: func(r *data.Reject) string { return segment("account", string(r.AccountID)) },
		Compare: func(a, b *data.Reject) int {
			return cmp.Or(compareBy(string(a.AccountID), string(b.AccountID), a.Input, b.Input), cmp.Compare(a.Line, b.Line),
				compareBy(a.Field, b.Field, a.Why, b.Why, a.Hint, b.Hint, a.Row, b.Row))
		},
	}
	Notes = Table[data.Note]{
		Name: "notes", Version: 1, Vault: true, Doc: "something a person should know of an input although no row was lost",
		Partition: undivided[data.Note],
		Compare: func(a, b *data.Note) int {
			return compareBy(string(a.AccountID), string(b.AccountID), a.Input, b.Input, a.What, b.What, a.Hint, b.Hint)
		},
	}
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
