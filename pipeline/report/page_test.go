package report_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
)

var update = flag.Bool("update", false, "write the golden files")

// example is small enough that its page can be read in a diff.
func example() report.Input {
	in := sample()
	in.Advice = in.Advice[1:2]
	in.Effects = in.Effects[1:4]
	in.Activity = in.Activity[40:]
	in.Mood = in.Mood[:4]
	in.Rejects = in.Rejects[:1]
	return in
}

func TestGolden(t *testing.T) {
	v := report.Build(example())
	for name, write := range map[string]func(*bytes.Buffer) error{
		"example.html": func(b *bytes.Buffer) error { return page.HTML(b, v) },
		"example.txt":  func(b *bytes.Buffer) error { return page.Text(b, v) },
		"example.json": func(b *bytes.Buffer) error { return page.JSON(b, v) },
	} {
		var got bytes.Buffer
		if err := write(&got); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
			t.Errorf("%s differs (go test -update writes it anew):\n%s", name, diff)
		}
	}
}

// TestEveryPage renders each kind of week and checks what holds for all of them.
func TestEveryPage(t *testing.T) {
	broken := regexp.MustCompile(`NaN|Inf\b|%!|<nil>|<no value>|ZgotmplZ`)
	forbidden := regexp.MustCompile(`\ber_|net_sentiment|P\(better\)|p_better`)
	for name, in := range variants() {
		page := render(t, in)
		d := harmless(t, name, page)
		if len(page) > 300_000 {
			t.Errorf("%s: %d bytes", name, len(page))
		}
		if found := broken.FindString(page); found != "" {
			t.Errorf("%s: page holds %q", name, found)
		}
		if found := forbidden.FindString(page); found != "" {
			t.Errorf("%s: page holds %q", name, found)
		}
		checkHeadings(t, name, d)
		checkIDs(t, name, d)
	}
}

func checkHeadings(t *testing.T, name string, d document) {
	t.Helper()
	level := 0
	for _, e := range d.elements {
		if len(e.name) != 2 || e.name[0] != 'h' || e.name[1] < '1' || e.name[1] > '6' {
			continue
		}
		next := int(e.name[1] - '0')
		if next > level+1 || next == 1 && level > 0 {
			t.Errorf("%s: h%d after h%d", name, next, level)
		}
		level = next
	}
	if level == 0 {
		t.Errorf("%s: no heading", name)
	}
}

// checkIDs checks that ids are unique and every reference has its target, that
// each chart is named and described, and that a table stands behind it.
func checkIDs(t *testing.T, name string, d document) {
	t.Helper()
	ids := map[string]bool{}
	for _, e := range d.elements {
		if id, ok := e.attrs["id"]; ok {
			if ids[id] {
				t.Errorf("%s: id %q twice", name, id)
			}
			ids[id] = true
		}
	}
	charts := 0
	for _, e := range d.elements {
		for _, ref := range strings.Fields(e.attrs["aria-labelledby"]) {
			if !ids[ref] {
				t.Errorf("%s: no element has id %q", name, ref)
			}
		}
		if to, ok := strings.CutPrefix(e.attrs["href"], "#"); ok && !ids[to] {
			t.Errorf("%s: link to #%s leads nowhere", name, to)
		}
		if e.attrs["class"] == "chart" {
			charts++
			if e.attrs["role"] != "img" || len(strings.Fields(e.attrs["aria-labelledby"])) != 2 {
				t.Errorf("%s: chart without role, title or description: %v", name, e.attrs)
			}
		}
	}
	if n := len(d.with("table")); n < charts {
		t.Errorf("%s: %d tables behind %d charts", name, n, charts)
	}
}

func TestEqualInputEqualBytes(t *testing.T) {
	in := sample()
	want := render(t, in)
	before := fmt.Sprintf("%+v", in.Advice)
	for i := range 5 {
		shuffled := sample()
		rotate(shuffled.Accounts, i)
		rotate(shuffled.Advice, i)
		rotate(shuffled.Effects, i)
		rotate(shuffled.Mood, i)
		rotate(shuffled.Activity, 7*i)
		rotate(shuffled.Rejects, i)
		rotate(shuffled.Gaps, i)
		if got := render(t, shuffled); got != want {
			t.Fatalf("order of rows changes the page:\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
		}
	}
	if after := fmt.Sprintf("%+v", in.Advice); after != before {
		t.Error("Build changed its input")
	}
}

func rotate[T any](s []T, n int) {
	if len(s) > 0 {
		n %= len(s)
		copy(s, append(append([]T{}, s[n:]...), s[:n]...))
	}
}

// TestSize gives a page far more of everything than it can hold, in long names.
func TestSize(t *testing.T) {
	long := strings.Repeat("سفارة الجمهورية & <Embassy> ", 40)
	in := sample()
	in.Mission, in.Unit = long, long
	for i := range 300 {
		account := data.AccountID(fmt.Sprintf("%d %s", i, long))
		in.Accounts = append(in.Accounts, data.Account{AccountID: account, Platform: data.Facebook})
		for _, a := range sampleActivity() {
			a.Account, a.Break = account, long
			in.Activity = append(in.Activity, a)
		}
		for _, e := range sampleEffects() {
			e.AccountID, e.Level, e.Audience = account, fmt.Sprintf("%d %s", i%40, long), long
			e.Warnings = []string{long, long + "2", long + "3"}
			e.Alarm, e.Fragile = long, long
			in.Effects = append(in.Effects, e)
			e.AccountID = in.Accounts[0].AccountID
			in.Effects = append(in.Effects, e)
		}
		for _, m := range sampleMood() {
			m.Value = fmt.Sprintf("%d %s", i, long)
			in.Mood = append(in.Mood, m)
		}
		for _, n := range sampleCompared() {
			n.Topic, n.Survey = data.Topic(fmt.Sprint(i)+string(n.Topic)+long), long
			in.Compared = append(in.Compared, n)
		}
		for _, p := range samplePlaces() {
			p.Platform, p.Warnings = data.Platform(fmt.Sprint(i)+long), []string{long, long + "2", long + "3"}
			in.Places = append(in.Places, p)
		}
		for _, h := range sampleHours()[:24] {
			h.AccountID, h.Zone = account, fmt.Sprint(i)+long
			in.Hours = append(in.Hours, h)
		}
		for _, c := range sampleCadence() {
			c.AccountID = account
			in.Cadence = append(in.Cadence, c)
		}
		in.Rejects = append(in.Rejects, report.RejectCount{Input: long + fmt.Sprint(i), Why: long, Hint: long, N: 1})
		in.Notes = append(in.Notes, report.Note{What: fmt.Sprint(i) + long, Consequence: long, Need: long})
		in.Definitions = append(in.Definitions, report.Definition{ID: "interactions_public", Text: long + fmt.Sprint(i)})
	}
	page := render(t, in)
	harmless(t, "much", page)
	if len(page) > 300_000 {
		t.Errorf("%d bytes, want at most 300,000", len(page))
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteErrors(t *testing.T) {
	v := report.Build(sample())
	for name, err := range map[string]error{"Render": page.HTML(failing{}, v), "Text": page.Text(failing{}, v), "JSON": page.JSON(failing{}, v)} {
		if err == nil || !strings.Contains(err.Error(), "disk full") {
			t.Errorf("%s to a full disk = %v", name, err)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	in := sample()
	for b.Loop() {
		var html bytes.Buffer
		if err := page.HTML(&html, report.Build(in)); err != nil {
			b.Fatal(err)
		}
	}
}
