// Package mood turns replies into counts per cell and keeps nobody's opinion: [Score] reads them, [Seal]
// closes weeks so that author hashes become two integers, [Publish] writes what may be shown, [Expire] ends the
// life of texts. [LabelReplies] lets people judge a few, [Questions] is the answer desk.
package mood
