package telegram

// Why something was set aside.
const (
	whyNoExport   = "unrecognised_file" // the whole file
	whyBroken     = "broken_json"       // the rest of the file
	whyNotRead    = "not_understood"    // a message of another form
	whyNoID       = "no_id"             // a message without its number
	whyBadDate    = "bad_date"          // a message without a date
	whyDuplicate  = "duplicate"         // the same message again
	whyBeforePost = "observed_before"   // counters read before the post was published
	whyWhich      = "which_channel"     // several channels, and none is named as in the config
	whyNoPost     = "no_post"           // a reply whose post is not in the files
)

const (
	hintExport   = "export the channel in Telegram Desktop with \"Export chat history\", format JSON, and give its result.json"
	hintBroken   = "the export was not finished or the file was changed; export it again"
	hintWhich    = "exports do not hold public names: write the channel's title or number as handle:, and its link t.me/name as server:"
	hintEarly    = "the counters are said to be read before the post was published; correct observed_at"
	hintNoPost   = "give the channel's own export beside that of its group: it says which posts the comments belong to"
	hintNotKnown = "it is of a form that this version does not know; look for a newer version"
)
