package intake

import "testing"

func TestAgeBand(t *testing.T) {
	for in, want := range map[string]string{"17": "0-17", "18": "18-29", "29": "18-29", "30": "30-44", "59": "45-59", "60": "60+", "101": "60+", "999": "999", "30-39": "30-39", "-1": "-1"} {
		if got := ageBand(in); got != want {
			t.Errorf("ageBand(%q) = %q, want %q", in, got, want)
		}
	}
}
