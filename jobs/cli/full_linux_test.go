package cli

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/jobs"
)

// TestDiskFull runs on disks that fill up: while pages are stored, at the first commit, and
// before the ledger has a record. The message names the disk, nothing is half there, and
// with more room the next run comes to the lake of one that always had it.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	disk := t.TempDir()
	mount := func(flags uintptr, size string) error {
		return syscall.Mount("tmpfs", disk, "tmpfs", flags, "size="+size)
	}
	if err := mount(0, "1m"); err != nil {
		t.Skipf("no small disk can be mounted (%v): this needs root on Linux", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	server := newTown(t, 60)
	whole := settled(t, readsReplies)
	asOf := "--as-of=" + server.until.Add(3600e9).Format("2006-01-02T15:04:05Z")
	if p := in(t, whole, server.env(), "run", "-q", asOf); p.end(t) != 0 {
		t.Fatalf("the run that had room: %s", p.errs.String())
	}
	want := shown(t, whole)
	for _, size := range []string{"8k", "64k", "160k", "300k", "500k", "800k"} {
		dir := settled(t, strings.Replace(readsReplies, "keys_dir: ./keys", "keys_dir: "+disk+"/keys\nroot: "+disk+"/tailor-data", 1))
		for _, old := range []string{"tailor-data", "keys"} {
			if err := os.RemoveAll(filepath.Join(disk, old)); err != nil {
				t.Fatal(err)
			}
		}
		if err := mount(syscall.MS_REMOUNT, size); err != nil {
			t.Fatal(err)
		}
		p := in(t, dir, server.env(), "run", "-q", asOf)
		if code := p.end(t); code != jobs.ExitFailed && code != 0 {
			t.Errorf("%s: exit code %d, want %d", size, code, jobs.ExitFailed)
		} else if said := p.errs.String(); code != 0 && (!strings.Contains(said, "tailor: the disk of "+disk) || !strings.Contains(said, "is full (0 MiB are free); make room, 1 GiB or more, and run again") || strings.Count(said, "\n") != 2) {
			t.Errorf("%s: it says %q", size, said)
		}
		if err := mount(syscall.MS_REMOUNT, "64m"); err != nil {
			t.Fatal(err)
		}
		if p := in(t, dir, server.env(), "run", "-q", asOf); p.end(t) != 0 {
			t.Fatalf("%s: with more room: %s", size, p.errs.String())
		}
		if p := in(t, dir, server.env(), "verify", "--read-data"); p.end(t) != 0 {
			t.Errorf("%s: verify: %s%s", size, p.out.String(), p.errs.String())
		}
		if diff := cmp.Diff(want, shown(t, disk)); diff != "" {
			t.Errorf("%s: the lake is another one (-with room +without):\n%s", size, diff)
		}
	}
}
