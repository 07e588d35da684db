package doctor

import "github.com/digital-diplomacy/tailor/jobs"

// checkDeliveries looks whether every delivery has its secret, in the form it needs.
// It sends nothing.
func checkDeliveries(u *jobs.Unit, c *Checkup) {
	for _, d := range u.Config.Deliver {
		if d.To == "folder" {
			continue
		}
		if _, err := u.Target(d); err != nil {
			c.add("deliver", Bad, "put the secret there, then: tailor deliver", "%s: %v", d.Label(), err)
			continue
		}
		c.ok("deliver", "%s has what it needs", d.Label())
	}
}
