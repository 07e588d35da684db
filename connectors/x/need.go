package x

import "github.com/digital-diplomacy/tailor/connectors"

// Needs lists the credentials of the API. Files need none.
func Needs() []connectors.Need {
	return []connectors.Need{{
		Name: "bearer",
		Doc: `The bearer token of an app at X. It reads public posts and counters; it cannot post and sees nothing private.
1. Make sure that your ministry has an Enterprise agreement with X that names your unit as a government end user; without it X forbids this use.
2. Sign in at https://console.x.com with the account that holds the agreement.
3. Open Apps, choose the app of that project or make one, and open Keys and tokens.
4. Under Bearer Token choose Generate, and copy the token at once: it is shown only now.
5. Set a spending limit under Billing, a little above the network.x_monthly_usd of your config.
For a server of v1.1 shape, the token that its operator gives you.`,
	}}
}
