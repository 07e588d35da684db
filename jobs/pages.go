package jobs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/patient"
	"github.com/digital-diplomacy/tailor/pipeline/report"
	"github.com/digital-diplomacy/tailor/pipeline/report/page"
	"github.com/digital-diplomacy/tailor/pipeline/report/voice"
)

// allMissions is the name of the page over all missions of a ministry.
const allMissions = "all-missions"

// report writes one page per mission and language, and one over all missions where
// there are several.
func (u *Unit) report(ctx context.Context) error {
	var leftOut *PartialError // rows of answers
	if err := u.answers(ctx); err != nil && !errors.As(err, &leftOut) {
		return err
	}
	inputs, err := u.briefs(ctx)
	if err != nil {
		return err
	}
	u.inputs = inputs
	written := 0
	for _, lang := range u.Languages() {
		for _, in := range inputs {
			in.Language = lang
			if err := u.write(&written, in.Mission, lang, report.Build(in)); err != nil {
				return err
			}
		}
		if len(inputs) < 2 || u.ReportTo != "" {
			continue
		}
		all := inputs[0]
		all.Language, all.Mission = lang, ""
		if err := u.write(&written, "", lang, report.BuildMinistry(all, inputs)); err != nil {
			return err
		}
	}
	if err := u.lastQuarter(ctx, &written); err != nil {
		return err
	}
	if written > 0 {
		u.summary = Plural(written, "page", "pages")
	}
	var failed []error
	if leftOut != nil {
		failed = leftOut.Failed
	}
	for _, d := range u.Config.Deliver {
		if d.To == "folder" {
			failed = append(failed, u.furnish(ctx, d)...)
		}
	}
	if len(failed) > 0 {
		return &PartialError{Failed: failed}
	}
	return nil
}

// Crisis writes for each mission and language a page on the questions of the window
// before as-of, and returns where they lie. It commits nothing, and the reading of
// texts is noted in the audit log.
func (u *Unit) Crisis(ctx context.Context, window time.Duration) ([]PageFile, error) {
	all, err := u.crises(ctx, window)
	if err != nil {
		return nil, err
	}
	var texts int64
	var pages []PageFile
	for _, c := range all {
		for _, s := range c.Services {
			texts += s.Asked
		}
		for _, lang := range u.Languages() {
			c.Language = lang
			path := u.windowPath(c.Mission, lang, window)
			if err := writePage(path, report.BuildCrisis(c), new(int)); err != nil {
				return nil, fmt.Errorf("page on %s: %w", c.Mission, err)
			}
			pages = append(pages, PageFile{Mission: c.Mission, Language: lang, Path: path})
		}
	}
	return pages, u.Audit("report --window", int(texts))
}

// Languages are those that pages are written in: as the command says, else as the
// settings do, else English.
func (u *Unit) Languages() []string {
	for _, langs := range [][]string{u.ReportLanguages, u.Config.Report.Languages} {
		if len(langs) > 0 {
			return langs
		}
	}
	return voice.Languages()[:1]
}

// write writes a page, and a copy to each folder that the config delivers to. A file
// that would not change is left alone; one that is missing, be it that an earlier
// delivery failed, is made good.
func (u *Unit) write(written *int, mission, lang string, view page.View) error {
	if err := u.place(written, "week", u.pagePath(mission, lang), view); err != nil {
		return fmt.Errorf("report on %s: %w", mission, err)
	}
	return nil
}

// place renders a page to its path and to each folder that gets pages of its kind.
func (u *Unit) place(written *int, kind, path string, view page.View) error {
	if err := writePage(path, view, written); err != nil {
		return err
	}
	for _, d := range u.Config.Deliver {
		if d.To != "folder" || !d.Gets(kind) || !d.Wants("html") {
			continue
		}
		if err := writePage(filepath.Join(d.Path, filepath.Base(path)), view, new(int)); err != nil {
			return fmt.Errorf("deliver: %w", err)
		}
	}
	return nil
}

// writePage renders a page into a file and counts it if that changed it.
func writePage(path string, view page.View, written *int) error {
	var html bytes.Buffer
	if err := page.HTML(&html, view); err != nil {
		return err
	}
	changed, err := patient.Replace(path, html.Bytes(), 0o644)
	if changed {
		*written++
	}
	return err
}

// Written lists the pages that are there, in the order of missions and languages.
func (u *Unit) Written() []PageFile {
	var pages []PageFile
	missions := u.missions()
	if len(missions) > 1 && u.ReportTo == "" {
		missions = append([]string{""}, missions...)
	}
	for _, mission := range missions {
		for _, lang := range u.Languages() {
			if path := u.pagePath(mission, lang); exists(path) {
				pages = append(pages, PageFile{Mission: mission, Language: lang, Path: path})
			}
		}
	}
	return pages
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// pagePath is where a mission's page in a language lies; "" is all missions.
func (u *Unit) pagePath(mission, lang string) string {
	if u.ReportTo != "" {
		ext := filepath.Ext(u.ReportTo)
		return u.ReportTo[:len(u.ReportTo)-len(ext)] + u.suffix(lang) + ext
	}
	return filepath.Join(u.Reports(), pageName(mission)+"-"+u.Clock.Now().Week()+u.suffix(lang)+".html")
}

// windowPath is where a page on the last hours lies: a later one takes its place.
func (u *Unit) windowPath(mission, lang string, window time.Duration) string {
	return filepath.Join(u.Reports(), fmt.Sprintf("%s-last-%s%s.html", pageName(mission), shortWindow(window), u.suffix(lang)))
}

func pageName(mission string) string {
	if mission == "" {
		return allMissions
	}
	return data.Slug(mission)
}

// suffix tells the languages of a page apart; English has none.
func (u *Unit) suffix(lang string) string {
	if lang == voice.Languages()[0] || !slices.Contains(voice.Languages(), lang) {
		return ""
	}
	return "." + lang
}

// shortWindow writes hours and minutes, like 24h or 90m.
func shortWindow(w time.Duration) string {
	if w%time.Hour == 0 {
		return fmt.Sprintf("%dh", w/time.Hour)
	}
	return fmt.Sprintf("%dm", w/time.Minute)
}
