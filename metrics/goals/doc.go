// Package goals tells how far a unit's own targets are: the latest weeks beside those before a goal was
// set, with an interval ([Of]).
package goals
