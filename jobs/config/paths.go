package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// eachPath calls f for every path of the config with its key.
func (c *Config) eachPath(f func(key string, path *string)) {
	f("root", &c.Root)
	f("keys_dir", &c.KeysDir)
	f("report.answers", &c.Report.Answers)
	f("observe.textfile", &c.Observe.Textfile)
	f("reading.topics", &c.Reading.Topics)
	f("reading.model", &c.Reading.Model)
	f("reading.confusion", &c.Reading.Confusion)
	for i := range c.Accounts {
		for j := range c.Accounts[i].Files {
			f(fmt.Sprintf("accounts[%d].files[%d].path", i, j), &c.Accounts[i].Files[j].Path)
		}
	}
	for i := range c.Deliver {
		f(fmt.Sprintf("deliver[%d].path", i), &c.Deliver[i].Path)
	}
}

// resolve makes every path start at folder, and ~ the user's own folder.
func (c *Config) resolve(folder string, problems *findings) {
	c.written = map[string]string{}
	c.eachPath(func(key string, path *string) {
		if *path == "" {
			return
		}
		written := *path
		switch rest, home := strings.CutPrefix(written, "~"); {
		case home:
			own, err := os.UserHomeDir()
			if err != nil {
				problems.add(key, "begins with ~, but your own folder is not known: write the whole path")
				return
			}
			*path = filepath.Join(own, filepath.FromSlash(rest))
		case filepath.IsAbs(written):
			*path = filepath.Clean(written)
		default:
			*path = filepath.Join(folder, filepath.FromSlash(written))
		}
		c.written[*path] = written
	})
}

// asWritten returns a copy whose paths stand as they did in the file, so that it
// is the same in every folder.
func (c *Config) asWritten() *Config {
	out := *c
	out.Accounts = slices.Clone(c.Accounts)
	for i := range out.Accounts {
		out.Accounts[i].Files = slices.Clone(out.Accounts[i].Files)
	}
	out.Deliver = slices.Clone(c.Deliver)
	out.eachPath(func(_ string, path *string) {
		if written, ok := c.written[*path]; ok {
			*path = written
		}
	})
	return &out
}

// inside reports whether path is folder or lies in it.
func inside(folder, path string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
