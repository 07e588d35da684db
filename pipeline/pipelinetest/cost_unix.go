//go:build unix

package pipelinetest

import (
	"os"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// ProcessorTime is what the process has used of all processors: on a shared machine it
// says more than the clock on the wall.
func ProcessorTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Peak returns the largest resident size of the process since [ResetPeak] in MiB, where Linux
// tells it; else 0.
func Peak() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	kib := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if kib == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(kib[1]))
	return n / 1024
}

// ResetPeak lets [Peak] begin anew.
func ResetPeak(t *testing.T) {
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		t.Logf("peaks include what came before: %v", err)
	}
}
