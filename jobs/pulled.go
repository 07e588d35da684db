package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// pulled counts what one account's sources gave.
type pulled struct {
	pages, posts, snapshots, replies int
	rejects                          []data.Reject
	unknown                          []string // fields that this version does not know
	used                             web.Usage
	spent                            connectors.Estimate // what it cost
	began                            time.Time
	waited                           time.Duration // between tries
	cursor                           string
	done                             bool
}

// status is how an account's pull went: one that was cut short by a budget or a
// limit, or that gave something before it failed, is partial.
func (p *pulled) status(err error) ledger.Status {
	var later *connectors.TryLater
	switch {
	case err == nil:
		return ledger.Done
	case errors.Is(err, context.Canceled):
		return ledger.Interrupted
	case p.pages > 0, errors.Is(err, connectors.ErrBudget), errors.As(err, &later):
		return ledger.Partial
	}
	return ledger.Failed
}

// gap is the span of posts that a pull which was cut short has not read, in words;
// "" if there is none.
func (p *pulled) gap(now data.Micros) string {
	from, to, ok := walk.Gap(p.cursor, now)
	if !ok {
		return ""
	}
	if from == 0 {
		return "posts up to " + to.String()
	}
	return "posts from " + from.String() + " to " + to.String()
}

// add counts a page that was stored.
func (p *pulled) add(page *data.Page) {
	p.cursor = page.Cursor
	p.pages++
	p.posts += len(page.Posts)
	p.snapshots += len(page.Snapshots) + len(page.Accounts)
	p.replies += len(page.Replies)
	p.rejects = append(p.rejects, page.Rejects...)
}

// accountsNamed is up to how many accounts a pull's summary names one by one.
const accountsNamed = 3

// pulledAll adds up what the accounts of one run gave.
type pulledAll struct {
	pulled
	each []string // what each account with something new gave
}

func (p *pulled) String() string {
	return fmt.Sprintf("%d posts, %d readings, %d replies", p.posts, p.snapshots, p.replies)
}

func (a *pulledAll) add(id data.AccountID, p pulled) {
	a.each = append(a.each, fmt.Sprintf("%s: %s", id, &p))
	a.posts += p.posts
	a.snapshots += p.snapshots
	a.replies += p.replies
	a.rejects = append(a.rejects, p.rejects...)
}

// String is the sum as a stage's summary.
func (a *pulledAll) String() string {
	text := strings.Join(a.each, ", ")
	if len(a.each) > accountsNamed {
		text = fmt.Sprintf("%d accounts: %s", len(a.each), &a.pulled)
	}
	if n := len(a.rejects); n > 0 {
		text += "; " + Plural(n, "row", "rows") + " set aside"
	}
	return text
}
