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
// the jackknife's.
const modelFreedom = 4

// widen sets the variance and degrees of freedom of a contrast from the model's and
// the jackknife's variance, the latter with df degrees of freedom (Bell and McCaffrey
// 2002): their mean weighted by degrees of freedom, times (t_.975,df / z_.975)^2. So a
// normal 97.5 % bound of a small sample is the t bound.
func (c *contrast) widen(model, jackknife, df float64) {
	df = max(df, 1)
	v := (float64(df*jackknife) + modelFreedom*model) / (df + modelFreedom)
	c.df = df + modelFreedom - 1
	ratio := studentQuantile(c.df) / z975
	c.variance = v * ratio * ratio
}

// studentQuantile returns the 97.5 % quantile of Student's t.
func studentQuantile(df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(0.975)
}

// normalCDF returns P(Z <= z).
func normalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }
