// Package report turns the tables of one mission into the page its manager reads.
//
// [Build] decides everything that is said and drawn: it takes plain records and
// returns a [View] of strings and positions that are ready to print. [Render]
// writes a View as one self-contained HTML file, [Text] as a few lines for the
// terminal, [JSON] for other programs. Templates only walk the View; they compare
// and compute nothing.
//
// Every word stands in messages.go, the names of the vocabulary in names.go. Every
// foreign string (names, files, notes: all that we did not write ourselves) goes
// through foreign, which removes control and bidi characters and marks it to be
// isolated. Colours and shapes of platforms and formats are fixed in order.go;
// geometry stands in draw_*.go.
//
// Equal input gives equal bytes, whatever the order of the rows.
package report
