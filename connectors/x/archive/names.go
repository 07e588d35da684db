package archive

import (
	"io"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// role is what a file of an archive is read for.
type role string

const (
	posts    role = "posts"
	deleted  role = "deleted"
	notes    role = "notes"
	owner    role = "account"
	manifest role = "manifest"
)

// names are the files of an archive that are read, by their names in lower case.
var names = []struct {
	pattern *regexp.Regexp
	role    role
}{
	{regexp.MustCompile(`^(tweets?|community-tweets?)(-part(\d+))?\.js$`), posts},
	{regexp.MustCompile(`^(deleted-tweets?|deleted-tweet-headers)(-part(\d+))?\.js$`), deleted},
	{regexp.MustCompile(`^(note-tweets?)(-part(\d+))?\.js$`), notes},
	{regexp.MustCompile(`^(account)\.js$`), owner},
	{regexp.MustCompile(`^(manifest)\.js$`), manifest},
	// Archives of before 2018: data/js/tweets/2014_01.js.
	{regexp.MustCompile(`^(\d{4}_\d{2})\.js$`), posts},
}

// member is one file of an archive.
type member struct {
	name string // base name
	role role
	part int    // of files in several parts
	sum  string // stands for its content
	size int64
	open func() (io.ReadCloser, error)
}

// recognise says what a file is read for.
func recognise(name string) (member, bool) {
	base := strings.ToLower(path.Base(filepath.ToSlash(name)))
	for _, n := range names {
		m := n.pattern.FindStringSubmatch(base)
		if m == nil {
			continue
		}
		part := 0
		if len(m) > 3 {
			part, _ = strconv.Atoi(m[3])
		}
		return member{name: base, role: n.role, part: part}, true
	}
	return member{}, false
}

// base is a member's name without its part, so that part 10 comes after part 2.
func base(m member) string {
	name, _, _ := strings.Cut(m.name, "-part")
	return strings.TrimSuffix(name, ".js")
}
