// Package presence judges where and when a mission is present: platforms ([PlacesOf]: keep, reduce, pause,
// test), hours and weekdays in the audience's zone ([Hours]), and how posts do in fuller weeks
// ([CadenceOf]).
package presence
