package plan

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

func saysBluesky(w *towns, r *http.Request) any {
	host, q := town(r.URL.Host), r.URL.Query()
	self := object{"did": "did:plc:" + host, "handle": host + ".embassy.example", "followersCount": 900}
	post := func(n int) object {
		at := w.at(host, n).Format(time.RFC3339)
		return object{"uri": fmt.Sprintf("at://did:plc:%s/app.bsky.feed.post/p%06d", host, n), "author": self, "indexedAt": at, "likeCount": n % 7,
			"replyCount": len(w.replies(host, n)), "record": object{"$type": "app.bsky.feed.post", "text": "Hours", "createdAt": at}}
	}
	switch r.URL.Path[len("/xrpc/"):] {
	case "app.bsky.actor.getProfile":
		return self
	case "app.bsky.feed.getAuthorFeed":
		numbers := w.page(host, q.Get("cursor"), 100)
		feed := object{"feed": each(numbers, func(n int) any { return object{"post": post(n)} })}
		if last := len(numbers) - 1; last >= 0 && numbers[last] > 0 {
			feed["cursor"] = fmt.Sprintf("p%06d", numbers[last])
		}
		return feed
	case "app.bsky.feed.getPosts":
		posts := []any{}
		for _, uri := range q["uris"] {
			posts = append(posts, post(nth(uri)))
		}
		return object{"posts": posts}
	case "app.bsky.feed.getPostThread":
		n := nth(q.Get("uri"))
		times := w.replies(host, n)
		return object{"thread": object{"$type": "app.bsky.feed.defs#threadViewPost", "post": post(n), "replies": each(upTo(len(times)), func(i int) any {
			did, at := fmt.Sprintf("did:plc:reader%d", i), times[i].Format(time.RFC3339)
			return object{"$type": "app.bsky.feed.defs#threadViewPost", "post": object{"uri": fmt.Sprintf("at://%s/app.bsky.feed.post/r%06d", did, n),
				"author": object{"did": did, "handle": fmt.Sprintf("reader%d.example", i)}, "indexedAt": at,
				"record": object{"$type": "app.bsky.feed.post", "text": "When do you open?", "createdAt": at}}}
		})}}
	}
	return object{}
}

// saysX charges for each post and user that it gives, once.
func saysX(w *towns, r *http.Request) any {
	host, q := town(r.URL.Host), r.URL.Query()
	self := fmt.Sprint(paces[host])
	user := func(id, name string) any {
		w.charged["user "+id] = true
		return object{"id": id, "username": name, "public_metrics": object{"followers_count": 900, "following_count": 9, "tweet_count": 999}}
	}
	post := func(n int) any {
		id := fmt.Sprintf("%s%06d", self, n)
		w.charged["post "+id] = true
		return object{"id": id, "conversation_id": id, "author_id": self, "text": "Hours", "created_at": w.at(host, n).Format(time.RFC3339),
			"public_metrics": object{"like_count": n % 7, "retweet_count": 0, "reply_count": len(w.replies(host, n)), "quote_count": 0}}
	}
	switch path := r.URL.Path; {
	case path == "/2/users/by":
		return object{"data": []any{user(self, host)}}
	case strings.HasSuffix(path, "/tweets") && strings.HasPrefix(path, "/2/users/"):
		from, _ := time.Parse(time.RFC3339, q.Get("start_time"))
		var numbers []int
		for _, n := range w.page(host, q.Get("pagination_token"), 100) {
			if !w.at(host, n).Before(from) {
				numbers = append(numbers, n)
			}
		}
		meta := object{}
		if len(numbers) == 100 {
			meta["next_token"] = fmt.Sprintf("%06d", numbers[99])
		}
		return object{"data": each(numbers, post), "meta": meta}
	case path == "/2/tweets":
		posts := []any{}
		for _, id := range strings.Split(q.Get("ids"), ",") {
			posts = append(posts, post(nth(id)))
		}
		return object{"data": posts}
	case path == "/2/tweets/search/recent":
		id := strings.TrimPrefix(q.Get("query"), "conversation_id:")
		posts, users := []any{}, []any{}
		for i, at := range w.replies(host, nth(id)) {
			if w.now.Sub(at) < 7*24*time.Hour { // further back X does not search
				reply, by := fmt.Sprintf("9%s%d", id, i), fmt.Sprintf("8%s%d", id, i)
				w.charged["post "+reply] = true
				users = append(users, user(by, "reader"+by))
				posts = append(posts, object{"id": reply, "conversation_id": id, "author_id": by, "text": "When do you open?", "created_at": at.Format(time.RFC3339)})
			}
		}
		return object{"data": posts, "includes": object{"users": users}, "meta": object{}}
	}
	return object{}
}

func saysYouTube(w *towns, r *http.Request) any {
	q := r.URL.Query()
	name := town(q.Get("forHandle"), q.Get("playlistId"), q.Get("id"), q.Get("videoId"))
	video := func(n int) any {
		at := w.at(name, n).Format(time.RFC3339)
		return object{"id": fmt.Sprintf("%s%06d", name, n), "snippet": object{"publishedAt": at, "channelId": "UC" + name, "title": "Hours"},
			"status": object{"privacyStatus": "public"}, "contentDetails": object{"duration": "PT5M"},
			"statistics": object{"viewCount": fmt.Sprint(40 + n%7), "likeCount": "3", "commentCount": fmt.Sprint(len(w.replies(name, n)))}}
	}
	switch r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:] {
	case "channels":
		return object{"items": []any{object{"id": "UC" + name, "snippet": object{"title": name, "customUrl": "@" + name},
			"statistics": object{"subscriberCount": "900"}, "contentDetails": object{"relatedPlaylists": object{"uploads": "UU" + name}}}}}
	case "playlistItems":
		numbers := w.page(name, q.Get("pageToken"), 50)
		list := object{"items": each(numbers, func(n int) any {
			return object{"contentDetails": object{"videoId": fmt.Sprintf("%s%06d", name, n)}}
		})}
		if last := len(numbers) - 1; last >= 0 && numbers[last] > 0 {
			list["nextPageToken"] = fmt.Sprintf("%06d", numbers[last])
		}
		return list
	case "videos":
		items := []any{}
		for _, id := range strings.Split(q.Get("id"), ",") {
			items = append(items, video(nth(id)))
		}
		return object{"items": items, "pageInfo": object{"totalResults": len(items)}}
	case "commentThreads":
		n := nth(q.Get("videoId"))
		times := w.replies(name, n)
		return object{"items": each(upTo(len(times)), func(i int) any {
			return object{"snippet": object{"totalReplyCount": 0, "topLevelComment": object{"id": fmt.Sprintf("%s%06dc%d", name, n, i),
				"snippet": object{"textOriginal": "When do you open?", "publishedAt": times[i].Format(time.RFC3339), "authorChannelId": object{"value": fmt.Sprint("UCr", i)}}}}}
		})}
	}
	return object{}
}
