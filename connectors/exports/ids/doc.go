// Package ids reads the ids of posts: out of links, out of cells that a spreadsheet may
// have damaged, and what some of them tell of when a post was made.
//
// Ids of 15 digits and more do not survive a spreadsheet, which keeps 15: it writes them as
// 1.2E+18 or ends them with zeros. [DamageOf] sees that, and [Agrees] says whether another
// id, of the row's link mostly, may be the one that was hurt.
package ids
