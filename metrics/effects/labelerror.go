package effects

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// LabelErrors is how a lever's labels compare with those that people gave to the same
// posts: what a wrong label does to effects is repaired and widened by it (see
// [Options]).
type LabelErrors struct {
	Posts int64                         // that were checked
	Share map[string]map[string]float64 // label -> by hand -> share of all posts; adds up to 1
}

// LabelErrorsOf makes label errors of a confusion matrix: of n[i][j] posts, standing
// for weight[i][j] of all (nil: for themselves), a person says classes[i] and the
// label is classes[j]. device is empty but for a device, whose classes are yes and no.
func LabelErrorsOf(device string, classes []string, n [][]int64, weight [][]float64) LabelErrors {
	name := func(class string) string {
		switch {
		case device == "":
			return class
		case class == "yes":
			return device
		}
		return without
	}
	e := LabelErrors{Share: map[string]map[string]float64{}}
	var total float64
	for j, label := range classes {
		row := map[string]float64{}
		for i, hand := range classes {
			w := float64(n[i][j])
			if weight != nil {
				w = weight[i][j]
			}
			e.Posts += n[i][j]
			total += w
			row[name(hand)] = w
		}
		e.Share[name(label)] = row
	}
	for _, row := range e.Share {
		for hand := range row {
			row[hand] /= max(total, 1e-300)
		}
	}
	return e
}

// LabelKey names a lever in [Options]: a device has its own, like "device=humour".
func LabelKey(lever, device string) string {
	if device != "" {
		return lever + "=" + device
	}
	return lever
}

// leastKappa is the chance-corrected agreement from which effects can be repaired.
const leastKappa = 0.4

// totals returns the share labelled as people did, and the share that chance alone
// would give.
func (e LabelErrors) totals() (right, chance float64) {
	byHand := map[string]float64{}
	labels := slices.Sorted(maps.Keys(e.Share))
	for _, label := range labels {
		for _, hand := range slices.Sorted(maps.Keys(e.Share[label])) {
			byHand[hand] += e.Share[label][hand]
		}
		right += e.Share[label][label]
	}
	for _, label := range labels {
		var sum float64
		for _, hand := range slices.Sorted(maps.Keys(e.Share[label])) {
			sum += e.Share[label][hand]
		}
		chance += float64(sum * byHand[label])
	}
	return right, chance
}

// Kappa returns the agreement beyond chance (Cohen 1960), 1 if nothing was checked.
func (e LabelErrors) Kappa() float64 {
	right, chance := e.totals()
	if e.Posts == 0 || chance >= 1 {
		return 1
	}
	return (right - chance) / (1 - chance)
}

// String writes the errors so that equal ones are written alike.
func (e LabelErrors) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d", e.Posts)
	for _, label := range slices.Sorted(maps.Keys(e.Share)) {
		for _, hand := range slices.Sorted(maps.Keys(e.Share[label])) {
			fmt.Fprintf(&b, ";%s/%s=%.9g", label, hand, e.Share[label][hand])
		}
	}
	return b.String()
}
