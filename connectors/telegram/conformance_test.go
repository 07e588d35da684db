package telegram

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

var asOf = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

func site(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPreviewConformance(t *testing.T) {
	conntest.RunNet(t, conntest.NetSuite{
		Account: connectors.Account{ID: "oslo", Platform: "telegram", Handle: "@ruritania_oslo", Role: data.RoleOwn}, AsOf: asOf,
		Open: func(t *testing.T, a connectors.Account, env connectors.Env) connectors.Driver {
			d, err := Open(a, env, nil)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full: site(t, "full"), Empty: site(t, "empty"), Nasty: site(t, "nasty"), Texts: conntest.HardTexts,
		Later: site(t, "later"), Gone: "telegram:ruritania_oslo/3", GoneAt: time.Date(2026, 5, 5, 9, 30, 0, 0, time.UTC),
	})
}

// exported is the account of exports.
var exported = connectors.Account{ID: "oslo", Platform: "telegram", Handle: "@ruritania_oslo", Role: data.RoleOwn, Replies: true,
	Files: []connectors.File{{Path: "*/result.json"}}}

// quote writes a text as JSON.
func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// post writes a message of a made-up channel, sent at a minute of 1 May 2026; more is
// further fields.
func post(id, minute int, text, more string) string {
	at := time.Date(2026, 5, 1, 8, minute, 0, 0, time.UTC)
	if more != "" {
		more = "," + more
	}
	return fmt.Sprintf(`{"id":%d,"type":"message","date":%q,"date_unixtime":"%d","from":"Ruritania in Oslo","from_id":"channel1001","text":%s,"text_entities":[{"type":"plain","text":%s}]%s}`,
		id, at.Format("2006-01-02T15:04:05"), at.Unix(), quote(text), quote(text), more)
}

// comment writes a message of the discussion group.
func comment(id, minute, to int, from, text string) string {
	at := time.Date(2026, 5, 1, 8, minute, 30, 0, time.UTC)
	return fmt.Sprintf(`{"id":%d,"type":"message","date":%q,"date_unixtime":"%d","from":"Name Of %s","from_id":%q,"reply_to_message_id":%d,"text":%s,"text_entities":[]}`,
		id, at.Format("2006-01-02T15:04:05"), at.Unix(), from, from, to, quote(text))
}

// copied writes the copy of a post that Telegram puts into the group.
func copied(id, minute int, text string) string {
	return strings.Replace(post(id, minute, text, `"forwarded_from":"Ruritania in Oslo","saved_from":"Ruritania in Oslo"`), `:00","date_unixtime"`, `:01","date_unixtime"`, 1)
}

// chatJSON writes a chat as Telegram Desktop does.
func chatJSON(title, kind string, number int, messages ...string) string {
	return fmt.Sprintf("{\n \"name\": %s,\n \"type\": %q,\n \"id\": %d,\n \"messages\": [\n  %s\n ]\n}", quote(title), kind, number, strings.Join(messages, ",\n  "))
}

func TestExportConformance(t *testing.T) {
	var posts, comments, hard []string
	for i := range 7 {
		posts = append(posts, post(10+i, i, fmt.Sprintf("post %d", i), ""))
		comments = append(comments, copied(100+10*i, i, fmt.Sprintf("post %d", i)), comment(101+10*i, i, 100+10*i, fmt.Sprintf("user%d", 70+i), fmt.Sprintf("comment %d", i)))
	}
	for i, text := range conntest.HardTexts {
		hard = append(hard, post(10+i, i, text, ""))
	}
	hard = append(hard, strings.Replace(post(90, 50, "control 0 sign", ""), "control 0 sign", `control \x0B sign`, 2))
	double := func(list []string) []string {
		var out []string
		for _, s := range list {
			out = append(out, s, s)
		}
		return out
	}
	conntest.Run(t, conntest.Suite{
		Account: exported,
		Open: func(t *testing.T, dir string, rows int) connectors.Driver {
			d, err := Open(exported, connectors.Env{Dir: dir, Clock: data.Clock{AsOf: asOf}, Rows: rows}, nil)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full:  conntest.Input{"a/result.json": chatJSON("Ruritania in Oslo", "public_channel", 1001, posts...), "b/result.json": chatJSON("Talk", "private_supergroup", 2002, comments...)},
		Empty: conntest.Input{"a/result.json": chatJSON("Ruritania in Oslo", "public_channel", 1001)},
		Twice: conntest.Input{"a/result.json": chatJSON("Ruritania in Oslo", "public_channel", 1001, double(posts)...), "b/result.json": chatJSON("Talk", "private_supergroup", 2002, double(comments)...)},
		Nasty: conntest.Input{"a/result.json": chatJSON("Ruritania in Oslo", "public_channel", 1001, hard...)},
		Texts: append([]string{"control \x0b sign"}, conntest.HardTexts...),
	})
}
