// Package exchange reads and writes the file in which units give each other how their
// posts were received: sums and effects of public counts, nothing of anyone who
// replied. The form is described in docs/benchmarks.md.
//
// A file is JSON, one object a line, compressed with zstd, so that whoever is to let
// it out can read all of it: a [Header], then rows, each {"cell": ...} or {"effect":
// ...}, and a last line with the number of rows and the SHA-256 of all bytes before it.
//
// A file that comes from elsewhere is foreign bytes. [Read] holds its size, lines and
// memory within limits, checks every field against closed lists or ranges, and never
// repeats what it found in an error.
package exchange

// Version of the form of the file.
const Version = 1

// Limits of what is read.
const (
	MaxBytes = 64 << 20  // of a file, compressed
	maxPlain = 512 << 20 // of its lines
	maxLine  = 1 << 18
	maxRows  = 1_000_000
)

// Header is the first line.
type Header struct {
	Version    int    `json:"tailor_share"`
	SharedBy   string `json:"shared_by"`  // who shares, as declared
	SharedOn   string `json:"shared_on"`  // as-of day
	Dictionary string `json:"dictionary"` // version of the metric dictionary
	Model      string `json:"effects"`    // version of the effects model
	Least      int    `json:"least"`      // posts behind every figure
}

// Cell is a sum over posts of one account. Sums are scaled as in the table
// engagement_cells; Hist holds pairs of bucket and posts.
type Cell struct {
	Account  string     `json:"account"`
	Platform string     `json:"platform"`
	Format   string     `json:"format"`
	Span     string     `json:"span"`
	Metric   string     `json:"metric"`
	Age      string     `json:"age"`
	Paid     string     `json:"paid"`
	Posts    int64      `json:"posts"`
	N        int64      `json:"n"`
	Sum      int64      `json:"sum_fixed"`
	SumLog   int64      `json:"sum_log1p_fixed"`
	SumLogSq int64      `json:"sum_log1p_sq_fixed"`
	Hist     [][2]int64 `json:"histogram"`
}

// Effect is what one account found on a level of a lever, from its own posts alone.
type Effect struct {
	Account  string  `json:"account"`
	Platform string  `json:"platform"`
	Goal     string  `json:"goal"`
	Age      string  `json:"age"`
	Lever    string  `json:"lever"`
	Level    string  `json:"level"`
	N        int64   `json:"n"`
	NOther   int64   `json:"n_other"`
	Lift     float64 `json:"own_lift"`
	LogSE    float64 `json:"own_log_se"`
}

// row is one line between the first and the last.
type row struct {
	Cell   *Cell   `json:"cell,omitempty"`
	Effect *Effect `json:"effect,omitempty"`
}

// last is the last line.
type last struct {
	Rows   int    `json:"rows"`
	SHA256 string `json:"sha256"` // of all bytes before this line, in hexadecimal
}

// Reject is a row that could not be used. It repeats nothing of the row.
type Reject struct {
	Line  int    `json:"line"`
	Field string `json:"field,omitempty"` // "" for the whole row
	Why   string `json:"why"`
}
