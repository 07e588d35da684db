package effects

import (
	_ "embed" // the prior pack is a file of the program
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/digital-diplomacy/tailor/data"
)

//go:embed pack.csv
var packFile string

// PackVersion is the version of the prior pack.
const PackVersion = "pack/2026-11"

// PackRow is a published effect: others' evidence, which an account with few posts of
// its own may borrow from.
type PackRow struct {
	Platform  data.Platform
	Lever     string
	Level     string
	Goals     []string // metrics that it may stand for
	Lift      float64  // of the level against the others that the source gives
	LogSE     float64  // standard error of log lift, wide on purpose
	Basis     string   // within: the same accounts compared; naive: different ones
	Published string   // year or month
	Figures   string   // as published
	Source    string
}

// String says the lift and where it comes from.
func (r *PackRow) String() string {
	return fmt.Sprintf("%.2f (%s, %s: %s)", r.Lift, r.Source, r.Published, r.Figures)
}

// Pack returns the prior pack. It fails only if the file in the program is damaged.
func Pack() ([]PackRow, error) {
	r := csv.NewReader(strings.NewReader(packFile))
	r.Comment = '#'
	lines, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("prior pack: %w", err)
	}
	var out []PackRow
	for _, l := range lines[1:] {
		lift, err := strconv.ParseFloat(l[4], 64)
		if err != nil {
			return nil, fmt.Errorf("prior pack: %w", err)
		}
		se, err := strconv.ParseFloat(l[5], 64)
		if err != nil {
			return nil, fmt.Errorf("prior pack: %w", err)
		}
		out = append(out, PackRow{Platform: data.Platform(l[0]), Lever: l[1], Level: l[2], Goals: strings.Fields(l[3]), Lift: lift, LogSE: se,
			Basis: l[6], Published: l[7], Figures: l[8], Source: l[9]})
	}
	return out, nil
}

// packRow returns the published effect of a level, nil if there is none.
func packRow(pack []PackRow, p data.Platform, goal, lever, level string) *PackRow {
	for i := range pack {
		if r := &pack[i]; r.Platform == p && r.Lever == lever && r.Level == level && slices.Contains(r.Goals, goal) {
			return r
		}
	}
	return nil
}
