package data

// RotationSlot is one post of a registered experiment: on this day this account is to
// publish a post of the level that was drawn by lot. All slots of an experiment are
// stored when it is registered and never change.
type RotationSlot struct {
	Period     string    `parquet:"period" doc:"ISO week in which the experiment was registered"`
	Experiment string    `parquet:"experiment" doc:"id of the experiment: account, lever, level and week of registration"`
	Slot       int64     `parquet:"slot" doc:"number of the slot within the experiment, from 1, by time"`
	Mission    string    `parquet:"mission" doc:"mission"`
	AccountID  AccountID `parquet:"account_id" doc:"account that is to publish"`
	Platform   Platform  `parquet:"platform" doc:"platform"`
	Audience   string    `parquet:"audience,optional" doc:"audience of the account"`
	Goal       string    `parquet:"goal" doc:"metric that decides"`
	Age        string    `parquet:"age" doc:"age class of the values that decide"`
	Lever      string    `parquet:"lever" doc:"lever that is varied"`
	Level      string    `parquet:"level" doc:"level under test"`
	Against    string    `parquet:"against" doc:"level it is compared with: the account's most used other one"`
	Assigned   string    `parquet:"assigned" doc:"level drawn for this slot: one of the two"`
	Block      string    `parquet:"block" doc:"ISO week of the slot; lots are balanced within it"`
	PlannedAt  Micros    `parquet:"planned_at,timestamp(microsecond)" doc:"moment the post is planned for; noon of the day if only the day is planned"`
	Day        string    `parquet:"day" doc:"day it is planned for, in the zone"`
	Zone       string    `parquet:"zone" doc:"IANA time zone of the day"`
	AssignedAt Micros    `parquet:"assigned_at,timestamp(microsecond)" doc:"as-of moment of registration"`
	ReadableOn string    `parquet:"readable_on" doc:"first day on which the result may be looked at: every post has reached the age"`
	Seed       string    `parquet:"seed" doc:"seed of the lots: SHA-256 of unit, mission, account, lever, level and week"`
	Chance     *float64  `parquet:"chance,optional" doc:"chance, reckoned beforehand, that a lift of 1.5 is found; null if the account's spread is not known"`
	Design     string    `parquet:"design" doc:"version of the rules that made the plan"`
}

// RotationResult is what a registered experiment showed, read once, at its planned end.
type RotationResult struct {
	Experiment string    `parquet:"experiment" doc:"id of the experiment"`
	Period     string    `parquet:"period" doc:"ISO week in which it was read"`
	Mission    string    `parquet:"mission" doc:"mission"`
	AccountID  AccountID `parquet:"account_id" doc:"account"`
	Platform   Platform  `parquet:"platform" doc:"platform"`
	Audience   string    `parquet:"audience,optional" doc:"audience of the account"`
	Goal       string    `parquet:"goal" doc:"metric that decides"`
	Age        string    `parquet:"age" doc:"age class of the values"`
	Lever      string    `parquet:"lever" doc:"lever that was varied"`
	Level      string    `parquet:"level" doc:"level under test"`
	Against    string    `parquet:"against" doc:"level it was compared with"`
	First      string    `parquet:"first_day" doc:"day of the first slot"`
	Last       string    `parquet:"last_day" doc:"day of the last slot"`
	Slots      int64     `parquet:"slots" doc:"slots planned"`
	Posted     int64     `parquet:"posted" doc:"slots on whose day a post was published"`
	AsAssigned int64     `parquet:"as_assigned" doc:"slots whose post has the level that was drawn"`
	N          int64     `parquet:"n" doc:"slots assigned to the level that have a value"`
	NOther     int64     `parquet:"n_other" doc:"slots assigned to the other that have a value"`
	Lift       *float64  `parquet:"lift,optional" doc:"ratio of typical values by assignment (intention to treat), whatever was then posted; null if nothing can be compared"`
	Low        *float64  `parquet:"low,optional" doc:"lower end of the 90 % interval by test inversion; null if open"`
	High       *float64  `parquet:"high,optional" doc:"upper end of the 90 % interval; null if open"`
	P          *float64  `parquet:"p_value,optional" doc:"exact two-sided p value of no effect, over all lots that could have been drawn"`
	LeastP     *float64  `parquet:"least_p_value,optional" doc:"smallest p value that these posts could have given"`
	AsTreated  *float64  `parquet:"as_treated_lift,optional" doc:"the same ratio by what was posted; shown, decides nothing"`
	Verdict    Verdict   `parquet:"verdict" doc:"more, less, no_clear_difference, or try if it stays open"`
	Warnings   []string  `parquet:"warnings,list" doc:"what limits the result, in words"`
	Design     string    `parquet:"design" doc:"version of the rules it was read by"`
}
