package demo_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/digital-diplomacy/tailor/data/demo"
)

// commentsOf reads an account's comments from its exports, each once.
func commentsOf(t *testing.T, account string) (all []map[string]string, again int) {
	t.Helper()
	seen := map[string]bool{}
	for _, f := range whole() {
		if !strings.HasPrefix(f.Name, account+"/comments/") {
			continue
		}
		for _, l := range parse(t, f) {
			if seen[l.cells["Comment ID"]] {
				again++
				continue
			}
			seen[l.cells["Comment ID"]] = true
			all = append(all, l.cells)
		}
	}
	return all, again
}

func TestLanguagesAndScripts(t *testing.T) {
	languages := map[string]int{}
	for _, rec := range world().Ledger() {
		for _, r := range rec.Replies {
			if r.Tone != "answer" {
				languages[r.Language]++
			}
		}
	}
	for _, l := range []string{"ar", "de", "en", "es", "fr", "hi", "it", "nb", "ru", "tr", "uk", "zh"} {
		if languages[l] < 50 {
			t.Errorf("%d replies in %s, want at least 50 (%v)", languages[l], l, languages)
		}
	}
	scripts := map[string]*unicode.RangeTable{"Latin": unicode.Latin, "Cyrillic": unicode.Cyrillic, "Arabic": unicode.Arabic,
		"Devanagari": unicode.Devanagari, "Han": unicode.Han}
	found := map[string]int{}
	for _, account := range []string{"oslo-facebook", "paris-facebook", "trieste-facebook"} {
		comments, _ := commentsOf(t, account)
		for _, c := range comments {
			for name, table := range scripts {
				if strings.ContainsFunc(c["Comment"], func(r rune) bool { return unicode.Is(table, r) }) {
					found[name]++
				}
			}
		}
	}
	for name := range scripts {
		if found[name] < 20 {
			t.Errorf("%d comments hold %s letters, want at least 20", found[name], name)
		}
	}
}

// TestCommentsMatchCounters checks that a post's counter of comments is the number
// of its comments in the files, whenever it was read.
func TestCommentsMatchCounters(t *testing.T) {
	for _, account := range []string{"oslo-facebook", "paris-facebook", "trieste-facebook"} {
		comments, again := commentsOf(t, account)
		if again == 0 {
			t.Errorf("%s: exports do not overlap", account)
		}
		byPost := map[string][]time.Time{}
		for _, c := range comments {
			at, err := time.Parse(time.DateTime, c["Date"])
			if err != nil {
				t.Fatal(err)
			}
			byPost[c["Post ID"]] = append(byPost[c["Post ID"]], at)
		}
		for _, rec := range world().Ledger() {
			if string(rec.Account) != account {
				continue
			}
			for _, r := range rec.Readings {
				var n int64
				for _, at := range byPost[rec.Post.Native()] {
					if !at.After(r.At) {
						n++
					}
				}
				if n != r.Comments {
					t.Errorf("%s at %v: %d comments in the files, counter %d", rec.Post, r.At, n, r.Comments)
				}
			}
		}
	}
}

// TestAuthors checks who is named: everyone in Oslo and Trieste, only the page
// itself in Paris.
func TestAuthors(t *testing.T) {
	for account, named := range map[string]bool{"oslo-facebook": true, "paris-facebook": false, "trieste-facebook": true} {
		comments, _ := commentsOf(t, account)
		answers := 0
		for _, c := range comments {
			own := strings.Contains(c["Author"], "of Ruritania in")
			if own {
				answers++
			} else if (c["Author"] != "") != named {
				t.Errorf("%s: a comment by %q", account, c["Author"])
			}
		}
		if answers < 50 {
			t.Errorf("%s: %d own answers, want at least 50", account, answers)
		}
	}
}

// TestQuestions counts answers in the comment exports and compares with the truth.
func TestQuestions(t *testing.T) {
	for _, q := range world().Truths().Questions {
		if q.Asked != q.InTime+q.Late+q.Open || q.Consular < q.Asked*3/4 || q.Open < 20 {
			t.Errorf("%+v does not add up, or is not mostly consular", q)
		}
	}
	comments, _ := commentsOf(t, "trieste-facebook")
	at := map[string]time.Time{}
	for _, c := range comments {
		at[c["Comment ID"]], _ = time.Parse(time.DateTime, c["Date"])
	}
	var inTime, late int
	for _, c := range comments {
		if strings.Contains(c["Author"], "of Ruritania in") {
			if at[c["Comment ID"]].Sub(at[c["Parent ID"]]) <= 48*time.Hour {
				inTime++
			} else {
				late++
			}
		}
	}
	i := slices.IndexFunc(world().Truths().Questions, func(q demo.Questions) bool { return q.Mission == "trieste" })
	if q := world().Truths().Questions[i]; q.InTime != inTime || q.Late != late {
		t.Errorf("trieste answers %d in time and %d late, the truth says %+v", inTime, late, q)
	}
}

func TestOpenQuestionsOfTheLastDay(t *testing.T) {
	i := slices.IndexFunc(world().Truths().Questions, func(q demo.Questions) bool { return q.Mission == "oslo" })
	if n := world().Truths().Questions[i].OpenLastDay; n < 4 {
		t.Errorf("%d consular questions are open since the last day in Oslo, want at least 4", n)
	}
	comments, _ := commentsOf(t, "oslo-facebook")
	if !slices.ContainsFunc(comments, func(c map[string]string) bool {
		return strings.HasPrefix(c["Date"], "2026-05-31") && strings.Contains(c["Comment"], "register to vote abroad")
	}) {
		t.Error("the planted question on voting is not in the last export")
	}
}
