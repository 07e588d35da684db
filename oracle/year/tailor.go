package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// tailor runs the program under test.
type tailor struct{ binary, config string }

// entry is a post of the calendar that tailor next prints.
type entry struct {
	Day      string `json:"day"`
	Time     string `json:"time"`
	Account  string `json:"account"`
	Format   string `json:"format"`
	Topic    string `json:"topic"`
	Language string `json:"language"`
	Kind     string `json:"kind"`
}

// byLot reports whether the entry was drawn, to learn from.
func (e *entry) byLot() bool { return e.Kind == "test" }

func (t *tailor) call(monday time.Time, args ...string) ([]byte, error) {
	args = append(args, "--quiet", "--config", t.config, "--as-of", asOf(monday).Format(time.RFC3339))
	c := exec.Command(t.binary, args...)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", t.binary, strings.Join(args, " "), err, said.String())
	}
	return out, nil
}

func (t *tailor) run(monday time.Time) error {
	_, err := t.call(monday, "run")
	return err
}

// next returns the plan of a mission for the week that begins.
func (t *tailor) next(monday time.Time, mission string) ([]entry, error) {
	out, err := t.call(monday, "next", "--json", "--mission", mission)
	if err != nil {
		return nil, err
	}
	var plan struct {
		Entries []entry `json:"entries"`
	}
	if err := json.Unmarshal(out, &plan); err != nil {
		return nil, fmt.Errorf("the plan of %s: %w", mission, err)
	}
	end := monday.AddDate(0, 0, 7).Format(time.DateOnly)
	var week []entry
	for _, e := range plan.Entries {
		if e.Day < end {
			week = append(week, e)
		}
	}
	return week, nil
}

// asOf is the moment of a Monday's run.
func asOf(monday time.Time) time.Time { return monday.Add(5 * time.Hour) }
