//go:build !windows

package lake

import "os"

// pointers returns the ways of pointing, best first.
func pointers() []pointer { return []pointer{symlink} }

// replaceLink puts a pointer in the place of another, in one step.
func replaceLink(from, to string) error { return os.Rename(from, to) }
