package measure

import (
	"slices"

	"github.com/digital-diplomacy/tailor/data"
	"github.com/digital-diplomacy/tailor/data/lake"
	"github.com/digital-diplomacy/tailor/metrics"
	"github.com/digital-diplomacy/tailor/pipeline/partition"
)

// A month's values use the maturity that the latest six months up to it teach. Where
// there are fewer, as when a unit has just begun, months after it teach as well; so in
// a lake of some years a new month touches the two youngest partitions and not the
// history.
const (
	learnMonths = 6
	learnWithin = learnMonths - 1 // months before and after a partition's own
)

// month measures one partition of posts, if anything that it depends on changed: its
// own posts, labels and snapshots, the followers around its month, what the months
// around it teach of maturity, and the posts that its own are compared with.
func (m *measuring) month(platform, part string) error {
	defer delete(m.ahead, part)
	teachers, err := m.teachers(platform, part)
	if err != nil {
		return err
	}
	files := [][]lake.File{m.files[lake.Posts.Name][part], m.files[lake.PostSnapshots.Name][part], m.files[lake.PostLabels.Name][part]}
	for _, p := range around(part) {
		files = append(files, m.files[lake.AccountSnapshots.Name][p])
	}
	for _, p := range teachers {
		files = append(files, m.files[lake.MaturitySums.Name][p])
	}
	inputs := m.inputs(part, files...)
	if !slices.ContainsFunc([]string{lake.PostMetrics.Name, lake.EngagementCells.Name, lake.GroupRates.Name, lake.MaturityCurves.Name},
		func(table string) bool { return m.stale(table, part, inputs) }) {
		return m.compare(platform, part, nil)
	}
	read, err := m.posted(part)
	if err != nil {
		return err
	}
	values, err := m.values(part, teachers, read, inputs)
	if err != nil {
		return err
	}
	return m.compare(platform, part, values)
}

// learn sums up what a partition teaches of maturity, and reports whether that is
// anything.
func (m *measuring) learn(part string) (bool, error) {
	inputs := m.inputs(part, m.files[lake.Posts.Name][part], m.files[lake.PostSnapshots.Name][part])
	if lake.From(lake.Over(m.r, &m.changes), lake.MaturitySums.Name, part) != inputs {
		read, err := m.posted(part)
		if err != nil {
			return false, err
		}
		l := metrics.NewLearner()
		for i := range read.posts {
			l.Add(&read.posts[i], read.snapshots(&read.posts[i]))
		}
		if err := derive(m, lake.MaturitySums, part, l.Sums(partition.Month(part)), inputs); err != nil {
			return false, err
		}
	}
	return len(m.files[lake.MaturitySums.Name][part]) > 0, nil
}

// posted returns a partition's posts with their readings. It keeps those of two
// partitions, since what is learned from is soon to be measured.
func (m *measuring) posted(part string) (*postMonth, error) {
	if read := m.ahead[part]; read != nil {
		return read, nil
	}
	read, err := m.read(part)
	if err == nil && len(m.ahead) < 2 {
		m.ahead[part] = read
	}
	return read, err
}

// near lists a platform's partitions with posts that lie within some months of one.
func (m *measuring) near(platform, part string, within int) []string {
	_, month, ok := partition.Split(part)
	if !ok {
		return []string{part}
	}
	from, to := month.AddDate(0, -within, 0), month.AddDate(0, within, 0)
	return slices.DeleteFunc(slices.Clone(m.months[platform]), func(p string) bool {
		_, at, ok := partition.Split(p)
		return !ok || at.Before(from) || at.After(to)
	})
}

// teachers lists the partitions that a partition's maturity is learned from: of those
// that teach anything, the latest up to its month, and as many after it as are lacking.
func (m *measuring) teachers(platform, part string) ([]string, error) {
	var teachers []string
	for _, p := range m.near(platform, part, learnWithin) {
		if p > part && len(teachers) >= learnMonths {
			break
		}
		teaches, err := m.learn(p)
		if err != nil {
			return nil, err
		}
		if teaches {
			teachers = append(teachers, p)
		}
	}
	return teachers, nil
}

// values measures the posts of a partition and returns their rows.
func (m *measuring) values(part string, teachers []string, read *postMonth, inputs string) ([]data.PostMetric, error) {
	sums, err := lake.Rows(m.ctx, lake.Over(m.r, &m.changes), lake.MaturitySums, func(p string) bool { return slices.Contains(teachers, p) })
	if err != nil {
		return nil, err
	}
	maturity := metrics.MaturityOf(slices.Values(sums))
	near := around(part)
	counts, err := lake.Rows(m.ctx, m.r, lake.AccountSnapshots, func(p string) bool { return slices.Contains(near, p) })
	if err != nil {
		return nil, err
	}
	formats, err := m.formats(part)
	if err != nil {
		return nil, err
	}
	followers := metrics.FollowersOf(counts)
	cells, rates := metrics.NewCellSums(), metrics.NewRateSums()
	values := make([]data.PostMetric, 0, 16*len(read.posts))
	for i := range read.posts {
		p := &read.posts[i]
		if !m.sheet.Read(p, read.snapshots(p), followers, maturity) {
			continue
		}
		values = m.sheet.Rows(values)
		if p.IsReply { // an answer to somebody is no post of its format
			continue
		}
		cells.Add(m.sheet, formats[p.PostID])
		rates.Add(m.sheet, formats[p.PostID])
	}
	var points []data.MaturityPoint
	if len(read.posts) > 0 {
		points = maturity.Points(read.posts[0].Platform, partition.Month(part))
	}
	if err := derive(m, lake.PostMetrics, part, values, inputs); err != nil {
		return nil, err
	}
	if err := derive(m, lake.EngagementCells, part, cells.Cells(), inputs); err != nil {
		return nil, err
	}
	if err := derive(m, lake.GroupRates, part, rates.Rates(partition.Month(part)), inputs); err != nil {
		return nil, err
	}
	return values, derive(m, lake.MaturityCurves, part, points, inputs)
}

// around lists the partitions whose follower counts can serve posts of a partition:
// its month and those beside it, for a count within 7 days of publishing.
func around(part string) []string {
	platform, month, ok := partition.Split(part)
	if !ok {
		return nil
	}
	var parts []string
	for _, by := range []int{-1, 0, 1} {
		parts = append(parts, platform+"/month="+month.AddDate(0, by, 0).Format("2006-01"))
	}
	return parts
}
