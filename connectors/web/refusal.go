package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Error is an answer with a status that is no success.
type Error struct {
	Host    string
	Path    string
	Status  int
	Message string // what the server says of it, cut; "" if nothing
	Kind    error  // one of the kinds of package connectors
}

// Error names host, path, status and the server's words.
func (e *Error) Error() string {
	s := fmt.Sprintf("%s answers %d to %s", e.Host, e.Status, e.Path)
	if e.Message != "" {
		s += " (" + e.Message + ")"
	}
	return s + ": " + e.Kind.Error()
}

// Unwrap returns the kind.
func (e *Error) Unwrap() error { return e.Kind }

// refusal turns an unsuccessful answer into an error of the right kind.
func (a *API) refusal(r *http.Request, resp *http.Response, content []byte) error {
	e := &Error{Host: r.URL.Host, Path: r.URL.Path, Status: resp.StatusCode, Message: message(content)}
	if a.Explain != nil {
		e.Kind = a.Explain(resp.StatusCode, resp.Header, content)
	}
	if e.Kind == nil {
		e.Kind = kind(resp.StatusCode, resp.Header)
	}
	return e
}

// kind reads a status code as HTTP means it.
func kind(status int, header http.Header) error {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return connectors.ErrAuth
	case status == http.StatusNotFound, status == http.StatusGone:
		return connectors.ErrGone
	case status == http.StatusTooManyRequests:
		return Limited(header)
	case status == http.StatusServiceUnavailable && header.Get("Retry-After") != "":
		return Limited(header)
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status >= 500:
		return connectors.ErrTransient
	case status < 200, status >= 300 && status < 400:
		return fmt.Errorf("%w: the server sends elsewhere and does not say where", connectors.ErrInput)
	}
	return connectors.ErrInput
}

// message finds what a server says of an error in the forms that are common, and
// makes it one short line.
func message(content []byte) string {
	var m struct {
		Error       json.RawMessage `json:"error"`
		Description string          `json:"error_description"`
		Message     string          `json:"message"`
		Title       string          `json:"title"`
		Detail      string          `json:"detail"`
		Errors      json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(content, &m) != nil {
		return ""
	}
	parts := []string{m.Title, m.Detail, m.Message, m.Description}
	for _, raw := range []json.RawMessage{m.Error, m.Errors} {
		parts = append(parts, words(raw)...)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" })
	return oneLine(strings.Join(slices.Compact(parts), ": "))
}

// words are the messages in an error that is a text, an object, or a list of either.
func words(raw json.RawMessage) []string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return []string{text}
	}
	type object struct {
		Message string `json:"message"`
		Detail  string `json:"detail"`
	}
	var one object
	if json.Unmarshal(raw, &one) == nil {
		return []string{one.Message, one.Detail}
	}
	var many []json.RawMessage
	if json.Unmarshal(raw, &many) == nil && len(many) > 0 && len(many[0]) < len(raw) {
		return words(many[0])
	}
	return nil
}

// longest is how much of a server's words is repeated.
const longest = 200

func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) > longest {
		s = string(runes[:longest]) + "…"
	}
	return strings.TrimSpace(s)
}

// scrub takes every credential of the API's header out of an error's text. It
// leaves an error alone that holds none.
func (a *API) scrub(err error) error {
	text := err.Error()
	clean := text
	for _, values := range a.Header {
		for _, v := range values {
			for _, secret := range []string{v, v[strings.LastIndexByte(v, ' ')+1:]} {
				if len(secret) >= 6 {
					clean = strings.ReplaceAll(clean, secret, "[secret]")
				}
			}
		}
	}
	if clean == text {
		return err
	}
	return scrubbed{clean, err}
}

// scrubbed is an error that says less than its cause, but is of its kind.
type scrubbed struct {
	text  string
	cause error
}

func (s scrubbed) Error() string        { return s.text }
func (s scrubbed) Is(target error) bool { return errors.Is(s.cause, target) }

// As gives kinds that hold nothing a server wrote.
func (s scrubbed) As(target any) bool {
	if _, answer := target.(**Error); answer {
		return false
	}
	return errors.As(s.cause, target)
}
