// Package voice says what stands on a page, in eleven languages.
//
// Every word stands in messages/, one file for each language; en.yaml says how they
// are written. A [Voice] says them: go-i18n reads the files and knows which plural form
// a count takes, x/text writes numbers in the language's digits. No sentence is put
// together from pieces in the source, as other languages order them otherwise.
//
// What is said is a [Line] of spans. Our own words are [Own]; every foreign string
// (names, files, notes: all that we did not write ourselves) goes through [Foreign] or
// one of its kin, which removes control and bidi characters and marks it to be isolated;
// what another part of the program wrote in English goes through [Quoted], which marks
// that too.
//
// The terminal speaks English: [PlatformName], [LevelPosts] and others are for it.
package voice
