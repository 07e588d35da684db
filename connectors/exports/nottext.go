package exports

import (
	"bytes"
	"regexp"
)

// Hints for files that are read by the connector of another platform.
const (
	hintX        = "it is part of the archive of an X account; it is read by an account with platform: x whose files: name it (settings: tailor init)"
	hintTelegram = "it is an export of Telegram Desktop; it is read by an account with platform: telegram whose files: name it (settings: tailor init)"
	hintMastodon = "it is part of a Mastodon archive, which holds no counts; let the account be read over the network with platform: mastodon"
	hintChat     = "it is a chat exported from WhatsApp: it holds what people wrote and no counts, and is not read; keep a sheet of your own updates (docs/connectors/exports.md)"
	hintXls      = "it is an old Excel workbook (.xls) or one with a password; open it and save it as .xlsx without a password, or as CSV (UTF-8)"
)

// whatsAppChat is how the lines of an exported chat begin: "[14/07/2026, 18:05:00] Name:"
// on iPhones, "14/07/2026, 18:05 - Name:" on others.
var whatsAppChat = regexp.MustCompile(`^\x{200e}?(?:\[\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[.:]\d{2}[^\]\n]{0,12}\] |` +
	`\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[.:]\d{2}[^-,\n]{0,8} - )`)

// notText says what a file is that is no table of text, and what to do, or "".
func notText(head []byte) string {
	text := bytes.TrimLeft(head, " \t\r\n\ufeff")
	begins := func(s string) bool { return bytes.HasPrefix(text, []byte(s)) }
	holds := func(s string) bool { return bytes.Contains(text, []byte(s)) }
	switch {
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return hintXls
	case begins("%PDF"):
		return "it is a PDF; download the CSV"
	case begins("PAR1"):
		return "it is a Parquet file; only tables of text and workbooks are read"
	case begins("\x89PNG"), begins("\xff\xd8\xff"), begins("GIF8"), begins("RIFF"), len(head) > 11 && string(head[4:8]) == "ftyp":
		return "it is a picture, sound or video; only tables are read"
	case begins("\x1f\x8b"), begins("7z\xbc\xaf"), begins("Rar!"), begins("BZh"):
		return "it is an archive of a kind that is not opened; unpack it"
	case begins("<?xml") && holds("urn:schemas-microsoft-com:office:spreadsheet"):
		return "it is a spreadsheet of the XML kind; open it and save it as .xlsx or as CSV (UTF-8)"
	case begins("<") && (holds("<table") || holds("<TABLE") || holds("office:excel")):
		return "it is a web page with a table, though its name may say .xls; open it in a spreadsheet and save it as .xlsx or as CSV (UTF-8)"
	case begins("<"):
		return "it is a web page, not a table; the download may have needed a login"
	case whatsAppChat.Match(text):
		return hintChat
	case begins("window.YTD"), begins(`{"data":`) && holds("tweet"):
		return hintX
	case begins("{") && holds(`"messages"`) && (holds("_channel") || holds("_group") || holds("_chat") || holds(`"date_unixtime"`)):
		return hintTelegram
	case begins("{") && holds("OrderedCollection"):
		return hintMastodon
	case begins("{"), begins("[{"), begins("[\n"), begins("[\r\n"):
		return "it is JSON, not a table; only X's and Telegram's JSON is read, with platform: x or platform: telegram"
	case bytes.IndexByte(head, 0) >= 0 && !bytes.HasPrefix(head, []byte("\xff\xfe")) && !bytes.HasPrefix(head, []byte("\xfe\xff")) && !wide(head):
		return "it is no table of text; download it as CSV or .xlsx"
	}
	return ""
}

// wide reports text of two bytes a character: a NUL in every other place.
func wide(head []byte) bool {
	even, odd := 0, 0
	for i, c := range head {
		if c == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	return max(even, odd) > len(head)/3 || max(even, odd) > max(len(head)/32, 8*min(even, odd))
}
