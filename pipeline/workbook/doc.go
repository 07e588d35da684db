// Package workbook writes what a unit or one mission knows as an Excel workbook:
// a page to read first, the newest advice, the effects behind it, engagement rates by
// account, format and month, every post with its values, the published mood, and what
// each column means.
//
// Numbers are numbers and moments are dates (UTC). Whatever was not written by this
// program is text in a cell of the text format: it is no formula, also not after
// somebody has edited it, and no link; what steers text direction is taken out, as is
// everything beyond 16,000 characters.
//
// Equal input gives equal bytes: the document's properties, the order of its parts and
// their times are fixed.
package workbook
