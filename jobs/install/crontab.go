package install

import "strings"

// The lines around an entry in a crontab, by which the next install finds it.
const (
	cronBegin = "# begin of what tailor install wrote for "
	cronEnd   = "# end of what tailor install wrote for "
)

// Crontab returns a crontab with the entry of a settings file in it, in the place of
// the one that an earlier install wrote. All other lines stay as they are.
func Crontab(before, settings, entry string) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(before) {
		switch text := strings.TrimRight(line, "\r\n"); {
		case text == cronBegin+settings:
			inside = true
		case text == cronEnd+settings:
			inside = false
		case !inside:
			b.WriteString(text + "\n")
		}
	}
	if inside { // an end line that somebody removed: nothing is guessed away
		b.Reset()
		b.WriteString(strings.TrimRight(before, "\n") + "\n")
	}
	b.WriteString(cronBegin + settings + "\n" + entry + cronEnd + settings + "\n")
	return b.String()
}
