package connectors

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// script is a driver that answers what it is told to, one step per call.
type script struct {
	steps []func() (Page, error)
	calls int
}

func (s *script) Info() Info { return Info{Name: "script", Version: "1", Source: data.SourceAPI} }

func (s *script) Fetch(ctx context.Context, cursor string) (Page, error) {
	if err := ctx.Err(); err != nil {
		return Page{}, err
	}
	step := s.steps[min(s.calls, len(s.steps)-1)]
	s.calls++
	return step()
}

func fails(err error) func() (Page, error) { return func() (Page, error) { return Page{}, err } }

func answers(p Page) func() (Page, error) { return func() (Page, error) { return p, nil } }

var last = answers(Page{Cursor: "1", Done: true})

// pull runs a script to its end and returns pages, error and the time it took on
// the bubble's clock.
func pull(d Driver, a Account) (pages []Page, err error, took time.Duration) {
	start := time.Now()
	for p, e := range NewSource(a, d).Pages(context.Background(), "") {
		if e != nil {
			return pages, e, time.Since(start)
		}
		pages = append(pages, p)
	}
	return pages, nil, time.Since(start)
}

func TestTransientErrorsAreRetried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := fails(fmt.Errorf("%w: 503", ErrTransient))
		d := &script{steps: []func() (Page, error){down, down, down, last}}
		pages, err, took := pull(d, Account{})
		if err != nil || len(pages) != 1 || d.calls != 4 {
			t.Fatalf("%d pages, %v after %d calls; want 1 page after 4 calls", len(pages), err, d.calls)
		}
		// Pauses of 1, 2 and 4 s, each between its half and its whole.
		if took < 3500*time.Millisecond || took > 7*time.Second {
			t.Errorf("waited %s, want 3.5 s to 7 s", took)
		}
	})
}

func TestTransientErrorsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &script{steps: []func() (Page, error){fails(fmt.Errorf("%w: 503", ErrTransient))}}
		_, err, _ := pull(d, Account{ID: "a"})
		if !errors.Is(err, ErrTransient) || d.calls != 5 || !strings.Contains(err.Error(), "account a with script/1") {
			t.Errorf("after %d calls: %v", d.calls, err)
		}
	})
}

func TestFatalErrorsAreNotRetried(t *testing.T) {
	for _, kind := range []error{ErrAuth, ErrGone, ErrInput, errors.New("other")} {
		d := &script{steps: []func() (Page, error){fails(fmt.Errorf("no: %w", kind)), last}}
		if _, err, _ := pull(d, Account{}); !errors.Is(err, kind) || d.calls != 1 {
			t.Errorf("%v: %d calls, error %v", kind, d.calls, err)
		}
	}
}

func TestRateLimitIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reset := time.Now().Add(15 * time.Minute)
		d := &script{steps: []func() (Page, error){fails(fmt.Errorf("429: %w", RateLimited{Reset: reset})), last}}
		_, err, took := pull(d, Account{})
		if err != nil || took < 15*time.Minute || took > 15*time.Minute+time.Second {
			t.Errorf("waited %s, %v; want 15 min and at most a second of jitter", took, err)
		}
	})
}

// What was waited is told, and nothing else is counted as waiting.
func TestWaitedIsCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func() (Page, error) {
			time.Sleep(time.Minute)
			return Page{}, fmt.Errorf("429: %w", RateLimited{Reset: time.Now().Add(10 * time.Minute)})
		}
		s := NewSource(Account{}, &script{steps: []func() (Page, error){slow, last}})
		for _, err := range s.Pages(t.Context(), "") {
			if err != nil {
				t.Fatal(err)
			}
		}
		if s.Waited < 10*time.Minute || s.Waited > 10*time.Minute+time.Second {
			t.Errorf("Waited = %s, want 10 min and at most a second of jitter", s.Waited)
		}
	})
}

func TestRateLimitTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reset := time.Now().Add(24 * time.Hour)
		d := &script{steps: []func() (Page, error){fails(RateLimited{Reset: reset})}}
		_, err, took := pull(d, Account{})
		var later *TryLater
		var limited RateLimited
		if !errors.As(err, &later) || !later.At.Equal(reset) || !errors.As(err, &limited) || took != 0 {
			t.Errorf("%v after %s, want TryLater at %s at once", err, took, reset)
		}
	})
}

func TestRateLimitWithoutReset(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &script{steps: []func() (Page, error){fails(RateLimited{})}}
		_, err, _ := pull(d, Account{})
		var later *TryLater
		if !errors.As(err, &later) || d.calls != 5 {
			t.Errorf("%v after %d calls, want TryLater after 5", err, d.calls)
		}
	})
}

func TestCancelDuringWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		d := &script{steps: []func() (Page, error){fails(RateLimited{Reset: time.Now().Add(10 * time.Minute)})}}
		start := time.Now()
		for _, err := range NewSource(Account{}, d).Pages(ctx, "") {
			if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Minute {
				t.Errorf("%v after %s", err, time.Since(start))
			}
		}
	})
}

func TestDriverThatStandsStill(t *testing.T) {
	d := &script{steps: []func() (Page, error){answers(Page{})}}
	if _, err, _ := pull(d, Account{}); err == nil || d.calls != 1 {
		t.Errorf("a driver that neither moves nor ends: %v after %d calls", err, d.calls)
	}
}

func TestNothingNewIsNotYielded(t *testing.T) {
	d := &script{steps: []func() (Page, error){answers(Page{Done: true})}}
	if pages, err, _ := pull(d, Account{}); len(pages) != 0 || err != nil {
		t.Errorf("%d pages, %v; want none", len(pages), err)
	}
}

