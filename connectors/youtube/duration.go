package youtube

import (
	"regexp"
	"strconv"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// iso8601 is a duration without years and months, whose length varies.
var iso8601 = regexp.MustCompile(`^P(?:(\d{1,4})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?$`)

var isoUnits = [...]time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second}

// milliseconds reads a duration like PT1H2M3S. What cannot be read is unknown, and
// so is P0D, which an unfinished live stream has.
func milliseconds(duration string) data.Count {
	parts := iso8601.FindStringSubmatch(duration)
	if parts == nil {
		return nil
	}
	var sum time.Duration
	for i, unit := range isoUnits {
		n, _ := strconv.ParseInt("0"+parts[i+1], 10, 64) // digits, and few
		sum += time.Duration(n) * unit
	}
	if sum <= 0 {
		return nil
	}
	return data.N(sum.Milliseconds())
}
