package archive

import (
	"context"
	"encoding/json"
	"errors"
	"html"
	"io"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/digital-diplomacy/tailor/connectors/web"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
)

// note is the whole of a long post.
type note struct {
	made time.Time
	post string // id of its post, if the archive says it
	text string
}

// longTexts holds an archive's long texts by their first words.
type longTexts map[string][]note

// mostLong is how many bytes of long texts are held at most; what is beyond stays
// cut as the post itself has it.
const mostLong = 64 << 20

// begins is by how many letters of its beginning a long text is found again.
const begins = 100

// fileNote is an item of note-tweet.js, in the forms it has had.
type fileNote struct {
	Note struct {
		CreatedAt string `json:"createdAt"`
		TweetID   web.ID `json:"tweetId"`
		Core      struct {
			Text string `json:"text"`
		} `json:"core"`
		Results struct {
			Text string `json:"text"`
		} `json:"noteTweetResults"`
	} `json:"noteTweet"`
}

// longTexts reads the archive's long texts.
func (b *bundle) longTexts(ctx context.Context) (longTexts, error) {
	texts, held := longTexts{}, 0
	for i := range b.members {
		if b.members[i].role != notes {
			continue
		}
		err := b.members[i].each(ctx, func(raw json.RawMessage, _ error) {
			var n fileNote
			if json.Unmarshal(raw, &n) != nil {
				return
			}
			text := n.Note.Core.Text
			if text == "" {
				text = n.Note.Results.Text
			}
			text = html.UnescapeString(text)
			if held += len(text); text == "" || held > mostLong {
				return
			}
			key := beginning(text)
			texts[key] = append(texts[key], note{v1.Moment(n.Note.CreatedAt), string(n.Note.TweetID), text})
		})
		if err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// tail is what X puts behind a text that it cut.
var tail = regexp.MustCompile(`(?:…|\.\.\.)?\s*(?:https://t\.co/\w+\s*)*$`)

// beginning is the part of a text by which the whole and the cut are matched.
func beginning(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	return string(runes[:min(len(runes), begins)])
}

// whole returns the whole of a post's text. A note belongs to a post if it says so,
// or if it goes on where the post was cut and was made within a minute of it.
func (t longTexts) whole(s *v1.Status) string {
	text := s.Body()
	if len(t) == 0 || utf8.RuneCountInString(text) < begins {
		return text
	}
	cut := strings.Join(strings.Fields(tail.ReplaceAllString(text, "")), " ")
	for _, n := range t[beginning(cut)] {
		near := n.made.Sub(s.Published()).Abs() <= time.Minute
		if n.post == string(s.IDStr) && n.post != "" || near && strings.HasPrefix(strings.Join(strings.Fields(n.text), " "), cut) {
			return n.text
		}
	}
	return text
}

// each calls do with every item of a member, or with why it cannot be had.
func (m *member) each(ctx context.Context, do func(raw json.RawMessage, err error)) error {
	in, err := m.stream()
	if err != nil {
		return err
	}
	defer in.Close()
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		raw, err := in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !v1.OfItem(err):
			return m.damaged(err)
		}
		do(raw, err)
	}
}
