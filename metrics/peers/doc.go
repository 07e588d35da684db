// Package peers says where accounts stand among declared others ([Standings]), and what of a unit's sums may
// leave it to be pooled with others' ([SharedCells], [ShareableEffect]).
package peers
