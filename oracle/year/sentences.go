package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// had is what of a final count has come at an age: most of it in the first two days.
func had(final float64, age time.Duration) int {
	return int(math.Round(final * (1 - math.Exp(-age.Hours()/30))))
}

// sentence returns words in a language on a topic; of any topic it knows if it does not
// know that one.
func sentence(r *rand.Rand, language, topic string) (text, about string) {
	known := sentences()[language]
	about = topic
	if len(known[about]) == 0 {
		about = pick(r, []string{"passport", "culture", "voting", "education", "other"})
	}
	return strings.ReplaceAll(pick(r, known[about]), "{n}", fmt.Sprint(2+r.IntN(28))), about
}

func sentences() map[string]map[string][]string {
	return map[string]map[string][]string{
		"en": {
			"passport":  {"Passport renewals: from the {n}th you can book a slot online, so please read the list of papers first.", "Our passport counter is closed on Monday, for urgent cases use the form on our page."},
			"culture":   {"Folk dance and plum cake at the town hall on the {n}th, and the museum is open until nine in the evening.", "Thank you to all {n} guests of last night's concert at the theatre."},
			"voting":    {"Voting abroad: register to vote before the {n}th, by post or at the embassy.", "The election is near, and {n} volunteers help at the polling station."},
			"education": {"Scholarships for students: the university takes applications until the {n}th.", "{n} students have told us how they study abroad with a scholarship."},
			"other":     {"We have moved our desk to the second floor, where {n} chairs are waiting for you.", "The light over the harbour this morning was worth the {n} minutes of waiting."},
		},
		"nb": {
			"passport":  {"Fornye passet? Fra den {n}. kan du bestille time på nettet, og vi har laget en liste over papirene du trenger.", "Passkontoret er stengt på mandag, og i hastesaker bruker du skjemaet på siden vår."},
			"culture":   {"Folkedans og plommekake i rådhuset den {n}., og museet er åpent til klokka ni.", "Takk til alle {n} som kom på konserten i går kveld."},
			"voting":    {"Valg i utlandet: registrer deg før den {n}., og stem per post eller på ambassaden.", "Valget nærmer seg, og {n} frivillige hjelper i stemmelokalet."},
			"education": {"Stipend for studenter: universitetet tar imot søknader til den {n}.", "{n} studenter har fortalt oss hvordan de studerer i utlandet med stipend."},
			"other":     {"Vi har flyttet skranken til andre etasje, der {n} stoler venter på dere.", "Lyset over havna i dag tidlig var verdt de {n} minuttene vi ventet."},
		},
	}
}
