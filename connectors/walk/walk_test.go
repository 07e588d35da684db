package walk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

var day0 = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// world is a platform whose posts and replies are known.
type world struct {
	now     time.Time
	posts   []time.Time // by id, in order of publishing
	shown   []time.Time // when each appears in the list: later than published for some
	gone    map[int]bool
	replies map[int]int

	perPage  int
	wanted   Wanted // of which posts the list gives counters; nil is of all
	counted  int    // snapshots given
	failNext int    // requests until one fails; 0 none
	asked    map[string]int
}

var errDown = fmt.Errorf("%w: down", connectors.ErrTransient)

func (w *world) ask(what string) error {
	if w.asked == nil {
		w.asked = map[string]int{}
	}
	w.asked[what]++
	if w.failNext > 0 {
		if w.failNext--; w.failNext == 0 {
			return errDown
		}
	}
	return nil
}

func (w *world) id(i int) data.PostID { return data.NewPostID("w", strconv.Itoa(i)) }

func (w *world) row(p *connectors.Page, i int) {
	at := data.At(w.posts[i])
	p.Posts = append(p.Posts, data.Post{PostID: w.id(i), AccountID: "a", Platform: "w", PublishedAt: at})
	if w.wanted != nil && !w.wanted(w.id(i), at, data.N(int64(w.replies[i]))) {
		return
	}
	w.counted++
	p.Snapshots = append(p.Snapshots, data.PostSnapshot{PostID: w.id(i), AccountID: "a", Platform: "w", PublishedAt: at,
		ObservedAt: data.At(w.now), Replies: data.N(int64(w.replies[i]))})
}

// list pages by position from the newest, as platforms with a max_id do.
func (w *world) list(_ context.Context, token string) (Listing, error) {
	if err := w.ask("list"); err != nil {
		return Listing{}, err
	}
	below := len(w.posts)
	if token != "" {
		below, _ = strconv.Atoi(token)
	}
	var l Listing
	for i := below - 1; i >= 0; i-- {
		if w.gone[i] || w.shown[i].After(w.now) {
			continue
		}
		if len(l.Posts) == w.perPage {
			l.Next = strconv.Itoa(i + 1)
			break
		}
		w.row(&l.Page, i)
	}
	return l, nil
}

func (w *world) look(_ context.Context, known []connectors.Known) (connectors.Page, error) {
	var p connectors.Page
	if err := w.ask("look"); err != nil {
		return p, err
	}
	for _, k := range known {
		i, _ := strconv.Atoi(k.Post.Native())
		if w.gone[i] {
			p.Posts = append(p.Posts, data.Post{PostID: k.Post, PublishedAt: k.PublishedAt, DeletedAt: data.At(w.now)})
			continue
		}
		w.row(&p, i)
	}
	return p, nil
}

func (w *world) thread(_ context.Context, t Thread, token string) (Listing, error) {
	if err := w.ask("thread"); err != nil {
		return Listing{}, err
	}
	post, _ := strconv.Atoi(t.Post.Native())
	from, _ := strconv.Atoi(token)
	var l Listing
	for r := from; r < w.replies[post]; r++ {
		if len(l.Replies) == w.perPage {
			l.Next = strconv.Itoa(r)
			break
		}
		l.Replies = append(l.Replies, connectors.Reply{Native: fmt.Sprint(post, "-", r), RootPost: t.Post, PublishedAt: t.PublishedAt, Author: "x", HasAuthor: true})
	}
	return l, nil
}

// lake is what was stored of a world.
type lake struct {
	cursor  string
	posts   map[data.PostID]bool
	deleted map[data.PostID]bool
	replies map[string]bool
	reads   map[data.PostID][]data.Micros
	known   map[data.PostID]data.PostSnapshot
}

func newLake() *lake {
	return &lake{posts: map[data.PostID]bool{}, deleted: map[data.PostID]bool{}, replies: map[string]bool{},
		reads: map[data.PostID][]data.Micros{}, known: map[data.PostID]data.PostSnapshot{}}
}

