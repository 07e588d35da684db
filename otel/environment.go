package otel

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/resource"
)

// ErrEnvironment is wrapped by errors of variables that say what cannot be done.
var ErrEnvironment = errors.New("the environment cannot be used")

// Off reports whether the standard variables say that nothing is to be sent:
// OTEL_SDK_DISABLED=true, or OTEL_TRACES_EXPORTER=none. It refuses what the SDK would
// pass over in silence and then send elsewhere: another exporter, gRPC, a server that
// is no address. No error holds a value that may be a secret.
func Off(getenv func(string) string) (bool, error) {
	if strings.EqualFold(getenv("OTEL_SDK_DISABLED"), "true") {
		return true, nil
	}
	switch exporter := strings.TrimSpace(getenv("OTEL_TRACES_EXPORTER")); exporter {
	case "", "otlp":
	case "none":
		return true, nil
	default:
		return false, fmt.Errorf("%w: OTEL_TRACES_EXPORTER must be otlp or none", ErrEnvironment)
	}
	for _, name := range []string{"OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"} {
		if p := getenv(name); p != "" && !slices.Contains([]string{"http/protobuf", "http/json"}, p) {
			return false, fmt.Errorf("%w: %s must be http/protobuf or http/json; a collector takes both at port 4318", ErrEnvironment, name)
		}
	}
	for _, name := range []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"} {
		v := getenv(name)
		if v == "" {
			continue
		}
		u, err := url.Parse(v)
		switch {
		case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
			return false, fmt.Errorf("%w: %s must be an address like http://localhost:4318", ErrEnvironment, name)
		case u.User != nil || u.RawQuery != "":
			return false, fmt.Errorf("%w: %s holds a name, password or parameter: give credentials in OTEL_EXPORTER_OTLP_HEADERS", ErrEnvironment, name)
		}
	}
	return false, nil
}

// From says whose spans these are: OTEL_SERVICE_NAME (tailor, if it is not set) and
// OTEL_RESOURCE_ATTRIBUTES. Nothing of the computer or its user is added.
func From(ctx context.Context, version string) (*resource.Resource, error) {
	r, err := resource.New(ctx, resource.WithTelemetrySDK(),
		resource.WithAttributes(attribute.String("service.name", "tailor"), attribute.String("service.version", version)), resource.WithFromEnv())
	if err != nil {
		return nil, fmt.Errorf("%w: OTEL_RESOURCE_ATTRIBUTES must be like key=value,key=value", ErrEnvironment)
	}
	return r, nil
}
