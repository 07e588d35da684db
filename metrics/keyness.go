package metrics

import "math"

// keynessPrior is the weight of the prior in terms: about what five posts hold.
const keynessPrior = 100

// Keyness says how much more a term stands in one body of text than in another: the
// log-odds ratio with an informative Dirichlet prior, and that over its standard error
// (Monroe, Colaresi and Quinn 2008, Fightin' Words, equations 16, 19 and 22). n and
// nOther are occurrences of the term, total and totalOther of all terms. The prior
// takes the term as frequent as it is in both together and weighs as much as 100
// terms, so what stands in few posts shows little. Both are 0 if a side is empty or
// there is no other term, or if a term is said to stand more often than all terms do.
func Keyness(n, total, nOther, totalOther int64) (logOdds, z float64) {
	if n < 0 || nOther < 0 || n > total || nOther > totalOther || total <= 0 || totalOther <= 0 || n+nOther <= 0 || n+nOther >= total+totalOther {
		return 0, 0
	}
	prior := float64(keynessPrior*float64(n+nOther)) / float64(total+totalOther)
	here, there := float64(n)+prior, float64(nOther)+prior
	odds := here / (float64(total) + keynessPrior - here)
	oddsOther := there / (float64(totalOther) + keynessPrior - there)
	logOdds = math.Log(odds) - math.Log(oddsOther)
	return logOdds, logOdds / math.Sqrt(1/here+1/there)
}
