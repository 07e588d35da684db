package serve

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// guard lets in whoever holds the token, and gives every answer the headers that keep
// it apart from other pages.
type guard struct {
	hosts   []string // values of the Host header that mean this server
	cookie  string   // its name: cookies of one host are shared by all its ports
	token   string   // in the address that is printed
	session string   // in the cookie
}

// newGuard makes the secrets of one server; they end with it.
func newGuard(a net.Addr) *guard {
	g := &guard{hosts: []string{a.String()}, token: rand.Text(), session: rand.Text()}
	if tcp, ok := a.(*net.TCPAddr); ok {
		port := strconv.Itoa(tcp.Port)
		g.cookie = "tailor-" + port
		g.hosts = append(g.hosts, net.JoinHostPort("localhost", port))
	}
	return g
}

func (g *guard) address() string {
	u := url.URL{Scheme: "http", Host: g.hosts[0], Path: "/", RawQuery: url.Values{"token": {g.token}}.Encode()}
	return u.String()
}

// policy of the site's own pages: a style sheet, and forms that come back here.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func (g *guard) protect(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer") // no post's server learns of this page
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store") // nothing stays in the browser's cache
		switch {
		case !slices.Contains(g.hosts, r.Host):
			refuse(w, http.StatusMisdirectedRequest, "This server answers to its own address only.")
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			refuse(w, http.StatusMethodNotAllowed, "Nothing can be changed here.")
		case r.URL.Query().Has("token"):
			g.admit(w, r)
		case !g.known(r):
			refuse(w, http.StatusForbidden, "Open the address that tailor serve printed when it was started.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// admit takes the token out of the address bar: it sets the cookie and leads on to
// the index. It leads by a page and not by a redirect, because a browser does not
// send a strict cookie along a redirect of a link that stood elsewhere.
func (g *guard) admit(w http.ResponseWriter, r *http.Request) {
	if !same(r.URL.Query().Get("token"), g.token) {
		refuse(w, http.StatusForbidden, "This token is not that of the running server: open the address it printed when it was started.")
		return
	}
	http.SetCookie(w, &http.Cookie{Name: g.cookie, Value: g.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	message(w, http.StatusOK, `<meta http-equiv="refresh" content="0;url=/">`, `<a href="/">Go on</a>`)
}

func (g *guard) known(r *http.Request) bool {
	c, err := r.Cookie(g.cookie)
	return err == nil && same(c.Value, g.session)
}

// same compares in a time that tells nothing.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// refuse answers with a sentence of ours, nothing of the request in it.
func refuse(w http.ResponseWriter, code int, sentence string) { message(w, code, "", sentence) }

func message(w http.ResponseWriter, code int, head, body string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write([]byte(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
		`<title>Tailor</title>` + head + `</head><body><main><h1>Tailor</h1><p>` + body + `</p></main></body></html>`))
}
