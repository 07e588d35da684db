package exports

import (
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/digital-diplomacy/tailor/data"
)

// block returns the indented lines of the guide from the one that begins with first.
func block(t *testing.T, first string) string {
	t.Helper()
	guide, err := os.ReadFile("../../docs/connectors/exports.md")
	check(t, err)
	var lines []string
	for line := range strings.Lines(string(guide)) {
		code, indented := strings.CutPrefix(line, "    ")
		switch {
		case indented && (len(lines) > 0 || strings.HasPrefix(code, first)):
			lines = append(lines, code)
		case len(lines) > 0:
			return strings.Join(lines, "")
		}
	}
	t.Fatalf("the guide has no block that begins with %q", first)
	return ""
}

// What the guide shows must work as it stands.
func TestGuideSheet(t *testing.T) {
	p := readText(t, oslo, "whatsapp.csv", block(t, "Date,Time,"), nil)
	if len(p.Posts) != 2 || len(p.Rejects) != 0 || p.Posts[0].PostID != "whatsapp:0029VaExample/57" || *p.Snapshots[0].Shares != 3 || p.Snapshots[1].Reach != nil {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
}

func TestGuideMapping(t *testing.T) {
	var config struct {
		Mappings map[string]Mapping `yaml:"mappings"`
	}
	check(t, yaml.Unmarshal([]byte(block(t, "mappings:")), &config))
	m := config.Mappings["kiosk"]
	check(t, m.Validate())
	p := readText(t, oslo, "kiosk.xlsx", xlsx(t, tab{"Posts", [][]any{{"Ref", "When", "Words", "Hearts", "Answers", "Seen", "Kind"},
		{"77", "03/04/2026 10:00", "Hello", 5, 1, 90, "pic"}}}), &m)
	if len(p.Posts) != 1 || p.Posts[0].PublishedAt != utc(2026, 4, 3, 8, 0) || p.Posts[0].FormatNative != string(data.FormatImage) || *p.Snapshots[0].Likes != 5 {
		t.Errorf("posts %+v, rejects %+v", p.Posts, p.Rejects)
	}
}
