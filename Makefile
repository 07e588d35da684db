# Two commands are all a newcomer needs: make run, make test. Both need only Go and git.
GO      ?= go
BIN     := bin/tailor
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X github.com/digital-diplomacy/tailor/jobs/cli.version=$(VERSION)
REAL    ?= ../shared/real
PYTHON  ?= python3
FUZZTIME ?= 30s

export CGO_ENABLED = 0

.PHONY: run build test test-onnx build-onnx test-otel build-otel race bench bench-peers fuzz axe offline campaign backtest scale oracle oracle-year soak live-bluesky real docs release test-release clean

run: build ## build and run the main job on the embedded demo
	$(BIN) run --demo

build: ## build the one binary, pure Go
	$(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) .

test: ## every test, short forms of the heavy ones
	$(GO) vet ./...
	$(GO) test -short ./...

race: ## the same under the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race -short ./...

bench: ## hot paths, each beside a peer
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## 30 seconds for every parser of foreign bytes (without a limit the engine spends them on making its first find smaller)
	@for pkg in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg | grep ^Fuzz); do \
	    echo "$$pkg $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x $$pkg || exit 1; \
	  done; \
	done

release: ## what is handed out, into bin/release: binaries, packages, manual, SBOM, checksums (own module)
	rm -rf bin/release
	cd release && $(GO) run . -source .. -out ../bin/release -version '$(VERSION)' -date "$${DATE:-$$(TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd)}"

test-release: ## packaging; that two folders give the same bytes; the demo on systems that Wine and QEMU give (minutes)
	cd release && $(GO) vet . && $(GO) test -count=1 -timeout 3h . -args -heavy -systems all

test-onnx: ## tailor-onnx, which reads replies with a model of the user's, tested with a tiny one (own module)
	cd sentiment/onnx && $(GO) vet ./... && $(GO) test ./...

build-onnx: ## build tailor-onnx, pure Go (with onnxruntime: see docs/sentiment-onnx.md)
	cd sentiment/onnx && $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o ../../$(BIN)-onnx ./tailor-onnx

test-otel: ## tailor-otel, which sends recorded runs as OpenTelemetry traces, tested with a fake collector (own module)
	cd otel && $(GO) vet ./... && $(GO) test ./...

build-otel: ## build tailor-otel, pure Go
	cd otel && $(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o ../$(BIN)-otel ./tailor-otel

bench-peers: ## readers of replies beside govader, in one run (own module)
	cd sentiment/peers && $(GO) test -v -bench . -benchtime 20x ./...

axe: ## accessibility of every kind of page, by axe-core in Chromium (needs npm and chromium)
	npm install --no-save --silent --prefix bin axe-core@4.14.1
	$(GO) test -count=1 -timeout 30m -v -run Axe ./pipeline/report ./jobs/serve -args -axe=$(CURDIR)/bin/node_modules/axe-core/axe.min.js

offline: ## build and run the main job where there is no network, from a filled module cache (Linux)
	$(GO) mod download
	unshare -rn env GOPROXY=off GOTOOLCHAIN=local $(MAKE) run

campaign: ## full simulations and a thousand kills (an hour or so)
	$(GO) test -count=1 -v -timeout 3h -run 'TestCampaign$$|TestCampaignShared$$|TestLarge$$' ./metrics/effects -args -campaign=200 -large=2000000
	$(GO) test -count=1 -timeout 1h ./data/lake -args -kills=1000
	$(GO) test -count=1 -timeout 1h -run 'TestInterrupt$$' ./jobs/cli -args -interrupts=50

scale: ## two million posts of a thousand accounts in five years, measured in full and then for one night, then advised on
	rm -rf $(CURDIR)/tailor-data/scale
	$(GO) test -count=1 -timeout 3h -v -run 'TestScale$$' ./pipeline/measure -args -scale=2000000 -scale-root=$(CURDIR)/tailor-data/scale
	$(GO) test -count=1 -timeout 3h -v -run 'TestScale$$' ./pipeline/advise -args -scale-root=$(CURDIR)/tailor-data/scale

oracle: build oracle-year ## every figure computed anew in DuckDB, of the demo, of a made-up year and of real input (see oracle/README.md)
	$(BIN) run --demo --demo-dir $(CURDIR)/tailor-data/oracle -q > /dev/null
	oracle/run.sh $(CURDIR)/tailor-data/oracle/tailor-data
	$(PYTHON) oracle/brief.py $(CURDIR)/tailor-data/oracle/tailor-data
	@if [ -d $(REAL) ]; then \
	  $(BIN) run --config examples/real/tailor.yaml --root $(CURDIR)/tailor-data/real -q > /dev/null && oracle/run.sh $(CURDIR)/tailor-data/real && \
	  $(PYTHON) oracle/brief.py $(CURDIR)/tailor-data/real; fi

oracle-year: build ## forty weekly runs of a unit that posts by the plan and beside it, then the oracle on its lake (ten minutes)
	rm -rf $(CURDIR)/tailor-data/year
	$(GO) run ./oracle/year -tailor $(CURDIR)/$(BIN) -dir $(CURDIR)/tailor-data/year
	oracle/run.sh $(CURDIR)/tailor-data/year/tailor-data
	$(PYTHON) oracle/brief.py $(CURDIR)/tailor-data/year/tailor-data
	$(PYTHON) oracle/past.py $(CURDIR)/tailor-data/year/tailor-data
	$(PYTHON) oracle/shared.py $(CURDIR)/tailor-data/year/tailor-data $(CURDIR)/tailor-data/year/elsewhere/tailor-data

backtest: ## forecasts of the effects model on the real posts, month by month, beside the naive figure
	$(GO) test -count=1 -v -run Backtest ./metrics/effects

soak: ## 200 accounts with 200 posts with 50 replies from a server that fails one time in twenty (5 minutes)
	$(GO) test -count=1 -timeout 1h -v -run Soak ./connectors/all -args -soak

live-bluesky: ## a real AT Protocol network on this machine, seeded, pulled, every count compared (see examples/live-bluesky)
	examples/live-bluesky/run.sh

real: build ## one config over all real input, if it is there
	$(BIN) run --config examples/real/tailor.yaml --root $(CURDIR)/tailor-data/real

docs: build ## regenerate what is generated from the code
	$(BIN) config dictionary > docs/data-dictionary.md
	$(BIN) config schema > docs/config.schema.json
	$(GO) test -count=1 -run 'TestDocsJobs$$' ./jobs/cli -args -update

clean:
	rm -rf bin
