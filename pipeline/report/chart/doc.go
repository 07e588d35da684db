// Package chart draws: numbers and names in, a [Drawing] of marks with computed places out.
//
// Each file is one kind of chart: a function that draws, like [Dots], and the row it
// takes, like [DotRow]. A chart says its words with a voice, and knows nothing of pages,
// tables or where its numbers come from. drawing.tmpl of package page writes a Drawing as
// SVG; its style sheet gives classes their colours.
//
// Geometry is laid out from left to right, x in percent of the width and y in pixels, so
// that a chart fits every screen without scaling its letters; a page that is read from the
// right gets the finished drawing turned. Colours and shapes of platforms and formats are
// fixed in looks.go. Each chart has a title and a description for those who do not see it.
package chart
