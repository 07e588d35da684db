package cli

import (
	"io"
	"log/slog"
)

// newLogger returns the log of a long-lived command. Texts of posts and replies,
// authors and secrets are never given to it.
func newLogger(w io.Writer, form string) (*slog.Logger, error) {
	switch form {
	case "text":
		return slog.New(slog.NewTextHandler(w, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, nil)), nil
	}
	return nil, usagef("--log %q: write text or json", form)
}
