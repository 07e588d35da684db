package config

import (
	"cmp"
	"fmt"
)

// SecretName is the name of the secret that a delivery needs, for [Config.Secret]; ""
// for a folder, which needs none.
func (d *Delivery) SecretName() string {
	return cmp.Or(d.Name, map[string]string{"email": "smtp-password", "slack": "slack-webhook", "teams": "teams-webhook"}[d.To])
}

// Label names a delivery to people and in records; it holds no secret. Recipients do
// not enter: who is added to a list does not make everybody get the page again.
func (d *Delivery) Label() string {
	if d.Name == "" {
		return d.To
	}
	return d.To + " " + d.Name
}

// validateDeliver notes deliveries that lack what their kind needs, and two that
// could not be told apart.
func (c *Config) validateDeliver(p *findings) {
	seen := map[string]bool{}
	for i := range c.Deliver {
		d, at := &c.Deliver[i], fmt.Sprintf("deliver[%d]", i)
		switch d.To {
		case "folder":
			if d.Path == "" {
				p.add(at, `"path" is missing: name the folder reports go to`)
			}
			continue
		case "email":
			for _, need := range []struct {
				key   string
				given bool
			}{{"server", d.Server != ""}, {"from", d.From != ""}, {"recipients", len(d.Recipients) > 0}} {
				if !need.given {
					p.add(at, "%q is missing: a delivery by e-mail needs server, from and recipients", need.key)
				}
			}
		}
		if label := d.Label(); seen[label] {
			p.add(at, `there are two deliveries to %s: give each a "name" of its own, under which its secret stands`, label)
		} else {
			seen[label] = true
		}
	}
}
