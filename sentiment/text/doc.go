// Package text cuts short social texts in any language into tokens and writes them
// in the few spellings that lexicons and models are keyed by.
//
// One pass cleans a text (invisible characters, full-width and presentation forms,
// NFC), a second cuts it and folds each word. Both are linear in the text, take any
// bytes, and allocate nothing once a [Text] has grown to the size of its texts.
//
// A word comes in three spellings: Lower is the word as its language writes it, for
// naming the language; Norm joins spellings that writers of a script mix, for
// lexicons; Bare has no Latin or Greek diacritics either, for writers who leave
// them out.
package text
