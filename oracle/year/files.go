package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// readFor is for how long after its publishing a post is read again each week.
const readFor = 38 * 24 * time.Hour

// write writes what one could download on a Monday.
func (w *world) write(monday time.Time) error {
	read := asOf(monday).Add(-4 * time.Hour)
	for _, a := range w.unit {
		if err := w.writeAccount(w.path(a.id), a, read); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) writeAccount(folder string, a *account, read time.Time) error {
	switch {
	case a.platform == "telegram":
		return writeChannel(filepath.Join(folder, "ChatExport_"+read.Format(time.DateOnly), "result.json"), a, read)
	case a.role != "own":
		return writePosts(filepath.Join(folder, "posts.csv"), a, read, true)
	}
	if err := writePosts(filepath.Join(folder, "posts-"+read.Format(time.DateOnly)+".csv"), a, read, false); err != nil {
		return err
	}
	if err := writeTable(filepath.Join(folder, "followers.csv"), a.counted); err != nil {
		return err
	}
	if a.comments {
		return w.writeComments(filepath.Join(folder, "comments-"+read.Format(time.DateOnly)+".csv"), a, read)
	}
	return nil
}

// writePosts writes a table of posts: those young enough to be read again, with their counts of this
// moment, and in the first file all earlier ones; or, once, each as it was when it was 30 days old.
func writePosts(name string, a *account, read time.Time, once bool) error {
	rows := [][]string{{"Post", "Published", "Text", "Type", "Likes", "Comments", "Shares", "Reach", "Followers", "Paid", "Read on"}}
	first := read.Before(firstMonday().AddDate(0, 0, 7*historyWeeks+6))
	for _, p := range a.posts {
		at := read
		if once {
			at = p.at.AddDate(0, 0, 30)
		}
		if age := at.Sub(p.at); at.After(read) || !once && !first && age > readFor {
			continue
		}
		age := at.Sub(p.at)
		paid := "organic"
		if p.paid {
			paid = "paid"
		}
		reach := ""
		if !once {
			reach = fmt.Sprint(had(p.reach, age))
		}
		rows = append(rows, []string{p.id, p.at.Format(time.RFC3339), p.text, p.format, fmt.Sprint(had(p.likes, age)), fmt.Sprint(had(p.replies, age)), fmt.Sprint(had(p.shares, age)),
			reach, fmt.Sprint(p.followers), paid, at.Format(time.RFC3339)})
	}
	return writeTable(name, rows)
}

// writeChannel writes an export of a Telegram channel.
func writeChannel(name string, a *account, read time.Time) error {
	type text struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	var messages []map[string]any
	for _, p := range a.posts {
		age := read.Sub(p.at)
		m := map[string]any{"id": json.Number(p.id), "type": "message", "date": p.at.Format("2006-01-02T15:04:05"), "date_unixtime": fmt.Sprint(p.at.Unix()),
			"from": "Zembla in Bergen (made up)", "from_id": "channel77", "text": p.text, "text_entities": []text{{"plain", p.text}},
			"reactions": []map[string]any{{"type": "emoji", "count": had(p.likes, age), "emoji": "👍"}}}
		if p.format == "image" {
			m["photo"] = "photos/made-up.jpg"
		}
		if len(p.options) > 0 {
			var answers []map[string]any
			all := 0
			for i, o := range p.options {
				n := had(p.votes[i], age)
				all += n
				answers = append(answers, map[string]any{"text": o, "voters": n, "chosen": false})
			}
			m["text"], m["text_entities"] = "", []text{}
			m["poll"] = map[string]any{"question": p.text, "closed": age > 10*24*time.Hour, "total_voters": all, "answers": answers}
		}
		messages = append(messages, m)
	}
	b, err := json.MarshalIndent(map[string]any{"name": "Zembla in Bergen (made up)", "type": "public_channel", "id": 77, "messages": messages}, "", " ")
	if err != nil {
		return err
	}
	return writeFile(name, b)
}

// writeComments writes the last week's comments. Most people thank or remark; six ask, and from
// changeDay on they are answered twice as often.
func (w *world) writeComments(name string, a *account, read time.Time) error {
	rows := [][]string{{"Post ID", "Comment ID", "Parent ID", "Author", "Date", "Comment"}}
	var week []*post
	for _, p := range a.posts {
		if age := read.Sub(p.at); age > 0 && age <= 7*24*time.Hour {
			week = append(week, p)
		}
	}
	r := random("comments", read.Unix())
	for i := range 60 {
		if len(week) == 0 {
			break
		}
		p := pick(r, week)
		at := p.at.Add(time.Duration(1+r.Int64N(int64(read.Sub(p.at)/time.Minute)+1)) * time.Minute / 2)
		id := fmt.Sprintf("%s-c%d", p.id, i)
		words := pick(r, remarks())
		if i%6 == 0 {
			words = pick(r, questions())
		}
		rows = append(rows, []string{p.id, id, "", fmt.Sprintf("Fictus %03d", r.IntN(300)), at.Format(time.RFC3339), words})
		answered := r.IntN(100) < 35 || changed(at) && r.IntN(100) < 75
		if i%6 == 0 && answered {
			rows = append(rows, []string{p.id, id + "-a", id, a.handle, at.Add(30 * time.Minute).Format(time.RFC3339), "Thank you for asking; please see our page, where the next dates are listed."})
		}
	}
	return writeTable(name, rows)
}

func questions() []string {
	return []string{"How long does a new passport take at the moment?", "Where can I pick up my passport?", "Can I register to vote by post?", "When does the concert begin?", "What papers do I need for the scholarship?"}
}

func remarks() []string {
	return []string{"Thank you, that was a lovely evening!", "Great work, I was very happy with the help at the counter.", "This is a shame, I waited for hours and nobody answered.",
		"The building is on the left side of the street.", "Wonderful concert, thanks to everybody.", "Terrible service at the passport desk, I am disappointed.", "We went there with the children on Sunday."}
}

func writeTable(name string, rows [][]string) error {
	var b strings.Builder
	c := csv.NewWriter(&b)
	if err := c.WriteAll(rows); err != nil {
		return err
	}
	return writeFile(name, []byte(b.String()))
}

func writeFile(name string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, b, 0o666)
}

// pool lets the other unit share what it found, and takes it in.
func (w *world) pool(t *tailor, monday time.Time) error {
	read := asOf(monday).Add(-4 * time.Hour)
	for _, a := range w.others {
		if err := writePosts(w.path("elsewhere", a.id, "posts.csv"), a, read, true); err != nil {
			return err
		}
	}
	theirs := &tailor{binary: t.binary, config: w.path("elsewhere", "tailor.yaml")}
	if err := theirs.run(monday); err != nil {
		return err
	}
	file := w.path("elsewhere", "found.tailor-share.jsonl.zst")
	if _, err := theirs.call(monday, "share", "--to", file); err != nil {
		return err
	}
	_, err := t.call(monday, "pool", file)
	return err
}
