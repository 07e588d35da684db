package stat

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Quantiles of the standard normal distribution.
const (
	Z950 = 1.6448536269514722
	Z975 = 1.959963984540054
)

// modelFreedom is the weight, in degrees of freedom, of the model's variance beside
// the jackknife's; caution is what both fall short of in simulated accounts whose weeks,
// topics and boosts are not as the model has them.
const (
	modelFreedom = 4
	caution      = 1.1
)

// StudentQuantile returns the 97.5 % quantile of Student's t with df degrees of freedom,
// above 0: over [Z975] it is by how much a standard error is widened.
func StudentQuantile(df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(0.975)
}

// NormalCDF returns P(Z <= z).
func NormalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// normalQuantile returns z with P(Z <= z) = q.
func normalQuantile(q float64) float64 { return math.Sqrt2 * math.Erfinv(2*q-1) }

// MinClusters is how many weeks an account needs for errors clustered by week.
const MinClusters = 4

// Widened returns the variance of a comparison, and its degrees of freedom, from the model's
// variance and the jackknife's, the latter with df degrees of freedom (Bell and McCaffrey
// 2002): their mean weighted by degrees of freedom, and a tenth more. It is not stretched to Student's t:
// pooling needs the variance itself, and one that is too large not only widens the
// account's interval but hides how much accounts differ (docs/method.md, section 5).
func Widened(model, jackknife, df float64) (variance, freedom float64) {
	variance, freedom = both(model, jackknife, df)
	return variance * caution, freedom
}

// both returns the mean of the two, and its degrees of freedom.
func both(model, jackknife, df float64) (variance, freedom float64) {
	df = max(df, 1)
	return (float64(df*jackknife) + modelFreedom*model) / (df + modelFreedom), df + modelFreedom - 1
}

// stretched returns the variance that makes a normal 97.5 % bound the bound of Student's
// t: for what is judged by itself and not pooled.
func stretched(model, jackknife, df float64) float64 {
	variance, freedom := both(model, jackknife, df)
	ratio := StudentQuantile(freedom) / Z975
	return variance * ratio * ratio
}
