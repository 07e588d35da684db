package telegram

import (
	"context"
	"fmt"

	"github.com/digital-diplomacy/tailor/connectors"
)

// Needs says which credentials the connector uses: none.
func Needs() []connectors.Need { return nil }

// Terms says what Telegram's rules ask. They limit what may be done with its content
// (no training of models, no datasets of it); numbers may be kept.
func Terms(connectors.Account) connectors.Terms {
	return connectors.Terms{Source: "telegram.org/tos and telegram.org/tos/content-licensing, read 2026-11"}
}

// Connect says what the channel's preview or the files give.
func Connect(ctx context.Context, a connectors.Account, env connectors.Env) ([]string, error) {
	n, err := parseName(a)
	if err != nil {
		return nil, fmt.Errorf("connect telegram: %w", err)
	}
	if len(a.Files) > 0 {
		return connectFiles(ctx, a, env, n)
	}
	c := newClient(a, env, n)
	p, err := c.ask(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("connect telegram: %w", err)
	}
	lines := []string{fmt.Sprintf("The preview t.me/s/%s can be read; no credentials are needed.", n.user)}
	if subscribers, rounded := p.subscribers(); subscribers != nil && rounded {
		lines = append(lines, fmt.Sprintf("It has about %d subscribers.", *subscribers))
	} else if subscribers != nil {
		lines = append(lines, fmt.Sprintf("It has %d subscribers.", *subscribers))
	}
	return append(lines, "It shows views (rounded from 1,000 on) and reactions; not forwards and comments."), nil
}

// connectFiles says which chats of the files are the account's.
func connectFiles(ctx context.Context, a connectors.Account, env connectors.Env, n name) ([]string, error) {
	d := newExports(a, env, n, nil)
	if _, err := d.find(ctx); err != nil {
		return nil, fmt.Errorf("connect telegram: %w", err)
	}
	v, err := d.survey(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect telegram: %w", err)
	}
	var lines []string
	for _, f := range d.files {
		if reject := v.refuse(f); reject != nil {
			lines = append(lines, fmt.Sprintf("%s is not read: %s.", f.Input(), reject.Hint))
			continue
		}
		for i := range f.chats.all {
			switch c := &f.chats.all[i]; v.role(c) {
			case channel:
				lines = append(lines, fmt.Sprintf("%s holds the channel %q (%s).", f.Input(), c.Name, c.Number))
			case group:
				lines = append(lines, fmt.Sprintf("%s holds the channel's discussion group; its messages are read as replies only if replies are collected.", f.Input()))
			}
		}
	}
	return lines, nil
}
