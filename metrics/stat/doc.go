// Package stat is the arithmetic that the models of metrics share: a Poisson-lognormal
// likelihood by quadrature ([Hermite]), a regression with columns of any values ([Dense]) and
// slopes over weeks that hang together ([Slope]), mixtures of normals and what they say of one
// lift ([Mixture], [Belief]), small linear algebra with a fixed order of adding, and the prior
// widths that all of them use. Of posts it knows what verdicts there are, and nothing else.
package stat
