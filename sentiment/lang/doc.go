// Package lang names the language of short social texts: what a reply of a few words
// is written in, with its diacritics left out, romanised or mixed.
//
// A text that is one of a few hundred set phrases ("Thank you!") is named by a list, as
// it is too short for what follows. Else the script decides first. Where one language uses a script that is all; else a
// linear model over the character n-grams of the words picks among the languages of
// the script. Every n-gram the model knows has a vector of its own; the mean over a
// text's n-grams goes through one matrix and a softmax whose temperature was fitted
// by length, so that a confidence of 0.9 is right nine times in ten. The model is
// trained by sentiment/train/lang on text whose licences allow it; docs/models has
// its card.
package lang
