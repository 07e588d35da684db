package meta

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors"
)

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
