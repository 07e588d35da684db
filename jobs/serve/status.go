package serve

import (
	"net/http"
	"strings"

	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/jobs/status"
	"github.com/digital-diplomacy/tailor/metrics"
)

// status shows what tailor status prints.
func (s *site) status(w http.ResponseWriter, r *http.Request) {
	st, err := status.Of(r.Context(), s.unit)
	if err != nil {
		s.fail(w, err)
		return
	}
	var inputs strings.Builder
	st.Inputs(&inputs)
	s.show(w, http.StatusOK, "status", view{Title: "Status", Here: "/status", Body: struct {
		*status.State
		Inputs string
	}{st, strings.TrimSpace(inputs.String())}})
}

// dictionary shows what every column and every metric means. It describes the vault's
// tables too; what they hold no page shows.
func (s *site) dictionary(w http.ResponseWriter, r *http.Request) {
	s.show(w, http.StatusOK, "dictionary", view{Title: "What tables and metrics mean", Here: "/dictionary", Body: struct {
		Tables  []lake.TableDoc
		Metrics []metrics.Definition
	}{lake.Dictionary(), metrics.Dictionary()}})
}
