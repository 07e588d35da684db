package report

import "github.com/digital-diplomacy/tailor/data"

// PlatformName is how a page names a platform.
func PlatformName(p data.Platform) string { return platformName(p).String() }

// LevelName is how a page names a level of a lever in a row of its own.
func LevelName(lever, level string) string { return levelName(lever, level).String() }

// LevelPosts is how a page names the posts of a level within a sentence.
func LevelPosts(lever, level string) string { return levelPosts(lever, level).String() }

// TopicName is how a page names a topic within a sentence; empty if it has no name.
func TopicName(t data.Topic) string { return topicName(t) }

// GoalWord is what a page calls the things that a goal counts.
func GoalWord(goal string) string { return goalWord(goal).String() }

// Wrap breaks text into lines of at most 80 columns, the first one begun with first,
// the others with rest.
func Wrap(text, first, rest string) []string { return wrap(text, columns, first, rest) }

// Plain makes text safe to show as [Clean] does, however long it is.
func Plain(s string) string { return clean(s, columns*columns) }