func (l *lake) Known(data.AccountID) ([]connectors.Known, error) {
	var all []connectors.Known
	for id, s := range l.known {
		all = append(all, connectors.Known{Post: id, PublishedAt: s.PublishedAt, Reads: l.reads[id], Replies: s.Replies, Deleted: l.deleted[id]})
	}
	slices.SortFunc(all, func(a, b connectors.Known) int { return cmp.Compare(b.PublishedAt, a.PublishedAt) })
	return all, nil
}

// pull runs once and stores what comes, page by page.
func (l *lake) pull(t interface{ Fatalf(string, ...any) }, w *world, p Platform, stop int) (err error) {
	a := connectors.Account{ID: "a", Platform: "w", Replies: true}
	d := New(a, connectors.Env{Clock: data.Clock{AsOf: w.now}, Known: l.Known}, p)
	fresh := newLake()
	defer func() { // readings are known to the next run only, as the lake's are
		for id, s := range fresh.known {
			l.known[id] = s
			l.reads[id] = append(l.reads[id], fresh.reads[id]...)
		}
	}()
	for n := 0; ; n++ {
		if n == stop {
			return context.Canceled
		}
		page, err := d.Fetch(context.Background(), l.cursor)
		if err != nil {
			return err
		}
		if page.Cursor == l.cursor && !page.Done || n > 2000 {
			t.Fatalf("the walk stands still at %s", l.cursor)
		}
		l.cursor = page.Cursor
		for _, x := range page.Posts {
			l.posts[x.PostID] = true
			if x.DeletedAt != 0 {
				l.deleted[x.PostID] = true
			}
		}
		for _, s := range page.Snapshots {
			fresh.known[s.PostID] = s
			if !slices.Contains(fresh.reads[s.PostID], s.ObservedAt) {
				fresh.reads[s.PostID] = append(fresh.reads[s.PostID], s.ObservedAt)
			}
		}
		for _, r := range page.Replies {
			l.replies[r.Native] = true
		}
		if page.Done {
			return nil
		}
	}
}

func (w *world) platform(look bool) Platform {
	p := Platform{Info: connectors.Info{Name: "world", Version: "1"}, Posts: w.list, Thread: w.thread, PageSize: w.perPage}
	if look {
		p.Look, p.LookSize = w.look, 3
	}
	return p
}

// sparing makes a platform one whose counters of a post take a request each.
func (w *world) sparing(p Platform) Platform {
	p.Wants = func(wanted Wanted) { w.wanted = wanted }
	p.Requests.Post = func(connectors.Known, bool) int64 { return 1 }
	return p
}

