package schedule

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// shop has one job every hour that takes 90 minutes.
type shop struct {
	mu      sync.Mutex
	running int
	most    int
	begun   []time.Time
	stopped int
	fails   int
	past    Past
}

func (s *shop) Due(_ context.Context, now time.Time) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := Job{Name: "pull", When: When{every: time.Hour, set: true}}.Next(s.past, now, time.UTC)
	if next.After(now) {
		return "", nil
	}
	return "pull", nil
}

func (s *shop) Do(ctx context.Context, _ string) error {
	s.mu.Lock()
	s.running++
	s.most = max(s.most, s.running)
	s.begun = append(s.begun, time.Now())
	s.past = Past{Done: time.Now()}
	fail := s.fails > 0
	s.fails--
	s.mu.Unlock()
	defer func() { s.mu.Lock(); s.running--; s.mu.Unlock() }()
	if fail {
		s.mu.Lock()
		s.past = Past{Tried: time.Now(), Failed: 1}
		s.mu.Unlock()
		return errors.New("no network")
	}
	select {
	case <-time.After(90 * time.Minute):
		return nil
	case <-ctx.Done():
		time.Sleep(time.Minute) // finishes the page in hand
		s.mu.Lock()
		s.stopped++
		s.mu.Unlock()
		return ctx.Err()
	}
}

// TestDaemon: jobs that take longer than their interval never overlap; a failure is
// told and tried again; when the daemon is to end, the job in hand stops first.
func TestDaemon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shop{fails: 1}
		var told []error
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() {
			ended <- Daemon{Worker: s, Now: time.Now, Tell: func(_ string, err error) {
				s.mu.Lock()
				told = append(told, err)
				s.mu.Unlock()
			}}.Serve(ctx)
		}()
		time.Sleep(24*time.Hour + 30*time.Minute)
		before := time.Now()
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if took := time.Since(before); took < time.Minute || took > 2*time.Minute {
			t.Errorf("it ended after %v, want when the job in hand has stopped", took)
		}
		if s.most != 1 {
			t.Errorf("%d jobs ran at a time", s.most)
		}
		if s.stopped != 1 {
			t.Errorf("%d jobs were stopped, want the one in hand", s.stopped)
		}
		if n := len(s.begun); n < 16 || n > 18 {
			t.Errorf("%d jobs of 90 minutes begun in 24 h 30 min", n)
		}
		if len(told) == 0 || told[0] == nil {
			t.Errorf("the failure was not told: %v", told)
		}
		if again := s.begun[1].Sub(s.begun[0]); again < 5*time.Minute || again > 7*time.Minute {
			t.Errorf("tried again after %v, want 5 minutes", again)
		}
	})
}
