package cli

import (
	"path/filepath"
	"slices"
	"testing"
)

// TestDoubleClick tells a double-click from every other start without arguments.
func TestDoubleClick(t *testing.T) {
	home, apps, work := filepath.FromSlash("/home/ann"), filepath.FromSlash("/apps/tailor"), filepath.FromSlash("/home/ann/work")
	beside, inWork := filepath.Join(apps, "tailor.yaml"), filepath.Join(work, "tailor.yaml")
	for name, c := range map[string]struct {
		launch
		files []string
		want  string
	}{
		"Explorer":                          {launch{system: "windows", explorer: true, terminal: true, here: apps, home: home, program: apps}, []string{beside}, beside},
		"Explorer, by a shortcut":           {launch{system: "windows", explorer: true, here: work, home: home, program: apps}, []string{inWork}, inWork},
		"Explorer, no settings":             {launch{system: "windows", explorer: true, here: apps, home: home, program: apps}, nil, ""},
		"console of Windows":                {launch{system: "windows", terminal: true, here: apps, home: home, program: apps}, []string{beside}, ""},
		"task of Windows":                   {launch{system: "windows", here: apps, home: home, program: apps}, []string{beside}, ""},
		"Finder":                            {launch{system: "darwin", terminal: true, here: home, home: home, program: apps}, []string{beside}, beside},
		"macOS without a terminal":          {launch{system: "darwin", here: "/", home: home, program: apps}, []string{beside}, beside},
		"Terminal of macOS, elsewhere":      {launch{system: "darwin", terminal: true, here: work, home: home, program: apps}, []string{beside, inWork}, ""},
		"Terminal of macOS, settings there": {launch{system: "darwin", terminal: true, here: home, home: home, program: apps}, []string{filepath.Join(home, "tailor.yaml")}, ""},
		"job of macOS":                      {launch{system: "darwin", here: work, home: home, program: apps}, []string{beside, inWork}, ""},
		"Linux without a terminal":          {launch{system: "linux", here: work, home: home, program: apps}, []string{beside, inWork}, ""},
		"arguments":                         {launch{system: "windows", args: 1, explorer: true, here: apps, home: home, program: apps}, []string{beside}, ""},
		"nothing known":                     {launch{system: "windows", explorer: true}, []string{"tailor.yaml"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			c.exists = func(path string) bool {
				for _, f := range c.files {
					if f == path {
						return true
					}
				}
				return false
			}
			got, clicked := c.settings()
			if got != c.want || clicked != (c.want != "") {
				t.Errorf("serves %q, %t; want %q", got, clicked, c.want)
			}
		})
	}
}

// TestDropped tells paths that were dropped on the program from a mistyped command.
func TestDropped(t *testing.T) {
	there := filepath.Join("downloads", "export.csv")
	s := launch{exists: func(path string) bool { return path == there || path == "downloads" }}
	for name, c := range map[string]struct {
		paths    []string
		explorer bool
		want     []string
	}{
		"a file":         {[]string{there}, false, []string{"brief", there}},
		"from Explorer":  {[]string{there}, true, []string{"brief", "--out", filepath.Join("downloads", "tailor-brief.html"), there}},
		"several":        {[]string{there, "downloads"}, false, []string{"brief", there, "downloads"}},
		"one is no file": {[]string{there, "brieff"}, false, nil},
		"a flag":         {[]string{"--quiet", there}, false, nil},
		"nothing":        {nil, true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := s
			s.explorer = c.explorer
			if got := s.brief(c.paths); !slices.Equal(got, c.want) {
				t.Errorf("runs %q, want %q", got, c.want)
			}
		})
	}
}
