package exports

import (
	"slices"
	"strings"

	"github.com/digital-diplomacy/tailor/connectors/exports/formats"
	"github.com/digital-diplomacy/tailor/connectors/exports/parse"
	"github.com/digital-diplomacy/tailor/data"
)

// mediumWord is a medium in English and how words for it begin, folded.
type mediumWord struct {
	english string
	stems   []string
}

// mediumWords are in English, French, Spanish, German, Arabic, Portuguese,
// Swedish and Russian; those of more languages are in package formats. The first that a cell holds decides, so "live video" stands before "video",
// and a carousel of pictures is a carousel.
func mediumWords() []mediumWord {
	return []mediumWord{
		{"carousel", []string{"carousel", "carrousel", "carrusel", "karussell", "carrossel", "carosello", "karusell", "secuencia", "sequencia", "multiimage", "multiphoto", "دوار", "متسلسل",
			"سلسله", "منزلق", "карусель", "галерея"}},
		{"reel", []string{"reel", "ريل", "ريلز", "مقطعقصير", "shorts", "рилс"}},
		{"story", []string{"story", "stories", "historia", "handelse", "beritelse", "berattelse", "قصه", "قصص", "истори"}},
		{"live video", []string{"live", "endirect", "videodirect", "envivo", "endirecto", "aovivo", "direktsand", "direktsandning", "بثمباشر", "مباشر", "прямоиэфир", "трансляц"}},
		{"album", []string{"album", "البوم", "альбом"}},
		{"poll", []string{"poll", "sondage", "encuesta", "umfrage", "enquete", "omrostning", "استطلاع", "опрос"}},
		{"event", []string{"event", "evenement", "evento", "veranstaltung", "evenemang", "حدث", "مناسبه", "فعاليه", "мероприят", "событи"}},
		{"video", []string{"video", "igtv", "فيديو", "مقطع", "видео"}},
		{"image", []string{"image", "imagen", "imagem", "bild", "photo", "foto", "صوره", "صور", "фото", "изображен"}},
		{"document", []string{"document", "documento", "dokument", "pdf", "مستند", "وثيقه", "документ"}},
		{"article", []string{"article", "articulo", "artikel", "artigo", "newsletter", "مقال", "стать"}},
		{"link", []string{"link", "lien", "enlace", "lank", "ligacao", "رابط", "روابط", "ссылк"}},
		{"audio", []string{"audio", "voice", "voz", "vocal", "sprachnachricht", "صوت", "аудио", "голос"}},
		{"text", []string{"text", "status", "statut", "estado", "نص", "حاله", "текст"}},
	}
}

// medium returns a platform's word for a medium in English, which is what the same
// post has in the export of a colleague; a word that is not known stays.
func (r *reading) medium(word string) string {
	if word == "" {
		return ""
	}
	if known, ok := r.media[word]; ok {
		return known
	}
	if r.media == nil {
		r.media = map[string]string{}
	}
	english := inEnglish(r.layout.Platform, word)
	if len(r.media) < 1000 {
		r.media[strings.Clone(word)] = english
	}
	return english
}

// inEnglish says what a word for a medium is in the platform's English export.
func inEnglish(p data.Platform, word string) string {
	rest := parse.Fold(word)
	for _, brand := range []string{"instagram", "facebook", "linkedin", "youtube", "انستغرام", "انستجرام", "فيسبوك"} {
		rest = strings.ReplaceAll(rest, brand, "")
	}
	for _, m := range mediumWords() {
		has := func(stem string) bool { return strings.Contains(rest, stem) }
		if slices.ContainsFunc(m.stems, has) || slices.ContainsFunc(formats.KindWords(m.english), has) {
			return written(p, m.english, word)
		}
	}
	return word
}

// written is a medium as the platform's English export writes it. A word that is
// English already stays as it is.
func written(p data.Platform, english, word string) string {
	padded := " " + strings.ToLower(word) + " "
	is := func(s string) bool {
		return strings.Contains(padded, " "+s+" ") || strings.Contains(padded, " "+s+"s ")
	}
	if p == data.Instagram {
		switch {
		case is("ig " + english):
			return word
		case english == "album":
			return "IG carousel"
		case english == "live video":
			return english
		}
		return "IG " + english
	}
	if is(english) || english == "image" && is("photo") {
		return word
	}
	if p == data.Facebook {
		switch english {
		case "image":
			return "Photos"
		case "carousel":
			return "Multi photo"
		case "story":
			return "Stories"
		case "video", "reel", "link", "event":
			return strings.ToUpper(english[:1]) + english[1:] + "s"
		}
	}
	return english
}
