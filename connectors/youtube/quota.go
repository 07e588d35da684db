package youtube

import (
	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/walk"
)

// units is what a page of each method costs; a project has 10,000 a day unless
// Google grants more (https://developers.google.com/youtube/v3/determine_quota_cost).
var units = map[string]float64{
	"channels":       1,
	"playlistItems":  1,
	"videos":         1,
	"commentThreads": 1,
	"comments":       1,
	"i18nLanguages":  1,
}

const unitName = "quota units"

const (
	videosPerPage   = 50  // the most that playlistItems and videos give
	commentsPerPage = 100 // the most that commentThreads and comments give
)

// Price implements [walk.Priced]: what is planned, and what has to be asked about again for
// the terms. Comments with more than five answers cost one more each, which is not known
// beforehand. Every answer that a round asks for costs one unit.
func (d *driver) Price(p walk.Plan) connectors.Estimate {
	again, _ := d.client.stale() // what cannot be read now, the run says
	n := p.Requests() + int64((len(again)+videosPerPage-1)/videosPerPage)
	return connectors.Estimate{Requests: n, Units: float64(n), UnitName: unitName}
}
