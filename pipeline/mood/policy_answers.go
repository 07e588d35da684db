package mood

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// PolicyAnswers makes the table of what offices answered hold just these rows.
func PolicyAnswers(r lake.Reader, rows []data.PolicyAnswer) (lake.Changes, error) {
	var changes lake.Changes
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b data.PolicyAnswer) int { return data.ComparePolicyAnswers(&a, &b) })
	h := sha256.New()
	for _, a := range rows {
		fmt.Fprintf(h, "%q\n", a)
	}
	inputs := "answers/1 " + hex.EncodeToString(h.Sum(nil)[:8])
	before := lake.From(r, lake.PolicyAnswers.Name, "")
	if before == inputs || before == "" && len(rows) == 0 {
		return changes, nil
	}
	if err := lake.Replace(&changes, lake.PolicyAnswers, "", append([]data.PolicyAnswer{}, rows...), inputs); err != nil {
		return changes, fmt.Errorf("policy answers: %w", err)
	}
	return changes, nil
}
