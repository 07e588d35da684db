#!/usr/bin/env python3
"""Computes anew what another unit shared: oracle/shared.py TAILOR-DATA THEIR-TAILOR-DATA

Compares the tables pooled_cells and pooled_effects with the engagement_cells and
format_effects of the lake that the file came from, by the rules of docs/benchmarks.md."""
import sys

sys.dont_write_bytecode = True  # this folder is source
from brief import Oracle

LEAST = 5
COUNTS = "'interactions_public', 'approval', 'conversation', 'redistribution', 'shares', 'er_followers', 'er_followers.numerator', 'er_followers.denominator'"


def names(theirs):
    """Accounts are a1, a2, ... in the order of their ids."""
    ids = sorted(a for a, in theirs.sql("SELECT account_id FROM accounts WHERE role = 'own'"))
    return {a: f"a{i}" for i, a in enumerate(ids, 1)}


def month(week):
    """Month of the 4-4-5 calendar; a 53rd week belongs to the last."""
    w = min(int(week[6:]), 52) - 1
    return f"{week[:4]}-M{3 * (w // 13) + min(w % 13 // 4, 2) + 1:02d}"


def cells(theirs, account):
    """Sums by month; months with fewer than five values together by quarter, if those are five."""
    def add(into, key, row):
        kept = into.setdefault(key, [0, 0, 0, 0, 0, {}])
        for i in range(5):
            kept[i] += row[i]
        for b, n in row[5].items():
            kept[5][b] = kept[5].get(b, 0) + n

    by_month, by_quarter = {}, {}
    last, = theirs.sql("SELECT max(period) FROM format_effects")[0]
    for a, platform, form, week, metric, age, paid, *sums, histogram in theirs.sql(f"""SELECT account_id, platform, format, week, metric, age, paid, posts, n, sum_fixed, sum_log1p_fixed, sum_log1p_sq_fixed, histogram
        FROM engagement_cells WHERE metric IN ({COUNTS}) AND n > 0 AND regexp_matches(week, '^\\d{{4}}-W\\d\\d$') AND week < ?""", last):
        add(by_month, (account[a], platform, form, month(week), metric, age, paid), [*sums, {b["index"]: b["n"] for b in histogram or []}])
    out = {}
    for key, row in by_month.items():
        if row[1] >= LEAST:
            out[key] = row
        else:
            year, m = key[3].split("-M")
            add(by_quarter, (*key[:3], f"{year}-Q{(int(m) - 1) // 3 + 1}", *key[4:]), row)
    out.update({k: row for k, row in by_quarter.items() if row[1] >= LEAST})
    return out


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: oracle/shared.py TAILOR-DATA THEIR-TAILOR-DATA")
    ours, theirs = Oracle(sys.argv[1]), Oracle(sys.argv[2])
    account = names(theirs)
    want = cells(theirs, account)
    found = set()
    for a, platform, form, span, metric, age, paid, *sums, histogram in ours.sql("SELECT account_id, platform, format, span, metric, age, paid, posts, n, sum_fixed, sum_log1p_fixed, sum_log1p_sq_fixed, histogram FROM pooled_cells"):
        key = (a, platform, form, span, metric, age, paid)
        found.add(key)
        ours.same("shared: cells", [*sums, {b["index"]: b["n"] for b in histogram or []}], want.get(key), key)
    ours.same("shared: which cells", sorted(found), sorted(want), "")
    effects = {(account[a], *rest): (n, o, lift, se) for a, *rest, n, o, lift, se in theirs.sql(f"""SELECT account_id, platform, goal, age, lever, level, n, n_other, own_lift, own_log_se FROM format_effects
      WHERE period = (SELECT max(period) FROM format_effects) AND account_id <> '' AND own_lift IS NOT NULL AND own_log_se > 0 AND least(n, n_other) >= {LEAST} AND goal IN ({COUNTS})""")}
    pooled = {tuple(k): tuple(v) for *k, n, o, lift, se in ours.sql("SELECT account_id, platform, goal, age, lever, level, n, n_other, own_lift, own_log_se FROM pooled_effects") for v in [(n, o, lift, se)]}
    for key in sorted(set(effects) | set(pooled)):
        ours.same("shared: effects", pooled.get(key), effects.get(key), key)
    sys.exit(ours.report())


if __name__ == "__main__":
    main()
