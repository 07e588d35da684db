package telegram

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// page is one answer of t.me.
type page struct {
	root     *html.Node
	messages []*html.Node // with a number, as they stand: oldest first
}

// parsePage reads a page of the preview. A page that is cut, or of something else than
// a channel's history, is an error that says so.
func parsePage(body []byte, channel string) (*page, error) {
	if cutOff(body) {
		return nil, fmt.Errorf("%w: the page is not whole", connectors.ErrTransient)
	}
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: the page cannot be read", connectors.ErrTransient)
	}
	p := &page{root: root}
	for _, m := range find(root, "tgme_widget_message") {
		if attribute(m, "data-post") != "" {
			p.messages = append(p.messages, m)
		}
	}
	switch {
	case len(p.messages) > 0 || first(root, "tgme_channel_history") != nil || first(root, "tgme_channel_info") != nil:
		return p, nil
	case first(root, "tgme_page") != nil, first(root, "tgme_page_title") != nil, first(root, "tgme_page_extra") != nil:
		return nil, noPreview(root, channel)
	}
	return nil, fmt.Errorf("%w: the page holds no channel", connectors.ErrTransient)
}

// cutOff reports a page that begins and does not end.
func cutOff(body []byte) bool {
	return bytes.Contains(body, []byte("<html")) && !bytes.Contains(body, []byte("</html>"))
}

// noPreview says why t.me answers with the card of a name instead of a history.
func noPreview(root *html.Node, channel string) error {
	extra := plain(first(root, "tgme_page_extra"))
	switch {
	case strings.Contains(extra, "subscriber"):
		return fmt.Errorf("%w: the preview of t.me/%s is switched off, by its owner or by Telegram; export the channel with Telegram Desktop and add files:", connectors.ErrInput, channel)
	case strings.Contains(extra, "member"):
		return fmt.Errorf("%w: t.me/%s is a group; only channels have a preview", connectors.ErrInput, channel)
	}
	return fmt.Errorf("%w: there is no public channel t.me/%s; check the handle", connectors.ErrGone, channel)
}

// before returns the number from which the page before goes down; "" if this is the
// first one.
func (p *page) before() string {
	for _, more := range find(p.root, "tme_messages_more") {
		if n := attribute(more, "data-before"); digits(n) {
			return n
		}
		if n := queryOf(attribute(more, "href"), "before"); digits(n) {
			return n
		}
	}
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Link && attribute(n, "rel") == "prev" {
			if before := queryOf(attribute(n, "href"), "before"); digits(before) {
				return before
			}
		}
	}
	return ""
}

func queryOf(link, key string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return u.Query().Get(key)
}

func digits(s string) bool {
	return s != "" && len(s) < 19 && strings.Trim(s, "0123456789") == ""
}

// subscribers are what the page's head counts; nil if it does not say.
func (p *page) subscribers() (n data.Count, rounded bool) {
	for _, c := range find(p.root, "tgme_channel_info_counter") {
		if strings.HasPrefix(plain(first(c, "counter_type")), "subscriber") {
			return parseCount(plain(first(c, "counter_value")))
		}
	}
	return nil, false
}

// shows returns the name under which all messages of the page stand; "" if there are
// none or of several. A channel may have several names, of which links use the first.
func (p *page) shows() string {
	all := ""
	for _, m := range p.messages {
		channel, number := numberOf(m)
		if number == 0 || all != "" && channel != all {
			return ""
		}
		all = channel
	}
	return all
}
