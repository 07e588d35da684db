package youtube

import (
	"fmt"
	"net/url"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
	"github.com/digital-diplomacy/tailor/data"
)

// AttestDerived is the key under attest: with which a unit says that it has accepted
// YouTube's amendment for derived metrics. Without it the numbers may be stored and
// shown as they are, but rates, scores and comparisons must not be made of them.
const AttestDerived = "youtube_derived"

// Open returns the driver of a channel. It asks for nothing yet; an error wraps
// [connectors.ErrAuth] if neither an API key nor a refresh token is there.
func Open(a connectors.Account, env connectors.Env) (connectors.Driver, error) {
	l, err := newLogin(a, env)
	if err != nil {
		return nil, err
	}
	c := &client{account: a, env: env, login: l}
	return &driver{login: l, client: c, Driver: walk.New(a, env, walk.Platform{
		Info:    connectors.Info{Name: "youtube", Version: "1", Source: data.SourceAPI},
		Account: c.counters, Posts: c.uploads, Look: c.look, LookSize: videosPerPage, Thread: c.thread,
		PageSize: c.pageSize(), Requests: walk.Requests{Page: 2, Thread: commentsPerPage}, Unknown: l.unknown, // ids, and what they are
	})}, nil
}

// driver also says what of the quota was spent.
type driver struct {
	*walk.Driver
	login  *login
	client *client
}

// Spent is what was spent of the project's quota since the driver was opened. What is
// refused costs as well.
func (d *driver) Spent() connectors.Estimate { return d.login.spent }

// Terms are those for data read with an API key: statistics go after 30 days unless
// they are read anew. [Authorized] tells of which accounts they may stay.
func Terms(connectors.Account) connectors.Terms {
	return connectors.Terms{KeepDays: 30, AskAgain: 30, DropDeleted: true, Derive: AttestDerived,
		Source: "YouTube API Services, Developer Policies, III.E.4, and Derived Metrics Policy, read 2026-11"}
}

// Authorized reports whether an account's numbers are authorized data, which have no
// limit of 30 days: its own, read in its owner's name.
func Authorized(a connectors.Account, env connectors.Env) bool {
	_, err := env.Credential(a, "refresh")
	return err == nil && a.Role == data.RoleOwn
}

// client asks about one channel.
type client struct {
	account connectors.Account
	env     connectors.Env
	login   *login
	found   *channel // once it was asked for
}

// pageSize is how many uploads a page holds.
func (c *client) pageSize() int { return min(c.env.PageRows(), videosPerPage) }

// input names what a method was asked.
func (c *client) input(method string) string {
	u, err := url.Parse(c.login.base)
	if err != nil {
		return method
	}
	return u.Host + u.Path + "/" + method
}

// post is the post of a video with what every row of it says.
func (c *client) post(id string, published data.Micros) data.Post {
	return data.Post{PostID: data.NewPostID(data.YouTube, id), AccountID: c.account.ID, Platform: data.YouTube,
		PublishedAt: published, Precision: data.BySecond, Paid: data.PaidUnknown, ObservedAt: c.env.Clock.Now(), Source: data.SourceAPI}
}

// errAccount adds the account to an error.
func (c *client) errAccount(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("channel of account %s: %w", c.account.ID, err)
}
