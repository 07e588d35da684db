package config

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
)

// Whatever a file holds, Parse gives settings that hold together or names what is
// wrong, the same at each call.
func FuzzParse(f *testing.F) {
	f.Add(Example())
	f.Add([]byte(minimal))
	f.Add([]byte("version: 1\nunit: {name: @x}\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("a: &a {b: 1}\nc: {<<: *a}\n"))
	f.Add([]byte(strings.Repeat("[", 5000)))
	f.Add([]byte(strings.Repeat("a: {", 1000)))
	f.Add([]byte("? {a: b}\n: c\n---\n...\n%YAML 1.1\n"))
	f.Add([]byte("\xff\xfe\x00"))
	f.Add([]byte("version: 1\nunit: !!map {name: !!str x}\nprivacy: {k: !!int '12'}\nreplies: {collect: !!bool 'true'}\n"))
	if b, err := os.ReadFile("testdata/bad.yaml"); err == nil {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := Parse(b, "t.yaml")
		again, errAgain := Parse(b, "t.yaml")
		if err != nil {
			var bad *Error
			if !errors.As(err, &bad) || len(bad.Problems) == 0 || c != nil {
				t.Fatalf("Parse = %v, %v; want an Error with problems", c, err)
			}
			if errAgain == nil || err.Error() != errAgain.Error() {
				t.Fatalf("Parse is not the same at each call:\n%v\n%v", err, errAgain)
			}
			for _, p := range bad.Problems {
				if p.File != "t.yaml" || p.Line < 0 || p.Line > len(b)+1 || p.Message == "" {
					t.Errorf("problem %+v says nothing of use", p)
				}
			}
			return
		}
		if c.Version != 1 || c.Unit.Name == "" || c.Privacy.K < 10 || c.Replies.RetentionDays < 1 || c.Replies.RetentionDays > 30 {
			t.Errorf("Parse accepts %+v", c)
		}
		ids := map[string]bool{}
		for _, a := range c.AllAccounts() {
			if a.ID == "" || ids[string(a.ID)] || !slices.Contains(Roles(), string(a.Role)) {
				t.Errorf("Parse accepts account %+v", a)
			}
			ids[string(a.ID)] = true
		}
		if c.Hash() != again.Hash() {
			t.Error("the hash is not the same at each call")
		}
		y, err := c.YAML()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := Parse(y, "t.yaml"); err != nil || back.Hash() != c.Hash() {
			t.Errorf("Parse of what YAML wrote: %v\n%s", err, y)
		}
	})
}
