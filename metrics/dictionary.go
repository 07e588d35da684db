package metrics

import (
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// Version is the version of the dictionary; every [data.PostMetric] carries it. It
// changes whenever a formula or a validity changes.
const Version = "metrics/2"

// Metric ids.
const (
	MetricInteractions   = "interactions_public"
	MetricOwned          = "interactions_owned"
	MetricApproval       = "approval"
	MetricShares         = "shares"
	MetricConversation   = "conversation"
	MetricRedistribution = "redistribution"
	MetricReach          = "reach"
	MetricViewers        = "viewers"
	MetricImpressions    = "impressions"
	MetricViews          = "views"
	MetricERFollowers    = "er_followers"
	MetricERReach        = "er_reach"
	MetricERViewers      = "er_viewers"
	MetricERImpressions  = "er_impressions"
	MetricERViews        = "er_views"
	MetricERSum          = "er_sum"
	MetricERMedian       = "er_median"
	MetricOver           = "overperformance"
	MetricGrowthWeekly   = "growth_weekly"
	MetricResponsiveness = "responsiveness"
	MetricAnswerRate     = "answer_rate"
	MetricAnswerTime     = "answer_time"
	MetricNetSentiment   = "net_sentiment"
)

// Unit says what a value counts.
type Unit string

// Units. Only counts can be the goal of an effect.
const (
	UnitCount Unit = "count"
	UnitRatio Unit = "ratio"
)

// Definition is one entry of the metric dictionary. Where a platform changes what
// a number means, the new meaning gets an id of its own, so that nothing that
// groups by id can compare across the break.
type Definition struct {
	ID      string
	Formula string   // in words
	Unit    Unit     // count or ratio
	Of      string   // what one value belongs to: post, group of posts, account, mission
	Table   string   // where values stand
	Ages    []string // it is read at; none: it belongs to a period
	Offered []Offer  // platforms and times that offer it; none means any platform
	Source  string   // where the formula comes from
	Notes   []string // what a reader must know
}

// Offer says that a metric exists on a platform for counters read in [From, To).
// A zero From or To is open.
type Offer struct {
	Platform data.Platform
	From, To time.Time
	Break    string // what happened at From or To; "" if nothing did
}

// On reports whether the metric exists on platform p for counters read at a moment.
func (d Definition) On(p data.Platform, at data.Micros) bool {
	if len(d.Offered) == 0 {
		return true
	}
	return slices.ContainsFunc(d.Offered, func(o Offer) bool {
		return o.Platform == p && (o.From.IsZero() || at >= data.At(o.From)) && (o.To.IsZero() || at < data.At(o.To))
	})
}

// Lookup returns the definition of a metric id.
func Lookup(id string) (Definition, bool) {
	all := Dictionary()
	i := slices.IndexFunc(all, func(d Definition) bool { return d.ID == id })
	if i < 0 {
		return Definition{}, false
	}
	return all[i], true
}

// Break is a moment at which a platform changed what a metric means: to be drawn
// in charts, never compared across.
type Break struct {
	Metric   string
	Platform data.Platform
	At       time.Time
	What     string
}

// Breaks lists the breaks of a platform, by time and then metric.
func Breaks(p data.Platform) []Break {
	var breaks []Break
	for _, d := range Dictionary() {
		for _, o := range d.Offered {
			if o.Platform != p || o.Break == "" {
				continue
			}
			at := o.To
			if at.IsZero() {
				at = o.From
			}
			breaks = append(breaks, Break{d.ID, p, at, o.Break})
		}
	}
	slices.SortStableFunc(breaks, func(a, b Break) int { return a.At.Compare(b.At) })
	return breaks
}

// Dictionary returns every definition, in the order reports use.
func Dictionary() []Definition {
	return slices.Concat(counts(), perPost(), perGroup())
}

// counts are the metrics of unit count, each a sum of a post's counters.
func counts() []Definition {
	all := []Definition{
		{ID: MetricInteractions, Formula: "Facebook: all reactions + comments + shares; Instagram, YouTube: likes + comments; X, Bluesky, Threads: likes + replies + reposts + quotes; Mastodon: favourites + boosts + replies; Telegram: reactions + forwards + comments; TikTok, LinkedIn: likes + comments + shares. Null if a part is null.",
			Offered: everyFormula(MetricInteractions), Source: "CrowdTangle, Socialinsider, Brandwatch; the rest by analogy",
			Notes: []string{"never clicks or views", "Mastodon: counts of the origin server", "Bluesky: direct replies only"}},
		{ID: MetricOwned, Formula: "interactions_public + saves; Instagram also + sends (its shares)",
			Offered: everyFormula(MetricOwned), Source: "Socialinsider's note on saves", Notes: []string{"own accounts only: others' saves are not shown"}},
		{ID: MetricApproval, Formula: "likes, favourites, or all reactions together", Offered: everyFormula(MetricApproval),
			Source: "goal"},
		{ID: MetricConversation, Formula: "replies or comments", Offered: everyFormula(MetricConversation),
			Source: "goal (Bjola and Jiang: conversation generating)"},
		{ID: MetricRedistribution, Formula: "shares, reposts or forwards, + quotes where the platform counts them apart (X, Bluesky, Threads). Null if a part is null.",
			Offered: everyFormula(MetricRedistribution), Source: "goal (Bjola and Jiang: presence expansion)"},
		{ID: MetricShares, Formula: "shares, reposts or forwards alone, without quotes", Offered: everyFormula(MetricShares),
			Source: "goal for sources without a count of quotes, like X before API v2", Notes: []string{"Instagram: sends"}},
		{ID: MetricReach, Formula: "distinct accounts that saw the post", Offered: everyFormula(MetricReach), Source: "goal",
			Notes: []string{"never summed over posts as if the accounts were distinct"}},
		{ID: MetricViewers, Formula: "distinct accounts that viewed the post's media", Offered: everyFormula(MetricViewers), Source: "goal"},
		{ID: MetricImpressions, Formula: "times the post was shown", Offered: everyFormula(MetricImpressions), Source: "goal"},
		{ID: MetricViews, Formula: "views as the platform counts them (views_definition)", Offered: everyFormula(MetricViews), Source: "goal"},
	}
	for i := range all {
		all[i].Unit, all[i].Of, all[i].Table, all[i].Ages = UnitCount, "post", "post_metrics", []string{Age24h, Age7d, Age28d, AgeSettled}
	}
	return all
}

// perPost are the ratios of single posts.
func perPost() []Definition {
	all := []Definition{
		{ID: MetricERFollowers, Formula: "interactions_public / followers at publishing",
			Offered: everyFormula(MetricInteractions),
			Source:  "Emplifi, NapoleonCat", Notes: []string{"followers as the source says, else the nearest account snapshot within 7 days, else null"}},
		{ID: MetricERReach, Formula: "interactions_public / reach at the same age", Offered: everyFormula(MetricReach), Source: "Hootsuite"},
		{ID: MetricERViewers, Formula: "interactions_public / viewers at the same age", Offered: everyFormula(MetricViewers), Source: "Hootsuite"},
		{ID: MetricERImpressions, Formula: "interactions_public / impressions at the same age", Offered: everyFormula(MetricImpressions), Source: "Hootsuite"},
		{ID: MetricERViews, Formula: "interactions_public / views at the same age", Offered: everyFormula(MetricViews), Source: "Hootsuite"},
		{ID: MetricOver, Offered: everyFormula(MetricInteractions),
			Formula: "interactions_public / mean of the middle half of those of the account's last 100 posts of the format and paid scope in 365 days, at the same age; null with fewer than 10",
			Source:  "CrowdTangle; the year and the least number are ours", Notes: []string{"never added up to cells: its mean is about 1 by its making"}},
	}
	for i := range all {
		all[i].Unit, all[i].Of, all[i].Table, all[i].Ages = UnitRatio, "post", "post_metrics", []string{Age7d, AgeSettled}
		if all[i].ID == MetricOver {
			all[i].Table = "overperformance"
		}
	}
	return all
}

// perGroup are the figures of posts taken together, of accounts and of missions.
func perGroup() []Definition {
	all := []Definition{
		{ID: MetricERSum, Of: "account, format and month", Table: "group_rates", Ages: []string{Age7d, AgeSettled},
			Formula: "sum of interactions_public / sum of the denominator, over posts that have both", Source: "sum, then divide",
			Notes: []string{"any other group from cells: numerator over denominator"}},
		{ID: MetricERMedian, Of: "account, format and month", Table: "group_rates", Ages: []string{Age7d, AgeSettled},
			Formula: "median of the posts' rates, half-way between the two middle ones", Source: "Rival IQ", Notes: []string{"exact, never from histograms"}},
		{ID: MetricGrowthWeekly, Of: "account and month", Table: "account_metrics",
			Formula: "(followers at the end / followers at the start)^(1/weeks) - 1, over the month's first and last count; null if they are less than a week apart",
			Source:  "Fanpage Karma"},
		{ID: MetricResponsiveness, Of: "account and month", Table: "account_metrics",
			Formula: "replies by the account / original posts; null without a reply, since most sources do not list an account's own", Source: "goal (Bjola and Jiang: conversation generating)"},
		{ID: MetricAnswerRate, Of: "mission and period", Table: "mood", Formula: "answered / questions: questions answered by the account within 48 hours",
			Source: "goal: service", Notes: []string{"suppressed where too few people asked", "service has no lift"}},
		{ID: MetricAnswerTime, Of: "mission and period", Table: "mood", Formula: "answer_seconds: median time to the first answer, with unanswered questions as censored",
			Source: "goal: service"},
		{ID: MetricNetSentiment, Of: "mission and period", Table: "mood",
			Formula: "p(positive) - p(negative), corrected for the scorer's confusion, with interval and coverage", Source: "see docs/sentiment.md"},
	}
	for i := range all {
		all[i].Unit = UnitRatio
	}
	return all
}

// everyFormula lists the platforms that a metric has a formula for, with the time
// it is valid in.
func everyFormula(metric string) []Offer {
	var offers []Offer
	for _, p := range platforms() {
		if formula(p, metric) == nil {
			continue
		}
		from, to, what := Validity(p, metric)
		offers = append(offers, Offer{Platform: p, From: from.Time(), To: to.Time(), Break: what})
	}
	return offers
}
