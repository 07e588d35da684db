// Package community draws the map of listed institutions: who points at whom, and what at least three of
// them share ([Map]). Individuals are in it from the opt-in register only, without a rank.
package community
