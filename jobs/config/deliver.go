package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// SecretName is the name of the secret that a delivery needs, for [Config.Secret]; ""
// for a folder, which needs none.
func (d *Delivery) SecretName() string {
	return cmp.Or(d.Name, map[string]string{"email": "smtp-password", "slack": "slack-webhook", "teams": "teams-webhook", "s3": "s3-keys"}[d.To])
}

// Label names a delivery to people and in records; it holds no secret. Recipients do
// not enter: who is added to a list does not make everybody get the page again.
func (d *Delivery) Label() string {
	if d.Name == "" {
		return d.To
	}
	return d.To + " " + d.Name
}

// Wants reports whether a kind of file goes out: html, pdf or xlsx. Where the settings
// say nothing, the page does.
func (d *Delivery) Wants(kind string) bool {
	return slices.Contains(d.Attach, kind) || len(d.Attach) == 0 && kind == "html"
}

// Gets reports whether pages of a kind go there: week or quarter. Where the settings say
// nothing, folders get all pages, and whoever is sent something those of each week.
func (d *Delivery) Gets(kind string) bool {
	return slices.Contains(d.Pages, kind) || len(d.Pages) == 0 && (kind == "week" || d.To == "folder")
}

// amazon reports whether the bucket is one of Amazon's own, whose name stands in front of
// the host. A dot in it would not fit the server's certificate.
func (d *Delivery) amazon() bool { return d.Endpoint == "" && !strings.Contains(d.Bucket, ".") }

// Object says where a delivery into a bucket goes: the server's address, the region,
// and whether the bucket stands in the path.
func (d *Delivery) Object() (endpoint, region string, path bool) {
	region = cmp.Or(d.Region, "us-east-1")
	path = cmp.Or(d.Addressing, map[bool]string{true: "host", false: "path"}[d.amazon()]) == "path"
	return cmp.Or(d.Endpoint, "https://s3."+region+".amazonaws.com"), region, path
}

// validateDeliver notes deliveries that lack what their kind needs, and two that
// could not be told apart.
func (c *Config) validateDeliver(p *findings) {
	seen := map[string]bool{}
	for i := range c.Deliver {
		d, at := &c.Deliver[i], fmt.Sprintf("deliver[%d]", i)
		for _, need := range d.needs() {
			if !need.given {
				p.add(at, "%q is missing: %s", need.key, need.why)
			}
		}
		if len(d.Attach) > 0 && (d.To == "slack" || d.To == "teams") {
			p.add(at, `"attach" has no meaning here: %s gets the summary and no file`, d.To)
		}
		if slices.Contains(d.Pages, "quarter") && !d.Wants("html") && !d.Wants("pdf") {
			p.add(at, `a quarter has no workbook: write attach: [html, xlsx], or take "quarter" out of pages`)
		}
		if d.To == "folder" {
			continue
		}
		if label := d.Label(); seen[label] {
			p.add(at, `there are two deliveries to %s: give each a "name" of its own, under which its secret stands`, label)
		} else {
			seen[label] = true
		}
	}
}

// need is a key that a kind of delivery cannot do without.
type need struct {
	key   string
	given bool
	why   string
}

func (d *Delivery) needs() []need {
	switch d.To {
	case "folder":
		return []need{{"path", d.Path != "", "name the folder reports go to"}}
	case "email":
		const why = "a delivery by e-mail needs server, from and recipients"
		return []need{{"server", d.Server != "", why}, {"from", d.From != "", why}, {"recipients", len(d.Recipients) > 0, why}}
	case "s3":
		return []need{{"bucket", d.Bucket != "", "name the bucket"},
			{"region", d.Region != "" || d.Endpoint != "", "name the bucket's region, like eu-north-1, or the endpoint if it is not Amazon's"}}
	}
	return nil
}
