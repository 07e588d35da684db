// Package page is a finished page and the three ways to write it.
//
// A [View] holds strings and places that are ready to print, in sections of charts, lists
// and tables. [HTML] writes it as one self-contained file, [Text] as a few lines for the
// terminal, [JSON] for other programs. Templates only walk the View; they compare and
// compute nothing.
package page
