package v1

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Address reads the address of a server; without a scheme it is https.
func Address(server string) (*url.URL, error) {
	server = strings.TrimSpace(server)
	if !strings.Contains(server, "://") {
		server = "https://" + server
	}
	u, err := url.Parse(server)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("%w: the server %q is no address; write it like https://archive.example/1.1, or leave it out for X itself", connectors.ErrInput, server)
	}
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawQuery, u.Fragment, u.User = "", "", nil
	return u, nil
}

// Bearer returns the header that carries the account's token.
func Bearer(a connectors.Account, env connectors.Env) (http.Header, error) {
	token, err := env.Credential(a, "bearer")
	if err != nil {
		return nil, fmt.Errorf("X wants the bearer token of an app; run `tailor connect x`: %w", err)
	}
	return http.Header{"Authorization": {"Bearer " + strings.TrimSpace(token)}}, nil
}
