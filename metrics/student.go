package metrics

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Quantiles of the standard normal distribution.
const (
	z950 = 1.6448536269514722
	z975 = 1.959963984540054
)

// modelFreedom is the weight, in degrees of freedom, of the model's variance beside
// the jackknife's; caution is what both fall short of in simulated accounts whose weeks,
// topics and boosts are not as the model has them.
const (
	modelFreedom = 4
	caution      = 1.1
)

// widen sets the variance and degrees of freedom of a contrast from the model's and
// the jackknife's variance, the latter with df degrees of freedom (Bell and McCaffrey
// 2002): their mean weighted by degrees of freedom, and a tenth more. It is not stretched to Student's t:
// pooling needs the variance itself, and one that is too large not only widens the
// account's interval but hides how much accounts differ (docs/method.md, section 5).
func (c *contrast) widen(model, jackknife, df float64) {
	c.both(model, jackknife, df)
	c.variance *= caution
}

// both sets the mean of the two, and its degrees of freedom.
func (c *contrast) both(model, jackknife, df float64) {
	df = max(df, 1)
	c.variance = (float64(df*jackknife) + modelFreedom*model) / (df + modelFreedom)
	c.df = df + modelFreedom - 1
}

// stretched sets the variance that makes a normal 97.5 % bound the bound of Student's
// t: for what is judged by itself and not pooled.
func (c *contrast) stretched(model, jackknife, df float64) {
	c.both(model, jackknife, df)
	ratio := studentQuantile(c.df) / z975
	c.variance *= ratio * ratio
}

// studentQuantile returns the 97.5 % quantile of Student's t.
func studentQuantile(df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(0.975)
}

// normalCDF returns P(Z <= z).
func normalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// normalQuantile returns z with P(Z <= z) = q.
func normalQuantile(q float64) float64 { return math.Sqrt2 * math.Erfinv(2*q-1) }
