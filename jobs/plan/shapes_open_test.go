package plan

import (
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"
)

var preview = template.Must(template.New("").Parse(`<!DOCTYPE html><html><head></head><body><div class="tgme_channel_info">
<div class="tgme_channel_info_counter"><span class="counter_value">900</span> <span class="counter_type">subscribers</span></div></div>
<section class="tgme_channel_history">{{with .Before}}<a class="tme_messages_more" data-before="{{.}}"></a>{{end}}
{{range .Messages}}<div class="tgme_widget_message" data-post="{{.ID}}"><div class="tgme_widget_message_text">Hours</div>
<span class="tgme_widget_message_views">{{.Views}}</span><a class="tgme_widget_message_date"><time datetime="{{.At}}"></time></a></div>
{{end}}</section></body></html>`))

// saysTelegram shows the preview of a channel, whose first post has the number 1.
func saysTelegram(w *towns, r *http.Request) any {
	name := town(r.URL.Path)
	before := r.URL.Query().Get("before")
	if n, err := strconv.Atoi(before); err == nil {
		before = fmt.Sprintf("%06d", n-1)
	}
	type message struct {
		ID, At string
		Views  int
	}
	var page struct {
		Before   string
		Messages []message
	}
	for _, n := range w.page(name, before, 20) {
		one := message{fmt.Sprintf("%s_channel/%d", name, n+1), w.at(name, n).Format(time.RFC3339), 40 + n%7}
		page.Messages = append([]message{one}, page.Messages...)
		if page.Before = ""; n > 0 {
			page.Before = fmt.Sprint(n + 1)
		}
	}
	var b strings.Builder
	if err := preview.Execute(&b, page); err != nil {
		panic(err)
	}
	return []byte(b.String())
}

func saysFeed(w *towns, r *http.Request) any {
	name := town(r.URL.Host)
	return object{"version": "https://jsonfeed.org/version/1.1", "title": name, "items": each(w.page(name, "", 20), func(n int) any {
		return object{"id": fmt.Sprintf("https://%s.example/%06d", name, n), "url": fmt.Sprintf("https://%s.example/%06d", name, n), "content_text": "Hours",
			"date_published": w.at(name, n).Format(time.RFC3339)}
	})}
}

// saysDiscourse shows the topics that a user began, or all of a category, each by somebody else.
func saysDiscourse(w *towns, r *http.Request) any {
	name, q := town(r.URL.Host), r.URL.Query()
	heading := func(n int) object {
		return object{"id": n + 1, "title": "Hours", "archetype": "regular", "visible": true, "created_at": w.at(name, n).Format(time.RFC3339Nano),
			"posts_count": 1 + len(w.replies(name, n)), "views": 40 + n%7, "category_id": 5, "posters": []any{object{"user_id": 1}}}
	}
	switch path := r.URL.Path; {
	case path == "/site.json":
		return object{"categories": []any{object{"id": 5, "name": "Visa", "slug": "visa", "topic_count": 99}}}
	case path == "/about.json":
		return object{"about": object{"stats": object{"topics_count": 99, "users_count": 900}}}
	case strings.HasSuffix(path, "/summary.json"):
		return object{"user_summary": object{"topic_count": 99}}
	case strings.HasPrefix(path, "/t/"):
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(path, "/t/"), ".json"))
		if err != nil {
			return object{}
		}
		topic, posts, ids := heading(n-1), []any{}, []any{}
		for i, at := range append([]time.Time{w.at(name, n-1)}, w.replies(name, n-1)...) {
			by := map[bool]string{true: name, false: "reader"}[i == 0]
			ids = append(ids, n*10+i)
			posts = append(posts, object{"id": n*10 + i, "username": by, "user_id": i + 1, "created_at": at.Format(time.RFC3339Nano), "cooked": "<p>When do you open?</p>",
				"post_number": i + 1, "post_type": 1, "topic_id": n})
		}
		topic["post_stream"] = object{"posts": posts, "stream": ids}
		return topic
	}
	list, page := object{}, w.page(name, "", 1<<20)
	from, _ := strconv.Atoi(q.Get("page"))
	from = min(from*30, len(page))
	if page = page[from:]; len(page) > 30 {
		page, list["more_topics_url"] = page[:30], "/more"
	}
	list["topics"] = each(page, func(n int) any { return heading(n) })
	return object{"users": []any{object{"id": 1, "username": map[bool]string{true: name, false: "somebody"}[strings.HasPrefix(r.URL.Path, "/topics/created-by")]}}, "topic_list": list}
}
