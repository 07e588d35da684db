package data

// SlotKind is what a day or week is divided into.
type SlotKind string

// Kinds of slots.
const (
	SlotHour    SlotKind = "hour"
	SlotWeekday SlotKind = "weekday"
)

// SlotVerdict is what is said of one slot.
type SlotVerdict string

// Verdicts on slots. Better and worse are under strict error control.
const (
	SlotBetter   SlotVerdict = "better"
	SlotWorse    SlotVerdict = "worse"
	SlotLevel    SlotVerdict = "no_clear_difference"
	SlotUnclear  SlotVerdict = "unclear"
	SlotNotTried SlotVerdict = "not_tried"
	SlotUnknown  SlotVerdict = "not_enough_evidence"
)

// Findings over all slots of an account.
const (
	StandsOut     = "stands_out"
	NoneStandsOut = "none_stands_out"
	NoEvidence    = "not_enough_evidence"
)

// HourEffect is how an account's posts do in one hour of the day or on one day of the
// week, in the zone of its audience, against its posts at all hours (days) as they fall.
type HourEffect struct {
	Period    string      `parquet:"period" doc:"ISO week of as-of"`
	Mission   string      `parquet:"mission,optional" doc:"mission"`
	AccountID AccountID   `parquet:"account_id" doc:"account"`
	Platform  Platform    `parquet:"platform" doc:"platform"`
	Audience  string      `parquet:"audience,optional" doc:"audience of the account"`
	Zone      string      `parquet:"timezone" doc:"time zone of the slots, IANA: the audience's, else the unit's"`
	Goal      string      `parquet:"goal" doc:"metric the effect is on, settled"`
	Kind      SlotKind    `parquet:"kind" doc:"hour or weekday"`
	Slot      int32       `parquet:"slot" doc:"hour 0 to 23, which ends with the next; or weekday, 1 is Monday"`
	N         int64       `parquet:"n" doc:"posts in the slot that were compared"`
	Posts     int64       `parquet:"posts" doc:"posts of the account that were compared"`
	Lift      *float64    `parquet:"lift,optional" doc:"ratio of the typical value to that of the account's posts at all hours (days); null where too few posts are near"`
	Low       *float64    `parquet:"low,optional" doc:"lower end of the 90 % interval"`
	High      *float64    `parquet:"high,optional" doc:"upper end of the 90 % interval"`
	PBetter   *float64    `parquet:"p_better,optional" doc:"probability that the lift is above 1"`
	Verdict   SlotVerdict `parquet:"verdict" doc:"better, worse, no_clear_difference, unclear, not_tried or not_enough_evidence"`
	Finding   string      `parquet:"finding" doc:"over all slots of this kind: stands_out, none_stands_out or not_enough_evidence"`
	Reason    string      `parquet:"reason" doc:"the finding in words"`
	Warnings  []string    `parquet:"warnings,list" doc:"what limits the estimate, in words"`
	Model     string      `parquet:"model" doc:"version of the model"`
	Inputs    string      `parquet:"inputs" doc:"hash of what it was computed from"`
}