// Whatever fails, whenever a run is stopped, however late a post appears within the
// overlap: after a run that ends, every post and every reply to a young post is
// there, and a post that is gone is known to be gone once it is due.
func TestNothingIsMissed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &world{now: day0, perPage: rapid.IntRange(1, 7).Draw(t, "per page"), gone: map[int]bool{}, replies: map[int]int{}}
		l := newLake()
		p := w.platform(rapid.Bool().Draw(t, "look"))
		if rapid.Bool().Draw(t, "sparing") {
			p = w.sparing(p)
		}
		for range rapid.IntRange(1, 12).Draw(t, "runs") {
			for range rapid.IntRange(0, 9).Draw(t, "new posts") {
				w.now = w.now.Add(time.Duration(rapid.IntRange(1, 600).Draw(t, "minutes")) * time.Minute)
				w.posts = append(w.posts, w.now)
				w.shown = append(w.shown, w.now.Add(time.Duration(rapid.IntRange(0, 60).Draw(t, "hours late"))*time.Hour))
			}
			w.now = w.now.Add(time.Duration(rapid.IntRange(1, 4000).Draw(t, "pause")) * time.Minute)
			for i := range w.posts {
				if rapid.IntRange(0, 3).Draw(t, "replies come") == 0 {
					w.replies[i] += rapid.IntRange(1, 12).Draw(t, "replies")
				}
			}
			w.failNext = rapid.IntRange(0, 12).Draw(t, "fails at")
			stop := rapid.IntRange(-1, 8).Draw(t, "stopped at")
			if err := l.pull(t, w, p, stop); err != nil && !errors.Is(err, errDown) && !errors.Is(err, context.Canceled) {
				t.Fatalf("pull: %v", err)
			}
		}
		w.now, w.failNext = w.now.Add(time.Hour), 0
		if err := l.pull(t, w, p, -1); err != nil {
			t.Fatalf("last pull: %v", err)
		}
		for i := range w.posts {
			if w.shown[i].After(w.now) {
				continue
			}
			if !l.posts[w.id(i)] {
				t.Errorf("post %d of %s, shown %s, was missed", i, w.posts[i], w.shown[i])
			}
			if w.now.Sub(w.posts[i]) > connectors.Watched {
				continue
			}
			for r := range int(*l.known[w.id(i)].Replies) {
				if !l.replies[fmt.Sprint(i, "-", r)] {
					t.Errorf("reply %d to post %d was missed", r, i)
				}
			}
		}
	})
}

func TestDeletedPostIsNoticed(t *testing.T) {
	for name, age := range map[string]time.Duration{"not due, and not listed any more": 8 * time.Hour, "due": 25 * time.Hour, "due, behind the overlap": 7 * 24 * time.Hour} {
		t.Run(name, func(t *testing.T) { deletedAt(t, age) })
	}
}

func deletedAt(t *testing.T, age time.Duration) {
	w := &world{now: day0.Add(2 * time.Hour), perPage: 2, posts: []time.Time{day0, day0.Add(time.Hour)}, gone: map[int]bool{}, replies: map[int]int{}}
	w.shown = w.posts
	l := newLake()
	if err := l.pull(t, w, w.platform(true), -1); err != nil {
		t.Fatal(err)
	}
	w.gone[0] = true
	w.now = day0.Add(age)
	if err := l.pull(t, w, w.platform(true), -1); err != nil {
		t.Fatal(err)
	}
	if !l.deleted[w.id(0)] || l.deleted[w.id(1)] {
		t.Errorf("deleted are %v, want post 0 only", l.deleted)
	}
}

// A post's readings stand around each fixed age, with no more requests than that
// takes once it is out of the overlap.
func TestReadingsAroundTheFixedAges(t *testing.T) {
	w := &world{now: day0, perPage: 10, posts: []time.Time{day0}, gone: map[int]bool{}, replies: map[int]int{}}
	w.shown = w.posts
	l := newLake()
	for w.now.Sub(day0) < 40*24*time.Hour {
		w.now = w.now.Add(6 * time.Hour)
		if err := l.pull(t, w, w.platform(true), -1); err != nil {
			t.Fatal(err)
		}
	}
	reads := l.reads[w.id(0)]
	for _, age := range []time.Duration{24 * time.Hour, 7 * 24 * time.Hour, 28 * 24 * time.Hour} {
		at := data.At(day0.Add(age))
		before := slices.ContainsFunc(reads, func(r data.Micros) bool { return r < at && r >= data.At(day0.Add(age-max(age/6, 6*time.Hour))) })
		after := slices.ContainsFunc(reads, func(r data.Micros) bool { return r >= at && r <= data.At(day0.Add(age+12*time.Hour)) })
		if !before || !after {
			t.Errorf("no readings around the age of %s (before %v, after %v)", age, before, after)
		}
	}
	if n := w.asked["look"]; n > 6 {
		t.Errorf("%d look-ups of one post over 40 days, want at most 6", n)
	}
}

