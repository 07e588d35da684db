//go:build linux || darwin || freebsd

package doctor

import (
	"fmt"

	"golang.org/x/sys/unix"
)

func diskOf(dir string) (disk, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return disk{}, fmt.Errorf("disk of %s: %w", dir, err)
	}
	return disk{free: int64(s.Bavail) * int64(s.Bsize), network: networkKind(&s)}, nil
}
