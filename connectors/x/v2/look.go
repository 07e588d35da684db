package v2

import (
	"context"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	v1 "github.com/digital-diplomacy/tailor/connectors/x/v1"
	"github.com/digital-diplomacy/tailor/data"
)

// look reads posts by id again. A post of which X says that there is none is gone.
func (c *client) look(ctx context.Context, known []connectors.Known) (connectors.Page, error) {
	p := connectors.Page{Input: c.input("/2/tweets")}
	known = slices.DeleteFunc(slices.Clone(known), func(k connectors.Known) bool {
		return !v1.IsID(k.Post.Native()) // a row of a file without ids; X would refuse all of them
	})
	if room := c.meter.room(forCounters, postPrice, int64(len(known))); room < int64(len(known)) {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: "posts whose counters were not read again, to keep the month's budget for new posts",
			Count: int64(len(known)) - room, Hint: "raise network.x_monthly_usd if their values at fixed ages are wanted"})
		known = known[:room]
	}
	if len(known) == 0 {
		return p, nil
	}
	asked := map[string]connectors.Known{}
	var ids []string
	for _, k := range known {
		ids = append(ids, k.Post.Native())
		asked[k.Post.Native()] = k
	}
	query := fields()
	query.Set("ids", strings.Join(ids, ","))
	out, err := c.posts(ctx, "/2/tweets", query)
	if err != nil {
		return connectors.Page{}, err
	}
	c.addPosts(&p, out)
	for i := range out.Data.Items {
		delete(asked, string(out.Data.Items[i].ID))
	}
	for _, x := range out.Errors.Items {
		k, ok := asked[x.about()]
		if !ok || !x.is("resource-not-found", "Not Found Error") {
			continue
		}
		delete(asked, x.about())
		p.Posts = append(p.Posts, v1.Deleted(k, c.account.ID, data.SourceAPI, c.now()))
	}
	return p, nil
}
