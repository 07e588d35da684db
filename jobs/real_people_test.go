package jobs_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// nobodyElse looks for everybody who is in the input and not in the config.
func nobodyElse(t *testing.T, root, real string) {
	ids, names := map[string]bool{}, map[string]bool{}
	own := map[string]bool{}
	for _, h := range []string{"noaa", "noaaresearch", "noaahabitat", "noaafisheries", "noaafish_wcro"} {
		own[h] = true
	}
	note := func(id, name string) {
		if own[strings.ToLower(name)] {
			return
		}
		ids[id], names[strings.ToLower(name)] = true, true
	}
	others := 0
	for _, r := range rawRows(t, filepath.Join(real, "noaa_users_info.csv"), ',') {
		if !own[strings.ToLower(r["screen_name"])] {
			others++
		}
		note(r["user_id"], r["screen_name"])
	}
	for _, r := range rawRows(t, filepath.Join(real, "noaa_tweets.csv"), ',') {
		note(r["user_id"], r["screen_name"])
	}
	err := filepath.WalkDir(filepath.Join(real, "x-v11-threads"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".json" || d.Name() == "structure.json" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var tweet struct {
			User struct {
				ID   string `json:"id_str"`
				Name string `json:"screen_name"`
			} `json:"user"`
		}
		if err := json.Unmarshal(b, &tweet); err == nil {
			note(tweet.User.ID, tweet.User.Name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	delete(ids, "")
	delete(names, "")
	if others < 150 || len(ids) < 500 || len(names) < 500 {
		t.Fatalf("%d rows on other people in the agencies' file, %d ids, %d names: too few to prove anything", others, len(ids), len(names))
	}
	// Names that are words, of news agencies above all, stand in texts and hashtags
	// rightly, and as terms of own words and places of community links, which are
	// counted from such texts and hashtags. They name an account behind @, in a link to a
	// profile, or as a cell.
	number := regexp.MustCompile(`[0-9]{5,}`)
	named := regexp.MustCompile(`(?:@|(?:twitter|x|facebook|instagram)\.com/)([A-Za-z0-9_]+)`)
	ofTexts := regexp.MustCompile(`^(hashtags\..*|term|place)$`)
	looked := 0
	for path, cells := range textCells(t, root) {
		for _, cell := range cells {
			looked += len(cell.text)
			for _, n := range number.FindAllString(cell.text, -1) {
				if ids[n] {
					t.Errorf("%s, %s holds the user id %s in %.100q", path, cell.column, n, cell.text)
				}
			}
			for _, m := range named.FindAllStringSubmatch(cell.text, -1) {
				if names[strings.ToLower(m[1])] {
					t.Errorf("%s, %s holds the name %s in %.100q", path, cell.column, m[1], cell.text)
				}
			}
			if names[strings.ToLower(cell.text)] && !ofTexts.MatchString(cell.column) {
				t.Errorf("%s, %s is the name %s", path, cell.column, cell.text)
			}
		}
	}
	if looked < 1_000_000 {
		t.Errorf("only %d bytes of text were looked through", looked)
	}
	t.Logf("%d ids and %d names looked for in %d bytes", len(ids), len(names), looked)
}

// textCell is one text of a table, or a whole file that is none.
type textCell struct{ column, text string }

// textCells returns every text that is stored below root, by file.
func textCells(t *testing.T, root string) map[string][]textCell {
	t.Helper()
	cells := map[string][]textCell{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || strings.Contains(path, "_snapshots") { // links to _files
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil || filepath.Ext(path) != ".parquet" {
			cells[path] = []textCell{{"file", string(b)}}
			return err
		}
		f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return err
		}
		columns := f.Schema().Columns()
		rows := make([]parquet.Row, 100)
		for _, group := range f.RowGroups() {
			r := group.Rows()
			for err == nil {
				var n int
				n, err = r.ReadRows(rows)
				for _, row := range rows[:n] {
					for _, v := range row {
						if v.Kind() == parquet.ByteArray {
							cells[path] = append(cells[path], textCell{strings.Join(columns[v.Column()], "."), string(v.ByteArray())})
						}
					}
				}
			}
			if closed := r.Close(); err != io.EOF || closed != nil {
				return cmp.Or(closed, err)
			}
			err = nil
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return cells
}
