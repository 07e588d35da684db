// Package onnx reads replies with a transformer in ONNX form that the user brings, such
// as XLM-T, by hugot: in pure Go, or by onnxruntime with the build tag ORT. It is a
// module of its own, so that the main program stays small. See docs/sentiment-onnx.md.
package onnx
