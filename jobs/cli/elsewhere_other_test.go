//go:build !linux

package cli

import "os/exec"

// withoutNetwork does nothing: only Linux gives a process a network of its own.
func withoutNetwork(*exec.Cmd) bool { return false }
