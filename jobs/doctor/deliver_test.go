package doctor

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/config"
)

// TestDoctorLooksAtDeliveries has a bucket's keys missing, wrong, then there.
func TestDoctorLooksAtDeliveries(t *testing.T) {
	c := config.Default()
	c.KeysDir = filepath.Join(t.TempDir(), "keys")
	c.Deliver = []config.Delivery{{To: "folder", Path: t.TempDir()}, {To: "s3", Bucket: "reports", Prefix: "a/", Endpoint: "http://127.0.0.1:9"}}
	for _, step := range []struct {
		keys string
		want Level
		says string
	}{
		{"", Bad, "s3-keys"},
		{"onlyhalf", Bad, "is no access key"},
		{"AKID:secret", Fine, "s3 has what it needs"},
	} {
		if step.keys != "" {
			if _, err := c.SaveSecret("s3-keys", step.keys); err != nil {
				t.Fatal(err)
			}
		}
		checkup := &Checkup{}
		checkDeliveries(&jobs.Unit{Options: jobs.Options{Config: c, Wall: time.Now}}, checkup)
		if len(checkup.Findings) != 1 || checkup.Findings[0].Level != step.want || !strings.Contains(fmt.Sprint(checkup.Findings[0]), step.says) {
			t.Errorf("with the keys %q doctor finds %+v, want %q", step.keys, checkup.Findings, step.says)
		}
	}
}
