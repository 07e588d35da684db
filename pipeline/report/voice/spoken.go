package voice

import "github.com/digital-diplomacy/tailor/data"

// english is the voice of what the terminal says.
func english() *Voice { return In(tongues[0]) }

// PlatformName is how an English page names a platform.
func PlatformName(p data.Platform) string { return english().Platform(p).String() }

// LevelName is how an English page names a level of a lever in a row of its own.
func LevelName(lever, level string) string { return english().Level(lever, level).String() }

// LevelPosts is how an English page names the posts of a level within a sentence.
func LevelPosts(lever, level string) string { return english().Posts(lever, level).Line().String() }

// TopicName is how an English page names a topic within a sentence; empty if it has no
// name.
func TopicName(t data.Topic) string { return english().Topic(string(t)).String() }

// GoalWord is what an English page calls the things that a goal counts.
func GoalWord(goal string) string { return english().Goal(goal).Line().String() }
