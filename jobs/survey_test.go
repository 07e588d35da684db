package jobs_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

const surveyConfig = `version: 1
root: data
keys_dir: keys
unit: {name: Embassy of Ruritania, host: 'NO', languages: [en]}
accounts:
  - {id: desk, platform: exports, role: own, files: [{path: inbox/responses.csv, mapping: spring}, inbox/outcomes.csv]}
mappings:
  spring:
    survey:
      name: Spring survey
      consent: {by: Embassy of Ruritania, date: '2026-02-01', text: first page of the form}
      generation: 'Which generation are you?'
      open: ['What should we do better?']
deliver: []
`

// made-up respondents, each with a name and an address that stand nowhere else.
func respondent(i int) (name, email, row string) {
	name = fmt.Sprintf("Zzanne%c Qvist%c%c", 'a'+i%26, 'a'+i/26, 'a'+i%26)
	email = fmt.Sprintf("canary.%03d@mail.example", i)
	generation := []string{"I was born in Ruritania", "My parents were born there"}[i%2]
	vote := []string{"Yes", "Yes", "No"}[i%3]
	wish := []string{"Please answer the telephone more often, yours " + name, "Write to me at " + email + " or call +47 22 33 44 " + fmt.Sprintf("%02d", i),
		"Longer opening hours would help everybody who works.", ""}[i%4]
	own := vote
	if i == 17 {
		own = "I am " + name + " and I was ill"
	}
	return name, email, fmt.Sprintf("3/%d/2026 %d:%02d:%02d,%s,%s,%s,%s,\"%s\"\n", 2+i/10, 8+i%10, i%60, i%60, email, name, generation, own, wish)
}

// TestNobodyOfASurveyIsStored runs a unit whose survey grows, and looks through every
// byte and every cell below its folder for who answered.
func TestNobodyOfASurveyIsStored(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("tailor.yaml", surveyConfig)
	cfg, err := config.Load(filepath.Join(dir, "tailor.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	const header = "Timestamp,Email Address,Full name,Which generation are you?,Did you vote?,What should we do better?\n"
	var canaries []string
	run := func(day, respondents int, outcomes string) {
		t.Helper()
		text := header
		canaries = canaries[:0]
		for i := range respondents {
			name, email, row := respondent(i)
			text += row
			canaries = append(canaries, name, email, strings.Fields(name)[0], strings.Fields(name)[1])
		}
		write("inbox/responses.csv", text)
		write("inbox/outcomes.csv", outcomes)
		unit, err := jobs.Open(t.Context(), jobs.Options{Config: cfg, Clock: data.Clock{AsOf: time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC)}, Version: "test"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := unit.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		nobodyOf(t, cfg.Root, canaries)
	}
	votes := func() (total []string) {
		for _, r := range table[data.SurveyResult](t, cfg.Root, "surveys") {
			if r.Question == "Did you vote?" && r.Dimension == data.DimTotal && r.Share != nil {
				total = append(total, fmt.Sprintf("%s %.2f of %d on %s", r.Answer, *r.Share, *r.N, r.ObservedOn))
			}
		}
		slices.Sort(total)
		return total
	}
	run(6, 9, "week,measure,value\n2026-W09,Appointments,42\n")
	if _, err := os.Stat(filepath.Join(cfg.Root, "lake", "current", "surveys")); !os.IsNotExist(err) {
		t.Errorf("nine people are shown (%v)", err)
	}
	run(9, 60, "week,measure,value\n2026-W09,Appointments,43\n2026-W10,Appointments,3\n")
	first := votes()
	if want := []string{"No 0.30 of 60", "Yes 0.70 of 60"}; len(first) != 2 || !strings.HasPrefix(first[0], want[0]) || !strings.HasPrefix(first[1], want[1]) {
		t.Errorf("shown: %q, want %q", first, want)
	}
	run(10, 66, "week,measure,value\n2026-W10,Appointments,3\n")
	if got := votes(); !slices.Equal(got, first) {
		t.Errorf("six more change what is shown: %q, was %q", got, first)
	}
	run(13, 110, "week,measure,value\n2026-W10,Appointments,3\n")
	if got := votes(); len(got) != 2 || got[0] == first[0] {
		t.Errorf("fifty more do not show: %q", got)
	}
	outcomes := table[data.Outcome](t, cfg.Root, "outcomes")
	if len(outcomes) != 1 || outcomes[0].Period != "2026-W10" || outcomes[0].Value != 3000 || !outcomes[0].Small || outcomes[0].Mission != "Embassy of Ruritania" {
		t.Errorf("outcomes %+v", outcomes)
	}
}

// nobodyOf looks for names in every file below root, in its bytes and in its cells.
func nobodyOf(t *testing.T, root string, names []string) {
	t.Helper()
	looked := 0
	for path, cells := range textCells(t, root) {
		for _, cell := range cells {
			looked += len(cell.text)
			text := strings.ToLower(cell.text)
			for _, n := range names {
				if strings.Contains(text, strings.ToLower(n)) {
					t.Errorf("%s, %s holds %q", path, cell.column, n)
				}
			}
		}
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		b = bytes.ToLower(b)
		for _, n := range names {
			if bytes.Contains(b, []byte(strings.ToLower(n))) {
				t.Errorf("%s holds %q", path, n)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if looked < 1000 {
		t.Errorf("only %d bytes of text were looked through", looked)
	}
}
