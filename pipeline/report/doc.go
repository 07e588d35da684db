// Package report turns the tables of one mission into the page its manager reads.
//
// [Build] decides everything that is said and drawn: it takes plain records and
// returns a [page.View] of strings and positions that are ready to print. [BuildMinistry]
// does the same over all missions, [BuildQuarter] for a quarter, [BuildCrisis] for the
// questions of the last hours.
//
// # Where things stand
//
//   - voice says words, numbers and names in eleven languages;
//   - chart draws, with the words of a voice;
//   - page is the finished page: what it is made of, and how it is written as HTML, text
//     and JSON;
//   - this package decides which rows become which sections. A file named for a section
//     makes it; files with its name before an underscore make its parts. Orders of
//     platforms, formats and goals are fixed in order.go.
//
// # To add a section
//
//  1. Give [Input] the rows it needs, and fill them in package brief.
//  2. Write one file with a method of builder that returns a [page.Section]: a heading that
//     states the finding with a verb, a lead, and parts (a chart, a list or a table);
//     the template knows them all. See told.go.
//  3. Name the method in sections, in build.go.
//  4. Put its messages into every file of voice/messages/; the tests name those that are
//     missing, unused, or filled with other names than in English.
//  5. Give sample, in the tests, rows for it: hostile text, all languages, sizes and
//     accessibility are then tested with it.
//
// Equal input gives equal bytes, whatever the order of the rows.
package report
