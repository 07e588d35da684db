package conntest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Site is a fake server of recorded answers, asked without a network: it is an
// [http.RoundTripper]. It is written as a txtar archive in which each file is an
// answer: its name is "GET /path?query", its content the body, before which a line
// "HTTP 404", headers and an empty line may stand. A request is answered by the file
// of its method and path whose query parameters are all among the request's; of
// several by the one with most. Hosts are told apart only by a file named
// "GET //host/path". What is not there is answered with 404.
type Site struct {
	answers []answer

	mu    sync.Mutex
	asked []string // method and path with query of each request
}

type answer struct {
	method, host, path string
	query              url.Values
	status             int
	header             http.Header
	body               []byte
}

// ParseSite reads a site; what is wrong with it fails the test.
func ParseSite(t testing.TB, archive string) *Site {
	t.Helper()
	s := &Site{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		a, err := parseAnswer(f.Name, f.Data)
		if err != nil {
			t.Fatalf("site: %s: %v", f.Name, err)
		}
		s.answers = append(s.answers, a)
	}
	return s
}

func parseAnswer(name string, content []byte) (answer, error) {
	method, address, ok := strings.Cut(name, " ")
	if !ok {
		return answer{}, fmt.Errorf("the name is not like GET /path")
	}
	u, err := url.Parse(address)
	if err != nil {
		return answer{}, err
	}
	a := answer{method: method, host: u.Host, path: u.Path, query: u.Query(), status: http.StatusOK, header: http.Header{}, body: content}
	first, rest, _ := bytes.Cut(content, []byte("\n"))
	status, ok := strings.CutPrefix(string(first), "HTTP ")
	if !ok {
		return a, nil
	}
	if a.status, err = strconv.Atoi(strings.TrimSpace(status)); err != nil {
		return a, err
	}
	for {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		key, value, ok := strings.Cut(string(line), ":")
		if !ok {
			break
		}
		a.header.Add(textproto.TrimString(key), textproto.TrimString(value))
	}
	a.body = rest
	return a, nil
}

// RoundTrip answers a request.
func (s *Site) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.asked = append(s.asked, r.Method+" "+r.URL.RequestURI())
	s.mu.Unlock()
	best := s.find(r)
	if best == nil {
		return respond(r, http.StatusNotFound, http.Header{}, []byte(`{"error":"not found"}`)), nil
	}
	return respond(r, best.status, best.header.Clone(), best.body), nil
}

func (s *Site) find(r *http.Request) *answer {
	var best *answer
	asked := r.URL.Query()
	for i := range s.answers {
		a := &s.answers[i]
		if a.method != r.Method || a.path != r.URL.Path || a.host != "" && a.host != r.URL.Host || !contains(asked, a.query) {
			continue
		}
		if best == nil || len(a.query) > len(best.query) || a.host != "" && best.host == "" {
			best = a
		}
	}
	return best
}

func contains(all, some url.Values) bool {
	for key, values := range some {
		if strings.Join(all[key], "\x00") != strings.Join(values, "\x00") {
			return false
		}
	}
	return true
}

func respond(r *http.Request, status int, header http.Header, body []byte) *http.Response {
	if header.Get("Content-Type") == "" {
		header.Set("Content-Type", "application/json")
	}
	return &http.Response{Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1",
		ProtoMajor: 1, ProtoMinor: 1, Header: header, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: r}
}

// Asked returns the requests so far, like "GET /path?query".
func (s *Site) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

// with returns a site whose bodies are changed.
func (s *Site) with(change func([]byte) []byte) *Site {
	out := &Site{answers: make([]answer, len(s.answers))}
	for i, a := range s.answers {
		if a.status < 300 {
			a.body = change(a.body)
		}
		out.answers[i] = a
	}
	return out
}
