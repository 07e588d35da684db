package workbook

import (
	"fmt"
	"slices"

	"github.com/digital-diplomacy/tailor/data/lake"
)

// tableDoc is what the dictionary says of a table.
func tableDoc(name string) (lake.TableDoc, error) {
	all := lake.Dictionary()
	i := slices.IndexFunc(all, func(t lake.TableDoc) bool { return t.Name == name })
	if i < 0 {
		return lake.TableDoc{}, fmt.Errorf("no table %s", name)
	}
	return all[i], nil
}

// field returns a value of a row by the column's name; nil if there is none.
func field(columns []column, values []any, name string) any {
	i := slices.IndexFunc(columns, func(c column) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return values[i]
}

// chosen is a sheet of rows of one table.
type chosen struct {
	sheet, table string
	partition    func(string) bool // nil: all
	row          func(get func(column string) any) bool
	which        string // what is left out where there is more than a sheet holds
}

func (b *book) tableSheet(c chosen) error {
	doc, err := tableDoc(c.table)
	if err != nil {
		return err
	}
	s, err := b.open(c.sheet, doc.Columns)
	if err != nil {
		return err
	}
	for values, err := range lake.Values(b.ctx, b.r, c.table, c.partition) {
		if err != nil {
			return err
		}
		if !c.row(func(name string) any { return field(doc.Columns, values, name) }) {
			continue
		}
		if err := s.add(values); err != nil {
			return err
		}
	}
	return s.close(c.which)
}

// advice is the newest advice to each mission.
func (b *book) advice() error {
	newest := map[string]string{}
	for a, err := range lake.Scan(b.ctx, b.r, lake.AdviceTable, nil) {
		if err != nil {
			return err
		}
		newest[a.Mission] = max(newest[a.Mission], a.Period)
	}
	return b.tableSheet(chosen{
		sheet: sheetAdvice, table: lake.AdviceTable.Name, which: "the lowest ranks",
		row: func(get func(string) any) bool {
			mission, _ := get("mission").(string)
			return get("period") == newest[mission] && (b.about.Mission == "" || mission == b.about.Mission)
		},
	})
}

// effects are those of the newest period: pooled ones, and those of the accounts.
func (b *book) effects() error {
	newest := ""
	for _, p := range lake.Partitions(b.r, lake.FormatEffects) {
		newest = max(newest, p)
	}
	return b.tableSheet(chosen{
		sheet: sheetEffects, table: lake.FormatEffects.Name, which: "the last accounts in alphabetical order",
		partition: func(p string) bool { return p == newest },
		row: func(get func(string) any) bool {
			account := get("account_id")
			return account == nil || b.ours(account)
		},
	})
}

// mood is what was published; cells that too few people stand behind are not in it.
func (b *book) mood() error {
	return b.tableSheet(chosen{
		sheet: sheetMood, table: lake.MoodTable.Name, which: "the latest periods of the last missions",
		row: func(get func(string) any) bool {
			return get("frozen") == true && get("suppressed") == nil && get("n") != nil &&
				(b.about.Mission == "" || get("mission") == b.about.Mission)
		},
	})
}

// dictionary says what each column of the sheets before it means.
func (b *book) dictionary() error {
	text := lake.Shape{Kind: lake.KindString}
	before := b.columns
	s, err := b.open(sheetDictionary, []column{
		{Name: "sheet", Doc: "sheet of this workbook", Shape: text}, {Name: "column", Doc: "column of the sheet", Shape: text},
		{Name: "type", Doc: "what its values are", Shape: text},
		{Name: "null", Doc: "whether it can be empty, which means unknown", Shape: lake.Shape{Kind: lake.KindBoolean}},
		{Name: "meaning", Doc: "what it says", Shape: text},
	})
	if err != nil {
		return err
	}
	for _, d := range before {
		if err := s.add([]any{d.sheet, d.Name, d.Type, d.Null, d.Doc}); err != nil {
			return err
		}
	}
	return s.close("")
}
