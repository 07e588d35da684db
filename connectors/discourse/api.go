package discourse

import (
	"github.com/digital-diplomacy/tailor/connectors/web"
	"github.com/digital-diplomacy/tailor/data"
)

type siteAnswer struct {
	Categories web.Each[category] `json:"categories"`

	_ web.Ignored `names:"default_archetype,notification_types,post_types,user_tips,trust_levels,groups,filters,periods,top_menu_items,anonymous_top_menu_items,uncategorized_category_id,user_field_max_length,post_action_types,topic_flag_types,can_create_tag,can_tag_topics,can_tag_pms,tags_filter_regexp,top_tags,navigation_menu_site_top_tags,topic_featured_link_allowed_category_ids,user_themes,user_color_schemes,default_dark_color_scheme,default_light_color_scheme,censored_regexp,custom_emoji_translation,watched_words_replace,watched_words_link,markdown_additional_options,hashtag_configurations,hashtag_icons,displayed_about_plugin_stat_groups,denied_emojis,valid_flag_applies_to_types,archetypes,user_fields,auth_providers,whispers_allowed_groups_names,shared_drafts_category_id,system_user_avatar_template,lazy_load_categories,full_name_required_for_signup,full_name_visible_in_signup,admin_config_login_routes,email_configured,can_associate_groups,wizard_required,anonymous_default_navigation_menu_tags,anonymous_sidebar_sections,tos_url,privacy_policy_url,is_readonly,category_types,upcoming_changes"`
}

type category struct {
	ID         web.ID  `json:"id"`
	Slug       string  `json:"slug"`
	Parent     web.ID  `json:"parent_category_id"`
	Restricted bool    `json:"read_restricted"`
	Topics     web.Int `json:"topic_count"`

	_ web.Ignored `names:"name,color,text_color,style_type,icon,emoji,post_count,position,description,description_text,description_excerpt,topic_url,permission,notification_level,can_edit,topic_template,form_template_ids,has_children,subcategory_count,sort_order,sort_ascending,show_subcategory_list,num_featured_topics,default_view,subcategory_list_style,default_top_period,default_list_filter,minimum_required_tags,navigate_to_first_post_after_read,allowed_tags,allowed_tag_groups,allow_global_tags,required_tag_groups,read_only_banner,uploaded_logo,uploaded_logo_dark,uploaded_background,uploaded_background_dark,custom_fields,locale,category_types,slug_path"`
}

type aboutAnswer struct {
	About struct {
		Stats struct {
			Topics    web.Int `json:"topics_count"`
			Users     web.Int `json:"users_count"`
			OldTopics web.Int `json:"topic_count"` // before 2023
			OldUsers  web.Int `json:"user_count"`

			_ web.Ignored `names:"posts_count,likes_count,topics_last_day,topics_7_days,topics_30_days,posts_last_day,posts_7_days,posts_30_days,users_last_day,users_7_days,users_30_days,active_users_last_day,active_users_7_days,active_users_30_days,likes_last_day,likes_7_days,likes_30_days,participating_users_last_day,participating_users_7_days,participating_users_30_days,visitors_last_day,visitors_7_days,visitors_30_days,eu_visitors_last_day,eu_visitors_7_days,eu_visitors_30_days,chat_messages_count,chat_users_count,chat_channels_count,post_count,like_count"`
		} `json:"stats"`

		_ web.Ignored `names:"can_see_about_stats,can_see_site_contact_details,description,extended_site_description,banner_image,title,locale,version,https,site_creation_date,contact_url,contact_email,moderators,admins,category_moderators,moderator_ids,admin_ids,discourse_discover_enrolled"`
	} `json:"about"`

	_ web.Ignored `names:"users,category_moderators,categories"`
}

type summaryAnswer struct {
	Summary struct {
		Topics web.Int `json:"topic_count"`

		_ web.Ignored `names:"likes_given,likes_received,topics_entered,posts_read_count,days_visited,post_count,time_read,recent_time_read,bookmark_count,can_see_summary_stats,can_see_user_actions,solved_count,most_liked_by_users,most_liked_users,most_replied_to_users,badges,top_categories,topic_ids,replies,links"`
	} `json:"user_summary"`

	_ web.Ignored `names:"topics,badges,badge_types,users"`
}

type listAnswer struct {
	Users []user    `json:"users"`
	List  topicList `json:"topic_list"`

	_ web.Ignored `names:"primary_groups,flair_groups,categories"`
}

type topicList struct {
	More   string           `json:"more_topics_url"`
	Topics web.Each[listed] `json:"topics"`

	_ web.Ignored `names:"can_create_topic,per_page,top_tags,draft,draft_key,draft_sequence,for_period,filter,shared_drafts,categories,tags,topic_tracking_state,subset,filter_name"`
}

// user is what is read of a person: a name to know the configured accounts by.
type user struct {
	ID       web.ID `json:"id"`
	Username string `json:"username"`

	_ web.Ignored `names:"name,avatar_template,primary_group_name,flair_name,flair_url,flair_bg_color,flair_color,flair_group_id,admin,moderator,trust_level,animated_avatar,status,assign_icon,assign_path"`
}

