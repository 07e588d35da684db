package content

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// Kept says what became of labels by hand.
type Kept struct {
	Posts   int           `json:"posts"`   // of which something new was said
	Same    int           `json:"same"`    // of which all was known
	Unknown []data.PostID `json:"unknown"` // that the lake does not hold; nothing of them was kept
}

// KeepLabels adds what people said of posts. A post may go by an id that it had
// before; reading the same answers again changes nothing; of two answers the later
// stands.
func KeepLabels(ctx context.Context, r lake.Reader, labels []data.HandLabel) (c lake.Changes, kept Kept, err error) {
	canonical, err := postIDs(ctx, r)
	if err != nil {
		return c, kept, fmt.Errorf("keep labels: %w", err)
	}
	wanted := map[string]bool{}
	byPost := map[data.PostID]data.HandLabel{}
	for _, l := range labels {
		l.PostID = canonical(l.PostID)
		l.Platform = l.PostID.Platform()
		if old, ok := byPost[l.PostID]; ok {
			l = data.MergeHandLabel(old, l)
		}
		byPost[l.PostID], wanted[string(l.PostID)] = l, true
	}
	at, err := partition.PublishedAt(ctx, r, wanted)
	if err != nil {
		return c, kept, fmt.Errorf("keep labels: %w", err)
	}
	stored, err := lake.Find(ctx, r, lake.HandLabels, wanted, nil)
	if err != nil {
		return c, kept, fmt.Errorf("keep labels: %w", err)
	}
	var news []data.HandLabel
	for _, id := range slices.Sorted(maps.Keys(byPost)) {
		l, known := byPost[id], false
		if l.PublishedAt, known = at[id]; !known {
			kept.Unknown = append(kept.Unknown, id)
			continue
		}
		if l = l.News(stored[string(id)]); !l.Says() {
			kept.Same++
			continue
		}
		kept.Posts++
		news = append(news, l)
	}
	if err := lake.Upsert(ctx, r, &c, lake.HandLabels, news); err != nil {
		return c, kept, fmt.Errorf("keep labels: %w", err)
	}
	return c, kept, nil
}

// postIDs returns a function from any id of a post to the one it is kept under.
func postIDs(ctx context.Context, r lake.Reader) (func(data.PostID) data.PostID, error) {
	names := map[data.PostID]data.PostID{}
	for a, err := range lake.Scan(ctx, r, lake.Aliases, nil) {
		if err != nil {
			return nil, err
		}
		names[a.Alias] = a.PostID
	}
	return Canonical(names), nil
}

// Canonical follows aliases to the id that a post is kept under.
func Canonical(names map[data.PostID]data.PostID) func(data.PostID) data.PostID {
	return func(id data.PostID) data.PostID {
		for range 8 { // a chain longer than this is a loop
			next, ok := names[id]
			if !ok {
				return id
			}
			id = next
		}
		return id
	}
}
