package exports

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// folderWith makes a folder with one file.
func folderWith(t *testing.T, name, content string) string {
	dir := t.TempDir()
	path := filepath.Join(dir, name)
	check(t, os.MkdirAll(filepath.Dir(path), 0o755))
	check(t, os.WriteFile(path, []byte(content), 0o600))
	return dir
}

// sharedInbox is one folder with downloads of several platforms, two pages of one of
// them, a sheet that says nothing of where it stands, and a picture.
func sharedInbox(t *testing.T) string {
	dir := t.TempDir()
	put := func(name, content string) {
		check(t, os.MkdirAll(filepath.Join(dir, "inbox"), 0o755))
		check(t, os.WriteFile(filepath.Join(dir, "inbox", name), []byte(content), 0o600))
	}
	put("Table data.csv", studioTable)
	put("a.csv", facebookHeader+facebookRow(1, 20, "Hello")+facebookRow(2, 21, "Hours"))
	put("b.csv", facebookHeader+strings.ReplaceAll(facebookRow(3, 22, "Other page"), "Ruritania in Oslo", "Ruritania in Bergen"))
	put("whatsapp.csv", "Date,Message,Views\n2026-05-20,Hello,100\n")
	put("sheet.csv", "Date,Message,Views\n2026-05-20,Hello,100\n")
	put("screen.png", "\x89PNG\r\n")
	return dir
}

// together reads every account of a unit over the same folder.
func together(t *testing.T, dir string, accounts ...connectors.Account) map[data.AccountID]connectors.Page {
	env := connectors.Env{Dir: dir, Clock: asOf}
	for i := range accounts {
		accounts[i].Role, accounts[i].Files = data.RoleOwn, []connectors.File{{Path: "inbox/"}}
	}
	env.Readers = func(path string) []connectors.Account {
		return slices.DeleteFunc(slices.Clone(accounts), func(a connectors.Account) bool { return !a.Files[0].Covers(dir, path) })
	}
	pages := map[data.AccountID]connectors.Page{}
	for _, a := range accounts {
		d, err := Open(a, env, nil)
		check(t, err)
		pages[a.ID] = drain(t, a, d)
	}
	return pages
}

func words(p connectors.Page) (posts, rejects []string) {
	for _, post := range p.Posts {
		posts = append(posts, string(post.Platform)+" "+post.Text)
	}
	for _, r := range p.Rejects {
		if r.Why != whyTotal {
			rejects = append(rejects, strings.Fields(r.Input)[0]+" "+r.Why)
		}
	}
	return posts, rejects
}

// TestSharedFolder: each post of a folder that several accounts read is one account's,
// and what none can take is told once.
func TestSharedFolder(t *testing.T) {
	dir := sharedInbox(t)
	got := together(t, dir,
		connectors.Account{ID: "oslo", Platform: "facebook", Handle: "Ruritania in Oslo"},
		connectors.Account{ID: "bergen", Platform: "facebook", Handle: "Ruritania in Bergen"},
		connectors.Account{ID: "wa", Platform: "whatsapp"})
	for id, want := range map[data.AccountID]struct{ posts, rejects []string }{
		"oslo":   {[]string{"facebook Hello", "facebook Hours"}, []string{"Table wrong_platform", "sheet.csv wrong_platform"}},
		"bergen": {[]string{"facebook Other page"}, nil},
		"wa":     {[]string{"whatsapp Hello"}, nil},
	} {
		posts, rejects := words(got[id])
		if !slices.Equal(posts, want.posts) || !slices.Equal(rejects, want.rejects) {
			t.Errorf("%s: posts %q, rejects %q; want %q, %q", id, posts, rejects, want.posts, want.rejects)
		}
	}
	if hint := got["oslo"].Rejects[0].Hint; !strings.Contains(hint, "add one under accounts, like {id: youtube, platform: youtube, files: inbox/}") {
		t.Errorf("hint %q", hint)
	}
	pictures := 0
	for _, p := range got {
		for _, n := range p.Notes {
			if strings.HasPrefix(n.Input, "screen.png") {
				pictures++
			}
		}
	}
	if pictures != 1 {
		t.Errorf("the picture is told of %d times, want once", pictures)
	}
}

// TestSharedFolderRest: an account that takes what it finds gets what no other is on.
func TestSharedFolderRest(t *testing.T) {
	got := together(t, sharedInbox(t), connectors.Account{ID: "rest", Platform: "exports"}, connectors.Account{ID: "fb", Platform: "facebook"})
	posts, rejects := words(got["rest"])
	if len(posts) != 2 || !strings.HasPrefix(posts[0], "youtube ") || posts[1] != "whatsapp Hello" || !slices.Equal(rejects, []string{"sheet.csv wrong_platform"}) {
		t.Errorf("rest: posts %q, rejects %q", posts, rejects)
	}
	if posts, rejects := words(got["fb"]); len(posts) != 3 || rejects != nil {
		t.Errorf("fb: posts %q, rejects %q", posts, rejects)
	}
}

// TestMixedAccountIsTold: one account over several platforms, or over several pages, says
// so with what to write.
func TestMixedAccountIsTold(t *testing.T) {
	got := together(t, sharedInbox(t), connectors.Account{ID: "all", Platform: "exports"})["all"]
	for _, want := range []string{"account all holds posts of youtube and of facebook", "the files of account all are of several pages or profiles"} {
		if want == "the files of account all are of several pages or profiles" {
			got = together(t, sharedInbox(t), connectors.Account{ID: "all", Platform: "facebook"})["all"]
		}
		if !slices.ContainsFunc(got.Notes, func(n connectors.Note) bool { return strings.Contains(n.What, want) && n.Hint != "" }) {
			t.Errorf("no note says %q: %+v", want, got.Notes)
		}
	}
}

// TestSharedFileByHandle: accounts that take what they find and name a page keep its rows,
// each its own, of the same file; a mapping is read by whoever names it.
func TestSharedFileByHandle(t *testing.T) {
	dir := sharedInbox(t)
	got := together(t, dir, connectors.Account{ID: "oslo", Platform: "exports", Handle: "Ruritania in Oslo"}, connectors.Account{ID: "bergen", Platform: "exports", Handle: "Ruritania in Bergen"})
	for id, want := range map[data.AccountID][]string{"oslo": {"facebook Hello", "facebook Hours"}, "bergen": {"facebook Other page"}} {
		var posts []string
		for _, p := range got[id].Posts {
			if p.Platform == data.Facebook {
				posts = append(posts, "facebook "+p.Text)
			}
		}
		if !slices.Equal(posts, want) {
			t.Errorf("%s: posts %q, want %q", id, posts, want)
		}
	}
}
