package onnx

import (
	"os"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/sentiment"
	"github.com/digital-diplomacy/tailor/sentiment/onnx/tiny"
)

// TestOpener: the same files are opened once, other files close them, and a scorer that
// was closed says so.
func TestOpener(t *testing.T) {
	var o Opener
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	folder := tinyModel(t)
	a, err := o.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := o.Open(folder); err != nil || b != a {
		t.Errorf("opened again: another scorer, or %v", err)
	}
	words := tiny.Words()
	words[2].Logits[0]++
	if err := tiny.Write(folder, words); err != nil {
		t.Fatal(err)
	}
	b, err := o.Open(folder)
	if err != nil || b == a || b.Version() == a.Version() {
		t.Fatalf("other files: %v, or the scorer of the files before", err)
	}
	grade(t, b, "good")
	err = a.Grade(batch("good"), []string{"en"}, make([]sentiment.Grade, 1))
	if err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("a closed scorer: %v, want an error that says so", err)
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Open(folder); err == nil {
		t.Error("a folder that is gone was opened")
	}
	grade(t, b, "good") // what was open stays so
}
