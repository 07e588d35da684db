package jobs_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/digital-diplomacy/tailor/jobs/config"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// TestReportLanguages checks that the settings accept exactly the languages that
// pages can be written in: config does not know the report.
func TestReportLanguages(t *testing.T) {
	var schema struct {
		Properties struct {
			Report struct {
				Properties struct {
					Languages struct {
						AnyOf []struct {
							Enum []string `json:"enum"`
						} `json:"anyOf"`
					} `json:"languages"`
				} `json:"properties"`
			} `json:"report"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(config.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	of := schema.Properties.Report.Properties.Languages.AnyOf
	if len(of) == 0 || !slices.Equal(slices.DeleteFunc(of[0].Enum, func(l string) bool { return l == "" }), voice.Languages()) {
		t.Errorf("the settings accept %v, pages are written in %v", of, voice.Languages())
	}
}