// heading is what lists and topics both say of a topic.
type heading struct {
	ID        web.ID  `json:"id"`
	Title     string  `json:"title"`
	Posts     web.Int `json:"posts_count"`
	Views     web.Int `json:"views"`
	Likes     web.Int `json:"like_count"` // of all its posts
	CreatedAt string  `json:"created_at"`
	Category  web.ID  `json:"category_id"`
	Archetype string  `json:"archetype"`
	Visible   *bool   `json:"visible"`
	DeletedAt *string `json:"deleted_at"`

	_ web.Ignored `names:"fancy_title,slug,reply_count,last_posted_at,closed,archived,pinned,pinned_globally,unpinned,highest_post_number,image_url,thumbnails,tags,tags_descriptions,featured_link,featured_link_root_domain,has_summary,bookmarked,liked,has_accepted_answer,can_have_answer,can_vote,vote_count,user_voted,locale,fancy_title_localized,is_hot"`
}

type listed struct {
	heading
	FirstLikes web.Int  `json:"op_like_count"`
	Posters    []poster `json:"posters"`

	_ web.Ignored `names:"bumped,bumped_at,unseen,excerpt,last_poster_username,last_read_post_number,unread,unread_posts,new_posts,notification_level,op_can_like,op_liked,first_post_id,liked_post_numbers,allowed_user_count,participants,participant_groups,unicode_title,word_count,last_poster,is_warning,is_nested_view"`
}

// poster is someone who wrote in a topic; the first of them began it.
type poster struct {
	UserID web.ID `json:"user_id"`
	User   *user  `json:"user"`

	_ web.Ignored `names:"extras,description,primary_group_id,flair_group_id"`
}

type topicAnswer struct {
	heading
	UserID web.ID `json:"user_id"`
	Stream stream `json:"post_stream"`

	_ web.Ignored `names:"timeline_lookup,suggested_topics,related_topics,participant_count,word_count,slow_mode_seconds,pinned_at,pinned_until,draft,draft_key,draft_sequence,current_post_number,deleted_by,has_deleted,actions_summary,chunk_size,bookmarks,topic_timer,message_bus_last_id,show_read_indicator,summarizable,details,posted,is_warning,expandable_first_post,message_archived,slow_mode_enabled_until,private_topic_timer,valid_reactions,queued_posts_count,destination_category_id,requested_group_name,user_last_posted_at,external_id,visibility_reason_id,category_expert,tags_disable_ads,discourse_zendesk_plugin_zendesk_id,accepted_answer,has_localized_content,nested_view,is_nested_view,is_shared_draft,posts_localized"`
}

type postsAnswer struct {
	ID     web.ID `json:"id"`
	Stream stream `json:"post_stream"`

	_ web.Ignored `names:"suggested_topics,related_topics"`
}

type stream struct {
	Posts web.Each[post] `json:"posts"`
	IDs   []web.ID       `json:"stream"`

	_ web.Ignored `names:"gaps,timeline_lookup,isMegaTopic,lastId"`
}

type post struct {
	ID        web.ID   `json:"id"`
	Username  string   `json:"username"`
	UserID    web.ID   `json:"user_id"`
	CreatedAt string   `json:"created_at"`
	Cooked    string   `json:"cooked"`
	Number    web.ID   `json:"post_number"`
	Type      web.ID   `json:"post_type"` // 1 is a post; others are notices of the forum and whispers
	Answers   web.ID   `json:"reply_to_post_number"`
	Hidden    bool     `json:"hidden"`
	NoUser    bool     `json:"user_deleted"` // deleted by its author
	DeletedAt *string  `json:"deleted_at"`
	Actions   []action `json:"actions_summary"`

	_ web.Ignored `names:"name,avatar_template,updated_at,reply_count,quote_count,incoming_link_count,reads,readers_count,score,yours,topic_id,topic_slug,display_username,primary_group_name,flair_name,flair_url,flair_bg_color,flair_color,flair_group_id,version,can_edit,can_delete,can_recover,can_see_hidden_post,can_wiki,link_counts,read,user_title,title_is_group,bookmarked,moderator,admin,staff,trust_level,edit_reason,can_view_edit_history,wiki,reviewable_id,reviewable_score_count,reviewable_score_pending_count,reply_to_user,action_code,action_code_who,action_code_path,raw,excerpt,truncated,via_email,is_auto_generated,notice,post_url,badges_granted,user_status,can_accept_answer,can_unaccept_answer,accepted_answer,topic_accepted_answer,can_vote,reactions,current_user_reaction,reaction_users_count,current_user_used_main_reaction,polls,polls_votes,mentioned_users,event,post_localizations_count,locale,is_localized,language,user_suspended,user_cakedate,user_birthdate,calendar_details,group_moderator,last_wiki_edit,locked,draft_sequence,hidden_reason_id,deleted_by,user_signature,retorts,user_custom_fields,post_folding_status,akismet_state,cooked_hidden,hidden_reason,has_localization,localization_outdated,can_localize_post"`
}

type action struct {
	ID    web.ID  `json:"id"`
	Count web.Int `json:"count"`

	_ web.Ignored `names:"hidden,can_act,acted,can_undo,can_clear_flags,can_defer_flags"`
}

// liked is the id of the like among the actions on a post.
const liked = "2"

// likes are a post's; a forum leaves out the count of what nobody did.
func (p *post) likes() data.Count {
	if p.Actions == nil {
		return nil
	}
	for _, a := range p.Actions {
		if a.ID == liked && a.Count.N != nil {
			return a.Count.N
		}
	}
	return data.N(0)
}

// readable reports whether a post is somebody's words that still stand.
func (p *post) readable() bool {
	return (p.Type == "1" || p.Type == "") && !p.Hidden && !p.NoUser && p.DeletedAt == nil && p.Cooked != "" &&
		p.Username != "" && p.Number != "" && len(p.UserID) > 0 && p.UserID[0] != '-' && p.UserID != "0"
}
