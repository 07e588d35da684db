package privacy

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// When a week seals, and when a week without replies counts as closed.
const (
	sealAfterEnd    = 7 * 24 * time.Hour  // once it ended and its pull is complete
	sealAfterIngest = 14 * 24 * time.Hour // since its first reply came in, whatever the pull says
	emptyAfterEnd   = sealAfterEnd + sealAfterIngest
)

// OpenWeek is an ISO week of a mission on a platform that has replies and is not
// sealed.
type OpenWeek struct {
	Mission      string
	Platform     data.Platform
	Week         string
	FirstIngest  string // as-of day on which its first reply came in, like "2026-02-16"
	PullComplete bool   // every account of the mission on the platform was pulled to its end after the week had ended
}

// DueSeals returns the seals that are due at the as-of moment, sorted: a week
// seals when it ended at least 7 days ago and its pull is complete, else 14 days
// after its first ingest, and never before it ended. It returns an error if a
// week or day cannot be read, since sealing destroys keys.
func DueSeals(open []OpenWeek, c data.Clock) ([]data.Seal, error) {
	due := map[data.Seal]bool{}
	for _, w := range open {
		if !isWeek(w.Week) {
			return nil, fmt.Errorf("due seals of %s on %s: week %q is not of the form 2026-W07", w.Mission, w.Platform, w.Week)
		}
		ended, err := endedFor(w.Week, c)
		if err != nil {
			return nil, fmt.Errorf("due seals of %s on %s: %w", w.Mission, w.Platform, err)
		}
		first, err := time.Parse(time.DateOnly, w.FirstIngest)
		if err != nil {
			return nil, fmt.Errorf("due seals of %s on %s in %s: first ingest: %w", w.Mission, w.Platform, w.Week, err)
		}
		complete := w.PullComplete && ended >= sealAfterEnd
		overdue := ended >= 0 && c.AsOf.Sub(first) >= sealAfterIngest
		if complete || overdue {
			due[data.Seal{Mission: w.Mission, Platform: w.Platform, Week: w.Week, SealedOn: c.Day()}] = true
		}
	}
	seals := make([]data.Seal, 0, len(due))
	for s := range due {
		seals = append(seals, s)
	}
	slices.SortFunc(seals, func(a, b data.Seal) int {
		return cmp.Or(cmp.Compare(a.Mission, b.Mission), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Week, b.Week))
	})
	return seals, nil
}

// Past reports whether a week ended so long ago that it would be sealed by now, had it any
// replies, whatever its pull was like.
func Past(week string, c data.Clock) bool {
	ended, err := endedFor(week, c)
	return err == nil && ended >= emptyAfterEnd
}

// SealAuthors returns the rows with each list of hashes turned into the integers
// Distinct, MaxReplies and Replies, and the list gone. A sealed row stays as it
// is. The arguments are not changed. Destroy the week's key in the same run, after
// the rows are committed.
func SealAuthors(rows []data.ReplyAuthors) []data.ReplyAuthors {
	sealed := slices.Clone(rows)
	for i := range sealed {
		r := &sealed[i]
		if r.Sealed {
			r.Authors = nil
			continue
		}
		authors := addAuthors(r.Authors, nil)
		r.Distinct, r.MaxReplies, r.Replies = int64(len(authors)), 0, 0
		for _, a := range authors {
			r.MaxReplies = max(r.MaxReplies, a.N)
			r.Replies += a.N
		}
		r.Authors, r.Sealed = nil, true
	}
	return sealed
}

// MergeAuthors adds two unsealed tallies of one mission, platform, week, dimension
// and value: counts add up by hash. It accumulates: the order of rows does not
// matter, but adding a row twice counts its replies twice, so each page must be
// taken in once. A sealed row never changes: if one of the two is sealed, it is
// returned as it is, and the other was late.
func MergeAuthors(a, b data.ReplyAuthors) data.ReplyAuthors {
	switch {
	case a.Sealed:
		return a
	case b.Sealed:
		return b
	}
	a.Authors = addAuthors(a.Authors, b.Authors)
	return a
}

// addAuthors returns the sums by key, sorted by key, without counts below one.
func addAuthors(a, b []data.AuthorCount) []data.AuthorCount {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(x, y data.AuthorCount) int { return cmp.Compare(x.Key, y.Key) })
	var sums []data.AuthorCount
	for _, c := range all {
		if last := len(sums) - 1; last >= 0 && sums[last].Key == c.Key {
			sums[last].N += c.N
		} else {
			sums = append(sums, c)
		}
	}
	return slices.DeleteFunc(sums, func(c data.AuthorCount) bool { return c.N < 1 })
}
