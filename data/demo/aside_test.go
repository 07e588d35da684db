package demo_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/data/demo"
)

// earlier writes the small demo as a version before this one might have left it, with a
// file of the user's beside it.
func earlier(t *testing.T, dir string) {
	t.Helper()
	if err := demo.Small(2).WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, demo.ConfigName)
	settings, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	put(t, name, strings.Replace(string(settings), ", made_up: true", "", 1))
	put(t, filepath.Join(dir, "mine.txt"), "mine")
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestMoveAside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tailor-demo")
	for n, want := range []string{dir + "-earlier", dir + "-earlier-2"} {
		earlier(t, dir)
		if !demo.IsDemo(dir) {
			t.Fatal("an earlier demo is not recognised")
		}
		to, err := demo.MoveAside(dir)
		if err != nil || to != want {
			t.Fatalf("moved to %q, %v, want %q", to, err, want)
		}
		if mine, err := os.ReadFile(filepath.Join(to, "mine.txt")); err != nil || string(mine) != "mine" {
			t.Errorf("time %d: the user's file is %q, %v", n, mine, err)
		}
		if err := demo.Small(2).WriteTo(dir); err != nil {
			t.Errorf("the folder cannot be written to after the move: %v", err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMoveAsideHere: nobody's shell is left standing in a folder of another name.
func TestMoveAsideHere(t *testing.T) {
	dir := t.TempDir()
	earlier(t, dir)
	below := filepath.Join(dir, "..tables")
	if err := os.Mkdir(below, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, here := range []string{dir, below} {
		t.Chdir(here)
		if to, err := demo.MoveAside(dir); err == nil || !strings.Contains(err.Error(), "--demo-dir") {
			t.Errorf("moved the folder that the process is in, %s, to %s, %v", here, to, err)
		}
	}
}

// TestIsDemo: settings that somebody made his own are not taken for a demo.
func TestIsDemo(t *testing.T) {
	for name, spoil := range map[string]func(dir string){
		"other settings": func(dir string) { put(t, filepath.Join(dir, demo.ConfigName), "version: 1\n# Ruritania\n") },
		"another country": func(dir string) {
			b, err := os.ReadFile(filepath.Join(dir, demo.ConfigName))
			if err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(dir, demo.ConfigName), strings.ReplaceAll(string(b), "Ruritania", "Graustark"))
		},
		"another note": func(dir string) { put(t, filepath.Join(dir, demo.ReadmeName), "our work") },
		"no note":      func(dir string) { _ = os.Remove(filepath.Join(dir, demo.ReadmeName)) },
		"no settings":  func(dir string) { _ = os.Remove(filepath.Join(dir, demo.ConfigName)) },
	} {
		dir := t.TempDir()
		earlier(t, dir)
		spoil(dir)
		if demo.IsDemo(dir) {
			t.Errorf("%s: taken for a demo", name)
		}
	}
}
