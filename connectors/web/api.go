package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
)

// API asks one server for JSON. Its fields are set once, before the first request;
// then it may be used by several at once.
type API struct {
	HTTP   connectors.Doer
	Base   string      // address that paths are added to, like https://social.example
	Header http.Header // sent with every request, credentials among them

	// Explain reads an error answer as its platform means it; nil or a nil error
	// leaves it to the status code.
	Explain func(status int, header http.Header, body []byte) error

	mu      sync.Mutex
	until   map[string]time.Time // by kind of path: no request before, as the server asked
	checked map[string]bool      // types whose fields were looked through
	unknown map[string]bool      // fields that this version does not know
}

// Answer is a successful answer.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Get asks for path with query and decodes the JSON answer into out, a pointer; nil
// leaves it undecoded. Errors wrap the kinds of package connectors: 401 and 403
// [connectors.ErrAuth], 404 and 410 [connectors.ErrGone], 429
// [connectors.RateLimited], 5xx, cut answers and failures of the network
// [connectors.ErrTransient], other 4xx [connectors.ErrInput]; an [Error] tells the
// status. No error shows the query or a header.
func (a *API) Get(ctx context.Context, path string, query url.Values, out any) (*Answer, error) {
	address := strings.TrimSuffix(a.Base, "/") + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: the address %q is not well formed", connectors.ErrInput, a.Base)
	}
	return a.Do(r, out)
}

// Do sends a request, to which Header is added, as Get does.
func (a *API) Do(r *http.Request, out any) (*Answer, error) {
	if wait := a.waitUntil(r.URL.Path); !wait.IsZero() {
		return nil, fmt.Errorf("ask %s: %w", r.URL.Host, connectors.RateLimited{Reset: wait})
	}
	for name, values := range a.Header {
		r.Header[name] = values
	}
	if r.Header.Get("Accept") == "" {
		r.Header.Set("Accept", "application/json")
	}
	resp, err := a.HTTP.Do(r)
	if err != nil {
		return nil, a.scrub(err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, a.scrub(cut(r, err))
	}
	a.heed(r.URL.Path, resp.Header)
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return nil, a.scrub(a.refusal(r, resp, content))
	}
	ans := &Answer{Status: resp.StatusCode, Header: resp.Header, Body: content}
	if out == nil {
		return ans, nil
	}
	content = unwrap(content, out)
	if err := decode(content, out); err != nil {
		return nil, a.scrub(fmt.Errorf("read what %s answered to %s: %w", r.URL.Host, r.URL.Path, err))
	}
	a.drift(content, out)
	return ans, nil
}

// cut says what became of an answer that broke off.
func cut(r *http.Request, err error) error {
	if ctx := r.Context(); ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return fmt.Errorf("read what %s answered: %w", r.URL.Host, kindOf(err))
}

// decode reads JSON. What ends too early, or is no JSON at all, is the network's or
// a gateway's doing and passes; a value of a wrong type is not.
func decode(content []byte, out any) error {
	err := json.Unmarshal(content, out)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrong):
		return fmt.Errorf("%w: %s holds a JSON %s", connectors.ErrInput, cmp.Or(wrong.Field, "the answer"), firstWord(wrong.Value))
	case bytes.HasPrefix(bytes.TrimSpace(content), []byte("<")):
		return fmt.Errorf("%w: it is a web page, not JSON", connectors.ErrTransient)
	}
	return fmt.Errorf("%w: it is not whole: %w", connectors.ErrTransient, err)
}

// firstWord drops the value after the type, which may be anybody's words.
func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// Unknown returns the fields that were seen and are not known, sorted. Only the
// first answer of each type is looked through.
func (a *API) Unknown() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return sortedKeys(a.unknown)
}

func (a *API) drift(content []byte, out any) {
	t := reflect.TypeOf(out)
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.checked[t.String()] {
		return
	}
	if a.checked == nil {
		a.checked, a.unknown = map[string]bool{}, map[string]bool{}
	}
	if findUnknown(content, t, a.unknown) {
		a.checked[t.String()] = true
	}
}
