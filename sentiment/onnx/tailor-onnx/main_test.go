package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/jobs/cli"
	"github.com/digital-diplomacy/tailor/jobs/reading"
	"github.com/digital-diplomacy/tailor/sentiment/onnx/tiny"
)

// The way of a user: measure the model on labelled texts, keep the table, name both in
// the settings. A model that changed since is refused.
func TestModelOfOnesOwn(t *testing.T) {
	t.Chdir(t.TempDir())
	program := opened(models())
	if err := os.Mkdir("model", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := tiny.Write("model", tiny.Words()); err != nil {
		t.Fatal(err)
	}
	var labelled strings.Builder
	for i := range 240 {
		fmt.Fprintf(&labelled, "%s\ten\t%s\n", [...]string{"neg", "neu", "pos"}[i%3], [...]string{"bad", "http http http http", "good"}[i%3])
	}
	write(t, "labelled.tsv", labelled.String())
	write(t, "tailor.yaml", "version: 1\nkeys_dir: ./keys\nunit: {name: Embassy}\naccounts: []\nreading: {model: ./model, confusion: ./confusion.tsv}\n")

	table := program.tailor(t, 0, "eval", "--model", "model", "--confusion", "labelled.tsv")
	if !strings.Contains(table, "# version: onnx-") || !strings.Contains(table, "en\town\tnegative\t80\t0\t0\t0\n") {
		t.Fatalf("table:\n%s", table)
	}
	write(t, "confusion.tsv", table)
	if out := program.tailor(t, 0, "config", "check"); !strings.Contains(out, "is good") {
		t.Errorf("config check: %s", out)
	}
	if out := program.tailor(t, 0, "eval", "--model", "model", "labelled.tsv"); !strings.Contains(out, "en        240  1.000") {
		t.Errorf("eval:\n%s", out)
	}
	words := tiny.Words()
	words[2].Logits[0]++
	if err := tiny.Write("model", words); err != nil {
		t.Fatal(err)
	}
	if out := program.tailor(t, 2, "config", "check"); !strings.Contains(out, "confusion.tsv: was measured with") {
		t.Errorf("a table of another model: %s", out)
	}
	if err := os.Remove(filepath.Join("model", "config.json")); err != nil {
		t.Fatal(err)
	}
	if out := program.tailor(t, 1, "eval", "--model", "model", "labelled.tsv"); !strings.Contains(out, "config.json is missing") {
		t.Errorf("half a model: %s", out)
	}
}

// opened is what a program's commands open models with.
type opened reading.Opener

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// tailor runs a command and returns what it printed.
func (o opened) tailor(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, errw bytes.Buffer
	if got := cli.MainWith(reading.Opener(o), args, strings.NewReader(""), &out, &errw); got != code {
		t.Fatalf("tailor %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, out.String(), errw.String())
	}
	return out.String() + errw.String()
}
