// Package sentiment reads short texts in many languages: which language they are
// in, what they are about, whether they ask something, which rhetorical devices a
// post uses, and how the replies under a post feel, as corrected shares of a whole
// cell and never as a judgement on one person.
//
// # From a reply to a share
//
//   - [Tokens] cuts a text into folded words, emoji, handles and links.
//   - [Detect] names its language; "und" when unsure.
//   - A [Scorer], here [Lexicon], reads a batch of texts: a [Class] (which may be
//     Abstained), whether it asks, whether it may insult.
//   - The pipeline counts readings into [Counts] per cell and language and forgets
//     the texts.
//   - [Prevalence] turns counts into [Shares] with intervals, by the scorer's
//     measured [Confusion]. A language that was not validated is not read and
//     lowers the coverage.
//
// # Data
//
// All word lists are tab-separated tables of this folder, embedded, written for
// Tailor: languages/, lexicon/, questions.tsv, abuse.tsv, topics.tsv, devices.tsv.
// confusion.tsv holds counts measured with exactly the lexicon's version. A change
// of a list or of a scoring rule (then raise rulesRevision) needs
//
//	go test ./sentiment -run TestConfusion -update
//
// and a test fails until it was done. docs/sentiment.md has method, figures, limits.
package sentiment
