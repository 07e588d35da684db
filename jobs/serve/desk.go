package serve

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/digital-diplomacy/tailor/jobs/show"
	"github.com/digital-diplomacy/tailor/pipeline/mood"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// service is one heading of the desk.
type service struct {
	Topic     string
	Name      string // as pages name the topic
	Questions []question
}

// question is an open question. It says nothing of who asked.
type question struct {
	Text    string
	Waiting string
	Alike   int
	URL     string // "" if the post has none that leads to the web
	Mission string
}

// questions shows the answer desk, by the same audited way as tailor questions. It
// can be neither searched nor filtered, and only a person's browser is given it: a
// program that reads pages, a page within a page and a prefetch are refused.
func (s *site) questions(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Sec-Fetch-Dest") != "document" || r.Header.Get("Sec-Fetch-Mode") != "navigate" ||
		r.Header.Get("Sec-Purpose") != "" || r.Method != http.MethodGet {
		s.show(w, http.StatusForbidden, "failed", view{Title: "The answer desk", Here: "/questions",
			Body: "What people wrote is shown to a person in a browser only, not to other programs. A browser of 2023 or later can show it."})
		return
	}
	s.desk.Lock()
	defer s.desk.Unlock()
	open, err := show.Questions(r.Context(), s.unit)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.show(w, http.StatusOK, "questions", view{Title: "The answer desk", Here: "/questions", Body: struct {
		N        int
		Services []service
	}{len(open), byService(open, s.now())}})
}

// byService sets questions under their services, in the order they come.
func byService(open []mood.OpenQuestion, now time.Time) []service {
	var all []service
	for _, q := range open {
		if n := len(all); n == 0 || all[n-1].Topic != string(q.Topic) {
			all = append(all, service{Topic: string(q.Topic), Name: cmp.Or(voice.TopicName(q.Topic), string(q.Topic))})
		}
		at := &all[len(all)-1]
		at.Questions = append(at.Questions, question{
			Text: voice.Clean(q.Text), Waiting: waiting(now.Sub(q.Asked.Time())), Alike: q.Alike, URL: webAddress(q.URL), Mission: voice.Clean(q.Mission),
		})
	}
	return all
}

// waiting is how long a question has waited.
func waiting(d time.Duration) string {
	h := max(int(d.Hours()), 0)
	switch {
	case h == 1:
		return "1 hour"
	case h < 48:
		return fmt.Sprintf("%d hours", h)
	}
	return fmt.Sprintf("%d days", h/24)
}

// webAddress lets addresses of the web through alone.
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}
