package config

import (
	"errors"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// All problems of a file are told together, each with its line and a remedy.
func TestBadFile(t *testing.T) {
	b, err := os.ReadFile("testdata/bad.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse(b, "bad.yaml")
	if c != nil || err == nil {
		t.Fatalf("Parse = %v, %v; want an error only", c, err)
	}
	if strings.Contains(err.Error(), "abc-made-up-123") {
		t.Error("the error tells a secret")
	}
	golden(t, "testdata/bad.txt", err.Error()+"\n")
}

func TestSyntaxErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"version: 1\nunit: {name: @embassy}\n", "t.yaml:2: a value begins with @"},
		{"version: 1\nunit:\n  name: @embassy\n", "t.yaml:3: a value begins with @"},
		{"version: 1\nschedule: {pull: %x}\n", "t.yaml:2: a value begins with @, ` or %"},
		{"version: 1\nunit:\n\tname: x\n", "t.yaml:3: the line is indented with a tab"},
		{"version: 1\nunit:\n  name: Embassy: Oslo\n", "t.yaml:3: a value holds a colon and a space"},
		{"version: 1\nunit: {name: *star}\n", "t.yaml:2: a value begins with *"},
		{"# note: @x and *y: z\nversion: 1\nunit: {name: 'x\n", "this is no YAML"},
		{"version: 1\nunit: {name: [x}\n", "this is no YAML"},
		{"version: 1\nunit: {name: \xff}\n", "this is no YAML"},
		{"- a\n- b\n", "t.yaml:1: must be a group of keys, not a list"},
		{"just text\n", "t.yaml:1: must be a group of keys, not text"},
		{minimal + "---\nversion: 1\n", "t.yaml:3: a second document begins here"},
		{minimal + "root: &a x\nkeys_dir: *a\n", "t.yaml:3: root: uses an anchor or alias"},
		{minimal + "root: !!binary aGk=\n", "t.yaml:3: root: must be text: remove the tag"},
		{minimal + "mappings:\n  thin: {rows: posts}\n", "t.yaml:4: mappings.thin"}, // what Validate of the mapping says
		{minimal + "accounts: [{id: a, platform: exports, files: {path: 5}}]\n", "t.yaml:3: accounts[0].files[0].path: must be text"},
		{"", `t.yaml: "version" is missing`},
		{"# only a comment\n", `t.yaml: "unit" is missing`},
		{"version: 1\nunit:\n", `"unit" is missing`},
		{"version: 1\nunit: {name: ''}\n", `t.yaml:2: unit: "name" is missing`},
		{"version: 1\nunit: {name: [x]}\n", "t.yaml:2: unit.name: must be text, not a list"},
		{minimal + "privacy: {k: 0x10}\n", "t.yaml:3: privacy.k: must be a whole number: write plain digits"},
		{minimal + "privacy: {k: 1_000}\n", "plain digits"},
		{minimal + "privacy: {k: 99999999999999999999}\n", "t.yaml:3: privacy.k: must be a whole number"},
		{minimal + "privacy: {k: 12.5}\n", "t.yaml:3: privacy.k: must be a whole number, not a number"},
		{minimal + "privacy: {k: '12'}\n", "write a number without quotes"},
		{minimal + "accounts: [{id: a, platform: x, handle: 'a\\nb'}]\nunit2: {}\n", `unknown key "unit2": did you mean "unit"?`},
		{minimal + "replies: {colect: true}\n", `t.yaml:3: replies: unknown key "colect": did you mean "collect"?`},
		{minimal + "host_country: x\n", `unknown key "host_country": did you mean "accounts[].host_country"?`},
		{minimal + "colour: x\n", "valid here, nearest first: "},
		{minimal + "accounts: [{id: a, platform: x, handle: a, role: owner}]\n", `did you mean "own"?`},
		{minimal + "? [a]\n: b\n", "a key must be plain text"},
		{minimal + "\"ro\\x1fot\": b\n", "a key holds control characters"},
	} {
		_, err := Parse([]byte(c.text), "t.yaml")
		var bad *Error
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Parse(%q) = %v\nwant an Error with %q", c.text, err, c.want)
		}
	}
}

