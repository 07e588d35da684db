package cli

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/digital-diplomacy/tailor/jobs"
	"github.com/digital-diplomacy/tailor/jobs/ledger"
)

// metrics serves the metrics at an address until stop is called.
func (w *worker) metrics(address string) (stop func(), err error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("--metrics %s: %w", address, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(rw http.ResponseWriter, _ *http.Request) {
		c, err := w.app.load()
		var b bytes.Buffer
		if err == nil {
			err = jobs.WriteMetrics(&b, c, ledger.Open(c.Root, w.app.now), w.app.now(), Version())
		}
		if err != nil {
			http.Error(rw, "the settings or the record of runs cannot be read; see the log", http.StatusInternalServerError)
			return
		}
		rw.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		_, _ = rw.Write(b.Bytes())
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second}
	go func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			w.log.Error("metrics are served no more", "error", err.Error())
		}
	}()
	w.log.Info("metrics are served", "address", "http://"+l.Addr().String()+"/metrics")
	return func() { _ = server.Close() }, nil
}
