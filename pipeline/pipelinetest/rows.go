package pipelinetest

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/pipeline/intake"
	"github.com/digital-diplomacy/tailor/sentiment"
)

// AnAccount is an own account of a mission, for its diaspora.
func AnAccount(id data.AccountID, platform data.Platform, mission string) data.Account {
	return data.Account{AccountID: id, Platform: platform, Handle: string(id), Role: data.RoleOwn, Mission: mission, Audience: "diaspora"}
}

// APost is a post of account "oslo"; its platform is that of its id.
func APost(id data.PostID, published string, edit ...func(*data.Post)) data.Post {
	p := data.Post{PostID: id, AccountID: "oslo", Platform: id.Platform(), PublishedAt: When(published), Precision: data.BySecond,
		URL: "https://" + string(id.Platform()) + ".example/" + id.Native(), Text: "The embassy is open again on Monday, and all of you are welcome.", FormatNative: "text",
		Paid: data.Organic, ObservedAt: When(published).Add(time.Hour), Source: data.SourceAPI}
	if len(published) == len(time.DateOnly) {
		p.Precision = data.ByDay
	}
	for _, e := range edit {
		e(&p)
	}
	return p
}

// AReading is a reading of likes, replies and shares of p some days after it was
// published; quotes are 0.
func AReading(p data.Post, days float64, likes, replies, shares int64) data.PostSnapshot {
	return data.PostSnapshot{PostID: p.PostID, AccountID: p.AccountID, Platform: p.Platform, PublishedAt: p.PublishedAt,
		ObservedAt: p.PublishedAt.Add(time.Duration(days * 24 * float64(time.Hour))), Source: data.SourceAPI,
		Likes: data.N(likes), Replies: data.N(replies), Shares: data.N(shares), Quotes: data.N(0)}
}

// FollowersOn is a count of followers.
func FollowersOn(a data.AccountID, p data.Platform, at string, n int64) data.AccountSnapshot {
	return data.AccountSnapshot{AccountID: a, Platform: p, ObservedAt: When(at), Source: data.SourceAPI, Followers: data.N(n)}
}

// ByHuman is a label of p's format by hand, given an hour after it was published.
func ByHuman(p data.Post, f data.Format) data.HandLabel {
	return data.HandLabel{PostID: p.PostID, Platform: p.Platform, PublishedAt: p.PublishedAt, Format: f, FormatAt: p.PublishedAt.Add(time.Hour)}
}

// ARow is a stored reply to x:1, taken in on a day.
func ARow(id, written, day, text string, edit ...func(*data.Reply)) data.Reply {
	r := data.Reply{ReplyID: id, RootPost: "x:1", AccountID: "oslo", Mission: "Oslo", Platform: data.X, PublishedAt: When(written),
		IngestedOn: day, Text: text, Language: "en", Topic: data.TopicOther, Format: data.FormatText,
		Collection: connectors.CollectionComplete, Authored: true}
	for _, e := range edit {
		e(&r)
	}
	return r
}

// AnAnswer makes a stored reply one of our own to another reply.
func AnAnswer(to string) func(*data.Reply) {
	return func(r *data.Reply) { r.ByOwnAccount, r.ParentID, r.Authored = true, to, false }
}

// ARaw is a reply to x:1 as a connector gives it.
func ARaw(native, author, written, text string, edit ...func(*connectors.Reply)) connectors.Reply {
	r := connectors.Reply{Native: native, RootPost: "x:1", Author: author, HasAuthor: author != "", PublishedAt: When(written),
		Text: text, Collection: connectors.CollectionComplete}
	for _, e := range edit {
		e(&r)
	}
	return r
}

// AStripper strips pages of account oslo of mission Oslo.
func AStripper(t *testing.T, day string) *intake.Stripper {
	t.Helper()
	keys, err := privacy.CreateKeys(filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	return &intake.Stripper{
		Account: AnAccount("oslo", data.X, "Oslo"), Keys: keys, Masker: privacy.NewMasker([]string{"oslo"}), Topics: sentiment.DefaultTopics(),
		Clock: AsOf(day), Seen: func(string) bool { return false }, Sealed: func(data.Platform, string) bool { return false },
	}
}

// Strip strips a page of replies.
func Strip(t *testing.T, s *intake.Stripper, replies ...connectors.Reply) data.Page {
	t.Helper()
	p, err := s.Strip(connectors.Page{Input: "sample", Replies: replies, Cursor: "c", Done: true}, "test/1", 1)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Crowd is n replies by n people in one week, of which every fifth is bad.
func Crowd(n int, written string, edit ...func(*connectors.Reply)) []connectors.Reply {
	var replies []connectors.Reply
	for i := range n {
		text := "This is a good day for all of us."
		if i%5 == 4 {
			text = "This is a bad day for all of us."
		}
		id := fmt.Sprintf("%s-%d", written, i)
		replies = append(replies, ARaw(id, "person-"+id, written, text, edit...))
	}
	return replies
}
