package meta

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
)

// refused is an error answer as the Graph API means it
// (https://developers.facebook.com/docs/graph-api/guides/error-handling).
type refused struct {
	code, subcode int64
	words         string // the API's
	hint          string // what a person can do; may be empty
	ended         bool   // the token is of no use any more
	kind          error
}

func (r *refused) Error() string {
	if r.hint == "" {
		return r.kind.Error()
	}
	return r.kind.Error() + "; " + r.hint
}

func (r *refused) Unwrap() error { return r.kind }

// refusal returns what the API meant by an error; nil if it did not say.
func refusal(err error) *refused {
	var r *refused
	if errors.As(err, &r) {
		return r
	}
	return nil
}

// missing reports whether the API says that an object is not there for this token.
func missing(err error) bool { return errors.Is(err, connectors.ErrGone) }

// tooMuch reports whether an answer would have been too large to make.
func tooMuch(err error) bool {
	r := refusal(err)
	return r != nil && r.code == 1 && strings.Contains(strings.ToLower(r.words), "reduce the amount")
}

// permission is the name of one in the API's words.
var permission = regexp.MustCompile(`\b(?:pages|instagram|threads|read|business|public|ads|manage)_[a-z_]+[a-z]\b`)

// explain reads an error answer; nil leaves it to the status code.
func explain(status int, header http.Header, body []byte) error {
	var answer struct {
		Error struct {
			Code    web.Int `json:"code"`
			Subcode web.Int `json:"error_subcode"`
			Message string  `json:"message"`
			User    string  `json:"error_user_msg"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil || answer.Error.Code.N == nil {
		return nil
	}
	r := &refused{code: *answer.Error.Code.N, words: answer.Error.Message + " " + answer.Error.User}
	if answer.Error.Subcode.N != nil {
		r.subcode = *answer.Error.Subcode.N
	}
	switch c := r.code; {
	case c == 1, c == 2:
		r.kind = connectors.ErrTransient
	case c == 4, c == 17, c == 32, c == 341, c == 368, c == 613, c >= 80000 && c <= 80014:
		r.kind = limited(header)
	case c == 102, c == 190, c == 463, c == 467:
		r.kind, r.ended = connectors.ErrAuth, true
		r.hint = "the token has ended or was taken back; run `tailor connect` for this platform"
	case c == 3, c == 10, c >= 200 && c < 300:
		r.kind, r.hint = connectors.ErrAuth, "the token lacks a permission"
		if name := permission.FindString(r.words); name != "" {
			r.hint += ": " + name
		}
		r.hint += "; run `tailor connect` for this platform"
	case c == 100 && r.subcode == 33, c == 803, c == 24 && status == http.StatusNotFound:
		r.kind, r.hint = connectors.ErrGone, "or the token may not see it"
	case c == 100, c == 2500, c == 12:
		r.kind = connectors.ErrInput
	default:
		return nil
	}
	return r
}

// limited finds in the headers for how many minutes the limit holds
// (https://developers.facebook.com/docs/graph-api/overview/rate-limiting).
func limited(header http.Header) error {
	type usage struct {
		Minutes web.Int `json:"estimated_time_to_regain_access"`
	}
	var longest int64
	var byID map[string]web.Each[usage]
	if json.Unmarshal([]byte(header.Get("X-Business-Use-Case-Usage")), &byID) == nil {
		for _, list := range byID {
			for _, u := range list.Items {
				if u.Minutes.N != nil {
					longest = max(longest, *u.Minutes.N)
				}
			}
		}
	}
	var app usage
	if json.Unmarshal([]byte(header.Get("X-App-Usage")), &app) == nil && app.Minutes.N != nil {
		longest = max(longest, *app.Minutes.N)
	}
	if longest == 0 || longest > 31*24*60 {
		return web.Limited(header)
	}
	return connectors.RateLimited{Reset: time.Now().Add(time.Duration(longest) * time.Minute)}
}

// unnamed keeps of an error what kind it is. The rest holds an address with the id of
// a comment, which leads to whoever wrote it.
func unnamed(err error) error {
	var limit connectors.RateLimited
	var kind error
	switch r := refusal(err); {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case r != nil:
		kind = r
	case errors.As(err, &limit):
		kind = limit
	default:
		kind = connectors.ErrInput
		for _, k := range []error{connectors.ErrTransient, connectors.ErrAuth, connectors.ErrGone, connectors.ErrBudget} {
			if errors.Is(err, k) {
				kind = k
			}
		}
	}
	return fmt.Errorf("read the answers to a comment: %w", kind)
}
