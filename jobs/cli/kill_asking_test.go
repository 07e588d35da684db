package cli

import (
	"net/http"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestKillAsking ends runs that ask a server with SIGKILL, each at another of its answers
// or a moment after. The lake that the next runs come to is that of a run which nobody
// disturbed.
func TestKillAsking(t *testing.T) {
	t.Parallel()
	n, server, run, whole := undisturbed(t, *kills, 25)
	dir := settled(t, readsReplies)
	for i := range n {
		var target atomic.Pointer[os.Process]
		started := make(chan struct{})
		server.set(func() {
			server.asked = 0
			server.before = func(k int, _ *http.Request) {
				if k == 2+i%5 {
					<-started
					go func() {
						time.Sleep(time.Duration(i%7) * 5 * time.Millisecond)
						_ = target.Load().Kill()
					}()
				}
			}
		})
		p := in(t, dir, server.env(), run...)
		target.Store(p.Process)
		close(started)
		if code := p.end(t); code != -1 && code != 0 {
			t.Fatalf("kill %d: exit code %d\n%s", i+1, code, p.errs.String())
		}
		server.set(func() { server.before = nil })
		if hurt := in(t, dir, server.env(), "verify"); hurt.end(t) != 0 {
			if _, err := os.Stat(dir + "/tailor-data/lake"); err == nil {
				t.Fatalf("after kill %d verify says %s%s", i+1, hurt.out.String(), hurt.errs.String())
			}
		}
	}
	if p := in(t, dir, server.env(), run...); p.end(t) != 0 {
		t.Fatalf("the run after %d kills: %s", n, p.errs.String())
	}
	if diff := cmp.Diff(shown(t, whole), shown(t, dir)); diff != "" {
		t.Errorf("after %d kills the lake is another one (-undisturbed +killed):\n%s", n, diff)
	}
	if diff := cmp.Diff(vault(t, whole), vault(t, dir)); diff != "" {
		t.Errorf("after %d kills the vault counts otherwise (-undisturbed +killed):\n%s", n, diff)
	}
}
