package doctor

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs"
)

// disk is what the system says of the file system a folder lies on.
type disk struct {
	free    int64  // bytes that this user may still write
	network string // what kind of network file system it is; "" if it is local, or not known
}

// Free is how many bytes this user may still write to the disk that a folder lies on.
func Free(dir string) (int64, error) {
	d, err := diskOf(dir)
	return d.free, err
}

// writable tries to make a file in a folder.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".tailor-doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// little is how much free disk is too little for a run to be sure to end well.
const little = 1 << 30

func checkFolder(u *jobs.Unit, c *Checkup) {
	dir := u.Root
	for { // the nearest folder that is there
		if _, err := os.Stat(dir); err == nil || filepath.Dir(dir) == dir {
			break
		}
		dir = filepath.Dir(dir)
	}
	if err := writable(dir); err != nil {
		c.add("folder", Bad, "let the user who runs Tailor write there, or name another root: in the settings", "%v", err)
	}
	if err := lake.Fit(dir); err != nil {
		c.add("folder", Bad, "move the data folder, if there is one, and write its new place under root: in the settings", "%v", err)
	}
	for _, inside := range []string{"lake", "vault", filepath.Join("ledger", "runs"), "reports"} {
		if err := writable(filepath.Join(u.Root, inside)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			c.add("folder", Bad, "let the user who runs Tailor write there, as into all of "+u.Root, "%v", err)
		}
	}
	d, err := diskOf(dir)
	switch {
	case err != nil:
		c.add("folder", Warning, "see that the disk is there", "%v", err)
	case d.free < little:
		c.add("folder", Bad, "make room: a run writes new files before it removes old ones", "%d MiB are free on the disk of %s", d.free>>20, u.Root)
	default:
		c.ok("folder", "%d GiB are free on the disk of %s", d.free>>30, u.Root)
	}
	if d.network != "" {
		c.add("folder", Warning, "keep root: on a disk of this computer, and copy the lake to the share; locks and renames of network file systems are not always kept",
			"%s lies on a network file system (%s)", u.Root, d.network)
	}
}
