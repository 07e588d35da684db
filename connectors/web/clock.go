package web

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// compared is how many answers tell the time; more tell nothing new.
const compared = 101

// compare notes how far this computer's clock is ahead of an answer's Date.
func (n *Net) compare(resp *http.Response) {
	at, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return
	}
	if age, err := strconv.ParseUint(resp.Header.Get("Age"), 10, 31); err == nil { // out of a cache
		at = at.Add(time.Duration(age) * time.Second)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.ahead) < compared {
		n.ahead = append(n.ahead, n.now().Sub(at))
	}
}

// Ahead is how far this computer's clock is ahead of the servers', by the median of
// the answers' Date (RFC 9110, section 6.6.1: whole seconds, when the answer was
// made; Age, RFC 9111, section 5.1, is for how long a cache has had it); ok is false if none said.
func (n *Net) Ahead() (ahead time.Duration, ok bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.ahead) == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(n.ahead))
	return sorted[len(sorted)/2], true
}
