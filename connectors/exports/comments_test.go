package exports

import (
	"context"
	"strings"
	"testing"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// Lists of comments as tools write them, each with one comment of one made-up person.
func TestCommentLists(t *testing.T) {
	own := oslo
	own.Replies = true
	for name, c := range map[string]struct {
		text   string
		root   data.PostID
		author string
	}{
		"plain":         {"Post ID,Comment ID,Parent ID,Author,Date,Comment\n122158000000000001,c1,,Person1,2026-05-28 10:00,good\n", "facebook:122158000000000001", "person1"},
		"french":        {"Identifiant de la publication;Identifiant du commentaire;Auteur;Date du commentaire;Commentaire\n122158000000000001;c1;Personne1;28/05/2026 10:00;good\n", "facebook:122158000000000001", "personne1"},
		"spanish":       {"Enlace de la publicación;Usuario;Fecha;Comentario\nhttps://www.facebook.com/r/posts/122158000000000001;Persona1;28/05/2026 10:00;good\n", "facebook:122158000000000001", "persona1"},
		"german":        {"Beitrags-URL;Benutzername;Datum;Kommentar\nhttps://www.facebook.com/r/posts/122158000000000001;Mensch1;28.05.2026 10:00;good\n", "facebook:122158000000000001", "mensch1"},
		"arabic":        {"رابط المنشور,اسم المستخدم,تاريخ التعليق,نص التعليق\nhttps://www.facebook.com/r/posts/122158000000000001,شخص1,٢٨/٠٥/٢٠٢٦ ١٠:٠٠,good\n", "facebook:122158000000000001", "شخص1"},
		"portuguese":    {"Link do post;Nome de usuário;Data;Comentário\nhttps://www.facebook.com/r/posts/122158000000000001;Pessoa1;28/05/2026 10:00;good\n", "facebook:122158000000000001", "pessoa1"},
		"youtube":       {"commentId,parentId,authorDisplayName,authorChannelId,textOriginal,likeCount,publishedAt,videoId\nUgx1,,Person1,UC1,good,3,2026-05-28T10:00:00Z,https://www.youtube.com/watch?v=ABCDEFGHIJK\n", "youtube:ABCDEFGHIJK", "person1"},
		"link above":    {"Comments of,https://www.facebook.com/r/posts/122158000000000001\nTotal comments,1\n\n,Name (click to view profile),Profile ID,Date,Likes,Comment\n1,Person1,77,2026-05-28 10:00,3,good\n", "facebook:122158000000000001", "person1"},
		"own link":      {"Username,Comment,Date,Comment URL\nperson1,good,2026-05-28 10:00,https://www.facebook.com/r/posts/122158000000000001?comment_id=5\n", "facebook:122158000000000001", "person1"},
		"text, list":    {"Post URL,User,Text,Created at\nhttps://x.com/r/status/2054856744760246272,person1,good,2026-05-28 10:00\n", "x:2054856744760246272", "person1"},
		"tiktok":        {"Video link,Username,Comment text,Comment time\nhttps://www.tiktok.com/@r/video/7639677372727296000,person1,good,2026-05-28 10:00\n", "tiktok:7639677372727296000", "person1"},
		"facebook tool": {"date,facebookUrl,likesCount,profileName,text,commentUrl\n2026-05-28T10:00:00.000Z,https://www.facebook.com/r/posts/122158000000000001,3,person1,good,https://www.facebook.com/r/posts/122158000000000001?comment_id=9\n", "facebook:122158000000000001", "person1"},
		"sans author":   {"Post URL,Comment,Date\nhttps://www.facebook.com/r/posts/122158000000000001,good,2026-05-28 10:00\n", "facebook:122158000000000001", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := own
			if name == "plain" || name == "french" {
				a.Platform = "facebook"
			}
			p := readText(t, a, "comments.csv", c.text, nil)
			if len(p.Replies) != 1 || len(p.Posts) != 0 {
				t.Fatalf("%d replies, %d posts, rejects %+v, notes %v", len(p.Replies), len(p.Posts), p.Rejects, p.Notes)
			}
			r := p.Replies[0]
			if r.RootPost != c.root || r.Author != c.author || r.HasAuthor != (c.author != "") || r.Text != "good" || r.PublishedAt != utc(2026, 5, 28, 10, 0) {
				t.Errorf("root %s, author %q, text %q, at %s", r.RootPost, r.Author, r.Text, r.PublishedAt)
			}
			a.Replies = false
			if p := readText(t, a, "comments.csv", c.text, nil); len(p.Replies) != 0 || !hasNote(p, "comments were not read") {
				t.Errorf("replies that must not be collected: %d, notes %v", len(p.Replies), p.Notes)
			}
		})
	}
}

