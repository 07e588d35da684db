package plan

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// edge is a page of a list of the Graph API, newest first, whose cursor is the last number.
func (w *towns) edge(host, after string, say func(n int) any) object {
	const size = 25
	numbers := w.page(host, after, size)
	list := object{"data": each(numbers, say)}
	if last := len(numbers) - 1; last >= 0 && numbers[last] > 0 {
		list["paging"] = object{"cursors": object{"after": fmt.Sprintf("%06d", numbers[last])}, "next": "https://" + host + ".example/next"}
	}
	return list
}

// graphPath is what is asked for: the object, and the edge of it if any.
func graphPath(r *http.Request) (id, edge string) {
	_, path, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/") // behind the version
	id, edge, _ = strings.Cut(path, "/")
	return id, edge
}

func (w *towns) comments(host, id string, say func(id string, at time.Time) any) object {
	times := w.replies(host, nth(id))
	return object{"data": each(upTo(len(times)), func(i int) any { return say(fmt.Sprint(strings.ReplaceAll(id, "_", ""), i), times[i]) })}
}

// several is what is said of each id.
func several(ids string, say func(n int) any) object {
	found := object{}
	for _, id := range strings.Split(ids, ",") {
		found[id] = say(nth(id))
	}
	return found
}

const graphTime = "2006-01-02T15:04:05-0700"

func saysFacebook(w *towns, r *http.Request) any {
	host, q := town(r.URL.Host), r.URL.Query()
	self := fmt.Sprint(paces[host])
	post := func(n int) any {
		return object{"id": fmt.Sprintf("%s_%06d", self, n), "created_time": w.at(host, n).Format(graphTime), "status_type": "mobile_status_update", "is_published": true,
			"from": object{"id": self}, "message": "Hours", "reactions": object{"summary": object{"total_count": n % 7}},
			"comments": object{"summary": object{"total_count": len(w.replies(host, n))}}}
	}
	switch id, edge := graphPath(r); {
	case edge == "posts":
		return w.edge(host, q.Get("after"), post)
	case edge == "comments":
		return w.comments(host, id, func(id string, at time.Time) any {
			return object{"id": id, "message": "When do you open?", "created_time": at.Format(graphTime), "from": object{"id": "9" + id}}
		})
	case edge == "insights":
		return object{"data": []any{object{"name": "post_media_view", "period": "lifetime", "values": []any{object{"value": 40}}}}}
	case id == "":
		return several(q.Get("ids"), post)
	case strings.Contains(id, "_"):
		return post(nth(id))
	}
	return object{"id": self, "username": host, "followers_count": 900, "access_token": "page"}
}

func saysInstagram(w *towns, r *http.Request) any {
	host, q := town(r.URL.Host), r.URL.Query()
	self := fmt.Sprint(paces[host])
	media := func(n int) any {
		return object{"id": fmt.Sprintf("%s%06d", self, n), "media_type": "IMAGE", "media_product_type": "FEED", "timestamp": w.at(host, n).Format(graphTime),
			"caption": "Hours", "like_count": n % 7, "comments_count": len(w.replies(host, n))}
	}
	switch id, edge := graphPath(r); {
	case edge == "accounts":
		return object{"data": []any{object{"id": "1", "instagram_business_account": object{"id": self, "username": host, "followers_count": 900, "media_count": 99}}}}
	case edge == "media":
		return w.edge(host, q.Get("after"), media)
	case edge == "comments":
		return w.comments(host, id, func(id string, at time.Time) any {
			return object{"id": id, "text": "When do you open?", "timestamp": at.Format(graphTime), "username": "reader" + id, "from": object{"id": "9" + id}}
		})
	case edge == "insights":
		return object{"data": []any{object{"name": "views", "period": "lifetime", "values": []any{object{"value": 40}}}}}
	case id == "":
		return several(q.Get("ids"), media)
	default:
		return media(nth(id))
	}
}

// saysThreads gives replies in an insight only, and one post at a time.
func saysThreads(w *towns, r *http.Request) any {
	host, q := town(r.URL.Host), r.URL.Query()
	self := fmt.Sprint(paces[host])
	insight := func(name string, n int) any {
		return object{"name": name, "period": "lifetime", "values": []any{object{"value": n}}}
	}
	post := func(n int) any {
		return object{"id": fmt.Sprintf("%s%06d", self, n), "media_type": "TEXT_POST", "username": host, "text": "Hours", "timestamp": w.at(host, n).Format(graphTime)}
	}
	switch id, edge := graphPath(r); {
	case id == "me":
		return object{"id": self, "username": host}
	case edge == "threads":
		return w.edge(host, q.Get("after"), post)
	case edge == "threads_insights":
		return object{"data": []any{object{"name": "followers_count", "period": "day", "total_value": object{"value": 900}}}}
	case edge == "insights":
		return object{"data": []any{insight("views", 40), insight("likes", nth(id)%7), insight("replies", len(w.replies(host, nth(id))))}}
	case edge == "conversation":
		return w.comments(host, id, func(id string, at time.Time) any {
			return object{"id": id, "text": "When do you open?", "timestamp": at.Format(graphTime), "username": "reader" + id}
		})
	default:
		return post(nth(id))
	}
}
