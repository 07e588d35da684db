package jobs

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/pipeline/brief"
	"github.com/digital-diplomacy/tailor/pipeline/report"
)

// Quarter writes the page of one quarter over all missions, in every language, and returns
// where they lie. There are none if nothing is known of the quarter.
func (u *Unit) Quarter(ctx context.Context, quarter string) ([]PageFile, error) {
	return u.quarter(ctx, quarter, new(int))
}

func (u *Unit) quarter(ctx context.Context, quarter string, written *int) ([]PageFile, error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return nil, err
	}
	p, err := u.placing(ctx, s)
	if err != nil {
		return nil, err
	}
	q, known, err := brief.Quarter(ctx, s, quarter, u.missions(), p, u.Clock)
	if err != nil || !known {
		return nil, err
	}
	q.Unit, q.MadeUp, q.NoFollow = u.Config.Unit.Name, u.MadeUp, u.Settings == ""
	q.Privacy, q.Versions = u.notice(""), u.reportVersions(s)
	var pages []PageFile
	for _, lang := range u.Languages() {
		q.Language = lang
		path := u.quarterPath(quarter, lang)
		if err := u.place(written, path, report.BuildQuarter(q)); err != nil {
			return nil, fmt.Errorf("page on %s: %w", quarter, err)
		}
		pages = append(pages, PageFile{Quarter: quarter, Language: lang, Path: path})
	}
	return pages, nil
}

// lastQuarter writes the page of the quarter that ended last. A page made once has none.
func (u *Unit) lastQuarter(ctx context.Context, written *int) (err error) {
	if u.ReportTo != "" {
		return nil
	}
	u.quarters, err = u.quarter(ctx, data.LastQuarter(u.Clock.Now()), written)
	return err
}

func (u *Unit) quarterPath(quarter, lang string) string {
	return filepath.Join(u.Reports(), "quarter-"+quarter+u.suffix(lang)+".html")
}
