package v1

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/dghubble/go-twitter/twitter"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
)

// client asks a server of v1.1 shape for one account. It is not safe for concurrent
// use.
type client struct {
	account connectors.Account
	env     connectors.Env
	api     *web.API
	base    *url.URL // what stands before statuses/user_timeline.json
}

// newClient returns a client with the account's token.
func newClient(a connectors.Account, env connectors.Env) (*client, error) {
	header, err := Bearer(a, env)
	if err != nil {
		return nil, err
	}
	base, err := Address(a.Server)
	if err != nil {
		return nil, err
	}
	return &client{account: a, env: env, base: base, api: &web.API{HTTP: env.HTTP, Base: base.String(), Header: header, Explain: explain}}, nil
}

// input names an endpoint.
func (c *client) input(path string) string { return c.base.Host + c.base.Path + "/" + path }

// ask lets go-twitter make a request and decodes the answer into out. The library
// has one address and takes no context, and one odd post would cost it the page; so
// its transport is a [call], which gives both and reads the answer itself.
func (c *client) ask(ctx context.Context, out any, request func(*twitter.Client) error) error {
	one := &call{client: c, ctx: ctx, out: out}
	err := request(twitter.NewClient(&http.Client{Transport: one}))
	switch {
	case !one.done && err != nil:
		return fmt.Errorf("%w: %w", connectors.ErrInput, err)
	case !one.done:
		return fmt.Errorf("%w: nothing was asked", connectors.ErrInput)
	}
	return one.err
}

// call is the transport of one request.
type call struct {
	*client
	ctx  context.Context
	out  any
	done bool
	err  error
}

// RoundTrip sends the request to the account's server, through the run's own way to
// the network, and ends with its context.
func (c *call) RoundTrip(r *http.Request) (*http.Response, error) {
	c.done = true
	to := *r.URL
	_, path, _ := strings.Cut(to.Path, "/1.1/")
	to.Scheme, to.Host, to.Path = c.base.Scheme, c.base.Host, c.base.Path+"/"+path
	moved, err := http.NewRequestWithContext(c.ctx, r.Method, to.String(), nil)
	if err != nil {
		c.err = fmt.Errorf("%w: the address of the server is not well formed", connectors.ErrInput)
		return nil, c.err
	}
	answer, err := c.api.Do(moved, c.out)
	if err != nil {
		c.err = err
		return nil, err
	}
	return &http.Response{Status: http.StatusText(answer.Status), StatusCode: answer.Status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: answer.Header, Body: io.NopCloser(bytes.NewReader(answer.Body)), ContentLength: int64(len(answer.Body)), Request: r}, nil
}

// Codes of v1.1's errors that mean something of their own.
const (
	codeNoPage    = 34  // sorry, that page does not exist
	codeNoUser    = 50  // user not found
	codeSuspended = 63  // user has been suspended
	codeLimited   = 88  // rate limit exceeded
	codeBadToken  = 89  // invalid or expired token
	codeNoPost    = 144 // no status found with that id
	codeHidden    = 179 // not authorized to see this status
)

// explain reads what an error answer means; nil leaves it to the status code. Some
// servers answer 400 or 403 to what is gone or limited.
func explain(_ int, header http.Header, body []byte) error {
	var failure twitter.APIError
	if json.Unmarshal(body, &failure) != nil || failure.Empty() {
		return nil
	}
	switch failure.Errors[0].Code {
	case codeNoPage, codeNoUser, codeNoPost:
		return connectors.ErrGone
	case codeSuspended, codeHidden:
		return errHidden
	case codeLimited:
		return web.Limited(header)
	case codeBadToken:
		return fmt.Errorf("%w: the server does not know the token; run `tailor connect x`", connectors.ErrAuth)
	}
	return nil
}

// errHidden is an answer for something that exists and is not shown.
var errHidden = fmt.Errorf("%w: it is protected or suspended", connectors.ErrAuth)

// isHidden reports whether a post is there and not shown.
func isHidden(err error) bool { return errors.Is(err, errHidden) }
