module github.com/digital-diplomacy/tailor/sentiment/peers

go 1.26.0

replace github.com/digital-diplomacy/tailor => ../..

require (
	github.com/apache/arrow/go/v17 v17.0.0
	github.com/digital-diplomacy/tailor v0.0.0-00010101000000-000000000000
	github.com/jonreiter/govader v0.0.0-20250429093935-f6505c8d03cc
	gonum.org/v1/gonum v0.17.0
)

require (
	github.com/deckarep/golang-set v1.7.1 // indirect
	github.com/goccy/go-json v0.10.3 // indirect
	github.com/google/flatbuffers v24.3.25+incompatible // indirect
	github.com/jdkato/prose/v2 v2.0.0 // indirect
	github.com/klauspost/cpuid/v2 v2.2.8 // indirect
	github.com/mingrammer/commonregex v1.0.1 // indirect
	github.com/zeebo/xxh3 v1.0.2 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/exp v0.0.0-20240222234643-814bf88cf225 // indirect
	golang.org/x/mod v0.41.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/telemetry v0.0.0-20260924152758-ed294f943157 // indirect
	golang.org/x/text v0.43.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
	golang.org/x/xerrors v0.0.0-20231012003039-104605ab7028 // indirect
	gopkg.in/neurosnap/sentences.v1 v1.0.6 // indirect
)
