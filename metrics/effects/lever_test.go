package effects

import (
	"testing"

	"github.com/digital-diplomacy/tailor/data"
)

// TestAdvisable: nobody can post more about the national day, or of other things; of the
// rest every level is a choice.
func TestAdvisable(t *testing.T) {
	for _, topic := range data.Topics() {
		want := topic != data.TopicOther && topic != "national_day" && topic != "emergency"
		if advisable(LeverTopic, string(topic)) != want {
			t.Errorf("topic %s: advisable %v", topic, !want)
		}
	}
	for _, format := range data.Formats() {
		if !advisable(LeverFormat, string(format)) {
			t.Errorf("format %s is not advisable", format)
		}
	}
	if advisable(LeverDevice, without) {
		t.Error("posts without a device are advisable")
	}
}
