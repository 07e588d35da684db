package telegram

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/data"
)

// name is what the config calls a channel.
type name struct {
	user   string // public name, lower case; "" if the config gives none
	number string // Telegram's number of the channel; "" if the config gives none
	title  string // the handle as it is written, to compare with titles; "" for every channel
}

var (
	publicName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{3,31}$`)
	numbered   = regexp.MustCompile(`^(?:-100|channel|c/|-)?(\d{1,19})$`)
)

// parseName reads a handle: @name, name, https://t.me/name, the channel's number, or
// its title. Server may hold the link where the handle is a number or title.
func parseName(a connectors.Account) (name, error) {
	var n name
	for _, s := range []string{a.Handle, a.Server} {
		s = strings.TrimSpace(s)
		short := strings.TrimPrefix(shorten(s), "@")
		switch {
		case s == "" || s == "*":
		case numbered.MatchString(short) && n.number == "":
			n.number = numbered.FindStringSubmatch(short)[1]
		case publicName.MatchString(short) && n.user == "":
			n.user = strings.ToLower(short)
		case len(a.Files) == 0 && n.user == "" && n.number == "":
			return n, fmt.Errorf("%w: account %s: %.60q is no public name of a channel; write it as in its link t.me/name", connectors.ErrInput, a.ID, s)
		}
	}
	if !a.Everyone() {
		n.title = strings.TrimSpace(a.Handle)
	}
	if len(a.Files) == 0 && n.user == "" {
		return n, fmt.Errorf("%w: account %s: the preview needs the channel's public name; write the handle as in its link t.me/name, or add files: with an export", connectors.ErrInput, a.ID)
	}
	return n, nil
}

// shorten takes the name out of a link to a channel.
func shorten(s string) string {
	if !strings.Contains(s, "/") {
		return s
	}
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil {
		return s
	}
	if ofTelegram(u.Hostname()) {
		path := strings.Trim(strings.TrimPrefix(u.Path, "/s/"), "/")
		if rest, ok := strings.CutPrefix(path, "c/"); ok {
			path = rest
		}
		path, _, _ = strings.Cut(path, "/")
		return path
	}
	return s
}

// id names a message of a channel by its public name, or by its number where it has
// none.
func (n name) id(number string, public bool, message int64) data.PostID {
	return data.NewPostID(data.Telegram, fmt.Sprintf("%s/%d", n.path(number, public), message))
}

// path is what stands in a link between t.me and the message.
func (n name) path(number string, public bool) string {
	if n.user != "" && public {
		return n.user
	}
	return "c/" + number
}

// link leads to a message; "" if only members could open it.
func (n name) link(public bool, message int64) string {
	if n.user == "" || !public {
		return ""
	}
	return fmt.Sprintf("https://t.me/%s/%d", n.user, message)
}
