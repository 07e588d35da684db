// Package sentiment reads short texts in many languages: which language they are
// in, what they are about, whether they ask something, which rhetorical devices a
// post uses, and how the replies under a post feel, as corrected shares of a whole
// cell and never as a judgement on one person.
//
// # From a reply to a share
//
//   - Package text cuts a text into folded words, emoji, handles and links.
//   - [Detect] names its language by package lang; "und" when unsure.
//   - A [Scorer] reads a batch of texts: a [Class] (which may be Abstained), whether it
//     asks, whether it may insult. [Model] reads with the trained weights of package
//     model where it learnt the language, and with the word lists of [Lexicon] where
//     it did not; that is low confidence and never published.
//   - The pipeline counts readings per cell and language and forgets the texts.
//   - Package prevalence turns the counts into shares with intervals, by the scorer's
//     measured [Confusion]. A language that was not validated is not read and
//     lowers the coverage.
//
// # Data
//
// All word lists are tab-separated tables of this folder, embedded, written for
// Tailor: lexicon/, questions.tsv, abuse.tsv, topics.tsv, devices.tsv; model/model.bin
// is made by train/, which holds invented texts to train on in written/. confusion.tsv
// and modelconfusion.tsv hold counts measured with exactly the scorers' versions. A change of a list, of a scoring rule (then raise
// rulesRevision) or of the model needs
//
//	go test ./sentiment -run TestConfusion -update
//
// and a test fails until it was done. docs/sentiment.md has method, figures, limits; [Evaluate] measures any labelled table.
package sentiment
