package all

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/bluesky"
	"github.com/digital-diplomacy/tailor/connectors/exports"
	"github.com/digital-diplomacy/tailor/connectors/telegram"
	"github.com/digital-diplomacy/tailor/connectors/x"
)

// openFiles returns the driver of an account's files: those in a platform's own form
// go to its connector, X's JSON, Telegram's result.json and Bluesky's archives; tables
// of whatever platform go to exports.
func openFiles(a connectors.Account, env connectors.Env, o Options) (connectors.Driver, error) {
	if tables(a.Files) || shared(a, env) || a.Platform == "x" && !ofX(a, env) {
		return exports.Open(a, env, o.Mappings)
	}
	switch a.Platform {
	case "bluesky":
		return bluesky.Open(a, env)
	case "x", "telegram":
	default:
		return exports.Open(a, env, o.Mappings)
	}
	declared := map[string]connectors.Declared{}
	for name, m := range o.Mappings {
		observed, lifetime, err := m.Declared()
		if err != nil {
			return nil, fmt.Errorf("open account %s: mapping %s: %w", a.ID, name, err)
		}
		declared[name] = connectors.Declared{ObservedAt: observed, Lifetime: lifetime}
	}
	if a.Platform == "telegram" {
		return telegram.Open(a, env, declared)
	}
	return x.Open(a, env, declared)
}

// shared reports whether an account reads a folder that others of the unit read as well:
// what lies there are downloads of several platforms, of which it takes its tables. Files
// in a platform's own form are read where they are named by themselves.
func shared(a connectors.Account, env connectors.Env) bool {
	if env.Readers == nil {
		return false
	}
	found, err := connectors.FindFiles(env.Dir, a.Files)
	return err == nil && slices.ContainsFunc(found, func(f connectors.Found) bool {
		info, err := os.Stat(f.Path)
		return err == nil && info.IsDir() && len(env.Readers(f.Path)) > 1
	})
}

// ofX reports whether an account's files are in X's own form; those that are not
// there are, for all that is known.
func ofX(a connectors.Account, env connectors.Env) bool {
	found, err := connectors.FindFiles(env.Dir, a.Files)
	return err != nil || slices.ContainsFunc(found, func(f connectors.Found) bool { return x.Reads(f.Path) })
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
