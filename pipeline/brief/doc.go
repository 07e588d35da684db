// Package brief gathers what package report writes a page of: a mission's or ministry's period ([Briefs]),
// a quarter ([Quarter]), the last hours ([Crisis]).
package brief
