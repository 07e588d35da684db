//go:build darwin || freebsd

package doctor

import "golang.org/x/sys/unix"

// networkKind names the network file systems of macOS and FreeBSD.
func networkKind(s *unix.Statfs_t) string {
	switch kind := unix.ByteSliceToString(s.Fstypename[:]); kind {
	case "nfs", "smbfs", "afpfs", "webdav":
		return kind
	}
	return ""
}
