package demo

import (
	"fmt"
	"slices"
	"strings"
)

// ReadmeName is the name of the note that says that all is made up.
const ReadmeName = "README.txt"

const readme = `Everything in this folder is made up: the Republic of Ruritania, its missions, their
posts, and every person who replies to them. It shows Tailor's reports without
anybody's real data. tailor.yaml says what is what.
`

// Generate makes the files of the whole demo: one config and what it reads, as of
// AsOf(Weeks). Equal seeds give equal bytes.
func Generate(seed uint64) Files { return New(seed).Files() }

// Small makes the files of the small consulate alone, as they stand when week
// number week (1 to 26) has just been exported; compute as of AsOf(week). Files of
// an earlier week are among those of a later one; only followers.csv grows. It
// panics for another number.
func Small(week int) Files { return New(Seed).Small(week) }

// WriteTo writes the demo of [Seed] below dir; see [Files.WriteTo].
func WriteTo(dir string) error { return Generate(Seed).WriteTo(dir) }

// Files returns all files of this world.
func (w *World) Files() Files {
	return w.files(missionOf(ministry), w.accounts, Weeks)
}

// Small returns the files of the small consulate at the end of a week.
func (w *World) Small(week int) Files {
	if week < 1 || week > Weeks {
		panic(fmt.Sprintf("demo.Small(%d): want a week from 1 to %d", week, Weeks))
	}
	return w.files(missionOf(trieste), []*account{w.account("trieste-facebook")}, week)
}

// files returns a unit's config and the files of some accounts up to a week.
func (w *World) files(unit mission, accounts []*account, week int) Files {
	files := Files{{ConfigName, config(unit, accounts)}, {ReadmeName, []byte(readme)}}
	for _, a := range accounts {
		switch a.source {
		case xThreads:
			files = append(files, w.threads(a)...)
		case metaFacebook, metaInstagram, xAnalytics:
			t := followers(a, week)
			files = append(files, File{t.name, t.bytes})
		}
	}
	if unit.slug == ministry {
		files = append(files, w.desk()...)
	}
	for _, t := range w.tables {
		if slices.Contains(accounts, t.account) && !t.at.After(Exported(week)) {
			files = append(files, File{t.name, t.bytes})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files
}
