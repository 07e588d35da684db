package exports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// topics is what became of a sheet's column of topics.
type topics struct {
	unread int64    // cells with a word that is no topic
	words  []string // the first of these
}

// topic takes what a sheet says a post is about as a label by hand, if it is a topic. It
// counts as said when the post was published, so that whatever is said in a sheet of labels
// stands. Words that are no topic are counted, for [reading.unread].
func (r *reading) topic(rec *delimited.Record, post data.Post, p *connectors.Page) {
	word := strings.Join(strings.Fields(r.layout.cell(rec, formats.Topic)), " ")
	if parse.IsNothing(word) || r.account.Role != data.RoleOwn {
		return
	}
	known := data.Topics()
	i := slices.IndexFunc(known, func(t data.Topic) bool {
		topic, said := data.FoldWord(string(t)), data.FoldWord(word)
		return said == topic || said == topic+"s" // Passports
	})
	if i >= 0 {
		p.Labels = append(p.Labels, data.HandLabel{PostID: post.PostID, Platform: post.Platform, PublishedAt: post.PublishedAt,
			PrimaryTopic: known[i], TopicAt: post.PublishedAt})
		return
	}
	r.topics.unread++
	if len(r.topics.words) < 3 && !slices.Contains(r.topics.words, word) {
		r.topics.words = append(r.topics.words, strings.Clone(printable(strings.ToValidUTF8(word[:min(len(word), 40)], ""))))
	}
}

// unread says which columns of a sheet kept by hand, or words in them, were not read.
func (r *reading) unread() []connectors.Note {
	var notes []connectors.Note
	column := func(f formats.Field) string { return r.head.Names[r.layout.Cols[f][0]] }
	if t := r.topics; t.unread > 0 {
		var names []string
		for _, topic := range data.Topics() {
			names = append(names, strings.ReplaceAll(string(topic), "_", " "))
		}
		notes = append(notes, connectors.Note{Count: t.unread, What: fmt.Sprintf("the column %q holds words that are no topic and were not read, like %s", column(formats.Topic), formats.Quote(t.words)),
			Hint: "write one of: " + strings.Join(names, ", ")})
	}
	if r.account.Role == data.RoleOwn && r.layout.Has(formats.Told) {
		notes = append(notes, connectors.Note{Count: 1, What: fmt.Sprintf("the column %q was not read", column(formats.Told)),
			Hint: "the settings give each account its audience; say what a post is with: tailor label --posts --write posts.xlsx"})
	}
	return notes
}
