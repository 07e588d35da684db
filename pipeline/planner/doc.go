// Package planner plans two weeks from what the other stages left ([Next]), with rotations by lot built
// in, and reads these at their end ([ReadRotations]).
package planner
