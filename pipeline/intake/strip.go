package intake

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/content"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// Stripper turns a connector's page, which holds authors in memory, into the page
// that is stored, which holds none. Language and topic of a reply are fixed here,
// while the author is still known, because the author counts are kept by them.
type Stripper struct {
	Account data.Account
	Keys    *privacy.Keys // may be nil if the account's replies are not collected
	Masker  *privacy.Masker
	Topics  *sentiment.TopicLexicon
	Clock   data.Clock

	Seen   func(replyID string) bool                      // taken in before, committed or pending
	Sealed func(platform data.Platform, week string) bool // for the account's mission
	Lost   func(platform data.Platform, week string) bool // for it as well: authors were counted under a key that is gone; nil for none
	Format func(data.PostID) data.Format                  // of a post already in the lake; may be nil

	// Answered says up to which respondent, in the order they answered, the answers
	// to an open question of a survey were taken in. Nil: none were.
	Answered func(survey, question string) int64

	late late // of the input that is being read
}

// Strip returns the stored form of raw as page seq of the account's inbox. After
// it returns nothing of an author is left but counts under the week's key.
func (s *Stripper) Strip(raw connectors.Page, connector string, seq int64) (data.Page, error) {
	p := data.Page{
		Account: s.Account.AccountID, Seq: seq, Connector: connector, Input: raw.Input,
		Accounts: raw.Accounts, Posts: raw.Posts, Snapshots: raw.Snapshots, Labels: raw.Labels, Aliases: raw.Aliases,
		Polls: raw.Polls, Options: raw.Options, Rejects: raw.Rejects, Cursor: raw.Cursor, Done: raw.Done, Begins: raw.Begins, Within: raw.Within, Corrects: raw.Corrects,
	}
	for i := range p.Rejects {
		p.Rejects[i].AccountID = p.Account
		p.Rejects[i].Row = s.Masker.Mask(p.Rejects[i].Row) // rows set aside name people too
	}
	for _, n := range raw.Notes {
		note := data.Note{AccountID: p.Account, Input: n.Input, What: n.What, Hint: n.Hint}
		if n.Count > 0 {
			note.Rows = data.N(n.Count)
		}
		p.Notes = append(p.Notes, note)
	}
	formats := make(map[data.PostID]data.Format, len(p.Posts))
	for i := range p.Posts {
		post := &p.Posts[i]
		post.Text = s.Masker.Mask(post.Text)
		if post.Conversation != post.PostID.Native() {
			post.Conversation = "" // the thread may be somebody else's, and so its id
		}
		post.Links = slices.DeleteFunc(slices.Clone(post.Links), func(l string) bool { return s.Masker.Mask(l) != l })
		formats[post.PostID] = content.Format(post)
	}
	for i := range p.Options {
		p.Options[i].Label = s.Masker.Mask(p.Options[i].Label)
	}
	s.figures(&p, &raw)
	if raw.Begins != "" {
		s.late = late{}
	}
	if err := s.replies(&p, raw.Replies, formats); err != nil {
		return data.Page{}, fmt.Errorf("strip page %d of %s: %w", seq, s.Account.AccountID, err)
	}
	return p, nil
}

func (s *Stripper) replies(p *data.Page, replies []connectors.Reply, formats map[data.PostID]data.Format) error {
	if len(replies) == 0 {
		return nil
	}
	if s.Keys == nil {
		return errors.New("the page holds replies but the unit has no keys to count their authors under; run tailor init")
	}
	tally := newTally(s.Account.Mission)
	inPage := make(map[string]bool, len(replies))
	for _, r := range replies {
		platform := r.RootPost.Platform()
		week := r.PublishedAt.Week()
		id := s.Keys.Reply(platform, r.Native)
		if inPage[id] || s.Seen(id) {
			continue
		}
		inPage[id] = true
		if !r.ByAccount && s.Sealed(platform, week) {
			s.late.add(data.ReplyLate{Mission: s.Account.Mission, Platform: platform, Week: week, RootPost: r.RootPost}, id)
			continue
		}
		authored := r.HasAuthor && (s.Lost == nil || !s.Lost(platform, week))
		row := data.Reply{
			ReplyID: id, RootPost: r.RootPost, AccountID: s.Account.AccountID, Mission: s.Account.Mission,
			Platform: platform, PublishedAt: r.PublishedAt, IngestedOn: s.Clock.Day(),
			Text: s.Masker.Mask(r.Text), ByOwnAccount: r.ByAccount, Collection: r.Collection, Authored: authored,
		}
		if r.Parent != "" && data.NewPostID(platform, r.Parent) != r.RootPost {
			row.ParentID = s.Keys.Reply(platform, r.Parent)
		}
		row.Language = sentiment.DetectAmong(row.Text, s.Account.Languages).Tag
		row.Topic, _ = s.Topics.Topics(row.Text, row.Language)
		row.Format = s.formatOf(r.RootPost, formats)
		p.Replies = append(p.Replies, row)
		if r.ByAccount || !authored {
			continue
		}
		key, err := s.Keys.Author(KeyScope(platform, s.Account.Mission), week, r.Author)
		if err != nil {
			return err
		}
		tally.add(&row, week, key)
	}
	p.Authors = tally.rows()
	p.Late = s.late.rows()
	// Order must not tell who wrote when on the page the source gave.
	slices.SortFunc(p.Replies, func(a, b data.Reply) int {
		return cmp.Or(cmp.Compare(a.PublishedAt, b.PublishedAt), cmp.Compare(a.ReplyID, b.ReplyID))
	})
	return nil
}

func (s *Stripper) formatOf(post data.PostID, onPage map[data.PostID]data.Format) data.Format {
	if f, ok := onPage[post]; ok {
		return f
	}
	if s.Format != nil {
		return s.Format(post)
	}
	return data.FormatUnknown
}

// KeyScope names the space in which author keys of a week are shared: one mission
// on one platform. Across missions nobody can be recognised, not even across two
// whose names make the same slug: a hash of the name goes in.
func KeyScope(p data.Platform, mission string) data.Platform {
	sum := sha256.Sum256([]byte(mission))
	return p + data.Platform(fmt.Sprintf(".%s-%x", data.Slug(mission), sum[:4]))
}
