// Package terms holds what platforms' terms of use ask of what was read from their servers, and lets
// go what they do not let us keep ([Forget]).
package terms
