// Package telegram reads channels from two sources that need no login.
//
// With files: it is result.json, which Telegram Desktop writes when a chat's history
// ("Export chat history", format JSON) or all data are exported. Its fields are those
// of export_output_json.cpp in telegramdesktop/tdesktop. Messages of the account's
// channel are posts; messages of the channel's own discussion group that stand under
// a post are replies, if replies may be collected. Other chats are counted, nothing
// of them is kept.
//
// Without files it is the public preview of a channel, https://t.me/s/NAME, which
// shows twenty messages a page with their views and reactions. Counters are rounded
// there from 1,000 on (1.2K). Owners can switch the preview off, and Telegram does so
// for some channels.
//
// What Telegram itself offers to programs (MTProto) wants a telephone number's login
// and is not used: so forwards, exact views and the number of comments are not known.
//
// A post's native id is NAME/NUMBER as in its link t.me/NAME/NUMBER, so that both
// sources name it alike; c/CHANNEL/NUMBER where the channel has no public name.
package telegram
