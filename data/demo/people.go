package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// person is an invented person who replies. Everything here is made up: numbers
// lie beyond what platforms give out, example.org receives no mail, and the
// telephone numbers are of ranges kept for fiction (Ofcom's +44 7700 900, the
// French regulator's +33 6 39 98).
type person struct {
	number                             int
	language                           string
	name, handle, native, email, phone string
	bio                                string
}

func newPerson(number int, language string) *person {
	given := []string{"Amina", "Bjarne", "Chiara", "Dmytro", "Elif", "Farid", "Greta", "Hana", "Ivo", "Jaya", "Kofi", "Lin",
		"Mira", "Nils", "Olena", "Pablo", "Rosa", "Samir", "Tove", "Yusuf"}
	first := given[number%len(given)]
	phone := fmt.Sprintf("+44 7700 900%03d", number%1000)
	if number%2 == 0 {
		phone = fmt.Sprintf("+33 6 39 98 %02d %02d", number/100%100, number%100)
	}
	return &person{
		number: number, language: language,
		name:   fmt.Sprintf("%s Fictus-%04d", first, number),
		handle: fmt.Sprintf("invented_%04d", number),
		native: fmt.Sprintf("91%017d", 7_000_003*number),
		email:  fmt.Sprintf("%s.%04d@example.org", first, number),
		phone:  phone,
		bio:    fmt.Sprintf("Not a real person, number %04d", number),
	}
}

// Identifiers lists what could identify a person of the demo: display names,
// handles, platform numbers, e-mail addresses, telephone numbers and biographies
// of everyone who replied or was mentioned. None of it may be found in a lake, nor
// in a report.
type Identifiers struct {
	Names, Handles, Natives, Emails, Phones, Bios []string
}

// All returns every identifier in one sorted list.
func (i Identifiers) All() []string {
	all := slices.Concat(i.Names, i.Handles, i.Natives, i.Emails, i.Phones, i.Bios)
	slices.Sort(all)
	return all
}

// Identifiers returns the identifiers of the people of this world.
func (w *World) Identifiers() Identifiers {
	var ids Identifiers
	for _, p := range w.people {
		ids.Names = append(ids.Names, p.name)
		ids.Handles = append(ids.Handles, p.handle)
		ids.Natives = append(ids.Natives, p.native)
		ids.Emails = append(ids.Emails, p.email)
		ids.Phones = append(ids.Phones, p.phone)
		ids.Bios = append(ids.Bios, p.bio)
	}
	return ids
}

// crowd is the people who reply to one account, by language.
type crowd struct {
	languages []share[string]
	people    map[string][]share[*person]
}

// dominated is the language in which one person writes most of what is written to
// the embassy in Oslo, so that its cell has an author above half.
const dominated = "hi"

// gather makes the people of an account: at least three for each language, a few
// of whom write often, as is usual.
func (w *World) gather(a *account) crowd {
	c := crowd{languages: missionOf(a.mission).people, people: map[string][]share[*person]{}}
	for _, l := range c.languages {
		n := max(3, int(math.Round(l.weight*float64(a.people))))
		for rank := range n {
			weight := math.Pow(float64(rank+2), -0.6)
			if rank == 0 && l.value == dominated && a.mission == oslo {
				weight = float64(2 * n)
			}
			c.people[l.value] = append(c.people[l.value], share[*person]{w.invent(l.value), weight})
		}
	}
	return c
}

func (w *World) invent(language string) *person {
	p := newPerson(len(w.people)+1, language)
	w.people = append(w.people, p)
	return p
}

// one draws who writes next.
func (c crowd) one(r *rand.Rand) *person { return draw(r, c.people[draw(r, c.languages)]) }
