// Package sharing exchanges sums with other units: [Share] writes what may leave, [Pool] takes in what
// others gave.
package sharing
