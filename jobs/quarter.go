package jobs

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/jobs/deliver"
	"github.com/digital-diplomacy/tailor/pipeline/brief"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// Quarter writes the page of one quarter over all missions, in every language, and returns
// where they lie. There are none if nothing is known of the quarter.
func (u *Unit) Quarter(ctx context.Context, quarter string) ([]PageFile, error) {
	return u.quarter(ctx, quarter, new(int))
}

func (u *Unit) quarter(ctx context.Context, quarter string, written *int) ([]PageFile, error) {
	q, known, err := u.aboutQuarter(ctx, quarter)
	if err != nil || !known {
		return nil, err
	}
	var pages []PageFile
	for _, lang := range u.Languages() {
		q.Language = lang
		path := u.quarterPath(quarter, lang)
		if err := u.place(written, "quarter", path, report.BuildQuarter(q)); err != nil {
			return nil, fmt.Errorf("page on %s: %w", quarter, err)
		}
		pages = append(pages, PageFile{Quarter: quarter, Language: lang, Path: path})
	}
	return pages, nil
}

// aboutQuarter is what the page of a quarter is made of; known says whether anything is.
func (u *Unit) aboutQuarter(ctx context.Context, quarter string) (q report.Quarter, known bool, err error) {
	s, err := u.lake.Current(ctx)
	if err != nil {
		return q, false, err
	}
	p, err := u.placing(ctx, s)
	if err != nil {
		return q, false, err
	}
	q, known, err = brief.Quarter(ctx, s, quarter, u.missions(), p, u.Clock)
	q.Unit, q.MadeUp, q.NoFollow = u.Config.Unit.Name, u.MadeUp, u.Settings == ""
	q.Privacy, q.Versions = u.notice(""), u.reportVersions(s)
	return q, known, err
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

// writtenQuarter lists the pages that are there of the quarter that ended last, once it
// ended as many days ago and the pages of this week are written: what was written before
// may lack the last answers.
func (u *Unit) writtenQuarter(days int) (pages []PageFile) {
	quarter := data.LastQuarter(u.Clock.Now())
	_, end, err := data.QuarterDays(quarter)
	if err != nil || len(u.Written()) == 0 || u.Clock.AsOf.Before(end.AddDate(0, 0, days)) {
		return nil
	}
	for _, lang := range u.Languages() {
		if path := u.quarterPath(quarter, lang); exists(path) {
			pages = append(pages, PageFile{Quarter: quarter, Language: lang, Path: path})
		}
	}
	return pages
}

// quarterSummary is the page of a quarter in words: what was criticised, and what those
// who answer for it said. Figures on replies stay on the page.
func quarterSummary(v page.View) deliver.Message {
	m, speak := deliver.Message{Heading: voice.Clean(cmp.Or(v.Heading.String(), v.Title))}, voice.In(v.Lang)
	for _, s := range v.Sections {
		if s.ID != "criticism" && s.ID != "answers" {
			continue
		}
		m.Lines = append(m.Lines, page.Plain(speak.Ended(s.Heading).String()))
		for _, g := range s.Groups {
			for _, p := range g.Parts {
				for _, t := range p.Terms {
					m.Lines = append(m.Lines, page.Plain(speak.Say("page.label", "label", t.Name).String()+" "+t.Text.String()))
				}
			}
		}
	}
	return m
}
