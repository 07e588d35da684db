// Package trials learns from what was done: past advice beside what happened ([Hindsight],
// [ScoreHindsight]), and rotations by lot, drawn ([Lots]) and analysed by randomisation inference ([Randomise]).
package trials
