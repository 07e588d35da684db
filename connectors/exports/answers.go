package exports

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/delimited"
	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/data"
)

// maxAnswers is the largest file of answers that is read, in bytes.
const maxAnswers = 4 << 20

// answerColumns are the names that the columns of a file of answers may have; mission may
// be left out.
var answerColumns = [...][]string{{"quarter"}, {"theme", "topic"}, {"owner", "office"}, {"answer"}, {"date", "answered on"}, {"mission"}}

// BadAnswer is a row of a file of answers that cannot be used. It says nothing of what
// stands in the row.
type BadAnswer struct {
	Line   int64
	Column string
	Why    string
}

func (b BadAnswer) String() string { return fmt.Sprintf("line %d: %s %s", b.Line, b.Column, b.Why) }

// ReadAnswers reads a CSV file in which a unit keeps what policy owners answered to themes
// of criticism: columns quarter, theme, owner, answer, date and, if it likes, mission, in
// any order, with commas, semicolons or tabs. Rows that cannot be used are returned apart.
// private says whether a text holds what leads to a person; such rows are refused.
func ReadAnswers(r io.Reader, private func(text string) bool) (answers []data.PolicyAnswer, bad []BadAnswer, err error) {
	b, err := io.ReadAll(io.LimitReader(r, maxAnswers+1))
	if err != nil {
		return nil, nil, err
	}
	if len(b) > maxAnswers {
		return nil, nil, errors.New("is larger than 4 MiB: keep answers of some years in it, no more")
	}
	s := &delimited.Sniffer{}
	_, _ = s.Write(b) // it only looks
	text, err := io.ReadAll(s.Encoding().Reader(bytes.NewReader(b)))
	if err != nil {
		return nil, nil, err
	}
	t := delimited.NewTable(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))), commaOf(text), '\n')
	first, err := t.Next()
	if errors.Is(err, io.EOF) {
		return nil, nil, errors.New("is empty: its first line names the columns quarter, theme, owner, answer, date")
	}
	if err != nil {
		return nil, nil, err
	}
	at, err := answerHeader(first.Cells)
	if err != nil {
		return nil, nil, err
	}
	seen := map[data.PolicyAnswer]bool{}
	for {
		rec, err := t.Next()
		if errors.Is(err, io.EOF) {
			return answers, bad, nil
		}
		if err != nil {
			return nil, nil, err
		}
		a, column, why := answerOf(rec, at, private)
		switch {
		case a == data.PolicyAnswer{} && why == "": // blank
		case why != "":
			bad = append(bad, BadAnswer{rec.Line, column, why})
		case !seen[a]:
			seen[a] = true
			answers = append(answers, a)
		}
	}
}

// commaOf returns what divides the cells of the first line.
func commaOf(text []byte) byte {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	best := byte(',')
	for _, c := range []byte(";\t") {
		if bytes.Count(line, []byte{c}) > bytes.Count(line, []byte{best}) {
			best = c
		}
	}
	return best
}

// answerHeader finds the columns.
func answerHeader(cells []string) (at [len(answerColumns)]int, err error) {
	h := formats.NewHeader(cells)
	for i, names := range answerColumns {
		found := h.Find(names...)
		at[i] = -1
		switch {
		case len(found) > 1:
			return at, fmt.Errorf("has the column %s twice: keep one", names[0])
		case len(found) == 1:
			at[i] = found[0]
		case names[0] != "mission":
			return at, fmt.Errorf("has no column %s: its first line names quarter, theme, owner, answer, date", names[0])
		}
	}
	return at, nil
}

// answerOf reads a row; a blank one is the zero answer.
func answerOf(rec *delimited.Record, at [len(answerColumns)]int, private func(string) bool) (a data.PolicyAnswer, column, why string) {
	cell := func(i int) string {
		if at[i] < 0 || at[i] >= len(rec.Cells) {
			return ""
		}
		return strings.Join(strings.Fields(rec.Cells[at[i]]), " ")
	}
	if rec.Broken {
		return a, "answer", "has a quote that is never closed"
	}
	a = data.PolicyAnswer{Quarter: strings.ToUpper(cell(0)), Theme: data.Topic(strings.ReplaceAll(strings.ToLower(cell(1)), " ", "_")),
		Office: cell(2), Answer: cell(3), AnsweredOn: cell(4), Mission: cell(5)}
	if a == (data.PolicyAnswer{}) {
		return a, "", ""
	}
	if column, why = a.Validate(); why != "" {
		return a, strings.Replace(column, "office", "owner", 1), why
	}
	for _, text := range [][2]string{{"owner", a.Office}, {"answer", a.Answer}} {
		if private(text[1]) {
			return a, text[0], "holds what looks like a person's handle, address or number: name the office alone"
		}
	}
	return a, "", ""
}
