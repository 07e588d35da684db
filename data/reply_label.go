package data

import "math"

// LabelScale is what weights of labels are multiplied by to be stored as integers.
const LabelScale = 1 << 16

// LabelWeight is a weight as it is stored.
func LabelWeight(w float64) int64 { return int64(math.Round(w * LabelScale)) }

// ReplyLabel counts replies that a person of the unit judged, of one week, language,
// class that the scorer read and class that they are. It holds no text and no reply.
// Weights are inverse inclusion probabilities times the number of near-copies that the
// reply stands for, so that sums of them estimate numbers of replies. It stands in the
// vault.
type ReplyLabel struct {
	Mission   string   `parquet:"mission" doc:"mission of the accounts"`
	Platform  Platform `parquet:"platform" doc:"platform"`
	Week      string   `parquet:"week" doc:"ISO week the replies were written in"`
	Language  string   `parquet:"language" doc:"language of the replies"`
	Scorer    string   `parquet:"scorer" doc:"version of the scorer"`
	Predicted string   `parquet:"predicted" doc:"what the scorer read: negative, neutral, positive or abstained"`
	True      string   `parquet:"true_class" doc:"what the person said: negative, neutral or positive"`
	N         int64    `parquet:"n" doc:"replies judged, near-copies once"`
	Weight    int64    `parquet:"weight_fixed" doc:"sum of their weights times 2^16, each rounded"`
	Squares   int64    `parquet:"weight_sq_fixed" doc:"sum of the squares of their weights times 2^16, each rounded"`
}

// ReplyDraw is a reply of a week's sample for labelling. It says whether the reply was
// shown to a person, so that none is shown twice, and not what that person said.
type ReplyDraw struct {
	Week       string `parquet:"week" doc:"ISO week the reply was written in"`
	IngestedOn string `parquet:"ingested_on" doc:"as-of day of ingest; the row leaves with the text"`
	ReplyID    string `parquet:"reply_id" doc:"keyed hash of the platform's id"`
	Place      int64  `parquet:"place" doc:"place in the order of asking, from 1"`
	Weight     int64  `parquet:"weight_fixed" doc:"inverse inclusion probability times 2^16, rounded"`
	Copies     int64  `parquet:"copies" doc:"replies of the week that it stands for: itself and those nearly equal to it"`
	Asked      bool   `parquet:"asked" doc:"whether it was judged or skipped"`
}
