// Package pipelinetest is the bench that tests of the stages share: a lake in a folder of its own ([Bench]),
// rows written by hand, and a scorer of a few words.
package pipelinetest
