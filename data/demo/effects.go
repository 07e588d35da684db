package demo

import "github.com/digital-diplomacy/tailor/data"

// FormatLift is a planted effect: how many times the typical interactions of an
// image post (the reference) a post of this format gets, in every account.
type FormatLift struct {
	Platform data.Platform
	Format   data.Format
	Lift     float64
}

// lifts lists the planted effects of formats. On Facebook video is better in each
// account, yet worse over all accounts, because the big account posts images and
// the small ones post videos. On Instagram reels are no better than images.
func lifts() []FormatLift {
	return []FormatLift{
		{data.Facebook, data.FormatImage, 1},
		{data.Facebook, data.FormatVideo, 1.45},
		{data.Facebook, data.FormatAlbum, 1.10},
		{data.Facebook, data.FormatLink, 0.70},
		{data.Facebook, data.FormatText, 0.85},
		{data.Instagram, data.FormatImage, 1},
		{data.Instagram, data.FormatAlbum, 1.30},
		{data.Instagram, data.FormatShortVideo, 1},
		{data.X, data.FormatImage, 1},
		{data.X, data.FormatText, 0.80},
		{data.X, data.FormatVideo, 1.20},
		{data.X, data.FormatLink, 0.60},
	}
}

func liftOf(p data.Platform, f data.Format) float64 {
	for _, l := range lifts() {
		if l.Platform == p && l.Format == f {
			return l.Lift
		}
	}
	return 1
}

// homeLanguage is what Ruritanians speak at home in the demo, and homeLift what a
// post in it gains on channels for the diaspora.
const (
	homeLanguage = "de"
	homeLift     = 1.25
)

func languageEffect(a *account, language string) float64 {
	if a.audience == "diaspora" && language == homeLanguage {
		return homeLift
	}
	return 1
}

// topicEffect is what a topic gains; format and topic are drawn independently.
func topicEffect(t data.Topic) float64 {
	switch t {
	case "national_day":
		return 1.5
	case "culture", "education":
		return 1.15
	case "visit", "trade_investment":
		return 0.75
	case "politics", "security":
		return 0.9
	}
	return 1
}

// spread is the standard deviation of the logarithm of a post's own luck.
const spread = 0.45
