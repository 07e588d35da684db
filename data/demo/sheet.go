package demo

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// sheet makes the table that somebody keeps by hand of a peer's public counters:
// semicolons, the day first, one row for each time a post was looked at.
func (w *World) sheet(a *account) *table {
	const day = "02.01.2006"
	t := &table{name: fmt.Sprintf("peers/%s.csv", a.id), account: a, at: Exported(Weeks), comma: ';', mark: true,
		head: []string{"Post", "Published", "Type", "Likes", "Comments", "Shares", "Quotes", "Followers", "Read on"}}
	n := func(n int64) string { return strconv.FormatInt(n, 10) }
	for _, p := range w.posts {
		if p.account != a {
			continue
		}
		for _, r := range p.readings {
			t.rows = append(t.rows, row{post: p, at: r.at, cells: t.cells(map[string]string{
				"Post": p.native, "Published": p.at.Format(day + " 15:04"), "Type": wordFor(p.format), "Likes": n(r.reactions),
				"Comments": n(r.comments), "Shares": n(r.shares), "Quotes": n(r.quotes),
				"Followers": n(a.followersAt(p.at)), "Read on": r.at.Format(day),
			})})
		}
	}
	return t
}

// sheetWord is a word for a format in the hand-kept sheets.
type sheetWord struct {
	word   string
	format data.Format
}

func sheetWords() []sheetWord {
	return []sheetWord{{"words only", data.FormatText}, {"picture", data.FormatImage}, {"pictures", data.FormatAlbum},
		{"film", data.FormatVideo}, {"reel", data.FormatShortVideo}, {"link", data.FormatLink}}
}

func wordFor(f data.Format) string {
	for _, w := range sheetWords() {
		if w.format == f {
			return w.word
		}
	}
	return ""
}

// followersAt is an account's followers at a moment.
func (a *account) followersAt(t time.Time) int64 {
	weeks := t.Sub(Start()).Hours() / (24 * 7)
	return int64(math.Round(a.followers * math.Pow(1+a.growth, weeks)))
}

// followers makes the file of an account's weekly followers up to a week.
func followers(a *account, until int) *table {
	t := &table{name: fmt.Sprintf("%s/followers.csv", a.id), account: a, at: Exported(until), comma: ',', head: []string{"date", "followers"}}
	for week := 0; week <= until; week++ {
		at := Exported(week)
		t.rows = append(t.rows, row{cells: []string{at.Format(time.DateOnly), strconv.FormatInt(a.followersAt(at), 10)}})
	}
	t.encode()
	return t
}
