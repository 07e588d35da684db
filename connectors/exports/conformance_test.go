package exports

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/conntest"
	"github.com/digital-diplomacy/tailor/data"
)

// asOf is the as-of moment of tests with made-up files.
var asOf = data.Clock{AsOf: time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)}

const facebookHeader = "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,Is share," +
	"Post type,Languages,Custom labels,Funded content status,Data comment,Date,Views,Reach,\"Reactions, Comments and Shares\",Reactions," +
	"Comments,Shares,Total clicks,Link Clicks\n"

// facebookRow writes a row of Meta's export for a made-up page.
func facebookRow(id int, day int, text string) string {
	return fmt.Sprintf("12215800000000%04d,615,Ruritania in Oslo,,\"%s\",0,05/%02d/2026 08:30,,https://www.facebook.com/ruritania/posts/12215800000000%04d,0,0,"+
		"Photos,,,,,Lifetime,%d,%d,36,%d,4,2,9,3\n", id, strings.ReplaceAll(text, `"`, `""`), day, id, 900+id, 700+id, 30+id%7)
}

const commentHeader = "Post ID,Comment ID,Parent ID,Author,Date,Comment\n"

func commentRow(post, id int, author, text string) string {
	return fmt.Sprintf("12215800000000%04d,c%d,,%s,2026-05-28 10:%02d,\"%s\"\n", post, id, author, id, text)
}

func TestConformance(t *testing.T) {
	posts, comments := make([]string, 7), make([]string, 4)
	for i := range posts {
		posts[i] = facebookRow(i+1, 14+i, fmt.Sprintf("Post number %d #Ruritania", i+1))
	}
	for i := range comments {
		comments[i] = commentRow(1+i%2, i+1, fmt.Sprintf("person%d", i), fmt.Sprintf("comment %d", i+1))
	}
	double := func(rows []string) string {
		var b strings.Builder
		for _, r := range rows {
			b.WriteString(r + r)
		}
		return b.String()
	}
	var nasty strings.Builder
	for i, text := range conntest.HardTexts {
		nasty.WriteString(facebookRow(50+i, 20, text))
	}
	nasty.WriteString(facebookRow(90, 21, "caf\xe9 \x96 stray bytes")) // é and – in Windows-1252
	conntest.Run(t, conntest.Suite{
		Account: connectors.Account{ID: "oslo", Platform: "exports", Handle: "@ruritania in oslo", Role: data.RoleOwn, Replies: true,
			Files: []connectors.File{{Path: "*.csv"}}},
		Open: func(t *testing.T, dir string, rows int) connectors.Driver {
			d, err := Open(connectors.Account{ID: "oslo", Platform: "exports", Handle: "@ruritania in oslo", Role: data.RoleOwn, Replies: true,
				Files: []connectors.File{{Path: "*.csv"}}}, connectors.Env{Dir: dir, Clock: asOf, Rows: rows}, nil)
			if err != nil {
				t.Fatal(err)
			}
			return d
		},
		Full:  conntest.Input{"a.csv": facebookHeader + strings.Join(posts, ""), "b.csv": commentHeader + strings.Join(comments, "")},
		Empty: conntest.Input{"a.csv": facebookHeader},
		Twice: conntest.Input{"a.csv": facebookHeader + double(posts), "b.csv": commentHeader + double(comments)},
		Nasty: conntest.Input{"a.csv": facebookHeader + nasty.String()},
		Texts: append([]string{"café – stray bytes"}, conntest.HardTexts...),
	})
}

// readText reads one made-up file for an account.
func readText(t *testing.T, a connectors.Account, name, content string, m *Mapping) connectors.Page {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, dir, name, content)
	a.Files = []connectors.File{{Path: name}}
	mappings := map[string]Mapping{}
	if m != nil {
		a.Files[0].Mapping = "m"
		mappings["m"] = *m
	}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf}, mappings)
	if err != nil {
		t.Fatal(err)
	}
	return drain(t, a, d)
}

// oslo is an own account that takes every row.
var oslo = connectors.Account{ID: "oslo", Platform: "exports", Role: data.RoleOwn}
