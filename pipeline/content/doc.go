// Package content says what posts are: format, devices, topics, language and occasion ([Classify]), by rule
// and by people's labels ([KeepLabels], [DrawPosts], [Agree]), and what words the unit's own stand out by
// ([Words], [Keywords]).
package content
