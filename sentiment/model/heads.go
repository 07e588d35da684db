package model

import "math"

// Pair is what a feature or a measure says: the log odds of negative and of positive
// against neutral.
type Pair [2]float32

// Heads is everything of a model that is not a table. It is stored as JSON.
type Heads struct {
	// Languages that the model was trained on, BCP 47, sorted.
	Languages []string
	// Step is the size of one unit of the sentiment table.
	Step float32
	// Measures weigh a text's measures: [0] for all languages, [i+1] added for
	// Languages[i].
	Measures [][Measures]Pair
	// Profiles hold a calibration for each language, by profile; see [Profile].
	Profiles map[string]map[string]Calibration
	// AskStep is the size of one unit of the question table; AskHeat and AskOffset
	// calibrate its log odds.
	AskStep, AskHeat, AskOffset float32
	// Schemes of abuse, one language each.
	Schemes []Scheme
}

// logistic returns the probability of log odds.
func logistic(x float32) float64 { return 1 / (1 + math.Exp(-float64(x))) }

// Calibration turns log odds into probabilities.
type Calibration struct {
	Heat     float32 // inverse temperature
	Negative float32 // added log odds of negative against neutral
	Positive float32
	// Lean is added to the log odds where a class is to be chosen, and there alone: the
	// likeliest class is hardly ever a rare one, which every F1 counts as a class.
	Lean Pair
}

// Probabilities returns those of negative, neutral and positive.
func (c Calibration) Probabilities(odds Pair) [3]float64 {
	a := float64(c.Heat)*float64(odds[0]) + float64(c.Negative)
	b := float64(c.Heat)*float64(odds[1]) + float64(c.Positive)
	top := max(a, b, 0)
	p := [3]float64{math.Exp(a - top), math.Exp(-top), math.Exp(b - top)}
	return shares(p)
}

// Weights returns the probabilities with the lean: the class of the greatest is chosen.
func (c Calibration) Weights(p [3]float64) [3]float64 {
	if c.Lean == (Pair{}) {
		return p
	}
	p[0] *= math.Exp(float64(c.Lean[0]))
	p[2] *= math.Exp(float64(c.Lean[1]))
	return shares(p)
}

func shares(p [3]float64) [3]float64 {
	sum := p[0] + p[1] + p[2]
	for i := range p {
		p[i] /= sum
	}
	return p
}