// After a run with a wrong clock everything is read once more, and once only.
func TestClockAheadCostsOneWalk(t *testing.T) {
	w := &world{now: day0, perPage: 1, gone: map[int]bool{}, replies: map[int]int{}}
	for i := range 9 {
		w.posts = append(w.posts, day0.Add(time.Duration(i-9)*48*time.Hour))
	}
	w.shown = w.posts
	l := newLake()
	l.cursor = fmt.Sprintf(`{"high":%d}`, data.At(day0.AddDate(5, 0, 0)))
	for _, want := range []int{9, 2} {
		w.asked, w.now = nil, w.now.Add(time.Hour)
		if err := l.pull(t, w, w.platform(true), -1); err != nil {
			t.Fatal(err)
		}
		if w.asked["list"] != want {
			t.Errorf("%d pages were listed, want %d", w.asked["list"], want)
		}
	}
}

func TestLookIsChosenWhereListingCostsMore(t *testing.T) {
	w := &world{now: day0, perPage: 2, gone: map[int]bool{}, replies: map[int]int{}}
	for i := range 60 {
		w.posts = append(w.posts, day0.Add(time.Duration(i)*6*time.Hour))
	}
	w.shown = w.posts
	w.now = w.posts[59].Add(time.Hour)
	l := newLake()
	if err := l.pull(t, w, w.platform(true), -1); err != nil {
		t.Fatal(err)
	}
	w.asked = nil
	w.now = w.now.Add(26 * time.Hour)
	if err := l.pull(t, w, w.platform(true), -1); err != nil {
		t.Fatal(err)
	}
	if w.asked["look"] == 0 || w.asked["list"] > 10 {
		t.Errorf("asked %v, want look-ups and no listing of everything", w.asked)
	}
}

