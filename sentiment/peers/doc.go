// Package peers compares the reader of replies with other Go libraries in one run. It is
// a module of its own, so that they are nobody's dependencies.
package peers
