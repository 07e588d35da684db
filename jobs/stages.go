package jobs

import (
	"context"

	"github.com/digital-diplomacy/tailor/jobs/config"
)

// Stage is one step of a run. What it reads and writes is declared here and held to the
// truth by a test that watches every file and table while the stages run.
type Stage struct {
	Name   string   `json:"name"`
	Doc    string   `json:"doc"`    // one line for help and docs
	Job    string   `json:"job"`    // of the settings' schedule that does it: [JobPull] or [JobReport]
	Reads  []string `json:"reads"`  // tables, and the places below
	Writes []string `json:"writes"` // the same
	After  []string `json:"after"`  // stages that must have run before it, now or earlier

	Tables   bool `json:"-"`        // brings tables up to date with what was read, whatever as-of is: the first part of a backfill
	Backfill bool `json:"backfill"` // computes as of a week, and so is what a backfill repeats for each
	run      func(u *Unit, ctx context.Context) error
}

// Jobs of the settings' schedule. A report takes every stage, a pull those of JobPull.
const (
	JobPull   = "pull"
	JobReport = "report"
)

// Places that stages read and write besides tables of the lake and the vault.
const (
	PlaceSources    = "sources"    // files and platforms of the settings' accounts
	PlaceInbox      = "inbox"      // vault/inbox: pages that no commit has taken in yet
	PlaceKeys       = "keys"       // keys_dir: keys that authors of replies are counted under
	PlacePages      = "pages"      // reports/ and folders of deliver
	PlaceDeliveries = "deliveries" // ledger/deliveries: what was sent to whom
	PlaceTargets    = "targets"    // mail servers and webhooks of deliver
	PlaceSnapshots  = "snapshots"  // lake/_snapshots and files that only superseded commits name
)

