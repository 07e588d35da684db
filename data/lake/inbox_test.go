package lake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

func pending(t testing.TB, l *Lake) []data.Page {
	t.Helper()
	var pages []data.Page
	for p, err := range l.Inbox().Pending(t.Context(), current(t, l)) {
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, p)
	}
	return pages
}

func appendPage(t testing.TB, l *Lake, a data.AccountID, seq int64) data.Page {
	t.Helper()
	at := may(1, 0)
	p := data.Page{Account: a, Seq: seq, Cursor: "after " + string(rune('0'+seq)), Done: seq%2 == 0, Posts: []data.Post{aPost("1 <&> \u2028", at)},
		Snapshots: []data.PostSnapshot{aSnapshot("1", at, 1, 0)}}
	if err := l.Inbox().Append(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	return p
}

func last(t testing.TB, l *Lake, a data.AccountID) Position {
	t.Helper()
	p, err := l.Inbox().Last(t.Context(), current(t, l), a)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestInbox(t *testing.T) {
	root := t.TempDir()
	l := openLake(t, root)
	if got := last(t, l, "b"); got != (Position{}) {
		t.Errorf("Last of nothing = %+v", got)
	}
	want := []data.Page{appendPage(t, l, "../a/ü", 1), appendPage(t, l, "b", 1), appendPage(t, l, "b", 2)}
	for _, seq := range []int64{0, 2, 4} {
		if err := l.Inbox().Append(t.Context(), data.Page{Account: "b", Seq: seq}); err == nil || !strings.Contains(err.Error(), "next page is 3") {
			t.Errorf("page %d after 2: %v", seq, err)
		}
	}
	if err := l.Inbox().Append(t.Context(), data.Page{Seq: 1}); err == nil {
		t.Error("a page of no account")
	}
	l = openLake(t, root) // as after a crash
	if got := pending(t, l); !cmp.Equal(got, want) {
		t.Error(cmp.Diff(want, got))
	}
	if got := last(t, l, "b"); got != (Position{2, "after 2", true}) {
		t.Errorf("Last = %+v", got)
	}
	if err := l.Inbox().Prune(t.Context(), current(t, l)); err != nil || len(pending(t, l)) != 3 {
		t.Errorf("Prune took pages that no commit has: %v", err)
	}

	var c Changes
	c.Advance("b", Position{1, "after 1", false})
	commit(t, l, c)
	if err := l.Inbox().Prune(t.Context(), current(t, l)); err != nil {
		t.Fatal(err)
	}
	if got := pending(t, l); !cmp.Equal(got, []data.Page{want[0], want[2]}) {
		t.Errorf("%d pages are pending", len(got))
	}
	c = Changes{}
	c.Advance("b", last(t, l, "b"))
	commit(t, l, c)
	if err := l.Inbox().Prune(t.Context(), current(t, l)); err != nil {
		t.Fatal(err)
	}
	if got := last(t, l, "b"); got != (Position{2, "after 2", true}) {
		t.Errorf("after pruning Last = %+v", got)
	}
	if err := l.Inbox().Append(t.Context(), data.Page{Account: "b", Seq: 1}); err == nil {
		t.Error("numbers began again after pruning")
	}
	appendPage(t, l, "b", 3)
	if r := verified(t, l); r.Pages != 2 {
		t.Errorf("%d pages, want 2", r.Pages)
	}
}

func TestInboxGapAndDamage(t *testing.T) {
	root := t.TempDir()
	l := openLake(t, root)
	for seq := range int64(3) {
		appendPage(t, l, "b", seq+1)
	}
	file := filepath.Join(root, "vault", filepath.FromSlash(pageName("b", 2)))
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	read := func() (n int, err error) {
		for _, err := range l.Inbox().Pending(t.Context(), current(t, l)) {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if n, err := read(); n != 1 || err == nil || !strings.Contains(err.Error(), "page 2 of b is missing") {
		t.Errorf("with a gap: %d pages, %v", n, err)
	}
	whole[len(whole)/2] ^= 1
	if err := os.WriteFile(file, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := read(); n != 1 || err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("with a damaged page: %d pages, %v", n, err)
	}
}

func TestPageNames(t *testing.T) {
	for _, a := range []data.AccountID{"oslo-x", "..", "a/b", "%2F", "ü x", "="} {
		name := pageName(a, 7)
		if got, seq, err := pageOf(name); err != nil || got != a || seq != 7 {
			t.Errorf("pageOf(%q) = %q, %d, %v", name, got, seq, err)
		}
	}
	for _, name := range []string{"inbox/x", "inbox/account=a/1.json", "inbox/account=a/000000000000.json", "inbox/account=%zz/000000000001.json"} {
		if _, _, err := pageOf(name); err == nil {
			t.Errorf("pageOf(%q) succeeded", name)
		}
	}
	if checkName(pageName("..", 1)) != nil {
		t.Error("the name of an account called .. is no name")
	}
}
