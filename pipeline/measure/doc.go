// Package measure gives every post its values at fixed ages, then mergeable cells, rates, baselines and
// months of accounts ([Measure]), and says where accounts stand among declared peers ([Benchmark]).
package measure
