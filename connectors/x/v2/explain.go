package v2

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/digital-diplomacy/tailor/connectors"
)

// explain reads what X means by an error answer; nil leaves it to the status code.
func explain(status int, _ http.Header, body []byte) error {
	var p problem
	_ = json.Unmarshal(body, &p) // what is no problem object has neither type nor title
	switch {
	case p.is("usage-capped", "UsageCapExceeded"):
		// It comes with 429, but no waiting of a quarter of an hour helps.
		return fmt.Errorf("%w: X's own cap for this month is reached; it is shown in the Developer Console", connectors.ErrBudget)
	case status == http.StatusPaymentRequired, p.is("credits", "CreditsDepleted"):
		return fmt.Errorf("%w: the credits at X are used up; buy credits or raise the spending limit in the Developer Console", connectors.ErrBudget)
	case status == http.StatusUnauthorized:
		return fmt.Errorf("%w: X does not know the token; run `tailor connect x`", connectors.ErrAuth)
	case p.is("client-forbidden", "Client Forbidden"):
		return fmt.Errorf("%w: the app is not enrolled for this part of the API; attach it to the project of your agreement in the Developer Console", connectors.ErrAuth)
	case p.is("unsupported-authentication", "Unsupported Authentication"):
		return fmt.Errorf("%w: X wants another kind of token here; run `tailor connect x` with the app's bearer token", connectors.ErrAuth)
	}
	return nil
}
