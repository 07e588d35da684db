// Package explain tells one record's way through the stages: a post's ([Post]) or a piece of advice's
// ([Advice]).
package explain
