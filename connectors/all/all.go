// Package all knows every connector. A new one is added here, in one place that can
// be read.
package all

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/exports"
	"github.com/digital-diplomacy/tailor/connectors/x"
)

// Names lists the connectors.
func Names() []string { return []string{"exports", "x"} }

// Open returns the driver of an account: files of tables go to exports, X's JSON to
// x. mappings are the config's, by name.
func Open(a connectors.Account, env connectors.Env, mappings map[string]exports.Mapping) (connectors.Driver, error) {
	switch {
	case len(a.Files) == 0:
		return nil, fmt.Errorf("open account %s: %w: %s is read from files only so far; add files: to the account",
			a.ID, connectors.ErrInput, a.Platform)
	case a.Platform == "x" && !tables(a.Files):
		declared := map[string]x.Declared{}
		for name, m := range mappings {
			observed, lifetime, err := m.Declared()
			if err != nil {
				return nil, fmt.Errorf("open account %s: mapping %s: %w", a.ID, name, err)
			}
			declared[name] = x.Declared{ObservedAt: observed, Lifetime: lifetime}
		}
		return x.Open(a, env, declared)
	}
	return exports.Open(a, env, mappings)
}

// tables reports whether files are named as tables are.
func tables(files []connectors.File) bool {
	for _, f := range files {
		switch strings.ToLower(filepath.Ext(f.Path)) {
		case ".csv", ".tsv", ".txt", ".tab", ".xls", ".xlsx":
			return true
		}
	}
	return false
}