// Stages lists every stage in the order a run takes them.
func Stages() []Stage {
	ingested := []string{ // pages of the inbox are folded into them row by row
		"account_snapshots", "aliases", "posts", "post_snapshots", "polls", "poll_options", "hand_labels", "outcomes",
		"replies", "reply_authors", "reply_late", "reply_seen", "seals", "survey_counts", "survey_answers", "rejects", "notes",
	}
	bound := []string{ // platforms' terms reach them
		"posts", "post_snapshots", "account_snapshots", "post_labels", "hand_labels", "polls", "poll_options", "replies", "post_draws",
	}
	told := []string{ // a page is made of them
		"accounts", "posts", "post_labels", "post_metrics", "format_effects", "advice", "advice_outcomes", "mood", "surveys", "polls",
		"poll_options", "outcomes", "places", "hours", "cadence", "needs", "goals", "benchmarks", "own_keywords", "account_snapshots",
		"policy_answers", "notes", "rejects",
	}
	return []Stage{
		{
			Name: "pull", Job: JobPull, run: (*Unit).pull,
			Doc:    "read new pages from every account into the inbox",
			Reads:  []string{PlaceSources, PlaceInbox, PlaceKeys, "posts", "post_snapshots", "post_labels", "reply_authors", "reply_seen", "seals", "survey_counts"},
			Writes: []string{PlaceInbox, PlaceKeys},
		},
		{
			Name: "ingest", Job: JobPull, run: (*Unit).ingest, Tables: true, After: []string{"pull"},
			Doc:    "fold the inbox into the tables",
			Reads:  append([]string{PlaceInbox, "reply_cells"}, ingested...),
			Writes: append([]string{PlaceInbox, "accounts"}, ingested...),
		},
		{
			Name: "terms", Job: JobPull, run: (*Unit).forget, Tables: true, After: []string{"ingest"},
			Doc:    "let go what platforms' terms do not let us keep: deleted posts, borrowed statistics",
			Reads:  bound,
			Writes: bound,
		},
		{
			Name: "classify", Job: JobPull, run: (*Unit).Classify, Tables: true, After: []string{"terms"},
			Doc:    "label posts: format, devices, topics, occasion, language; measure how far people agree; count their words",
			Reads:  []string{"accounts", "aliases", "posts", "post_labels", "hand_labels", "post_draws", "own_words"},
			Writes: []string{"post_labels", "label_agreement", "own_words", "own_keywords"},
		},
		{
			Name: "score", Job: JobPull, run: (*Unit).score, Tables: true, After: []string{"terms"},
			Doc:    "count replies by what they say; no opinion of anyone is kept",
			Reads:  []string{"replies", "seals"},
			Writes: []string{"reply_cells"},
		},
		{
			Name: "seal", Job: JobPull, run: (*Unit).seal, Backfill: true, After: []string{"score"},
			Doc:    "close weeks: author hashes become two integers, keys are destroyed",
			Reads:  []string{"accounts", "replies", "reply_authors", "reply_cells", "reply_seen", "seals"},
			Writes: []string{"reply_authors", "reply_seen", "seals", PlaceKeys},
		},
		{
			Name: "publish", Job: JobPull, run: (*Unit).publish, Backfill: true, After: []string{"seal"},
			Doc:    "publish the mood and the survey answers that enough people stand behind; forget what long published replies said",
			Reads:  []string{"mood", "reply_authors", "reply_cells", "reply_labels", "seals", "surveys", "survey_counts"},
			Writes: []string{"mood", "reply_cells", "reply_labels", "surveys", "survey_counts"},
		},
		{
			Name: "measure", Job: JobPull, run: (*Unit).measure, Tables: true, After: []string{"classify"},
			Doc:    "values of each post at fixed ages, then cells",
			Reads:  []string{"posts", "post_snapshots", "post_labels", "account_snapshots", "post_metrics", "maturity_sums", "overperformance"},
			Writes: []string{"post_metrics", "engagement_cells", "maturity_sums", "maturity", "group_rates", "account_metrics", "overperformance"},
		},
		{
			Name: "recommend", Job: JobPull, run: (*Unit).recommend, Backfill: true, After: []string{"measure"},
			Doc:    "effects within accounts and ranked advice; what became of earlier advice and of tests by lot",
			Reads:  []string{"accounts", "posts", "post_labels", "post_metrics", "label_agreement", "pooled_effects", "advice", "rotations", "rotation_results"},
			Writes: []string{"format_effects", "advice", "advice_outcomes", "rotation_results"},
		},
		{
			Name: "where", Job: JobPull, run: (*Unit).where, Backfill: true, After: []string{"measure", "publish"},
			Doc:    "where to be, when and how often; what is asked and what is posted; where accounts stand among peers",
			Reads:  []string{"accounts", "account_snapshots", "posts", "post_labels", "post_metrics", "mood", "seals", "outcomes", "surveys"},
			Writes: []string{"places", "hours", "cadence", "needs", "benchmarks", "goals"},
		},
		{
			Name: "map", Job: JobPull, run: (*Unit).community, After: []string{"terms"},
			Doc:    "whom listed institutions mention, quote and repost among each other; places that three of them share",
			Reads:  []string{"posts", "community_edges", "community_links"},
			Writes: []string{"community_edges", "community_links", "community_nodes", "discoveries"},
		},
		{
			Name: "report", Job: JobReport, run: (*Unit).report, After: []string{"recommend", "where"},
			Doc:    "one page per mission, one over all, one of the quarter that ended last with what offices answered",
			Reads:  append([]string{PlaceSources, "seals"}, told...),
			Writes: []string{"policy_answers", PlacePages},
		},
		{
			Name: "deliver", Job: JobPull, run: (*Unit).deliver, After: []string{"report"},
			Doc:    "send the pages of this period to whom the settings name, each once",
			Reads:  append([]string{PlacePages, PlaceDeliveries}, told...),
			Writes: []string{PlaceTargets, PlaceDeliveries},
		},
		{
			Name: "expire", Job: JobPull, run: (*Unit).expire, After: []string{"score"},
			Doc:    "end the life of reply texts, of open answers, and of superseded snapshots",
			Reads:  []string{PlaceSnapshots},
			Writes: []string{"replies", "reply_labelled", "survey_answers", PlaceSnapshots},
		},
	}
}

// When is the stage's default schedule.
func (s Stage) When() string {
	d := config.Default().Schedule
	if s.Job == JobReport {
		return d.Report
	}
	return d.Pull
}
