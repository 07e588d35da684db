package demo_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data/demo"
)

// line is one row of a CSV file by column, with the line it begins on.
type line struct {
	no    int
	cells map[string]string
}

// parse reads one CSV file of the demo as any program would.
func parse(t *testing.T, f demo.File) []line {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(f.Bytes, []byte("\ufeff"))))
	if strings.HasPrefix(f.Name, "peers/") {
		r.Comma = ';'
	}
	var head []string
	var lines []line
	for {
		cells, err := r.Read()
		if err != nil {
			if len(lines) == 0 && err.Error() != "EOF" || r.InputOffset() < int64(len(f.Bytes))-3 {
				t.Fatalf("%s: %v", f.Name, err)
			}
			return lines
		}
		if head == nil {
			head = cells
			continue
		}
		l := line{cells: map[string]string{}}
		l.no, _ = r.FieldPos(0)
		for i, c := range cells {
			l.cells[head[i]] = c
		}
		lines = append(lines, l)
	}
}

func TestEveryFileParses(t *testing.T) {
	kinds := map[string]int{}
	for _, f := range whole() {
		kinds[path.Ext(f.Name)]++
		switch path.Ext(f.Name) {
		case ".csv":
			if len(parse(t, f)) == 0 {
				t.Errorf("%s has no row", f.Name)
			}
		case ".json":
			var v any
			if err := json.Unmarshal(f.Bytes, &v); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
	if kinds[".csv"] < 100 || kinds[".json"] < 500 || kinds[".yaml"] != 1 {
		t.Errorf("files by kind: %v", kinds)
	}
}

// TestMarks checks that Meta's exports begin with a byte order mark, as real ones.
func TestMarks(t *testing.T) {
	for _, f := range whole() {
		meta := strings.Contains(f.Name, "/posts/") && !strings.HasPrefix(f.Name, "ministry-x/")
		if has := bytes.HasPrefix(f.Bytes, []byte("\ufeff")); has != (meta || strings.HasPrefix(f.Name, "peers/")) {
			t.Errorf("%s: byte order mark %t", f.Name, has)
		}
	}
}

// TestThreadsHang checks each dump: the tree names every reply once, and each
// reply's parent is where the tree has it.
func TestThreadsHang(t *testing.T) {
	files := whole()
	for _, f := range files {
		if !strings.HasSuffix(f.Name, "/structure.json") {
			continue
		}
		dir := path.Dir(f.Name)
		var tree map[string]any
		if err := json.Unmarshal(f.Bytes, &tree); err != nil {
			t.Fatal(err)
		}
		root := path.Base(dir)
		if files.Get(dir+"/source-tweet/"+root+".json") == nil || len(tree) != 1 {
			t.Errorf("%s: the root of the tree is not the source", dir)
		}
		var named int
		var walk func(parent string, under any)
		walk = func(parent string, under any) {
			branches, _ := under.(map[string]any)
			for id, below := range branches {
				named++
				var reply struct {
					Parent string `json:"in_reply_to_status_id_str"`
				}
				if err := json.Unmarshal(files.Get(dir+"/replies/"+id+".json"), &reply); err != nil || reply.Parent != parent {
					t.Errorf("%s: reply %s answers %q, the tree says %s (%v)", dir, id, reply.Parent, parent, err)
				}
				walk(id, below)
			}
		}
		walk(root, tree[root])
		have := 0
		for _, g := range files {
			if strings.HasPrefix(g.Name, dir+"/replies/") {
				have++
			}
		}
		if have != named {
			t.Errorf("%s: %d replies, %d in the tree", dir, have, named)
		}
	}
}

// TestNothingIsReal checks that every handle, host and address is one of ours or
// invented, and that accounts are labelled.
func TestNothingIsReal(t *testing.T) {
	ids := world().Identifiers()
	for _, h := range ids.Handles {
		if !strings.HasPrefix(h, "invented_") {
			t.Errorf("handle %s does not say that it is invented", h)
		}
	}
	handle := regexp.MustCompile(`(?:^|[\s"/])@([\w.]+)`)
	host := regexp.MustCompile(`https?://([^/"\s\\]+)`)
	mail := regexp.MustCompile(`[\w.]+@([\w.]+)`)
	for _, f := range whole() {
		for _, m := range handle.FindAllSubmatch(f.Bytes, -1) {
			if name := strings.TrimRight(string(m[1]), "."); !slices.Contains(ids.Handles, name) && !strings.HasPrefix(name, "MadeUp") {
				t.Errorf("%s: handle @%s is not an invented one", f.Name, name)
			}
		}
		for _, m := range host.FindAllSubmatch(f.Bytes, -1) {
			if !bytes.HasSuffix(m[1], []byte(".example")) {
				t.Errorf("%s: host %s is not under .example", f.Name, m[1])
			}
		}
		for _, m := range mail.FindAllSubmatch(f.Bytes, -1) {
			if d := string(m[1]); d != "example.org" && d != "ruritania.example" {
				t.Errorf("%s: address at %s", f.Name, d)
			}
		}
		named := strings.Contains(f.Name, "facebook/posts") || strings.Contains(f.Name, "instagram/posts") ||
			strings.Contains(f.Name, "source-tweet") || f.Name == demo.ConfigName
		if named && !bytes.Contains(f.Bytes, []byte("(made up)")) {
			t.Errorf("%s is not labelled as made up", f.Name)
		}
	}
}

// TestIdentifiersOccur guards the guard: a search of a lake for identifiers proves
// nothing unless the input is full of them.
func TestIdentifiersOccur(t *testing.T) {
	var all bytes.Buffer
	for _, f := range whole() {
		all.Write(f.Bytes)
	}
	ids := world().Identifiers()
	for name, list := range map[string][]string{"names": ids.Names, "handles": ids.Handles, "natives": ids.Natives,
		"emails": ids.Emails, "phones": ids.Phones, "bios": ids.Bios} {
		found := 0
		for _, id := range list {
			if found < 20 && bytes.Contains(all.Bytes(), []byte(id)) {
				found++
			}
		}
		if found < 20 {
			t.Errorf("%d of %d %s occur in the files, want at least 20", found, len(list), name)
		}
	}
	if n := len(ids.All()); n != 6*len(ids.Names) {
		t.Errorf("All() has %d identifiers of %d people, want six of each", n, len(ids.Names))
	}
	if got := slices.Compact(ids.All()); len(got) < 5*len(ids.Names) {
		t.Errorf("identifiers repeat: %d distinct of %d people", len(got), len(ids.Names))
	}
}
