package meta

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed metrics.csv
var catalogueCSV string

// metric is an insight: what it is of, which of our columns it fills, and when it is
// valid.
type metric struct {
	Name     string
	Object   string   // post, ig_media, threads_post, threads_account
	Products []string // media product types it exists for; none: all
	Column   string
	Key      string // of a value that is itself a list of counts: the one that is meant, * for all
	From, To string // first and last day, like 2025-11-15; "" without end
}

// catalogue reads metrics.csv, once. Earlier lines are preferred where several fill
// one column.
var catalogue = sync.OnceValues(func() ([]metric, error) {
	rows, err := csv.NewReader(strings.NewReader(catalogueCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read metrics.csv: %w", err)
	}
	var all []metric
	for _, r := range rows[1:] {
		m := metric{Name: r[0], Object: r[1], Products: strings.Fields(r[2]), Column: r[3], Key: r[4], From: r[5], To: r[6]}
		for _, day := range []string{m.From, m.To} {
			if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
				return nil, fmt.Errorf("metrics.csv: %s: %q is no day", m.Name, day)
			}
		}
		all = append(all, m)
	}
	return all, nil
})

// metricsOf are the metrics of an object of some product type that are valid on a
// day.
func metricsOf(object, product, day string) ([]metric, error) {
	all, err := catalogue()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(all), func(m metric) bool {
		return m.Object != object || len(m.Products) > 0 && !slices.Contains(m.Products, product) ||
			m.From != "" && day < m.From || m.To != "" && day > m.To
	}), nil
}
