package otel

import (
	"context"
	"crypto/sha256"
	"strconv"

	"go.opentelemetry.io/otel/trace"

	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// ids makes the ids of spans from what they are of, so that a run whose receipt was
// lost on the way and that is sent again is the same trace.
type ids struct{}

// NewIDs returns the ids of a run's trace and of its first span.
func (g ids) NewIDs(ctx context.Context) (trace.TraceID, trace.SpanID) {
	k := ctx.Value(key{}).(key)
	id := trace.TraceID(hashed[[16]byte](k.run, "trace"))
	return id, g.NewSpanID(ctx, id)
}

// NewSpanID returns the id of a span within a run.
func (ids) NewSpanID(ctx context.Context, _ trace.TraceID) trace.SpanID {
	k := ctx.Value(key{}).(key)
	return hashed[[8]byte](k.run, k.span)
}

// key says what the next span is of.
type key struct{ run, span string }

func keyed(ctx context.Context, r *ledger.Run, span string) context.Context {
	return context.WithValue(ctx, key{}, key{r.ID + " " + strconv.FormatInt(r.Started.UnixMicro(), 10), span})
}

func hashed[T [8]byte | [16]byte](run, span string) (id T) {
	sum := sha256.Sum256([]byte(run + "\x00" + span))
	switch id := any(&id).(type) {
	case *[8]byte:
		copy(id[:], sum[:])
	case *[16]byte:
		copy(id[:], sum[:])
	}
	return id
}
