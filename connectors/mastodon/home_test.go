package mastodon

import (
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// A server may be asked under another name than the one it gives its own, and know
// its accounts by their short names only.
func TestServerUnderAnotherName(t *testing.T) {
	const self = `{"id":"101","acct":"o","uri":"https://gov.example/users/o","url":"https://gov.example/@o"}`
	for _, c := range []struct{ name, handle, archive, wrong string }{
		{"the handle names no host", "o", "-- GET //api.gov.example/api/v1/accounts/lookup?acct=o --\n" + self, ""},
		{"only the short name is known", "o@gov.example", "-- GET //api.gov.example/api/v1/accounts/lookup?acct=o --\n" + self, ""},
		{"somebody else of that name", "o@other.example", "-- GET //api.gov.example/api/v1/accounts/lookup?acct=o --\n" + self, "not known there"},
	} {
		env, _ := environment(t, c.archive+"\n", "")
		client, err := newClient(connectors.Account{ID: "oslo", Platform: "mastodon", Handle: c.handle, Server: "https://api.gov.example/"}, env)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.find(t.Context()); (err != nil) != (c.wrong != "") {
			t.Errorf("%s: %v, want an error: %q", c.name, err, c.wrong)
		}
		if c.wrong != "" {
			continue
		}
		for native, want := range map[string]string{
			"https://gov.example/users/o/statuses/12": "12", "https://api.gov.example/users/o/statuses/13": "13", "https://else.example/users/o/statuses/14": "",
		} {
			if got := client.localID(native); got != want {
				t.Errorf("%s: localID(%s) = %q, want %q", c.name, native, got, want)
			}
		}
		if got := client.acct("dan"); got != "dan@gov.example" {
			t.Errorf("%s: a local account is %s", c.name, got)
		}
	}
}

// The replies of a post whose address does not tell its number, as Pleroma's, are
// asked for by the number that the list told, without a search.
func TestThreadOfAListedStatus(t *testing.T) {
	env, asked := environment(t, "-- GET /api/v1/accounts/lookup --\n"+`{"id":"101","acct":"o"}`+
		"\n-- GET /api/v1/accounts/101/statuses --\n"+`[{"id":"AbC","uri":"https://social.example/objects/5ab0","created_at":"2026-05-30T09:00:00Z","visibility":"public","replies_count":1,"account":{"id":"101","acct":"o"}}]`+
		"\n-- GET /api/v1/statuses/AbC/context --\n"+`{"descendants":[{"id":"AbD","uri":"https://social.example/objects/5ab1","in_reply_to_id":"AbC","created_at":"2026-05-30T10:00:00Z","visibility":"public","account":{"id":"7","acct":"dan"}}]}`+"\n", "")
	p := drain(t, connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "o@social.example", Role: data.RoleOwn, Replies: true}, env)
	if len(p.Replies) != 1 || p.Replies[0].Parent != "https://social.example/objects/5ab0" {
		t.Errorf("%d replies", len(p.Replies))
	}
	for _, request := range asked.Asked() {
		if strings.Contains(request, "/search") {
			t.Errorf("asked %s", request)
		}
	}
}

// An object's own address on a host that does not answer says nothing, and ends no run.
func TestNoAnswerElsewhereIsNoDeletion(t *testing.T) {
	env, _ := environment(t, "-- GET //api.gov.example/api/v1/accounts/lookup --\n"+`{"id":"101","acct":"o","url":"https://gov.example/@o"}`+
		"\n-- GET //gov.example/objects/5ab0 --\nHTTP 502\n\n", "")
	client, err := newClient(connectors.Account{ID: "oslo", Platform: "mastodon", Handle: "o", Server: "api.gov.example"}, env)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := client.look(t.Context(), []connectors.Known{{Post: "mastodon:https://gov.example/objects/5ab0"}}); err != nil || len(p.Posts) > 0 {
		t.Errorf("%+v, %v", p.Posts, err)
	}
}
