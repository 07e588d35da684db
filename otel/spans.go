package otel

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// scope names the instrumentation.
const scope = "github.com/digital-diplomacy/tailor"

// Spans returns the spans of runs that have ended: one for the run, below it one for
// each stage, below that of pull one for each account. Equal runs give equal spans,
// ids included. What OTEL_TRACES_SAMPLER leaves out is not among them.
func Spans(ctx context.Context, from *resource.Resource, runs ...ledger.Run) []sdk.ReadOnlySpan {
	kept := &keeper{}
	provider := sdk.NewTracerProvider(sdk.WithResource(from), sdk.WithIDGenerator(ids{}), sdk.WithSpanProcessor(kept))
	defer func() { _ = provider.Shutdown(context.WithoutCancel(ctx)) }() // keeper's, which cannot fail
	tracer := provider.Tracer(scope)
	for i := range runs {
		spansOf(ctx, tracer, &runs[i])
	}
	return kept.spans
}

// spansOf starts and ends the spans of one run.
func spansOf(ctx context.Context, tracer trace.Tracer, r *ledger.Run) {
	stages := timed(r)
	ctx, root := start(ctx, tracer, r, "run", "tailor run", r.Started, ofRun(r)...)
	above := ctx
	for _, s := range stages {
		below, span := start(ctx, tracer, r, "stage/"+s.Name, s.Name, s.Started, ofStage(&s)...)
		fate(span, s.Status)
		span.End(trace.WithTimestamp(s.Started.Add(s.Took)))
		if s.Name == "pull" {
			above = below
		}
	}
	for i := range r.Accounts {
		a := &r.Accounts[i]
		began := a.Started
		if began.IsZero() { // a record of an older version; the pull's moment is the nearest known
			began = r.Started
		}
		_, span := start(above, tracer, r, "account/"+string(a.ID), "pull account", began, ofAccount(a)...)
		fate(span, a.Status)
		span.End(trace.WithTimestamp(began.Add(a.Took)))
	}
	fate(root, r.Status)
	root.End(trace.WithTimestamp(ended(r, stages)))
}

func start(ctx context.Context, tracer trace.Tracer, r *ledger.Run, key, name string, at time.Time, said ...attribute.KeyValue) (context.Context, trace.Span) {
	return tracer.Start(keyed(ctx, r, key), name, trace.WithTimestamp(at), trace.WithAttributes(said...))
}

// fate marks what failed. A partial end is none: the accounts that failed are marked
// themselves.
func fate(span trace.Span, s ledger.Status) {
	if s == ledger.Failed || s == ledger.Interrupted {
		span.SetStatus(codes.Error, string(s))
	}
}

// timed returns the stages with their beginnings. In records of older versions, which
// have none, one began when the one before it ended.
func timed(r *ledger.Run) []ledger.Stage {
	stages := make([]ledger.Stage, len(r.Stages))
	at := r.Started
	for i, s := range r.Stages {
		if s.Started.IsZero() {
			s.Started = at
		}
		stages[i], at = s, s.Started.Add(s.Took)
	}
	return stages
}

// ended is when a run ended; of one that died, when the last thing known of it did.
func ended(r *ledger.Run, stages []ledger.Stage) time.Time {
	if !r.Finished.IsZero() {
		return r.Finished
	}
	last := r.Started
	later := func(began time.Time, took time.Duration) {
		if at := began.Add(took); at.After(last) {
			last = at
		}
	}
	for _, s := range stages {
		later(s.Started, s.Took)
	}
	for _, a := range r.Accounts {
		later(a.Started, a.Took)
	}
	return last
}

// keeper keeps the spans that ended.
type keeper struct{ spans []sdk.ReadOnlySpan }

// OnStart does nothing.
func (k *keeper) OnStart(context.Context, sdk.ReadWriteSpan) {}

// OnEnd keeps a span.
func (k *keeper) OnEnd(s sdk.ReadOnlySpan) { k.spans = append(k.spans, s) }

// Shutdown does nothing.
func (k *keeper) Shutdown(context.Context) error { return nil }

// ForceFlush does nothing.
func (k *keeper) ForceFlush(context.Context) error { return nil }
