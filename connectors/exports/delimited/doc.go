// Package delimited reads tables of separated values as exports and spreadsheets write
// them: in any of the encodings that such files come in, which [Sniffer] works out from
// their bytes, and with quotes and line ends that are not what RFC 4180 asks for. It
// decides nothing about what the cells mean.
package delimited
