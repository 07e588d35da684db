package config

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// trap is a common slip that makes a file no YAML, found line by line.
type trap struct {
	re     *regexp.Regexp
	remedy string
}

func traps() []trap {
	return []trap{
		{regexp.MustCompile("^\\s*\t"), "the line is indented with a tab: use spaces"},
		{regexp.MustCompile("^[^'\"#]*([:\\[{,-]\\s+|[\\[{])[@`%]"), "a value begins with @, ` or %: put it in quotes, like '@name@server.example'"},
		{regexp.MustCompile(`^[^'"#{\[]*:\s+[^'"#\[{|>&*!\s][^'"#{\[]*:\s`), "a value holds a colon and a space: put the whole value in quotes"},
		{regexp.MustCompile(`^[^'"#]*:\s+\*`), "a value begins with *: put it in quotes"},
	}
}

// syntax notes why a file is no YAML. Where the text shows a known slip, its own
// line is named; else what the YAML reader says, without quoting the file.
func (w *walker) syntax(b []byte, err error) {
	lineNo, message := yamlMessage(err)
	found := false
	for i, line := range bytes.Split(b, []byte("\n")) {
		for _, t := range traps() {
			if t.re.Match(line) {
				w.addAt(place{source: w.file, line: i + 1}, "", "%s", t.remedy)
				found = true
				break
			}
		}
	}
	if found {
		return
	}
	w.addAt(place{source: w.file, line: lineNo}, "", "this is no YAML, here or in a line near: %s. "+
		"Look for a missing quote, bracket or colon, or lines of different indentation", message)
}

// yamlMessage splits the YAML reader's error into line and words. The names of
// anchors, the only parts of the file it quotes, are dropped.
func yamlMessage(err error) (line int, message string) {
	message = strings.TrimPrefix(err.Error(), "yaml: ")
	if m := regexp.MustCompile(`^line (\d+): `).FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = message[len(m[0]):]
	}
	message = regexp.MustCompile(`(anchor|tag) '.*'`).ReplaceAllString(message, "$1")
	return line, strings.TrimSpace(message)
}
