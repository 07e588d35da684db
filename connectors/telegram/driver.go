package telegram

import (
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/data"
)

// version goes up when the same input gives other rows.
const version = "1"

// Open returns the driver of an account: of its files if it has any, else of the
// channel's public preview. declared holds what the config says under the names of
// mappings that the files give.
func Open(a connectors.Account, env connectors.Env, declared map[string]connectors.Declared) (connectors.Driver, error) {
	name, err := parseName(a)
	if err != nil {
		return nil, fmt.Errorf("open telegram: %w", err)
	}
	if len(a.Files) == 0 {
		c := newClient(a, env, name)
		return walk.New(a, env, walk.Platform{
			Info:  connectors.Info{Name: "telegram", Version: version, Source: data.SourceAPI},
			Posts: c.posts, Look: c.look, LookSize: 1, PageSize: previewSize, Unknown: c.unknown,
		}), nil
	}
	if err := connectors.CheckMappings(a, declared); err != nil {
		return nil, fmt.Errorf("open telegram: %w", err)
	}
	return newExports(a, env, name, declared), nil
}
