package config

import (
	"slices"
	"strings"
	"time"
)

// exported are the accounts of exports that were found, at most so many. Where there are
// more, the paths become accounts instead, as if nothing had been found.
func exported(found []Found, files string, most int) []Found {
	if clean(files) == "" || len(found) > most {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(found), func(f Found) bool { return !slices.Contains(Platforms(), f.Platform) })
}

// id is the platform's name, with the page's where there are several.
func (f Found) id() string {
	return strings.Trim(f.Platform+"-"+slug(f.Name), "-_")
}

// handle is the key that keeps the rows of one page only.
func (f Found) handle() string {
	if f.Name == "" {
		return ""
	}
	return "handle: " + inQuotes(f.Name) + ", "
}

// pageLanguage is the first language that there are pages in, "" where that is what they
// are written in anyway.
func pageLanguage(languages []string) string {
	for _, l := range languages {
		base, _, _ := strings.Cut(strings.ToLower(clean(l)), "-")
		if i := slices.Index(pageLanguages(), base); i == 0 {
			return ""
		} else if i > 0 {
			return base
		}
	}
	return ""
}

// zoneOf is the time zone of a country that has one only, "" for others.
func zoneOf(country string) string {
	b, err := files.ReadFile("zones.txt")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(b)) {
		if code, zone, _ := strings.Cut(strings.TrimSpace(line), " "); code == country && code != "#" {
			if _, err := time.LoadLocation(zone); err != nil {
				return "" // this machine knows no zones
			}
			return zone
		}
	}
	return ""
}