// A list with bare ids of posts is of the platform that the file's name tells; a link
// knows better.
func TestCommentsPlatformFromTheFileName(t *testing.T) {
	a := oslo
	a.Replies = true
	p := readText(t, a, "youtube-comments.csv", "authorDisplayName,textOriginal,publishedAt,videoId\nperson1,good,2026-05-28T10:00:00Z,ABCDEFGHIJK\n"+
		"person1,good,2026-05-28T11:00:00Z,https://www.facebook.com/r/posts/122158000000000001\n", nil)
	if len(p.Replies) != 2 || p.Replies[0].RootPost != "youtube:ABCDEFGHIJK" || p.Replies[1].RootPost != "facebook:122158000000000001" {
		t.Errorf("replies to %v, rejects %+v", p.Replies, p.Rejects)
	}
	p = readText(t, a, "comments.csv", "authorDisplayName,textOriginal,publishedAt,videoId\nperson1,good,2026-05-28T10:00:00Z,ABCDEFGHIJK\n", nil)
	if len(p.Replies) != 0 || byWhy(p.Rejects)[whyNoPost] != 1 || !strings.Contains(p.Rejects[0].Hint, "set platform:") {
		t.Errorf("replies to %v, rejects %+v", p.Replies, p.Rejects)
	}
}

// Instagram's links call a post by another name than its export does; both must meet.
func TestCommentsOfInstagramFindTheirPost(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "comments.csv", "Post URL,Username,Comment,Date\nhttps://www.instagram.com/reel/Cx1_y-Z/?igsh=1,person1,good,2026-05-28 10:00\n")
	writeFile(t, dir, "posts.csv", "Post ID,Account username,Description,Publish time,Permalink,Post type,Likes\n18000000000000001,ruritania,Hi,05/20/2026 06:08,https://www.instagram.com/p/Cx1_y-Z/,IG reel,5\n")
	a := oslo
	a.Replies, a.Files = true, []connectors.File{{Path: "*.csv"}}
	d, err := Open(a, connectors.Env{Dir: dir, Clock: asOf}, nil)
	check(t, err)
	var aliases []data.Alias
	var roots []data.PostID
	for p, err := range connectors.NewSource(a, d).Pages(context.Background(), "") {
		check(t, err)
		aliases = append(aliases, p.Aliases...)
		for _, r := range p.Replies {
			roots = append(roots, r.RootPost)
		}
	}
	if len(aliases) != 1 || len(roots) != 1 || aliases[0].Alias != roots[0] || aliases[0].PostID != "instagram:18000000000000001" {
		t.Errorf("aliases %+v, roots %v", aliases, roots)
	}
}

// An own answer is one by any name that the list gives its author.
func TestOwnAnswersAreKnownByAnyName(t *testing.T) {
	a := oslo
	a.Replies, a.Handle = true, "@ruritania"
	text := "Post URL,Name,Username,Comment,Date\nhttps://x.com/r/status/2054856744760246272,Embassy of Ruritania,@Ruritania,thank you,2026-05-28 10:00\n" +
		"https://x.com/r/status/2054856744760246272,Somebody,@somebody,hello,2026-05-28 10:00\n"
	p := readText(t, a, "c.csv", text, nil)
	if len(p.Replies) != 2 || !p.Replies[0].ByAccount || p.Replies[1].ByAccount {
		t.Errorf("%d replies, rejects %+v", len(p.Replies), p.Rejects)
	}
	for _, r := range p.Replies {
		if r.Collection != connectors.CollectionWindow {
			t.Errorf("collection %s", r.Collection)
		}
	}
}
