package privacy

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/digital-diplomacy/tailor/data"
)

// said is one reply of the test's world, whose author the test knows. Persons are
// the same on every platform and in every week; the program never learns that.
type said struct {
	person   int
	platform data.Platform
	post     data.PostID
	account  data.AccountID
	format   data.Format
	topic    data.Topic
	language string
	week     string
	unknown  bool // a comment export: the source did not name the author
}

func (s said) value(d data.Dimension) string {
	switch d {
	case data.DimAccount:
		return string(s.account)
	case data.DimFormat:
		return string(s.format)
	case data.DimTopic:
		return string(s.topic)
	case data.DimLanguage:
		return s.language
	}
	return ""
}

const testMission = "Embassy of Ruritania"

// tables returns what the vault would hold of a log: tallies and cells.
func tables(log []said) (authors []data.ReplyAuthors, cells []data.ReplyCell) {
	counts := map[rowKey]map[string]int64{}
	for _, s := range log {
		cell := data.ReplyCell{RootPost: s.post, AccountID: s.account, Mission: testMission, Platform: s.platform, Format: s.format,
			Language: s.language, Topic: s.topic, Week: s.week, N: 1}
		if s.unknown {
			cell.Unauthored = 1
			cells = append(cells, cell)
			continue
		}
		cells = append(cells, cell)
		for _, d := range dimensions {
			k := rowKey{s.week, s.platform, d, s.value(d)}
			if counts[k] == nil {
				counts[k] = map[string]int64{}
			}
			counts[k][strconv.Itoa(s.person)]++
		}
	}
	for k, persons := range counts {
		row := data.ReplyAuthors{Mission: testMission, Platform: k.platform, Week: k.week, Dimension: k.dim, Value: k.value}
		for key, n := range persons {
			row.Authors = append(row.Authors, data.AuthorCount{Key: key, N: n})
		}
		authors = append(authors, row)
	}
	return SealAuthors(authors), cells
}

// world is a log and the publications made of it so far.
type world struct {
	log       []said
	rule      Rule
	published []data.Mood
	pubs      []Publication // those for good
}

// publish plans as of a moment, with the weeks sealed that are in the set, and
// keeps what is for good.
func (w *world) publish(asOf time.Time, sealed func(week string) bool) []Publication {
	var log []said
	var seals []data.Seal
	for _, s := range w.log {
		if end, _ := data.WeekEnd(s.week); end.After(asOf) {
			continue // not written yet
		}
		log = append(log, s)
		if sealed(s.week) {
			seals = append(seals, data.Seal{Mission: testMission, Platform: s.platform, Week: s.week})
		}
	}
	authors, cells := tables(log)
	weeks, err := CountWeeks(testMission, authors, cells, seals)
	if err != nil {
		panic(err)
	}
	c := data.Clock{AsOf: asOf}
	pubs := Plan(weeks, w.published, w.rule, c)
	for _, p := range pubs {
		if p.Frozen {
			w.pubs = append(w.pubs, p)
			w.published = append(w.published, p.Rows(testMission, c)...)
		}
	}
	return pubs
}

func always(string) bool { return true }

func weekEnd(week string, days int) time.Time {
	end, err := data.WeekEnd(week)
	if err != nil {
		panic(err)
	}
	return end.AddDate(0, 0, days)
}

// people writes one reply of each person from..to-1.
func people(from, to int, s said) []said {
	var log []said
	for p := from; p < to; p++ {
		s.person = p
		log = append(log, s)
	}
	return log
}

// at returns a reply with defaults.
func at(week string, change func(*said)) said {
	s := said{platform: "x", post: "x:1", account: "a", format: "text", topic: "visa", language: "en", week: week}
	change(&s)
	return s
}

// distinct counts the people behind the replies of a log that match.
func distinct(log []said, match func(said) bool) int {
	people := map[int]bool{}
	for _, s := range log {
		if match(s) {
			people[s.person] = true
		}
	}
	return len(people)
}

// atom is a smallest set of replies that the cells of a breakdown and the totals
// tell apart: one value in one week.
type atom struct{ week, value string }

func compareAtoms(a, b atom) int {
	return cmp.Or(cmp.Compare(a.week, b.week), cmp.Compare(a.value, b.value))
}

// atoms returns the atoms of a breakdown that have replies, sorted. Which have
// none is public: replies per post are.
func atoms(log []said, d data.Dimension) []atom {
	seen := map[atom]bool{}
	var all []atom
	for _, s := range log {
		if a := (atom{s.week, s.value(d)}); !seen[a] {
			seen[a] = true
			all = append(all, a)
		}
	}
	slices.SortFunc(all, compareAtoms)
	return all
}

// cellVectors returns each published cell of a breakdown and each total as the set
// of atoms it holds.
func cellVectors(pubs []Publication, d data.Dimension, all []atom) [][]float64 {
	var vectors [][]float64
	for _, p := range pubs {
		if p.Breakdown != d && p.Breakdown != data.DimTotal {
			continue
		}
		for _, g := range p.Groups {
			v := make([]float64, len(all))
			for i, a := range all {
				if slices.Contains(p.Weeks, a.week) && (p.Breakdown == data.DimTotal || slices.Contains(g.Members, a.value)) {
					v[i] = 1
				}
			}
			vectors = append(vectors, v)
		}
	}
	return vectors
}
