package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// older is a history that never was, of two forms before the present one: version -1
// called the unit "post" and wrote weekly as "each-week"; version 0 had network's
// name for the accounts at a time as "parallel", and roles with capitals.
func older() forms {
	return forms{current: currentForm, steps: []migration{
		{from: -1, says: "post is called unit; goals that meant a service say service", apply: func(t *tree) error {
			t.rename("unit", "post")
			t.replace("answers", "service", "goals", "goal")
			return nil
		}},
		{from: 0, says: "accounts' kind is called role", apply: func(t *tree) error {
			t.rename("role", "accounts", "kind")
			t.replace("Peer", "peer_mission", "accounts", "role")
			return nil
		}},
	}}
}

const oldest = "\uFEFF# Our settings, åpne\n\nversion: -1   # the first\n\n\npost:            # who we are\n  name: 'Embassy of Ruritania'\n" +
	"goals: [{name: \"å svare\", \"goal\": answers}]\n\naccounts:\n\n  - {id: a, platform: exports, files: in/*.csv, kind: own}  # ours\n" +
	"  # theirs\n  - id: b\n    'kind':   'Peer'\n    platform: mastodon\n    handle: '@b@kind.example' # kind\n"

func TestOlderFormIsRead(t *testing.T) {
	got, err := older().parse([]byte(oldest), "t.yaml", "/etc/tailor", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.Unit.Name != "Embassy of Ruritania" || got.Goals[0].Goal != "service" || string(got.Accounts[1].Role) != "peer_mission" || got.Version != 1 {
		t.Errorf("read as %+v", got)
	}
	if notes := strings.Join(got.Notes(), "\n"); !strings.Contains(notes, "form -1") || !strings.Contains(notes, "tailor config migrate") {
		t.Errorf("no note says that the form is old:\n%s", notes)
	}
	// Problems stand at the lines of the file as it is.
	_, err = older().parse([]byte(strings.Replace(oldest, "answers", "likes", 1)), "t.yaml", "/etc/tailor", nil)
	if err == nil || !strings.HasPrefix(err.Error(), "t.yaml:8: goals[0].goal: ") {
		t.Errorf("error = %v", err)
	}
}

func TestMigrateKeepsTheRest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tailor.yaml")
	for from, text := range map[int]string{-1: oldest, 0: strings.NewReplacer("version: -1", "version: 0", "post:", "unit:", "answers", "service").Replace(oldest)} {
		if err := os.WriteFile(path, []byte(strings.ReplaceAll(text, "\n", "\r\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := older().migrate(path)
		if err != nil || !m.Needed() || m.From != from || m.To != 1 || len(m.Changes) != 1-from {
			t.Fatalf("migrate = %+v, %v", m, err)
		}
		want := strings.NewReplacer("version: -1", "version: 1", "version: 0", "version: 1", "post:", "unit:", "answers", "service",
			"kind: own", "role: own", "'kind':   'Peer'", "'role':   'peer_mission'", "\n", "\r\n").Replace(text)
		if diff := cmp.Diff(want, string(m.new)); diff != "" {
			t.Errorf("version %d becomes (-want +got):\n%s", from, diff)
		}
		if !strings.Contains(m.Diff, "+version: 1   # the first") || strings.Contains(m.Diff, "-# Our settings") {
			t.Errorf("diff:\n%s", m.Diff)
		}
		if err := m.Write(); err != nil {
			t.Fatal(err)
		}
		kept, err := os.ReadFile(m.Backup)
		if err != nil || string(kept) != strings.ReplaceAll(text, "\n", "\r\n") {
			t.Errorf("the backup %s is not what was there: %v", m.Backup, err)
		}
		if again, err := older().migrate(path); err != nil || again.Needed() || again.Write() != nil {
			t.Errorf("migrate once more = %+v, %v", again, err)
		}
		if _, err := Load(path); err != nil {
			t.Errorf("the program without that history does not read the result: %v", err)
		}
	}
}

func TestMigrateRefuses(t *testing.T) {
	fresh := func(text string) string {
		path := filepath.Join(t.TempDir(), "tailor.yaml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	old := strings.Replace(oldest, "\uFEFF", "", 1)
	for name, c := range map[string]struct{ text, want string }{
		"newer":            {"version: 2\nfuture: yes\nunit: {name: E}\n", "version: is 2, but this program reads forms up to 1"},
		"never was":        {"version: -7\nunit: {name: E}\n", "is -7, which no Tailor ever wrote"},
		"both names":       {old + "unit: {name: F}\n", `line 6: "post" became "unit", which stands in line 18 already`},
		"an escaped value": {strings.Replace(old, "answers", `"answ\x65rs"`, 1), `line 8: "answers" has become "service"`},
	} {
		path := fresh(c.text)
		m, err := older().migrate(path)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: migrate = %+v, %v; want %q", name, m, err, c.want)
		}
		if b, _ := os.ReadFile(path); string(b) != c.text {
			t.Errorf("%s: the file was changed", name)
		}
	}
	t.Run("changed meanwhile", func(t *testing.T) {
		path := fresh(old)
		m, err := older().migrate(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(old+"# more\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := m.Write(); err == nil || !strings.Contains(err.Error(), "migrate again") {
			t.Errorf("Write = %v", err)
		}
	})
	t.Run("another backup", func(t *testing.T) {
		path := fresh(old)
		m, err := older().migrate(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(m.Backup, []byte("else"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := m.Write(); err == nil || !strings.Contains(err.Error(), "move it away") {
			t.Errorf("Write = %v", err)
		}
	})
}

// A link to the settings stays a link, and the mode of the file stays.
func TestMigrateThroughALink(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "real.yaml"), filepath.Join(dir, "tailor.yaml")
	if err := os.WriteFile(path, []byte(oldest), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skipf("links cannot be made here: %v", err)
	}
	if _, err := os.Stat(link); err != nil { // Wine makes none and says nothing
		t.Skipf("links do not work here: %v", err)
	}
	m, err := older().migrate(link)
	if err == nil {
		err = m.Write()
	}
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
}

// The history of the program leads from any form it starts with to the present one
// without a gap, and a file of the present form is not touched.
func TestHistoryHasNoGap(t *testing.T) {
	f := presentForms()
	for i, m := range f.steps {
		if m.from != f.current-len(f.steps)+i || m.says == "" || m.apply == nil {
			t.Errorf("step %d begins at version %d", i, m.from)
		}
	}
	path := filepath.Join(t.TempDir(), "tailor.yaml")
	if err := os.WriteFile(path, []byte("version: 1\nunit: {name: E}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if m, err := Migrate(path); err != nil || m.Needed() || m.Diff != "" {
		t.Errorf("Migrate = %+v, %v", m, err)
	}
}

// Edits and nodes say the same, or the edit is refused: never another text.
func FuzzEdits(f *testing.F) {
	f.Add(oldest)
	f.Add("version: 0\naccounts: [{kind: own}, {\"kind\": Peer}]\n")
	f.Add("version: -1\n? post\n: {name: E}\ngoals:\n- goal: |-\n    answers\n")
	f.Fuzz(func(t *testing.T, text string) {
		var doc yaml.Node
		if yaml.Unmarshal([]byte(text), &doc) != nil || len(doc.Content) == 0 || len(text) > 4096 {
			return
		}
		root := doc.Content[0]
		_, _, edits, err := older().upgrade(root)
		if err != nil || len(edits) == 0 {
			return
		}
		b, err := apply([]byte(text), edits)
		if err != nil {
			return
		}
		var again yaml.Node
		if err := yaml.Unmarshal(b, &again); err != nil {
			t.Fatalf("%q became %q: %v", text, b, err)
		}
		if diff := cmp.Diff(words(root), words(again.Content[0])); diff != "" {
			t.Errorf("%q became %q (-nodes +text):\n%s", text, b, diff)
		}
	})
}

func words(n *yaml.Node) (all []string) {
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	for _, c := range n.Content {
		all = append(all, words(c)...)
	}
	return all
}

func TestFormErrorIsAProblem(t *testing.T) {
	var bad *Error
	if _, err := Parse([]byte("version: 2\n"), "t.yaml"); !errors.As(err, &bad) || len(bad.Problems) != 1 || bad.Problems[0].Line != 1 {
		t.Errorf("Parse = %v", err)
	}
}
