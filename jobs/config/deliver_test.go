package config

import (
	"strings"
	"testing"
)

// TestDeliver names what a delivery lacks, or has too much.
func TestDeliver(t *testing.T) {
	for delivery, want := range map[string]string{
		"{to: folder}": `"path" is missing`,
		"{to: email, server: 'mail.example.org:587', from: a@b.example}":   `"recipients" is missing`,
		"{to: s3, region: eu-north-1}":                                     `"bucket" is missing`,
		"{to: s3, bucket: reports}":                                        `"region" is missing`,
		"{to: slack, attach: html}":                                        "slack gets the summary and no file",
		"{to: s3, bucket: reports, region: x, access_key: AKID}":           "looks like a secret",
		"{to: s3, bucket: reports, endpoint: 'https://a:b@minio.example'}": "without them",
		"{to: slack}\n  - {to: slack}":                                     `give each a "name" of its own`,
		"{to: folder, path: /srv, pages: month}":                           `unknown word "month"`,
		"{to: folder, path: /srv, pages: [week, quarter], attach: xlsx}":   "a quarter has no workbook",
		"{to: folder, path: /srv, attach: [html, csv]}":                    `unknown word "csv"`,
	} {
		_, err := Parse([]byte(minimal+"deliver:\n  - "+delivery+"\n"), "/etc/tailor/tailor.yaml")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v, want %q", delivery, err, want)
		}
	}
}

// TestGets: what is sent to people is what they got before unless the settings say more.
func TestGets(t *testing.T) {
	for delivery, want := range map[string][2]bool{
		"{to: folder, path: x}":                          {true, true},
		"{to: folder, path: x, pages: week}":             {true, false},
		"{to: slack}":                                    {true, false},
		"{to: slack, pages: quarter}":                    {false, true},
		"{to: teams, name: a, pages: [quarter, week]}":   {true, true},
		"{to: s3, bucket: abc, region: x, attach: xlsx}": {true, false},
	} {
		d := mustParse(t, minimal+"deliver:\n  - "+delivery+"\n").Deliver[0]
		if got := [2]bool{d.Gets("week"), d.Gets("quarter")}; got != want {
			t.Errorf("%s gets week and quarter: %v, want %v", delivery, got, want)
		}
	}
}

// TestObject chooses the server, the region and the way to name the bucket.
func TestObject(t *testing.T) {
	for delivery, want := range map[string]struct {
		endpoint, region string
		path             bool
	}{
		"region: eu-north-1":                                 {"https://s3.eu-north-1.amazonaws.com", "eu-north-1", false},
		"region: eu-north-1, addressing: path":               {"https://s3.eu-north-1.amazonaws.com", "eu-north-1", true},
		"endpoint: 'https://minio.example'":                  {"https://minio.example", "us-east-1", true},
		"endpoint: 'https://a.example/s3', region: auto":     {"https://a.example/s3", "auto", true},
		"endpoint: 'https://ceph.example', addressing: host": {"https://ceph.example", "us-east-1", false},
	} {
		d := mustParse(t, minimal+"deliver:\n  - {to: s3, bucket: reports, "+delivery+"}\n").Deliver[0]
		if endpoint, region, path := d.Object(); endpoint != want.endpoint || region != want.region || path != want.path {
			t.Errorf("%s: %s, %s, in the path %t", delivery, endpoint, region, path)
		}
	}
	dotted := mustParse(t, minimal+"deliver:\n  - {to: s3, bucket: a.reports, region: x}\n").Deliver[0]
	if _, _, path := dotted.Object(); !path {
		t.Error("a dot in front of Amazon's host fits no certificate of theirs")
	}
	if d := (Delivery{}); !d.Wants("html") || d.Wants("xlsx") || dotted.SecretName() != "s3-keys" {
		t.Error("the page alone goes out where nothing is said")
	}
}
