package config

import (
	"slices"
	"strings"
	"testing"
)

func TestChecks(t *testing.T) {
	all := checks()
	for _, c := range []struct {
		check     string
		good, bad []string
	}{
		{"slug", []string{"a", "oslo-x", "2nd_page"}, []string{"Oslo", "-a", "a b", "é", strings.Repeat("a", 65), "a\n"}},
		{"label", []string{"diaspora", "second_generation"}, []string{"Second generation", "_"}},
		// XK, Kosovo's code by custom, and the codes for made-up countries are user-assigned in ISO 3166-1.
		{"country", []string{"NO", "GB", "XR", "XA", "XZ", "QM", "AA", "ZZ", "XK"}, []string{"no", "UK", "NOR", "578", "N", "EU", "é1", "0A", "N O"}},
		{"language", []string{"en", "nb", "no", "xr", "sr-Latn", "zh-Hant-TW", "pt-BR", "ckb", "qaa"},
			[]string{"english", "en_GB", "EN", "e", "und", "x-en", "zz", "en-", "norsk bokmål"}},
		{"timezone", []string{"UTC", "Europe/Oslo", "America/Argentina/Buenos_Aires"}, []string{"Oslo", "Local", "../etc", "+02:00", "Europe/oslo/x"}},
		{"date", []string{"2027-06-30", "2024-02-29"}, []string{"30.06.2027", "2027-6-30", "2025-02-29", "2027-06-30T00:00:00Z", "soon"}},
		{"margin", []string{"1.2", "1.05", "2", "3", "2.5"}, []string{"1", "1.0", "0.8", "3.5", "20%", "-1.2"}},
		{"target", []string{"+20%", "-5%", "+2.5%", "500", "0.4"}, []string{"20 %", "%", "+", "lots", "+500", "20%"}},
		{"when", []string{"@every 6h", "@every 90m", "07:00", "Mon 07:00", "Sun 23:59", "never"},
			[]string{"hourly", "@every", "@every 1s", "@every -1h", "7:00", "24:00", "mon 07:00", "Monday 07:00", "@daily", "never "}},
		{"role", []string{"own", "peer_mission", "peer_brand", "peer_ngo", "community"}, []string{"Own", "peer", "mine"}},
		{"platform", []string{"exports", "x", "facebook", "mastodon"}, []string{"twitter", "X", "fb"}},
		{"goal", []string{"reach", "conversation", "redistribution", "service"}, []string{"likes"}},
		{"metric", []string{"interactions_public", "er_followers", "answer_rate"}, []string{"engagement"}},
		{"set", []string{"missions", "brands", "ngos"}, []string{"peers"}},
		{"server", []string{"https://social.example", "http://127.0.0.1:3000/x", "https://forum.example/c/news"},
			[]string{"social.example", "ftp://a.example", "https://", "https://ada:pw@a.example", "https://a.example/\n", "javascript:alert(1)"}},
		{"host", []string{"social.intra.example", "127.0.0.1:3000", "[::1]:80", "localhost"}, []string{"https://a.example", "a/b", "a b", "", "a:b"}},
		{"delivery", []string{"folder", "email", "slack", "teams", "s3"}, []string{"mail", "S3"}},
		{"delivered", []string{"week", "quarter"}, []string{"weeks", "month", ""}},
		{"attachment", []string{"html", "pdf", "xlsx"}, []string{"csv", "HTML", ""}},
		{"bucket", []string{"mfa-reports", "a.b-c", "123"}, []string{"ab", "Reports", "-ab", "ab-", "a/b", "s3://reports", "a b", "bucket\n"}},
		{"object_prefix", []string{"oslo/", "a/b-2026/c_", "year=2026/", ""}, []string{"/oslo", "a//b", "a b/", "a?b", "ü/", "a%2f"}},
		{"region", []string{"eu-north-1", "us-east-1", "garage", "auto"}, []string{"EU", "eu north", "-x", "eu/1", ""}},
		{"addressing", []string{"path", "host"}, []string{"virtual", "Path"}},
		{"mail_server", []string{"mail.example.org:587", "10.0.0.5:25", "[::1]:465"}, []string{"mail.example.org", "smtp://mail.example.org:25", "a b:25", ":25"}},
		{"mail_address", []string{"press@embassy.example", "a.b+c@x.example"}, []string{"press", "Ann <a@x.example>", "a@x.example,b@x.example", "a@x.example\nBcc: b@x.example", "a@b@c"}},
		{"occasion", []string{"crisis", "election", "national_day"}, []string{"Crisis", "war", ""}},
		{"page_language", []string{"en", "ar", "zh"}, []string{"de", "EN", "en-GB", "arabic"}},
		{"text", []string{"Ambassade de Ruritanie à Oslo", "سفارة"}, []string{"a\nb", "a\x00", "\xff"}},
		{"path", []string{"a/b.csv", "~/x", "~", "/srv/x", "C:\\data"}, []string{"~ada/x", "https://a.example/x", "a\x00b"}},
	} {
		for _, v := range c.good {
			if why := all[c.check].wrong(v); why != "" {
				t.Errorf("%s refuses %q: %s", c.check, v, why)
			}
		}
		for _, v := range c.bad {
			if why := all[c.check].wrong(v); why == "" {
				t.Errorf("%s accepts %q", c.check, v)
			}
		}
	}
	for name := range all {
		if !slices.ContainsFunc([]string{"slug", "label", "country", "language", "timezone", "date", "margin", "target", "when", "role", "platform",
			"goal", "metric", "set", "server", "host", "delivery", "delivered", "attachment", "bucket", "object_prefix", "region", "addressing", "mail_server", "mail_address", "occasion", "page_language", "text", "path"}, func(tested string) bool { return tested == name }) {
			t.Errorf("check %s is not tested", name)
		}
	}
}

func TestThreshold(t *testing.T) {
	p := Privacy{K: 12, Protected: []string{"XP"}}
	for _, c := range []struct {
		privacy   Privacy
		host      string
		k         int
		protected bool
	}{
		{p, "NO", 12, false}, {p, "", 12, false}, {p, "XP", 30, true},
		{Privacy{K: 50, Protected: []string{"XP"}}, "XP", 50, true},
		{Privacy{}, "NO", 10, false}, {Privacy{K: 3}, "NO", 10, false},
	} {
		if k, protected := c.privacy.Threshold(c.host); k != c.k || protected != c.protected {
			t.Errorf("%+v.Threshold(%q) = %d, %v; want %d, %v", c.privacy, c.host, k, protected, c.k, c.protected)
		}
	}
}
