package report

import "github.com/digital-diplomacy/tailor/data"

// english is the voice of what the terminal says.
func english() *voice { return speak(tongues[0]) }

// PlatformName is how an English page names a platform.
func PlatformName(p data.Platform) string { return english().platform(p).String() }

// LevelName is how an English page names a level of a lever in a row of its own.
func LevelName(lever, level string) string { return english().level(lever, level).String() }

// LevelPosts is how an English page names the posts of a level within a sentence.
func LevelPosts(lever, level string) string { return english().posts(lever, level).line().String() }

// TopicName is how an English page names a topic within a sentence; empty if it has no
// name.
func TopicName(t data.Topic) string { return english().topic(string(t)).String() }

// GoalWord is what an English page calls the things that a goal counts.
func GoalWord(goal string) string { return english().goal(goal).line().String() }

// Wrap breaks text into lines of at most 80 columns, the first one begun with first,
// the others with rest.
func Wrap(text, first, rest string) []string { return wrap(text, columns, first, rest) }

// Plain makes text safe to show as [Clean] does, however long it is.
func Plain(s string) string { return clean(s, columns*columns) }
