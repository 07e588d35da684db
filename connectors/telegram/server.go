package telegram

import (
	"net/url"
	"strings"
)

// home is where Telegram shows the preview.
const home = "https://t.me"

// ofTelegram reports whether a host is one of those on which Telegram shows channels.
func ofTelegram(host string) bool {
	switch strings.TrimPrefix(strings.ToLower(host), "www.") {
	case "t.me", "telegram.me", "telegram.dog":
		return true
	}
	return false
}

// previewBase is where the preview is asked: on t.me, unless the config's server is
// the address of another host that serves the same pages, as a ministry's relay does.
func previewBase(server string) string {
	server = strings.TrimSpace(server)
	if !strings.Contains(server, "://") {
		if server = "https://" + server; !strings.ContainsAny(server[len("https://"):], ".:") {
			return home // a name
		}
	}
	u, err := url.Parse(server)
	if err != nil || u.Host == "" || ofTelegram(u.Hostname()) {
		return home
	}
	path, _, _ := strings.Cut(u.Path+"/", "/s/")
	return u.Scheme + "://" + u.Host + strings.TrimRight(path, "/")
}

// input names the preview in pages.
func (c *client) input() string {
	_, host, _ := strings.Cut(c.api.Base, "://")
	return host + "/s/:channel"
}
