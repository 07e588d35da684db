package youtube

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
)

// refused is an error answer as the API means it.
type refused struct {
	reason string // the API's word
	hint   string // what a person can do; may be empty
	kind   error
}

func (r *refused) Error() string {
	if r.hint == "" {
		return r.kind.Error()
	}
	return r.kind.Error() + "; " + r.hint
}

func (r *refused) Unwrap() error { return r.kind }

// because reports whether the API gave this reason.
func because(err error, reason string) bool {
	var r *refused
	return errors.As(err, &r) && r.reason == reason
}

// reasons are the API's words for why it refuses, in its own envelope and in that of
// Google's gateway before it (https://developers.google.com/youtube/v3/docs/errors,
// https://cloud.google.com/apis/design/errors). Daily quotas are not among them:
// their end has to be worked out.
var reasons = map[string]refused{
	"rateLimitExceeded":     {kind: connectors.RateLimited{}},
	"userRateLimitExceeded": {kind: connectors.RateLimited{}},
	"RATE_LIMIT_EXCEEDED":   {kind: connectors.RateLimited{}},
	"backendError":          {kind: connectors.ErrTransient},
	"processingFailure":     {kind: connectors.ErrTransient},
	"SERVICE_UNAVAILABLE":   {kind: connectors.ErrTransient},

	"keyInvalid":                 {kind: connectors.ErrAuth, hint: "the API key is not valid; run `tailor connect youtube`"},
	"API_KEY_INVALID":            {kind: connectors.ErrAuth, hint: "the API key is not valid; run `tailor connect youtube`"},
	"keyExpired":                 {kind: connectors.ErrAuth, hint: "the API key has expired; make a new one and run `tailor connect youtube`"},
	"accessNotConfigured":        {kind: connectors.ErrAuth, hint: "switch the YouTube Data API v3 on in the key's Google Cloud project"},
	"SERVICE_DISABLED":           {kind: connectors.ErrAuth, hint: "switch the YouTube Data API v3 on in the key's Google Cloud project"},
	"API_KEY_SERVICE_BLOCKED":    {kind: connectors.ErrAuth, hint: "the key's restrictions leave out the YouTube Data API v3; add it in the Google Cloud console"},
	"ipRefererBlocked":           {kind: connectors.ErrAuth, hint: "the key is restricted to other addresses; change that in the Google Cloud console"},
	"API_KEY_IP_ADDRESS_BLOCKED": {kind: connectors.ErrAuth, hint: "the key is restricted to other addresses; change that in the Google Cloud console"},
	"insufficientPermissions":    {kind: connectors.ErrAuth, hint: "the refresh token lacks the scope youtube.readonly; run `tailor connect youtube`"},
	"authError":                  {kind: connectors.ErrAuth, hint: "run `tailor connect youtube`"},

	"playlistNotFound":           {kind: connectors.ErrGone},
	"videoNotFound":              {kind: connectors.ErrGone},
	"commentNotFound":            {kind: connectors.ErrGone},
	"commentThreadNotFound":      {kind: connectors.ErrGone},
	"commentsDisabled":           {kind: connectors.ErrGone, hint: "comments are switched off"},
	"invalidPageToken":           {kind: connectors.ErrInput},
	"playlistItemsNotAccessible": {kind: connectors.ErrAuth, hint: "the list of uploads is private"},
}

// explain reads an error answer; nil leaves it to the status code.
func explain(_ int, header http.Header, body []byte) error {
	for _, reason := range reasonsOf(body) {
		switch reason {
		case "quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg":
			return &refused{reason: reason, hint: "the project's daily quota is used up; it starts anew at midnight Pacific time",
				kind: connectors.RateLimited{Reset: midnight(serverTime(header))}}
		}
		known, ok := reasons[reason]
		if !ok {
			continue
		}
		known.reason = reason
		if known.kind == (connectors.RateLimited{}) {
			known.kind = web.Limited(header)
		}
		return &known
	}
	return nil
}

// reasonsOf lists the reasons that an error answer gives.
func reasonsOf(body []byte) []string {
	type reasoned struct {
		Reason string `json:"reason"`
	}
	var answer struct {
		Error struct {
			Errors  web.Each[reasoned] `json:"errors"`
			Details web.Each[reasoned] `json:"details"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return nil
	}
	var all []string
	for _, r := range append(answer.Error.Details.Items, answer.Error.Errors.Items...) {
		if r.Reason != "" {
			all = append(all, r.Reason)
		}
	}
	return all
}

// serverTime is the moment of an answer: when to ask again is no matter of the run's
// as-of moment.
func serverTime(header http.Header) time.Time {
	if at, err := http.ParseTime(header.Get("Date")); err == nil {
		return at
	}
	return time.Now()
}

// midnight is when the day after now begins in California, where quotas are renewed.
func midnight(now time.Time) time.Time {
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil { // no zone files here: winter time, an hour late in summer
		zone = time.FixedZone("PST", -8*60*60)
	}
	y, m, d := now.In(zone).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, zone).UTC()
}

// notConnected is the error of a missing credential.
func notConnected(account connectors.Account, what string) error {
	return fmt.Errorf("open account %s: %w: %s is not there; run `tailor connect youtube`", account.ID, connectors.ErrAuth, what)
}
