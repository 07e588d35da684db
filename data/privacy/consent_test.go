package privacy

import (
	"strings"
	"testing"
)

func TestConsent(t *testing.T) {
	good := Consent{By: "Embassy of Ruritania", Date: "2026-02-01", Text: "first page of the form"}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for name, c := range map[string]Consent{
		"survey.consent.by":   {By: "TODO", Date: good.Date, Text: good.Text},
		"survey.consent.date": {By: good.By, Date: "last spring", Text: good.Text},
		"survey.consent.text": {By: good.By, Date: good.Date, Text: " - "},
	} {
		err := c.Check()
		if err == nil || strings.Count(err.Error(), "is missing") != 1 || !strings.Contains(err.Error(), name+" is missing: write ") {
			t.Errorf("Check of %+v: %v, want one on %s", c, err, name)
		}
	}
	if err := (Consent{}).Check(); err == nil || strings.Count(err.Error(), "is missing") != 3 {
		t.Errorf("Check of nothing: %v", err)
	}
}
