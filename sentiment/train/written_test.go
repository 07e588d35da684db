package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWritten: the written texts are labelled, differ from one another, name nobody and
// lead nowhere, and none stands in a set that the model is measured on.
func TestWritten(t *testing.T) {
	classes := []string{"neg", "neu", "pos"}
	all, err := written(nil, "written", classes...)
	if err != nil {
		t.Fatal(err)
	}
	var counts [3]int
	seen := map[string]bool{}
	for _, e := range all {
		counts[e.label]++
		text := strings.ToLower(e.text)
		if seen[text] {
			t.Errorf("%q stands twice", e.text)
		}
		seen[text] = true
		if strings.Contains(text, "http") || strings.Contains(strings.ReplaceAll(text, "@user", ""), "@") {
			t.Errorf("%q has a link or a handle", e.text)
		}
	}
	for class, n := range counts {
		if n < len(all)/5 {
			t.Errorf("%d of %d texts are %s, want a fifth or more", n, len(all), classes[class])
		}
	}
	for _, folder := range []string{"dev", "unlicensed"} {
		dir := filepath.Join("..", "..", "..", "shared", "sentiment", folder)
		if _, err := os.Stat(dir); err != nil {
			t.Skip("the sets that the model is measured on are not here: ", err)
		}
		sets, err := load(dir, classes...)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range sets {
			if len(e.text) > 40 && seen[strings.ToLower(e.text)] {
				t.Errorf("a written text stands in %s", e.source)
			}
		}
	}
}

// TestWrittenRefused: a label that is none, and a folder without texts.
func TestWrittenRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := written(nil, dir, "neg", "neu", "pos"); err == nil || !strings.Contains(err.Error(), "-written") {
		t.Errorf("an empty folder: %v, want an error that names the flag", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "xx.tsv"), []byte("good\txx\tqwe\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := written(nil, dir, "neg", "neu", "pos"); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a wrong label: %v, want an error that names the line", err)
	}
}
