package doctor

import (
	"fmt"
	"path/filepath"

	"golang.org/x/sys/windows"
)

func diskOf(dir string) (disk, error) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return disk{}, err
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, nil, nil); err != nil {
		return disk{}, fmt.Errorf("disk of %s: %w", dir, err)
	}
	d := disk{free: int64(min(free, 1<<62))}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(dir) + `\`)
	if err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		d.network = "a network drive"
	}
	return d, nil
}
