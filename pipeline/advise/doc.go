// Package advise estimates effects and ranks advice ([Recommend]), judges platforms, hours, cadence and
// needs ([Where]) and the unit's own targets ([Goals]), and sets past advice beside what happened
// ([Hindsight]).
package advise
