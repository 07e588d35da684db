package doctor

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/data/privacy"
	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/tally"
)

// checkKeys looks for damaged keys, and at the modes of the keys folder and of all that
// lies in it where there are modes.
func checkKeys(u *jobs.Unit, c *Checkup) {
	dir := u.Config.KeysDir
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		c.ok("keys", "none yet; they are made when replies are first read")
		return
	case err != nil:
		c.add("keys", Bad, "see that the user who runs Tailor may read it", "%v", err)
		return
	}
	damaged := privacy.DamagedKeys(dir)
	for _, err := range damaged {
		c.add("keys", Bad, "put it back from a copy of "+dir, "%v", err)
	}
	if runtime.GOOS == "windows" {
		if len(damaged) == 0 {
			c.ok("keys", "%s", dir)
		}
		return
	}
	if info.Mode().Perm()&0o077 != 0 {
		c.add("keys", Bad, "chmod 700 "+dir, "others may look into %s", dir)
	}
	open := 0
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			open++
			c.add("keys", Bad, "chmod 600 "+path, "others may read %s", path)
		}
		return err
	})
	if err != nil {
		c.add("keys", Bad, "see that the user who runs Tailor may read it", "%v", err)
	} else if open == 0 && info.Mode().Perm()&0o077 == 0 {
		c.ok("keys", "%s is for this user alone", dir)
	}
}

func checkLake(ctx context.Context, u *jobs.Unit, c *Checkup) error {
	if !jobs.Exists(u.Config) {
		c.add("lake", Warning, "tailor run", "nothing was pulled yet")
		return nil
	}
	vault, err := jobs.VaultKeys(u.Config.KeysDir)
	if err != nil {
		c.add("lake", Bad, "mend the key, or bring it back from a copy", "%v", err)
		return nil
	}
	const restore = "bring it back from a copy, or move data and keys away and run again from the inputs"
	l, err := lake.Open(ctx, lake.Options{Root: u.Root, VaultKeys: vault})
	if err != nil {
		remedy := "tailor verify"
		if errors.Is(err, lake.ErrVault) {
			remedy = "bring the vault and its key back from their copies; if there are none: tailor recover"
		} else if errors.Is(err, lake.ErrDamaged) {
			remedy = restore
		}
		c.add("lake", Bad, remedy, "%v", err)
		return ctx.Err()
	}
	r, err := l.Verify(ctx, lake.VerifyOptions{})
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c.add("lake", Bad, "tailor verify", "%v", err)
		return nil
	}
	for i, p := range r.Problems {
		if i == 3 {
			c.add("lake", Bad, "tailor verify names them all", "and %d more", len(r.Problems)-i)
			break
		}
		c.add("lake", Bad, cmp.Or(p.Remedy, restore), "%s: %s", p.Name, p.What)
	}
	if s, err := l.Current(ctx); err == nil {
		checkOpenWeeks(ctx, s, u.Config.KeysDir, c)
		checkUnlisted(ctx, u, s, c)
	}
	if r.OK() {
		c.ok("lake", "commit %d: %d files, %d rows, %d MiB, whole", r.Commit, r.Files, r.Rows, r.Bytes>>20)
	}
	return nil
}

// checkUnlisted names accounts of the lake that the settings do not have: a warning if one
// of the settings may be it under another id.
func checkUnlisted(ctx context.Context, u *jobs.Unit, s *lake.Snapshot, c *Checkup) {
	stored, err := tally.Of(ctx, u.Root, s)
	if err != nil {
		c.add("lake", Bad, "tailor verify", "its posts cannot be counted: %v", err)
		return
	}
	for _, a := range u.Unlisted(stored) {
		if name := "account " + string(a.Account); a.Remedy() != "" {
			c.add(name, Warning, a.Remedy(), "%s", a.What())
		} else {
			c.ok(name, "%s", a.What())
		}
	}
}

// checkOpenWeeks names the author keys that replies of open weeks were counted under and
// that are gone.
func checkOpenWeeks(ctx context.Context, r lake.Reader, keys string, c *Checkup) {
	if err := jobs.KeysLost(r, keys); errors.Is(err, jobs.ErrKeysLost) {
		c.add("keys", Bad, "put the folder back from its copy; if there is none: tailor recover", "%v", err)
		return
	}
	lost, _ := jobs.LostKeys(ctx, r, keys) // what cannot be read is told above
	for _, w := range lost {
		c.add("keys", Bad, "put it back from a copy of "+keys+" before the next run",
			"the author key of %s is gone, under which replies to %s on %s were counted: until the week is sealed, its new replies count as without author", w.Week, w.Mission, w.Platform)
	}
}
