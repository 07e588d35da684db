// Package web is how connectors ask servers: guarded, polite, counted, and without
// ever showing a credential.
//
// A [Net] is shared by all accounts of a run. It refuses addresses inside private
// networks, caps what an answer may weigh, and lets a few requests at a time go to
// one host. Each account gets a [Line] of it, with a budget of its own. An [API]
// asks one server for JSON over a line: it turns status codes into the error kinds
// of package connectors, understands the ways in which servers speak of rate
// limits, and notes fields that this version does not know.
package web
