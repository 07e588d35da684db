package meta

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

// insightValue is a number, or numbers by kind; neither if it could not be read.
type insightValue struct {
	N      data.Count
	ByKind map[string]int64
}

// UnmarshalJSON never fails.
func (v *insightValue) UnmarshalJSON(b []byte) error {
	*v = insightValue{}
	if !bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) {
		var n web.Int
		_ = n.UnmarshalJSON(b) // never fails
		v.N = n.N
		return nil
	}
	var kinds map[string]web.Int
	if json.Unmarshal(b, &kinds) != nil {
		return nil
	}
	v.ByKind = map[string]int64{}
	for kind, n := range kinds {
		if n.N != nil {
			v.ByKind[kind] = *n.N
		}
	}
	return nil
}

// readings are the values of an object's insights by our columns.
type readings struct {
	counts    map[string]data.Count
	reactions map[string]int64
	why       map[string]data.Reason // of columns that a metric fills and that have no value
}

// insights asks for the insights of objects, and remembers what is refused.
type insights struct {
	get      func(ctx context.Context, path string, query url.Values, out any) error
	day      string
	rejected map[string]bool // subject's kind and metric
	denied   bool            // the token may not read insights
	notes    []string        // since the last page
	done     map[string]*readings
}

// subject is what insights are of. The API knows some metrics for one kind of media
// and refuses them for another, so what is refused is remembered by kind.
type subject struct {
	id, path        string
	object, product string // as in the catalogue
	kind            string // of media, in the platform's words
}

func (s *subject) key(m metric) string { return s.words() + " " + m.Name }

func (s *subject) words() string {
	return strings.Join(strings.Fields(s.object+" "+s.product+" "+s.kind), " ")
}

// insightsEach is that insights take a request a post.
func insightsEach(connectors.Known, bool) int64 { return 1 }

// of reads the insights of a subject, once in a run.
func (in *insights) of(ctx context.Context, s subject) (*readings, error) {
	if r, ok := in.done[s.id]; ok {
		return r, nil
	}
	r := &readings{counts: map[string]data.Count{}, why: map[string]data.Reason{}}
	metrics, err := metricsOf(s.object, s.product, in.day)
	if err != nil {
		return nil, err
	}
	for _, m := range metrics {
		r.why[m.Column] = data.Hidden
	}
	asked := slices.DeleteFunc(slices.Clone(metrics), func(m metric) bool { return in.rejected[s.key(m)] })
	if !in.denied && len(asked) > 0 {
		found, _, err := in.ask(ctx, &s, asked)
		if err != nil {
			return nil, err
		}
		for _, m := range asked {
			if v, ok := found[m.Name]; ok {
				r.take(m, v)
			}
		}
	}
	for _, m := range metrics {
		left := func(o metric) bool { return o.Column == m.Column && !in.rejected[s.key(o)] }
		switch {
		case r.counts[m.Column] != nil || m.Column == "reactions" && r.reactions != nil:
			delete(r.why, m.Column)
		case !slices.ContainsFunc(metrics, left):
			r.why[m.Column] = data.Unsupported
		}
	}
	in.done[s.id] = r
	return r, nil
}

// take puts a value into its column, unless a preferred metric filled it.
func (r *readings) take(m metric, v insightValue) {
	switch {
	case m.Key == "*":
		if v.ByKind != nil && r.reactions == nil {
			r.reactions = v.ByKind
		}
	case r.counts[m.Column] != nil:
	case m.Key != "":
		if v.ByKind != nil {
			r.counts[m.Column] = data.N(v.ByKind[m.Key]) // kinds that did not happen are left out
		}
	default:
		r.counts[m.Column] = v.N
	}
}

// tell moves what there is to tell to a page.
func (in *insights) tell(p *connectors.Page) {
	for _, what := range in.notes {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: what,
			Hint: "look for a newer version of this program, or see what the token may do with `tailor connect`"})
	}
	in.notes = nil
}
