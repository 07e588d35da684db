package ids

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// Tidy takes off what exports and spreadsheets wrap an id in: spaces (YouTube
// Studio puts one before a leading -), an apostrophe, ="...".
func Tidy(s string) string {
	s = strings.TrimFunc(s, parse.Blank)
	if inner, ok := strings.CutPrefix(s, `="`); ok {
		s = strings.TrimSuffix(inner, `"`)
	}
	return parse.ASCIIDigits(strings.TrimFunc(strings.TrimPrefix(s, "'"), parse.Blank))
}

// OfLink finds the id that a post's link holds, where the platform puts the same
// id there; "" otherwise (Instagram's links hold another code).
func OfLink(p data.Platform, link string) string {
	u, err := url.Parse(strings.TrimFunc(link, parse.Blank))
	if err != nil {
		return ""
	}
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	after := func(names ...string) string {
		for i := 0; i+1 < len(segments); i++ {
			for _, n := range names {
				if segments[i] == n {
					return segments[i+1]
				}
			}
		}
		return ""
	}
	digits := func(s string) string {
		if DigitsOnly(s) {
			return s
		}
		return ""
	}
	switch p {
	case data.LinkedIn:
		return linkedInURN(u.Path)
	case data.WhatsApp:
		// A channel's code and the number of the update in it.
		if code, n := after("channel"), segments[len(segments)-1]; code != "" && n != code && DigitsOnly(n) {
			return code + "/" + n
		}
	case data.Telegram:
		if n := segments[len(segments)-1]; len(segments) > 1 && DigitsOnly(n) {
			return strings.TrimPrefix(strings.Trim(u.Path, "/"), "s/")
		}
	case data.X:
		return digits(after("status", "statuses"))
	case data.TikTok:
		return digits(after("video", "photo"))
	case data.YouTube:
		if v := u.Query().Get("v"); v != "" {
			return v
		}
		if strings.HasSuffix(u.Host, "youtu.be") {
			return segments[0]
		}
		return after("shorts", "live", "embed")
	case data.Facebook:
		for _, key := range []string{"story_fbid", "fbid", "v"} {
			if id := digits(u.Query().Get(key)); id != "" {
				return id
			}
		}
		if id := digits(after("posts", "videos", "reel", "permalink")); id != "" {
			return id
		}
		if last := segments[len(segments)-1]; len(segments) > 1 && after("photos", "videos", "posts") != "" {
			return digits(last)
		}
	}
	return ""
}

// NameIn returns what a post is called in links to it: its id where OfLink finds one,
// else a name of its own, like Instagram's.
func NameIn(p data.Platform, link string) string {
	if p != data.Instagram {
		return OfLink(p, link)
	}
	u, err := url.Parse(strings.TrimFunc(link, parse.Blank))
	if err != nil {
		return ""
	}
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i := 0; i+1 < len(segments); i++ {
		switch segments[i] {
		case "p", "reel", "reels", "tv":
			return segments[i+1]
		}
	}
	return ""
}

// urnPattern finds the name that LinkedIn gives a post, in either form of its links:
// /feed/update/urn:li:activity:71... and /posts/name_title-activity-71...-x1y2.
var urnPattern = regexp.MustCompile(`(?:urn:li:|-)(activity|share|ugcPost)[:-](\d{15,20})`)

// linkedInURN returns the urn of the post that a path leads to, or "".
func linkedInURN(path string) string {
	m := urnPattern.FindStringSubmatch(path)
	if m == nil {
		return ""
	}
	return "urn:li:" + m[1] + ":" + m[2]
}

// PlatformOf returns the platform that a link leads to, or "".
func PlatformOf(link string) data.Platform {
	u, err := url.Parse(strings.TrimFunc(link, parse.Blank))
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	for _, known := range []struct {
		domain   string
		platform data.Platform
	}{
		{"facebook.com", data.Facebook}, {"fb.com", data.Facebook}, {"instagram.com", data.Instagram},
		{"threads.net", data.Threads}, {"threads.com", data.Threads}, {"twitter.com", data.X}, {"x.com", data.X},
		{"youtube.com", data.YouTube}, {"youtu.be", data.YouTube}, {"tiktok.com", data.TikTok}, {"linkedin.com", data.LinkedIn},
		{"lnkd.in", data.LinkedIn}, {"whatsapp.com", data.WhatsApp}, {"t.me", data.Telegram}, {"bsky.app", data.Bluesky},
	} {
		if host == known.domain || strings.HasSuffix(host, "."+known.domain) {
			return known.platform
		}
	}
	return ""
}

// AccountIn returns the account's name that a post's link holds, where it does.
func AccountIn(p data.Platform, link string) string {
	u, err := url.Parse(strings.TrimFunc(link, parse.Blank))
	if err != nil || PlatformOf(link) != p {
		return ""
	}
	first, _, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	switch {
	case p == data.X && first != "i":
		return first
	case p == data.TikTok && strings.HasPrefix(first, "@"):
		return strings.TrimPrefix(first, "@")
	}
	return ""
}

// Time returns the moment that is written into an id: X counts milliseconds since
// 2010-11-04T01:42:54.657Z from the 23rd bit on ("snowflake", the epoch is that of
// Twitter's own source), LinkedIn milliseconds since 1970 from there, TikTok seconds
// since 1970 from the 33rd.
func Time(p data.Platform, id string) (time.Time, bool) {
	if p == data.LinkedIn {
		id = id[strings.LastIndexByte(id, ':')+1:]
	}
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	switch {
	case p == data.X && n > 29_700_000_000: // older ids were plain counters
		return time.UnixMilli(int64(n>>22) + 1288834974657).UTC(), true
	case p == data.LinkedIn && n>>22 > 1_100_000_000_000:
		return time.UnixMilli(int64(n >> 22)).UTC(), true
	case p == data.TikTok && n>>32 > 1_400_000_000:
		return time.Unix(int64(n>>32), 0).UTC(), true
	}
	return time.Time{}, false
}

// OfRow names a row that has no id by a hash of cells.
func OfRow(cells []string) string {
	h := sha256.New()
	for _, c := range cells {
		fmt.Fprintf(h, "%d:%s", len(c), c)
	}
	return "row-" + hex.EncodeToString(h.Sum(nil))[:20]
}
