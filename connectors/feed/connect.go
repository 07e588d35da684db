package feed

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Needs lists no credential: only public feeds are read.
func Needs() []connectors.Need { return nil }

// Connect reads the feed once and says what it holds.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) ([]string, error) {
	d, err := Open(a, env)
	if err != nil {
		return nil, err
	}
	c := position{}
	doc, err := d.fetch(ctx, &c)
	if err != nil {
		return nil, fmt.Errorf("connect %s: %w", a.ID, err)
	}
	lines := []string{fmt.Sprintf("%s answers without credentials; it holds %d articles.", doc.input, len(doc.articles))}
	if c.Feed != "" {
		lines = append(lines, fmt.Sprintf("It is named by the page in the config; written as server: %s it costs one request less.", c.Feed))
	}
	if n := len(doc.rejects); n > 0 {
		lines = append(lines, fmt.Sprintf("%d items cannot be used: %s.", n, doc.rejects[0].Hint))
	}
	return lines, nil
}

// Terms are those of the publisher. YouTube's counters may be kept for 30 days
// without the channel's authorisation, by whichever way they come.
func Terms(a connectors.Account) connectors.Terms {
	if s, err := address(a); err == nil {
		if u, err := url.Parse(s); err == nil {
			if host := strings.ToLower(u.Hostname()); host == "youtube.com" || strings.HasSuffix(host, ".youtube.com") {
				return connectors.Terms{KeepDays: 30, DropDeleted: true, Source: "YouTube API Services Developer Policies III.E.4 (non-authorized data)"}
			}
		}
	}
	return connectors.Terms{Source: "the publisher's own terms; titles and leads are stored, not articles"}
}
