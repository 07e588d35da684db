package dump

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

var asOf = data.Clock{AsOf: time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)}

// start is when the made-up posts begin.
var start = time.Date(2026, 5, 1, 8, 0, 0, 0, time.UTC)

// tweet writes a made-up post in v1.1 JSON; its author is "user" and a number. more
// is further fields.
func tweet(id, user int, answers int, text, more string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	parent := "null"
	if answers != 0 {
		parent = fmt.Sprintf(`"%d"`, answers)
	}
	if more != "" {
		more = "," + more
	}
	return fmt.Sprintf(`{"created_at":"%s","id":%d,"id_str":"%d","text":%s,"in_reply_to_status_id_str":%s,"favorite_count":%d,"retweet_count":%d,"lang":"en",`+
		`"entities":{"hashtags":[],"urls":[],"user_mentions":[]},"user":{"id":%d,"id_str":"%d","screen_name":"user%d","name":"Name Of %d","description":"Biography of %d","followers_count":%d,"friends_count":5,"statuses_count":99}%s}`,
		start.Add(time.Duration(id)*time.Minute).Format(time.RubyDate), id, id, b, parent, id%50, id%7, 9000+user, 9000+user, user, user, user, 100+user, more)
}

// threads is the input of two threads by user1 and one by user2, with replies.
func threads(t *testing.T) conntest.Input {
	return conntest.Input{
		"d/a/100/source-tweet/100.json": tweet(100, 1, 0, "Our first post", ""),
		"d/a/100/replies/101.json":      tweet(101, 7, 100, "@user1 a question?", ""),
		"d/a/100/replies/102.json":      tweet(102, 1, 101, "@user7 an answer", ""),
		"d/a/100/replies/103.json":      tweet(103, 8, 102, "@user1 thanks", ""),
		"d/a/100/structure.json":        `{"100":{"101":{"102":{"103":[]}}}}`,
		"d/a/200/source-tweet/200.json": tweet(200, 2, 0, "A post of another", ""),
		"d/a/200/replies/201.json":      tweet(201, 7, 200, "@user2 hi", ""),
		"d/b/300/source-tweet/300.json": tweet(300, 1, 0, "Our second post", ""),
		"d/b/300/replies/._301.json":    "left by another system",
		"d/b/300/replies/301.json":      tweet(301, 9, 300, "@user1 hello", ""),
		"d/b/300/structure.json":        `{"300":{"301":[],"302":[]}}`,
	}
}

func write(t *testing.T, in conntest.Input) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range in {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read reads an input for an account.
func read(t *testing.T, a connectors.Account, in conntest.Input, declared map[string]connectors.Declared) connectors.Page {
	t.Helper()
	d, err := Open(a, connectors.Env{Dir: write(t, in), Clock: asOf}, declared)
	if err != nil {
		t.Fatal(err)
	}
	return drain(t, a, d)
}

func drain(t testing.TB, a connectors.Account, d connectors.Driver) connectors.Page {
	t.Helper()
	var all connectors.Page
	for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
		if err != nil {
			t.Fatal(err)
		}
		all.Posts = append(all.Posts, p.Posts...)
		all.Snapshots = append(all.Snapshots, p.Snapshots...)
		all.Accounts = append(all.Accounts, p.Accounts...)
		all.Replies = append(all.Replies, p.Replies...)
		all.Rejects = append(all.Rejects, p.Rejects...)
		all.Cursor = p.Cursor
	}
	return all
}

func byWhy(rejects []data.Reject) map[string]int {
	n := map[string]int{}
	for _, r := range rejects {
		n[r.Why]++
	}
	return n
}

func account(handle, path string) connectors.Account {
	return connectors.Account{ID: "a", Platform: "x", Handle: handle, Role: data.RoleOwn, Replies: true, Files: []connectors.File{{Path: path}}}
}

func TestConformanceOfThreads(t *testing.T) {
	twice := threads(t)
	for name, content := range threads(t) {
		if strings.Contains(name, "replies/1") || strings.Contains(name, "replies/3") {
			twice[strings.Replace(name, ".json", "-again.json", 1)] = content
		}
	}
	nasty := conntest.Input{}
	for i, text := range conntest.HardTexts {
		nasty[fmt.Sprintf("d/%d/source-tweet/%d.json", 500+i, 500+i)] = tweet(500+i, 1, 0, text, "")
		nasty[fmt.Sprintf("d/%d/replies/%d.json", 500+i, 600+i)] = tweet(600+i, 5, 500+i, "re: "+text, "")
	}
	nasty["d/700/source-tweet/700.json"] = strings.Replace(tweet(700, 1, 0, "caf? & <b>", ""), "?", "\xe9", 1)
	conntest.Run(t, suite(account("@User1", "d"), threads(t), conntest.Input{"d/x.json": "[]"}, twice, nasty))
}

func TestConformanceOfFiles(t *testing.T) {
	items := []string{tweet(100, 1, 0, "one", ""), tweet(101, 7, 100, "re one", ""), tweet(200, 1, 0, "two", ""), tweet(150, 3, 0, "other", ""),
		tweet(201, 8, 200, "re two", ""), tweet(202, 1, 201, "answer", ""), tweet(300, 1, 0, "three", "")}
	var double []string
	for _, item := range items {
		double = append(double, item, item)
	}
	nasty := make([]string, 0, len(conntest.HardTexts)+1)
	for i, text := range conntest.HardTexts {
		nasty = append(nasty, tweet(500+i, 1, 0, text, ""))
	}
	nasty = append(nasty, strings.Replace(tweet(700, 1, 0, "caf? & <b>", ""), "?", "\xe9", 1))
	array := func(items []string) string { return "[" + strings.Join(items, ",\n ") + "]\n" }
	lines := func(items []string) string { return strings.Join(items, "\n") + "\n" }
	for name, form := range map[string]func([]string) string{"array": array, "lines": lines, "objects": func(i []string) string { return "{\n" + lines(i)[1:] }} {
		t.Run(name, func(t *testing.T) {
			conntest.Run(t, suite(account("user1", "*.json"), conntest.Input{"t.json": form(items)}, conntest.Input{"t.json": ""},
				conntest.Input{"t.json": form(double)}, conntest.Input{"t.json": form(nasty)}))
		})
	}
}

func suite(a connectors.Account, full, empty, twice, nasty conntest.Input) conntest.Suite {
	return conntest.Suite{
		Account: a, Full: full, Empty: empty, Twice: twice, Nasty: nasty,
		Texts: append([]string{"caf\uFFFD & <b>"}, conntest.HardTexts...),
		Open: func(t *testing.T, dir string, rows int) connectors.Driver {
			d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf, Rows: rows}, nil)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
	}
}