// Norway's code is false to many readers of YAML.
func TestNorway(t *testing.T) {
	for _, plain := range []string{"NO", "no", "No", "n", "y", "on", "off", "yes", "true"} {
		_, err := Parse([]byte("version: 1\nunit: {name: x, host: "+plain+"}\n"), "t.yaml")
		if err == nil || !strings.Contains(err.Error(), "t.yaml:2: unit.host: "+plain+" without quotes means true or false in YAML: write '"+strings.ToUpper(plain)+"'") {
			t.Errorf("host: %s: %v; want that quotes are needed", plain, err)
		}
	}
	for _, quoted := range []string{"'NO'", `"NO"`, "SE"} {
		if _, err := Parse([]byte("version: 1\nunit: {name: x, host: "+quoted+"}\n"), "t.yaml"); err != nil {
			t.Errorf("host: %s: %v", quoted, err)
		}
	}
}

// A secret under any key, at any place, is refused and never told.
func TestSecretsAreRefused(t *testing.T) {
	const secret = "hunter2-is-made-up"
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.SampledFrom([]string{"token", "password", "api_key", "apiKey", "API-Key", "x_bearer_token", "client_secret",
			"consumerKey", "access_token", "privateKey", "passphrase", "credentials", "tokens", "X_API_KEY", "session_cookie"}).Draw(t, "key")
		value := rapid.SampledFrom([]string{secret, "[" + secret + "]", "{a: " + secret + "}", "'" + secret + "'", "&" + secret + " x", "!" + secret + " x"}).Draw(t, "value")
		place := rapid.SampledFrom([]string{
			"%s\n", "unit: {name: x, %s}\n", "accounts: [{id: a, platform: x, handle: b, %s}]\n", "mappings: {m: {columns: {%s}}}\n",
			"mappings: {m: {values: {format: {%s}}}}\n", "attest: {x_enterprise: {%s}}\n", "replies: {%s}\n",
			"mastodon: {%s}\n", "goals: {a: [{%s}]}\n", "root: [{%s}]\n",
		}).Draw(t, "place")
		text := "version: 1\n" + strings.Replace(place, "%s", key+": "+value, 1)
		_, err := Parse([]byte(text), "t.yaml")
		if err == nil || !strings.Contains(err.Error(), "t.yaml:2: ") || !strings.Contains(err.Error(), "looks like a secret") ||
			!strings.Contains(err.Error(), "CREDENTIALS_DIRECTORY") {
			t.Fatalf("Parse(%q) = %v; want that secrets stand elsewhere", text, err)
		}
		if strings.Contains(err.Error(), secret) {
			t.Fatalf("Parse(%q) tells the secret: %v", text, err)
		}
	})
	for _, key := range []string{"tokenise", "passport", "compass", "keyboard", "keys_dir", "secretary", "bears"} {
		if isSecretKey(key) {
			t.Errorf("isSecretKey(%s) = true", key)
		}
	}
}

// A long value under a wrong key or check may be a secret gone astray.
func TestLongValuesAreNotTold(t *testing.T) {
	const long = "AAAAAAAAAAAAAAAAAAAAAmadeupmadeupmadeup"
	for _, text := range []string{"unit: {name: x, home: " + long + "}", "unit: {name: x, tokn: " + long + "}", "schedule: {pull: " + long + "}",
		"accounts: [" + long + "]", "unit: {name: x, timezone: " + long + "}", "unit: {name: x, languages: " + long + "}",
		"goals: [{name: x, goal: " + long + ", by: " + long + ", target: " + long + "}]", "accounts: [{id: " + long + "}]",
		"accounts: [{id: a, platform: x, files: [{path: x, mapping: " + long + "}]}]", "x: *" + long, "x: &" + long, "x: !" + long + " a"} {
		_, err := Parse([]byte("version: 1\n"+text+"\n"), "t.yaml")
		if err == nil || strings.Contains(err.Error(), long) {
			t.Errorf("Parse(%q) = %v; want an error that does not tell the value", text, err)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"host", "host", 0}, {"Host-Country", "host_country", 0}, {"hots", "host", 1}, {"acounts", "accounts", 1},
		{"kitten", "sitting", 3}, {"", "abc", 3}, {"abc", "", 3}, {strings.Repeat("x", 1000), "k", 1000}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
