package meta

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
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

// ask reads metrics; if the API refuses one of them, it is found by halving, and the
// others are read. The object itself may be what is refused, because it is too old or
// too few people saw it: then nothing is read, and nothing held against the metrics.
// ok is false if nothing could be read.
func (in *insights) ask(ctx context.Context, s *subject, metrics []metric) (found map[string]insightValue, ok bool, err error) {
	var answer edge[insight]
	err = in.get(ctx, s.path, url.Values{"metric": {names(metrics)}}, &answer)
	if err == nil {
		return values(&answer), true, nil
	}
	r := refusal(err)
	switch {
	case connectors.Retryable(err), r != nil && r.ended, r == nil && !errors.Is(err, connectors.ErrGone) && !errors.Is(err, connectors.ErrInput):
		return nil, false, err
	case r == nil || missing(err):
		return nil, false, nil
	case errors.Is(err, connectors.ErrAuth):
		if !strings.Contains(strings.ToLower(r.words), "not enough viewers") {
			in.denied = true
			in.notes = append(in.notes, "the token may not read insights ("+r.hint+"): views, reach and the like are missing")
		}
		return nil, false, nil
	case r.code != 100 || r.subcode != 0 && !blamesMetric(r):
		return nil, false, nil
	case len(metrics) == 1:
		if blamesMetric(r) {
			in.reject(s, metrics[0])
		}
		return nil, false, nil
	}
	half := len(metrics) / 2
	first, okFirst, err := in.ask(ctx, s, metrics[:half])
	if err != nil {
		return nil, false, err
	}
	second, okSecond, err := in.ask(ctx, s, metrics[half:])
	if err != nil {
		return nil, false, err
	}
	// Words that do not blame a metric do so if the other half alone is read.
	if okFirst && !okSecond && len(metrics[half:]) == 1 {
		in.reject(s, metrics[half])
	}
	if okSecond && !okFirst && half == 1 {
		in.reject(s, metrics[0])
	}
	for name, v := range second {
		if first == nil {
			first = map[string]insightValue{}
		}
		first[name] = v
	}
	return first, okFirst || okSecond, nil
}

// blamesMetric reports whether the API's words name the metric as what is wrong.
func blamesMetric(r *refused) bool { return strings.Contains(strings.ToLower(r.words), "metric") }

func (in *insights) reject(s *subject, m metric) {
	if in.denied || in.rejected[s.key(m)] {
		return
	}
	in.rejected[s.key(m)] = true
	in.notes = append(in.notes, "the platform refuses the metric "+m.Name+" of "+s.words())
}

func names(metrics []metric) string {
	all := make([]string, len(metrics))
	for i, m := range metrics {
		all[i] = m.Name
	}
	return strings.Join(all, ",")
}

// values are the values of an object's whole life; those of a day or a week are not
// what a post's counter is.
func values(answer *edge[insight]) map[string]insightValue {
	found := map[string]insightValue{}
	for i := range answer.Data.Items {
		x := &answer.Data.Items[i]
		switch x.Period {
		case "", "lifetime", "total_over_range":
		default:
			if x.Total == nil {
				continue
			}
		}
		switch _, seen := found[x.Name]; {
		case seen:
		case x.Total != nil:
			found[x.Name] = x.Total.Value
		case len(x.Values) > 0:
			found[x.Name] = x.Values[len(x.Values)-1].Value
		}
	}
	return found
}

// tell moves what there is to tell to a page.
func (in *insights) tell(p *connectors.Page) {
	for _, what := range in.notes {
		p.Notes = append(p.Notes, connectors.Note{Input: p.Input, What: what,
			Hint: "look for a newer version of this program, or see what the token may do with `tailor connect`"})
	}
	in.notes = nil
}
