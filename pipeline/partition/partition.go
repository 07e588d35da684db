package partition

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
)

// Only accepts one partition.
func Only(part string) func(string) bool { return func(p string) bool { return p == part } }

// Month returns the month of a partition, like 2026-05, "" if it has none.
func Month(part string) string {
	_, at, ok := Split(part)
	if !ok {
		return ""
	}
	return at.Format("2006-01")
}

// Split reads "platform=x/month=2026-05".
func Split(part string) (platform string, month time.Time, ok bool) {
	platform, rest, ok := strings.Cut(part, "/month=")
	if !ok {
		return "", time.Time{}, false
	}
	month, err := time.Parse("2006-01", rest)
	return platform, month, err == nil
}

// Files lists the files of one partition of a table.
func Files(r lake.Reader, table, partition string) []lake.File {
	var files []lake.File
	for _, f := range r.Files(table) {
		if f.Partition == partition {
			files = append(files, f)
		}
	}
	return files
}

// Index reads some columns of a partition, by post.
func Index[P, T any](ctx context.Context, r lake.Reader, t lake.Table[T], part string, id func(*P) data.PostID) (map[data.PostID]*P, error) {
	byPost := map[data.PostID]*P{}
	for row, err := range lake.ScanColumns[P](ctx, r, t, Only(part)) {
		if err != nil {
			return nil, err
		}
		byPost[id(&row)] = &row
	}
	return byPost, nil
}

// From lists the partitions of a table that hold months from a moment on.
func From[T any](r lake.Reader, t lake.Table[T], from time.Time) []string {
	first := from.UTC().Format("2006-01")
	return slices.DeleteFunc(lake.Partitions(r, t), func(part string) bool {
		_, month, _ := strings.Cut(part, "/month=")
		return month < first
	})
}

// DropOthers lets the partitions of a derived table go that are not live any more.
func DropOthers[T any](r lake.Reader, c *lake.Changes, t lake.Table[T], live func(partition string) bool) error {
	for _, part := range lake.Partitions(r, t) {
		if live(part) {
			continue
		}
		if err := lake.Replace(c, t, part, nil, ""); err != nil {
			return err
		}
	}
	return nil
}

// Among reports whether a partition is one of a list.
func Among(parts []string) func(string) bool {
	return func(part string) bool { return slices.Contains(parts, part) }
}

// PublishedAt returns when the posts that are wanted and stored were published.
func PublishedAt(ctx context.Context, r lake.Reader, wanted map[string]bool) (map[data.PostID]data.Micros, error) {
	posts, err := lake.Find(ctx, r, lake.Posts, wanted, nil)
	if err != nil {
		return nil, err
	}
	at := make(map[data.PostID]data.Micros, len(posts))
	for _, p := range posts {
		at[p.PostID] = p.PublishedAt
	}
	return at, nil
}
