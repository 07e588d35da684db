package telegram

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// unknown lists the parts of messages that this version has not seen.
func (c *client) unknown() []string { return slices.Sorted(maps.Keys(c.foreign)) }

// drift notes classes of messages that are not known: parts that t.me has added.
func (c *client) drift(p *page) {
	for _, m := range p.messages {
		for n := range m.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, class := range strings.Fields(attribute(n, "class")) {
				part, ok := strings.CutPrefix(class, "tgme_widget_message_")
				if ok && len(c.foreign) < 50 && len(part) < 40 && strings.Trim(part, "abcdefghijklmnopqrstuvwxyz_") == "" && !slices.Contains(knownParts, part) {
					c.foreign[class] = true
				}
			}
		}
	}
}

// knownParts are the parts of a message, without tgme_widget_message_.
var knownParts = strings.Fields(`author author_name author_photo bubble bubble_tail bubble_logo contact contact_icon contact_info contact_name
	contact_phone contact_wrap copy_link copyonly date document document_extra document_icon document_thumb document_title document_wrap
	error footer forwarded_from forwarded_from_author forwarded_from_name from_author game game_description game_title grouped grouped_layer
	grouped_wrap info inline_button inline_button_text inline_buttons inline_keyboard inline_row invoice invoice_title invoice_description
	link link_preview link_view location location_info location_map location_wrap media media_not_supported meta metatext owner_name
	owner_labels photo photo_wrap poll poll_option poll_option_bar poll_option_percent poll_option_text poll_option_value poll_options
	poll_question poll_type quote reactions reply reply_thumb roundvideo roundvideo_duration roundvideo_meta roundvideo_play roundvideo_player
	roundvideo_thumb roundvideo_wrap service_photo settings sticker sticker_wrap sticker_i text tgsticker tgsticker_wrap user user_photo
	venue venue_wrap via_bot video video_duration video_play video_player video_thumb video_wrap videosticker videosticker_wrap views voice voice_duration
	voice_player voice_progress voice_wave voice_wrap voters`)
