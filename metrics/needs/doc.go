// Package needs sets what people ask beside what is posted, surveyed, read and handled, topic by topic, and
// finds the gaps that are wider than chance ([Of]).
package needs
