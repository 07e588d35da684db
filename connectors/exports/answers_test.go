package exports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/digital-diplomacy/tailor/data"
)

func privateAt(text string) bool { return strings.Contains(text, "@") }

func TestReadAnswers(t *testing.T) {
	visa := data.PolicyAnswer{Quarter: "2026-Q2", Theme: "visa", Office: "Consular Department", Answer: "The form is back; really.", AnsweredOn: "2026-07-20"}
	for name, text := range map[string]string{
		"commas":     "quarter,theme,owner,answer,date\n2026-Q2,visa,Consular Department,The form is back; really.,2026-07-20\n",
		"semicolons": "\ufeffDate;Owner;Theme;Quarter;Answer\r\n2026-07-20;Consular Department;Visa;2026-q2;\"The form is back; really.\"\r\n\r\n",
		"tabs twice": "quarter\ttheme\toffice\tanswer\tdate\tmission\n2026-Q2\tvisa\tConsular  Department\tThe form is back; really.\t2026-07-20\t\n2026-Q2\tvisa\tConsular Department\tThe form is back; really.\t2026-07-20\t\n",
	} {
		got, bad, err := ReadAnswers(strings.NewReader(text), privateAt)
		if diff := cmp.Diff([]data.PolicyAnswer{visa}, got); diff != "" || bad != nil || err != nil {
			t.Errorf("%s: %v %v\n%s", name, bad, err, diff)
		}
	}
}

// TestReadAnswersBadRows checks that good rows land and that nothing of a bad one is repeated.
func TestReadAnswersBadRows(t *testing.T) {
	text := "quarter,theme,owner,answer,date\n" +
		"2026-Q5,visa,Office,Text,2026-07-20\n" +
		"2026-Q2,vissa,Office,Text,2026-07-20\n" +
		"2026-Q2,other,Office,Text,2026-07-20\n" +
		"2026-Q2,visa,,Text,2026-07-20\n" +
		"2026-Q2,visa,Office,ask @secretname,2026-07-20\n" +
		"2026-Q2,visa,Office,Text,20 July\n" +
		"2026-Q2,passport,Office,Good,2026-07-20\n"
	got, bad, err := ReadAnswers(strings.NewReader(text), privateAt)
	if err != nil || len(got) != 1 || got[0].Theme != "passport" {
		t.Fatalf("%v %v", got, err)
	}
	var lines []string
	for _, b := range bad {
		lines = append(lines, b.String())
	}
	want := []string{`line 2: quarter "2026-Q5" is not a quarter like 2026-Q2`, `line 3: theme "vissa" is no topic; did you mean visa?`,
		"line 4: theme is no theme: name the topic", "line 5: owner is empty",
		"line 6: answer holds what looks like a person's handle, address or number: name the office alone", `line 7: date "20 July" is not a day like 2026-04-20`}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	for name, text := range map[string]string{"empty": "", "no date": "quarter,theme,owner,answer\n", "twice": "quarter,quarter,theme,owner,answer,date\n"} {
		if _, _, err := ReadAnswers(strings.NewReader(text), privateAt); name != "twice" && err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzReadAnswers(f *testing.F) {
	f.Add("quarter,theme,owner,answer,date\n2026-Q2,visa,Consular Department,Back,2026-07-20\n")
	f.Add("\xff\xfeq\x00u\x00")
	f.Add("quarter;theme;owner;answer;date\n\"2026-Q2;visa\n")
	f.Fuzz(func(t *testing.T, text string) {
		answers, _, err := ReadAnswers(strings.NewReader(text), privateAt)
		if err != nil {
			return
		}
		for i := range answers {
			if field, why := answers[i].Validate(); why != "" {
				t.Errorf("%s %s", field, why)
			}
			if privateAt(answers[i].Answer + answers[i].Office) {
				t.Errorf("a private text came through")
			}
		}
	})
}