func TestConsumerThatStops(t *testing.T) {
	d := &script{steps: []func() (Page, error){answers(Page{Cursor: "1"}), answers(Page{Cursor: "2"}), last}}
	for range NewSource(Account{}, d).Pages(context.Background(), "") {
		break
	}
	if d.calls != 1 {
		t.Errorf("%d calls after the consumer stopped at the first page", d.calls)
	}
}

// A good row of each kind; tests break one thing at a time.
func goodPage() Page {
	at := data.At(time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC))
	return Page{
		Input: "file", Cursor: "1", Done: true,
		Posts: []data.Post{{PostID: "x:1", AccountID: "a", Platform: "x", PublishedAt: at, Precision: data.BySecond,
			Paid: data.Organic, ObservedAt: at, Source: data.SourceAPI}},
		Snapshots: []data.PostSnapshot{{PostID: "x:1", AccountID: "a", Platform: "x", PublishedAt: at, ObservedAt: at,
			Source: data.SourceAPI, Likes: data.N(3)}},
		Accounts: []data.AccountSnapshot{{AccountID: "a", Platform: "x", ObservedAt: at, Source: data.SourceAPI, Followers: data.N(9)}},
		Replies:  []Reply{{Native: "2", RootPost: "x:1", Author: "77", HasAuthor: true, PublishedAt: at, Text: "hello", Collection: CollectionWindow}},
	}
}

func TestRowsAreChecked(t *testing.T) {
	account := Account{ID: "a", Replies: true}
	check := func(name string, breakIt func(*Page), wantPosts, wantSnaps, wantAccounts, wantReplies int) {
		t.Helper()
		p := goodPage()
		breakIt(&p)
		s := NewSource(account, &script{steps: []func() (Page, error){answers(p)}})
		s.Clock.AsOf = time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC)
		for got, err := range s.Pages(context.Background(), "") {
			n := [4]int{len(got.Posts), len(got.Snapshots), len(got.Accounts), len(got.Replies)}
			want := [4]int{wantPosts, wantSnaps, wantAccounts, wantReplies}
			if err != nil || n != want || len(got.Rejects) != 4-n[0]-n[1]-n[2]-n[3] {
				t.Errorf("%s: posts, snapshots, accounts, replies = %v with %d rejects, want %v; %v", name, n, len(got.Rejects), want, err)
			}
			for _, r := range got.Rejects {
				if r.Row != "" || r.Why == "" || r.Hint == "" {
					t.Errorf("%s: reject %+v", name, r)
				}
			}
		}
	}
	check("good", func(*Page) {}, 1, 1, 1, 1)
	check("another account's post", func(p *Page) { p.Posts[0].AccountID = "b" }, 0, 0, 1, 1)
	check("post without date", func(p *Page) { p.Posts[0].PublishedAt = 0 }, 0, 0, 1, 1)
	check("post of the future", func(p *Page) { p.Posts[0].PublishedAt = data.At(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)) }, 0, 0, 1, 1)
	check("id of another platform", func(p *Page) { p.Posts[0].Platform = "facebook" }, 0, 0, 1, 1)
	check("control characters in an id", func(p *Page) { p.Posts[0].PostID, p.Snapshots[0].PostID = "x:1\n", "x:1\n" }, 0, 0, 1, 1)
	check("negative likes", func(p *Page) { p.Snapshots[0].Likes = data.N(-1) }, 1, 0, 1, 1)
	check("likes beyond belief", func(p *Page) { p.Snapshots[0].Likes = data.N(maxCount + 1) }, 1, 0, 1, 1)
	check("snapshot before its post", func(p *Page) { p.Snapshots[0].ObservedAt -= data.Micros(48 * time.Hour / time.Microsecond) }, 1, 0, 1, 1)
	check("followers beyond belief", func(p *Page) { p.Accounts[0].Followers = data.N(maxCount + 1) }, 1, 1, 0, 1)
	check("reply without id", func(p *Page) { p.Replies[0].Native = "" }, 1, 1, 1, 0)
	check("reply without post", func(p *Page) { p.Replies[0].RootPost = "" }, 1, 1, 1, 0)
	check("reply with half an author", func(p *Page) { p.Replies[0].HasAuthor = false }, 1, 1, 1, 0)
	account.Replies = false
	check("replies that must not be collected", func(*Page) {}, 1, 1, 1, 0)
}

func TestTextsAreRepaired(t *testing.T) {
	p := goodPage()
	p.Posts[0].Text, p.Posts[0].Hashtags = "caf\xe9\x00!", []string{"\xff"}
	for got, err := range NewSource(Account{ID: "a", Replies: true}, &script{steps: []func() (Page, error){answers(p)}}).Pages(context.Background(), "") {
		if err != nil || len(got.Posts) != 1 || got.Posts[0].Text != "caf\uFFFD!" {
			t.Errorf("%+v, %v", got.Posts, err)
		}
	}
}

func TestReplyShowsNobody(t *testing.T) {
	r := Reply{Native: "55", RootPost: "x:1", Author: "4711", HasAuthor: true, Text: "my secret"}
	for _, s := range []string{fmt.Sprint(r), fmt.Sprintf("%v %+v %#v %s %q", r, r, r, r, r), fmt.Sprintf("%+v", []Reply{r}),
		fmt.Sprintf("%#v", &r), fmt.Sprintf("%+v", Page{Replies: []Reply{r}})} {
		if strings.Contains(s, "4711") || strings.Contains(s, "secret") {
			t.Errorf("printed: %s", s)
		}
	}
	if b, err := json.Marshal(Page{Replies: []Reply{r}}); err == nil {
		t.Errorf("a page with authors was written as JSON: %s", b)
	}
}
