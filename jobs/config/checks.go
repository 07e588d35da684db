package config

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // a machine may have no time zones: Windows has none, nor has an empty container
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/schedule"
)

// check is a test that a text of the file must pass.
type check struct {
	wrong   func(v string) string // what is wrong with a value and what to do; "" if nothing is
	words   []string              // the only words allowed, if the list is closed
	pattern string                // what the JSON Schema can say of it
}

// checks returns the tests by the names that Config's tags use.
func checks() map[string]check {
	return map[string]check{
		"text":          {wrong: wrongText},
		"path":          {wrong: wrongPath},
		"slug":          matching(`^[a-z0-9][a-z0-9_-]{0,63}$`, "use small letters, digits, - and _, like oslo-mastodon"),
		"label":         matching(`^[a-z0-9][a-z0-9_-]{0,63}$`, "use small letters, digits, - and _, like second_generation"),
		"country":       {wrong: wrongCountry, pattern: `^[A-Z]{2}$`},
		"language":      {wrong: wrongLanguage, pattern: `^[A-Za-z]{2,3}([-][A-Za-z0-9]{1,8})*$`},
		"timezone":      {wrong: wrongTimezone},
		"date":          {wrong: wrongDate, pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`},
		"target":        matching(`^([+-][0-9]+([.][0-9]+)?%|[0-9]+([.][0-9]+)?)$`, "write a change like +20% or a number like 500"),
		"margin":        matching(`^(1[.](0*[1-9][0-9]*)|2([.][0-9]+)?|3([.]0+)?)$`, "write a factor above 1 and at most 3, like 1.2"),
		"when":          {wrong: wrongWhen, pattern: "^never$|^@every .+$|" + timeOfDay},
		"role":          oneOf(Roles()...),
		"platform":      oneOf(Platforms()...),
		"goal":          oneOf("reach", "conversation", "redistribution", "service"),
		"metric":        oneOf(goalMetrics()...),
		"server":        {wrong: wrongServer, pattern: `^https?://[^ ]+$`},
		"host":          matching(`^[A-Za-z0-9.-]+(:[0-9]{1,5})?$|^\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?$`, "write a host, with its port if only that one, like social.intra.example or 127.0.0.1:3000"),
		"set":           oneOf("missions", "brands", "ngos"),
		"delivery":      oneOf("folder", "email", "slack", "teams", "s3"),
		"delivered":     oneOf("week", "quarter"),
		"attachment":    oneOf("html", "pdf", "xlsx"),
		"mail_server":   matching(`^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):[0-9]{1,5}$`, "write the server with its port, like mail.example.org:587"),
		"mail_address":  matching(`^[^@\s<>,;:"]+@[A-Za-z0-9.-]+$`, "write one bare address, like press@embassy.example"),
		"bucket":        matching(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`, "write the bucket's bare name, 3 to 63 small letters, digits, - and ."),
		"object_prefix": matching(`^([A-Za-z0-9_.=-]+/)*[A-Za-z0-9_.=-]*$`, "write it like oslo/ or reports/oslo-, with letters, digits, - _ . and ="),
		"region":        matching(`^[a-z0-9][a-z0-9-]{0,62}$`, "write the region's name, like eu-north-1"),
		"addressing":    oneOf("path", "host"),
		"occasion":      oneOf(occasionKinds()...),
		// The languages that pipeline/report/voice has catalogues for.
		"page_language": oneOf(pageLanguages()...),
	}
}

func pageLanguages() []string {
	return []string{"en", "fr", "es", "pt", "ar", "fa", "he", "hi", "uk", "ru", "zh"}
}

// Roles lists the roles an account may have.
func Roles() []string {
	return []string{string(data.RoleOwn), string(data.RolePeerMission), string(data.RolePeerBrand),
		string(data.RolePeerNGO), string(data.RoleCommunity)}
}

// Platforms lists what may stand under platform: exports for files, then the
// platforms. Whether this build has a connector for one is not said here.
func Platforms() []string {
	return []string{"exports", string(data.Facebook), string(data.Instagram), string(data.Threads), string(data.X),
		string(data.YouTube), string(data.TikTok), string(data.LinkedIn), string(data.Mastodon), string(data.Bluesky),
		string(data.Telegram), string(data.WhatsApp), "discourse", "feed"}
}

func matching(pattern, remedy string) check {
	re := regexp.MustCompile(pattern)
	return check{pattern: pattern, wrong: func(v string) string {
		if re.MatchString(v) {
			return ""
		}
		return show(v) + " will not do: " + remedy
	}}
}

func oneOf(words ...string) check {
	return check{words: words, wrong: func(v string) string {
		if slices.Contains(words, v) {
			return ""
		}
		return "unknown word " + show(v) + ": " + suggest(v, words)
	}}
}

// show quotes a value for a message, if it is short enough not to be a secret that
// went astray.
func show(v string) string {
	if utf8.RuneCountInString(v) > 24 {
		return "this value"
	}
	return fmt.Sprintf("%q", v)
}

func wrongText(v string) string {
	if !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl) {
		return "holds control characters: write it on one line of plain text"
	}
	return ""
}

func wrongPath(v string) string {
	if strings.HasPrefix(v, "~") && v != "~" && !strings.HasPrefix(v, "~/") {
		return "begins with another person's ~: write the whole path"
	}
	if strings.Contains(v, "://") {
		return "is an address, not a path: download the file and give its path"
	}
	return wrongText(v)
}

// wrongServer accepts a web address without a password in it.
func wrongServer(v string) string {
	u, err := url.Parse(v)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return show(v) + " is no web address: write it like https://social.example"
	case u.User != nil:
		return "holds a name or password: write the address without them"
	}
	return wrongText(v)
}

// wrongCountry accepts ISO 3166-1 codes and, for made-up countries, the codes
// that the standard leaves to its users (AA, QM to QZ, XA to XZ, ZZ).
// WrongCountry says what is wrong with a country code in whatever case, "" if nothing is.
func WrongCountry(v string) string { return wrongCountry(strings.ToUpper(v)) }

// WrongLanguage says what is wrong with a language code, "" if nothing is.
func WrongLanguage(v string) string { return wrongLanguage(v) }

func wrongCountry(v string) string {
	upper := strings.ToUpper(v)
	region, err := language.ParseRegion(upper)
	switch {
	case len(v) != 2 || err != nil || !region.IsCountry() && !region.IsPrivateUse():
		return show(v) + " is no country code: give the two letters of ISO 3166 in quotes, like 'NO' for Norway"
	case v != upper:
		return fmt.Sprintf("country codes are capital letters: write '%s'", upper)
	case region.Canonicalize() != region:
		return fmt.Sprintf("%q is not the country's code in ISO 3166 (any more): write '%s'", v, region.Canonicalize())
	}
	return ""
}

// wrongLanguage accepts BCP 47 tags of registered languages and, for made-up ones,
// xa to xz, as countries have XA to XZ.
func wrongLanguage(v string) string {
	const remedy = ": give a code like en, nb or sr-Latn (BCP 47)"
	if strings.Contains(v, "_") {
		return show(v) + " is no language code: write " + fmt.Sprintf("%q", strings.ReplaceAll(v, "_", "-"))
	}
	if len(v) == 2 && v[0] == 'x' && 'a' <= v[1] && v[1] <= 'z' {
		return ""
	}
	base, _, _ := strings.Cut(v, "-")
	if _, err := language.Parse(v); err != nil || len(base) < 2 || strings.EqualFold(base, "und") {
		return show(v) + " is no language code" + remedy
	}
	if base != strings.ToLower(base) {
		return fmt.Sprintf("write %q: languages are small letters", strings.ToLower(base)+v[len(base):])
	}
	return ""
}

func wrongTimezone(v string) string {
	if _, err := time.LoadLocation(v); err == nil && v != "Local" {
		return ""
	}
	return show(v) + " is no time zone: give an IANA name like Europe/Oslo or UTC"
}

func wrongDate(v string) string {
	if _, err := time.Parse(time.DateOnly, v); err != nil {
		return show(v) + " is no date: write it like 2027-06-30"
	}
	return ""
}

// wrongWhen accepts what [schedule.ParseWhen] reads.
func wrongWhen(v string) string {
	if _, err := schedule.ParseWhen(v); err != nil {
		return show(v) + " is " + err.Error()
	}
	return ""
}

const timeOfDay = `^((Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?([01][0-9]|2[0-3]):[0-5][0-9]$`