func TestSamePageAgainIsNoEnd(t *testing.T) {
	p := Platform{Posts: func(context.Context, string) (Listing, error) { return Listing{Next: "x"}, nil }}
	d := New(connectors.Account{ID: "a"}, connectors.Env{Clock: data.Clock{AsOf: day0}}, p)
	page, err := d.Fetch(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Fetch(context.Background(), page.Cursor); !errors.Is(err, connectors.ErrTransient) {
		t.Errorf("a list that names the same page as the next: %v, want an error and no end", err)
	}
	later := data.At(day0.Add(time.Hour))
	for position, want := range map[string]string{
		page.Cursor: "1970-01-01T00:00:00Z 2026-05-01T12:00:00Z true", `{"high":1777636800000000}`: "2026-05-01T12:00:00Z 2026-05-01T13:00:00Z true",
		`{"high":1777636800000000,"round":{"at":1777640400000000,"step":"posts","floor":5000000,"seen":9000000}}`: "1970-01-01T00:00:05Z 1970-01-01T00:00:09Z true",
		`{"round":{"step":"look"}}`: "false", `{`: "false",
	} {
		from, to, ok := Gap(position, later)
		if got := fmt.Sprint(time.UnixMicro(int64(from)).UTC().Format(time.RFC3339), " ", time.UnixMicro(int64(to)).UTC().Format(time.RFC3339), " ", ok); got != want && (ok || want != "false") {
			t.Errorf("Gap(%s) = %s, want %s", position, got, want)
		}
	}
}

// A page that is no longer known is gone round once, from the top; one that is never
// known is an error.
func TestForgottenPage(t *testing.T) {
	for _, always := range []bool{false, true} {
		asked, forgotten := 0, true
		p := Platform{Posts: func(_ context.Context, token string) (Listing, error) {
			switch asked++; {
			case token == "":
				return Listing{Next: "2"}, nil
			case forgotten:
				forgotten = always
				return Listing{}, fmt.Errorf("%w: no such page", connectors.ErrGone)
			}
			return Listing{}, nil
		}}
		d := New(connectors.Account{ID: "a"}, connectors.Env{Clock: data.Clock{AsOf: day0}}, p)
		position, err, done := "", error(nil), false
		for err == nil && !done && asked < 50 {
			var page connectors.Page
			page, err = d.Fetch(context.Background(), position)
			position, done = page.Cursor, page.Done
		}
		if (err == nil) == always || done == always || asked > 5 {
			t.Errorf("always forgotten %v: %v, done %v after %d requests", always, err, done, asked)
		}
	}
}

func FuzzCursor(f *testing.F) {
	f.Add("")
	f.Add(`{"high":1,"round":{"step":"posts","at":2,"threads":[{"post":"w:1","at":3}]}}`)
	f.Add(`{"round":{"step":"look","look":["w:1"]}}`)
	w := &world{now: day0, perPage: 2, posts: []time.Time{day0}, shown: []time.Time{day0}, gone: map[int]bool{}, replies: map[int]int{}}
	f.Fuzz(func(t *testing.T, position string) {
		d := New(connectors.Account{ID: "a", Replies: true}, connectors.Env{Clock: data.Clock{AsOf: day0}}, w.platform(true))
		for range 50 {
			page, err := d.Fetch(context.Background(), position)
			if err != nil || page.Done {
				return
			}
			position = page.Cursor
		}
	})
}

// A reply that comes to a post between two moments at which it is due is read, if the list
// tells that it came, and once.
func TestLateReplyIsRead(t *testing.T) {
	w := &world{now: day0, perPage: 5, gone: map[int]bool{}, replies: map[int]int{}, posts: []time.Time{day0}, shown: []time.Time{day0}}
	l, p := newLake(), w.sparing(w.platform(true))
	var counted []int
	for range 14 { // days; the post is due after one, and after seven
		w.now = w.now.Add(24*time.Hour + time.Minute)
		if w.now.Sub(day0) > 11*24*time.Hour {
			w.replies[0] = 1
		}
		w.counted = 0
		if err := l.pull(t, w, p, -1); err != nil {
			t.Fatal(err)
		}
		counted = append(counted, w.counted)
	}
	if want := []int{1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0}; !slices.Equal(counted, want) || !l.replies["0-0"] {
		t.Errorf("counters were read on the days %v, want %v; replies %v", counted, want, l.replies)
	}
}

// What is planned is what is asked, when posts come as they came.
func TestPlanForetellsTheRound(t *testing.T) {
	t.Run("all", func(t *testing.T) { planForetells(t, false) })
	t.Run("sparing", func(t *testing.T) { planForetells(t, true) })
}

func planForetells(t *testing.T, sparing bool) {
	w := &world{now: day0, perPage: 5, gone: map[int]bool{}, replies: map[int]int{}}
	l := newLake()
	p := w.platform(true)
	if sparing {
		p = w.sparing(p)
	}
	account := connectors.Account{ID: "a", Platform: "w", Replies: true}
	for n := range 240 {
		w.now = w.now.Add(6 * time.Hour)
		w.posts = append(w.posts, w.now.Add(-time.Hour))
		w.shown = w.posts
		w.replies[n] = n % 3
		plan, err := New(account, connectors.Env{Clock: data.Clock{AsOf: w.now}, Known: l.Known}, p).Plan(l.cursor)
		if err != nil || plan.First != (n == 0) {
			t.Fatalf("run %d: %+v, %v", n, plan, err)
		}
		w.asked, w.counted = nil, 0
		if err := l.pull(t, w, p, -1); err != nil {
			t.Fatal(err)
		}
		if off := int64(w.counted) - plan.Details; n > 0 && sparing && (off < 0 || off > 1 || w.counted > 4*3+1+4) { // of three days, new, due
			t.Errorf("run %d: counters of %d posts were read, planned %d", n, w.counted, plan.Details)
		}
		plan.Details = 0
		asked := int64(w.asked["list"] + w.asked["look"] + w.asked["thread"])
		if planned := plan.Requests() - plan.Start; n > 0 && (planned < asked-2 || planned > asked+2) {
			t.Errorf("run %d: planned %d requests, asked %d (%+v, %v)", n, planned, asked, plan, w.asked)
		}
	}
}
