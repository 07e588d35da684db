// Command year makes up a unit that uses all that Tailor has, week by week, so that the
// oracle has something to compute anew: it writes the files of a week, runs tailor as of
// its Monday, asks it for the plan of the next two weeks, and lets some accounts post by
// the plan and others not.
//
//	go run ./oracle/year -tailor bin/tailor -dir tailor-data/year
//
// After forty weeks of posts before the first run, and forty runs, the lake in DIR/tailor-data holds past
// advice that was followed and advice that was not, tests by lot that were kept to, half kept
// and given up, hours that stand out, weeks that were too full, goals reached and missed,
// peers, polls, answers, and what another unit shared. Equal flags give equal files.
//
// It imports nothing of the program that it feeds.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

// firstMonday begins the made-up posts; the runs begin historyWeeks later.
const historyWeeks = 40

func firstMonday() time.Time { return time.Date(2025, 1, 6, 0, 0, 0, 0, time.UTC) }

// changeDay is from when the goals of the settings count, and from when what was planted
// for them holds.
const changeDay = "2026-01-05"

func main() {
	binary := flag.String("tailor", "bin/tailor", "the program to run")
	dir := flag.String("dir", "", "folder to write to; it must not hold an earlier year")
	weeks := flag.Int("weeks", 40, "weeks to run")
	flag.Parse()
	if err := run(*binary, *dir, *weeks, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "year:", err)
		os.Exit(1)
	}
}

func run(binary, dir string, weeks int, progress io.Writer) error {
	if dir == "" {
		return fmt.Errorf("name the folder to write to: -dir FOLDER")
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty: remove it, or name another folder", dir)
	}
	w, err := newWorld(dir)
	if err != nil {
		return err
	}
	t := &tailor{binary: binary, config: w.path("tailor.yaml")}
	for week := range historyWeeks + weeks {
		monday := firstMonday().AddDate(0, 0, 7*week)
		if week >= historyWeeks {
			if err := w.write(monday); err != nil {
				return err
			}
			if err := t.run(monday); err != nil {
				return err
			}
			fmt.Fprintf(progress, "\rweek %d of %d", week-historyWeeks+1, weeks)
		}
		plans := map[string][]entry{}
		if week >= historyWeeks {
			for _, mission := range w.missions() {
				if plans[mission], err = t.next(monday, mission); err != nil {
					return err
				}
			}
		}
		w.post(monday, plans)
	}
	fmt.Fprintln(progress)
	last := firstMonday().AddDate(0, 0, 7*(historyWeeks+weeks-1))
	if err := w.pool(t, last); err != nil {
		return err
	}
	return t.run(last)
}
