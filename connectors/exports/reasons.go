package exports

// Why a row was set aside. The words are stable: reports count by them.
const (
	whyOtherAccount = "other_account"     // not of the configured account; nothing of it is kept
	whyTotal        = "total_row"         // a sum over the others
	whyBlankRow     = "blank_row"         // no cell holds anything
	whyHeader       = "repeated_header"   // the header again, as in joined files
	whyDescription  = "description_row"   // says what the columns mean
	whyColumns      = "wrong_columns"     // more or fewer cells than the header
	whyQuote        = "unclosed_quote"    // a quote that is never closed
	whyDamagedID    = "damaged_id"        // a spreadsheet cut digits off
	whyNoID         = "no_id"             // no id and nothing to make one of
	whyNoDate       = "no_date"           // no date of publishing
	whyBadDate      = "bad_date"          // not a date that can be read
	whyAmbiguous    = "ambiguous_date"    // day and month may be exchanged
	whyFuture       = "future_date"       // later than the as-of moment
	whyBeforePost   = "observed_before"   // counters read before the post was published
	whyBadNumber    = "bad_number"        // text where a count belongs
	whyImpossible   = "impossible_number" // negative or beyond belief
	whyBadValue     = "bad_value"         // a word that is not known where yes or no belongs
	whyDuplicate    = "duplicate"         // the same row again
	whyConflict     = "conflict"          // the same post at the same moment with other values
	whyWindow       = "not_lifetime"      // counts of one day, not of the post's life
	whyNoPost       = "no_post"           // a comment whose post cannot be told
	whyNoFigure     = "no_figure"         // an outcome without a number
	whyNoMeasure    = "no_measure"        // an outcome that does not say of what
	whyNoConsent    = "no_consent"        // a survey, or one respondent of it
	whyBadLabel     = "bad_label"         // an answer in a sheet of labels that is no label
	whyUnknownFile  = "unrecognised_file" // the whole file
	whyPlatform     = "wrong_platform"    // the file is of another platform than the account
	whyElsewhere    = "other_platform"    // a row of another platform than the account, or of none that is told
	whyUnreadable   = "unreadable_file"   // not a table of text
)
