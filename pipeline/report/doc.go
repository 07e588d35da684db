// Package report turns the tables of one mission into the page its manager reads.
//
// [Build] decides everything that is said and drawn: it takes plain records and
// returns a [View] of strings and positions that are ready to print. [BuildMinistry]
// does the same over all missions, [BuildCrisis] for the questions of the last hours.
// [Render] writes a View as one self-contained HTML file, [Text] as a few lines for
// the terminal, [JSON] for other programs. Templates only walk the View; they compare
// and compute nothing.
//
// # Words
//
// Every word stands in messages/, one file for each language; en.yaml says how they
// are written. A [voice] says them: go-i18n reads the files and knows which plural form
// a count takes, x/text writes numbers in the language's digits. No sentence is put
// together from pieces in the source, as other languages order them otherwise. Every
// foreign string (names, files, notes: all that we did not write ourselves) goes
// through foreign, which removes control and bidi characters and marks it to be
// isolated; what another part of the program wrote in English goes through quoted,
// which marks that too.
//
// # Charts
//
// Colours and shapes of platforms and formats are fixed in order.go; geometry stands
// in draw_*.go, always from left to right. A page that is read from the right turns
// each finished drawing (see [Drawing]). Each chart has a heading that says what it
// shows, a description for those who do not see it, and its numbers as a table.
//
// # To add a section
//
//  1. Give [Input] the rows it needs, and fill them in package brief.
//  2. Write one file with a method of builder that returns a [Section]: a heading that
//     states the finding with a verb, a lead, and parts (a chart, a list or a table);
//     the template knows them all. See told.go.
//  3. Name the method in sections, in build.go.
//  4. Put its messages into every file of messages/; the tests name those that are
//     missing, unused, or filled with other names than in English.
//  5. Give sample, in the tests, rows for it: hostile text, all languages, sizes and
//     accessibility are then tested with it.
//
// Equal input gives equal bytes, whatever the order of the rows.
package report
