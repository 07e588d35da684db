package main

import (
	"fmt"
	"strings"
)

// writeConfigs writes the settings of both units.
func (w *world) writeConfigs() error {
	if err := writeFile(w.path("tailor.yaml"), []byte(settings("Ministry of Foreign Affairs of Zembla (made up)", w.unit, goals()))); err != nil {
		return err
	}
	return writeFile(w.path("elsewhere", "tailor.yaml"), []byte(settings("Ministry of Foreign Affairs of Kinbote (made up)", w.others, "")))
}

// goals has one that is reached, one that moves away, one of which nothing is known yet
// and one on answers.
func goals() string {
	var b strings.Builder
	b.WriteString("goals:\n")
	for _, g := range [][4]string{{"more conversation with Zemblans abroad", "diaspora", "interactions_public", "+10%"}, {"reach students", "students", "interactions_public", "+15%"},
		{"a livelier channel", "general", "approval", "+20%"}, {"answer those who ask", "diaspora", "answer_rate", "+20%"}} {
		fmt.Fprintf(&b, "  - {name: %s, audience: %s, goal: conversation, metric: %s, target: '%s', from: '%s', by: '2026-12-31'}\n", g[0], g[1], g[2], g[3], changeDay)
	}
	return b.String()
}

func settings(unit string, accounts []*account, goals string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Everything in this folder is made up.\nversion: 1\nroot: ./tailor-data\nkeys_dir: ./tailor-keys\n"+
		"unit: {name: '%s', home: 'XZ', languages: [en], timezone: Europe/Oslo, made_up: true}\n%saccounts:\n", unit, goals)
	platforms := map[string]bool{}
	for _, a := range accounts {
		mission := ""
		if a.mission != "" {
			mission = fmt.Sprintf(" mission: '%s',", a.mission)
		}
		fmt.Fprintf(&b, "  - {id: %s, platform: %s, handle: '%s', role: %s,%s audience: %s, host_country: 'NO', languages: [%s], replies: %t,\n     files: [%s]}\n",
			a.id, source(a), a.handle, a.role, mission, a.audience, strings.Join(a.languages, ", "), a.comments, strings.Join(filesOf(a), ", "))
		platforms[a.platform] = true
	}
	b.WriteString("mappings:\n  comments: {rows: comments, platform: facebook, columns: {post: Post ID, id: Comment ID, parent: Parent ID, author: Author, published: Date, text: Comment}}\n")
	for _, p := range []string{"facebook", "instagram", "threads"} {
		fmt.Fprintf(&b, "  %s: {platform: %s, columns: {id: Post, published: Published, text: Text, format: Type, likes: Likes, replies: Comments, shares: Shares, reach: Reach, followers: Followers, paid: Paid, observed: Read on}}\n", p, p)
		fmt.Fprintf(&b, "  followers-%s: {rows: accounts, platform: %s, columns: {observed: Day, followers: Followers}}\n", p, p)
	}
	b.WriteString("replies: {collect: true, legal_basis: 'made up', dpia: 'made up', contact: nobody@zembla.example, retention_days: 14}\ndeliver: []\n")
	return b.String()
}

func source(a *account) string {
	if a.platform == "telegram" {
		return "telegram"
	}
	return "exports"
}

func filesOf(a *account) []string {
	if a.platform == "telegram" {
		return []string{a.id + "/*/result.json"}
	}
	files := []string{fmt.Sprintf("{path: '%s/posts*.csv', mapping: %s}", a.id, a.platform)}
	if a.role == "own" && !strings.HasPrefix(a.id, "elsewhere") {
		files = append(files, fmt.Sprintf("{path: %s/followers.csv, mapping: followers-%s}", a.id, a.platform))
	}
	if a.comments {
		files = append(files, fmt.Sprintf("{path: '%s/comments*.csv', mapping: comments}", a.id))
	}
	return files
}
