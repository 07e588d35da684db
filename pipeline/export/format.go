package export

import (
	"fmt"
	"slices"
	"strings"
)

// Format is how tables are written.
type Format string

// Formats.
const (
	CSV     Format = "csv"
	JSON    Format = "json"    // one array of objects
	JSONL   Format = "jsonl"   // one object a line
	Arrow   Format = "arrow"   // an Arrow IPC file, as Feather version 2
	Parquet Format = "parquet" // the files as they are stored, by partition
)

// Formats lists every format.
func Formats() []Format { return []Format{CSV, JSON, JSONL, Arrow, Parquet} }

// ParseFormat returns the format of a name.
func ParseFormat(name string) (Format, error) {
	if f := Format(strings.ToLower(name)); slices.Contains(Formats(), f) {
		return f, nil
	}
	return "", fmt.Errorf("format %q is none of csv, json, jsonl, arrow, parquet", name)
}
