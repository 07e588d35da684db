#!/usr/bin/env python3
"""Computes anew what became of past advice and of posts by lot: oracle/past.py TAILOR-DATA

Reads the tables of facts of a lake (posts, post_labels, post_metrics) beside the advice and the
slots as they were given, and compares with advice_outcomes, rotations and rotation_results.
It shares no code with the program; its rules are those of docs/next.md. See README.md."""
import datetime, hashlib, itertools, math, os, re, struct, sys, zoneinfo

sys.dont_write_bytecode = True  # this folder is source
from brief import Oracle

WINDOW, SETTLING = 8, 28  # weeks that judge, days until they settle
Z950 = 1.6448536269514722
DAY = datetime.timedelta(days=1)


def phi(x):
    return 0.5 * math.erfc(-x / math.sqrt(2))


def moment(microseconds):
    return datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(microseconds=microseconds)


def near(a, b, digits=1e-5):
    """Figures are stored with six digits."""
    if a is None or b is None:
        return a is None and b is None
    return abs(a - b) <= digits * max(1e-9, abs(a), abs(b)) or abs(a - b) < 1e-9


class Past(Oracle):
    def close(self, what, stored, computed, where):
        self.same(what, stored if near(stored, computed) else (stored, "stored"), stored if near(stored, computed) else computed, where)

    def monday(self, week):
        return datetime.date.fromisocalendar(int(week[:4]), int(week[6:]), 1)

    # Posts and what they got.

    def posts(self, account, platform, goal, age, first, last):
        """Own posts of some days (UTC) that are neither replies nor reposts nor of a crisis, of one paid class, each with its value."""
        rows = self.dicts("""SELECT p.post_id, epoch_us(p.published_at) AS at, p.published_precision AS precision, p.text, p.paid, l.format, l.language, l.primary_topic AS topic, l.devices, m.value
          FROM posts p JOIN post_labels l USING (post_id) JOIN post_metrics m USING (post_id)
          WHERE p.account_id = ? AND p.platform = ? AND NOT p.is_reply AND NOT p.is_repost AND p.published_precision IN ('second', 'day') AND coalesce(l.occasion, '') NOT LIKE 'crisis/%'
            AND m.metric = ? AND m.age = ? AND p.published_at >= ? AND p.published_at < ?""", account, platform, goal, age, first, last)
        scope = "organic" if any(r["paid"] == "organic" for r in rows) else "unknown"
        return [r for r in rows if r["paid"] == scope and r["value"] is not None]

    def level(self, row, lever, zone):
        if lever in ("format", "language", "topic"):
            return {"unknown": "", "und": ""}.get(row[lever], row[lever]) if lever != "topic" else row[lever]
        if lever == "hour":
            if row["precision"] != "second":
                return ""
            hour = moment(row["at"]).astimezone(zone).hour
            return next(band for end, band in ((6, "00-05"), (10, "06-09"), (14, "10-13"), (18, "14-17"), (24, "18-23")) if hour < end)
        n = len(row["text"] or "")
        return next(band for end, band in ((0, "none"), (80, "1-80"), (160, "81-160"), (280, "161-280"), (600, "281-600"), (1 << 60, "601+")) if n <= end)

    def dicts(self, query, *args):
        cursor = self.db.execute(query, list(args))
        names = [d[0] for d in cursor.description]
        return [dict(zip(names, r)) for r in cursor.fetchall()]

    # Past advice.

    def hindsight(self, zone):
        if not self.has("advice_outcomes"):
            return
        advice = {(a["period"], a["mission"], a["rank"]): a for a in self.dicts("SELECT * FROM advice")}
        found, periods = {}, set()
        for o in self.dicts("SELECT * FROM advice_outcomes"):
            key = (o["period"], o["mission"], o["rank"])
            periods.add(o["period"])
            a = advice.get(key)
            self.same("past: advice of that rank", a is not None, True, key)
            if a is None:
                continue
            for c in ("account_id", "platform", "audience", "goal", "age", "lever", "level", "verdict", "confidence", "lift", "naive_lift", "model"):
                self.same("past: as it was given", o[c], a[c], (key, c))
            first = self.monday(o["period"]) + 7 * DAY
            last = first + 7 * WINDOW * DAY
            self.same("past: weeks that judge", (o["from_day"], o["until_day"]), (str(first), str(last - DAY)), key)
            self.same("past: judged when settled", self.monday(o["scored_in"]) + 7 * DAY > last + SETTLING * DAY, True, key)
            self.line(o, a, key, first, last, zone, found)
        newest = max((self.monday(p) for p, in self.sql("SELECT DISTINCT period FROM advice")), default=None)
        for p in periods:
            want, = self.sql("SELECT count(*), (SELECT count(*) FROM advice_outcomes WHERE period = ?) FROM advice WHERE period = ?", p, p)
            self.same("past: every line of a period", want[1], want[0], p)
        for p, in self.sql("SELECT DISTINCT period FROM advice"):
            due = self.monday(p) + (7 + 7 * WINDOW + SETTLING + 28) * DAY
            if newest and due <= newest and p not in periods:
                self.same("past: every period in time", p, None, p)

    def line(self, o, a, key, first, last, zone, found):
        on = (o["account_id"], o["platform"], o["goal"], o["age"], first)
        if on not in found:
            found[on] = self.posts(*on[:4], first, last)
        rows = found[on]
        if a["lever"] == "device":
            n = sum(a["level"] in (r["devices"] or []) for r in rows)
            other = len(rows) - n
        else:
            levels = [self.level(r, a["lever"], zone) for r in rows]
            n = levels.count(a["level"])
            other = sum(x not in ("", a["level"]) for x in levels)
        if n == 0:
            other = o["n_other"] if 0 < o["n_other"] <= len(rows) else len(rows)  # of an unused level all posts count, or those whose level is known
        self.same("past: posts of the level", o["n"], n, key)
        self.same("past: other posts", o["n_other"], other, key)
        share = lambda k, of: k / of if of else None
        before, after = share(a["n"], a["n"] + a["n_other"]), share(n, n + other)
        self.close("past: share before", o["share_before"], before, key)
        self.close("past: share after", o["share_after"], after, key)
        side = {"more": 1, "less": -1}.get(a["verdict"], 0)
        if a["verdict"] == "lean" and a["lift"]:
            side = (a["lift"] > 1) - (a["lift"] < 1)
        did = None
        if before is not None and after is not None:
            if side > 0:
                did = after >= before + 0.05
            elif side < 0:
                did = after <= before - 0.05 or after == 0
            elif a["verdict"] == "try":
                did = after >= 0.4 or a["try_posts"] is not None and n >= a["try_posts"]
        self.same("past: followed", o["followed"] or None, {True: "yes", False: "no", None: None}[did], key)

        told = None
        if a["lift"] is not None and a["low"] and a["high"] and a["high"] > a["low"]:
            told = (math.log(a["high"]) - math.log(a["low"])) / (2 * Z950)
        self.close("past: error told", o["log_se"], told, key)
        out, se = o["outcome_lift"], o["outcome_log_se"]
        if n < 3 or other < 3:
            self.same("past: no outcome of fewer than three", out, None, key)
        naive = phi(math.log(a["naive_lift"]) / se) if out and se and a["naive_lift"] else None
        self.close("past: chance by the naive figure", o["naive_p_outcome_above_1"], naive, key)
        better = expected = borne = None
        if out and se and told:
            m, s = math.log(a["lift"]), math.hypot(told, se)
            better = phi(m / s)
            if side and out != 1:
                expected, borne = (better, out > 1) if side > 0 else (1 - better, out < 1)
            elif a["verdict"] == "no_clear_difference":
                limit = math.log(o["margin"] or 1.2)
                expected, borne = phi((limit - m) / s) - phi((-limit - m) / s), abs(math.log(out)) <= limit
        self.close("past: chance of doing better", o["p_outcome_above_1"], better, key)
        self.close("past: chance of being borne out", o["expected"], expected, key)
        self.same("past: borne out", o["borne_out"] or None, {True: "yes", False: "no", None: None}[borne], key)

    # Posts by lot.

    def rotations(self, unit):
        if not self.has("rotations"):
            return
        results = {r["experiment"]: r for r in self.dicts("SELECT * FROM rotation_results")} if self.has("rotation_results") else {}
        slots = self.dicts("SELECT * EXCLUDE (assigned_at) REPLACE (epoch_us(planned_at) AS planned_at) FROM rotations ORDER BY experiment, slot")
        for name, group in itertools.groupby(slots, key=lambda s: s["experiment"]):
            group = list(group)
            s = group[0]
            if unit:
                seed = hashlib.sha256("\n".join([s["design"], unit, s["mission"], s["account_id"], s["lever"], s["level"], s["period"]]).encode())
                self.same("lots: seed", s["seed"], seed.hexdigest(), name)
                blocks = [len(list(g)) for _, g in itertools.groupby(group, key=lambda x: x["block"])]
                self.same("lots: as drawn from the seed", [x["assigned"] == s["level"] for x in group], lots(seed.digest(), blocks), name)
            wait = {"24h": 1, "7d": 7}.get(s["age"], SETTLING) + 2
            self.same("lots: readable", s["readable_on"], str(datetime.date.fromisoformat(group[-1]["day"]) + wait * DAY), name)
            if name in results:
                self.result(results[name], group, name)

    def result(self, r, slots, name):
        s = slots[0]
        zone = zoneinfo.ZoneInfo(s["zone"])
        self.same("lots: not read early", str(self.monday(r["period"]) + 6 * DAY) >= s["readable_on"], True, name)
        rows = self.dicts("""SELECT p.post_id, epoch_us(p.published_at) AS at, p.published_precision AS precision, p.text, l.format, l.language, l.primary_topic AS topic, l.devices,
            (SELECT m.value FROM post_metrics m WHERE m.post_id = p.post_id AND m.metric = ? AND m.age = ? AND m.paid NOT IN ('paid', 'mixed')) AS value
          FROM posts p LEFT JOIN post_labels l USING (post_id) WHERE p.account_id = ? AND p.platform = ? AND NOT p.is_reply AND NOT p.is_repost AND p.published_precision IN ('second', 'day') ORDER BY p.published_at, p.post_id""",
                          s["goal"], s["age"], s["account_id"], s["platform"])
        for p in rows:
            at = moment(p["at"])
            p["local"] = (at.astimezone(zone) if p["precision"] == "second" else at)
        match = {}
        free = set(range(len(rows)))
        days = {x["day"] for x in slots}

        def take(i, day):
            want = slots[i]["planned_at"]
            near = [k for k in free if str(rows[k]["local"].date()) == day]
            if near:
                match[i] = min(near, key=lambda k: (abs(rows[k]["at"] - want), k))
                free.discard(match[i])

        for i, x in enumerate(slots):
            take(i, x["day"])
        for i, x in enumerate(slots):
            after = str(datetime.date.fromisoformat(x["day"]) + DAY)
            if i not in match and after not in days:
                take(i, after)
        level = {i: self.level(rows[k], s["lever"], zone) if rows[k]["format"] is not None else "" for i, k in match.items()}
        kept = sum(level[i] == slots[i]["assigned"] for i in match)
        self.same("lots: slots, posted, kept", (r["slots"], r["posted"], r["as_assigned"]), (len(slots), len(match), kept), name)
        trials = [(slots[i]["block"], slots[i]["assigned"] == s["level"], rows[k]["value"]) for i, k in sorted(match.items()) if rows[k]["value"] is not None]
        x = randomise(trials)
        self.same("lots: posts compared", (r["n"], r["n_other"]), (x["n"], x["n_other"]), name)
        for c in ("p_value", "least_p_value", "lift", "low", "high"):
            self.close("lots: " + c, r[c], x[c], name)
        verdict = "try"
        if x["p_value"] is not None and x["p_value"] <= 0.05 and x["lift"] != 1:
            verdict = "more" if x["lift"] > 1 else "less"
        elif x["low"] is not None and x["high"] is not None and x["low"] >= 1 / 1.2 and x["high"] <= 1.2:
            verdict = "no_clear_difference"
        self.same("lots: verdict", r["verdict"], verdict, name)
        treated = [(slots[i]["block"], level[i] == s["level"], rows[k]["value"]) for i, k in sorted(match.items()) if rows[k]["value"] is not None and level[i] in (s["level"], s["against"])]
        self.close("lots: by what was posted", r["as_treated_lift"], randomise(treated)["lift"], name)


def randomise(trials):
    """Aligned ranks over all lots that keep each block's number of treated."""
    blocks = {}
    for block, treated, value in trials:
        blocks.setdefault(block, []).append((treated, math.log1p(value)))
    blocks = [b for b in blocks.values() if 0 < sum(t for t, _ in b) < len(b)]
    out = {"n": sum(t for b in blocks for t, _ in b), "n_other": sum(not t for b in blocks for t, _ in b), "p_value": None, "least_p_value": None, "lift": None, "low": None, "high": None}
    if not blocks:
        return out

    def ranks(shift):
        """Mid-ranks of what is left once shift was taken from the treated and then each block's mean."""
        rest = []
        for b in blocks:
            values = [y - shift * t for t, y in b]
            mean = sum(values) / len(values)
            rest.append([round((v - mean) * 1e9) for v in values])
        order = sorted(v for b in rest for v in b)
        middle = {}
        for v, g in itertools.groupby(enumerate(order, 1), key=lambda x: x[1]):
            at = [i for i, _ in g]
            middle[v] = at[0] + at[-1]  # twice the mid-rank
        return [[middle[v] for v in b] for b in rest]

    def tails(shift):
        """Chances that the sum of ranks is at least, and at most, what it was; and the chances of the ends."""
        rank = ranks(shift)
        was = sum(x for b, r in zip(blocks, rank) for (t, _), x in zip(b, r) if t)
        chances = {0: 1.0}
        for b, r in zip(blocks, rank):
            sums = {}
            for lot in itertools.combinations(r, sum(t for t, _ in b)):
                sums[sum(lot)] = sums.get(sum(lot), 0) + 1
            ways = sum(sums.values())
            chances_next = {}
            for x, p in chances.items():
                for y, k in sums.items():
                    chances_next[x + y] = chances_next.get(x + y, 0) + p * k / ways
            chances = chances_next
        return sum(p for x, p in chances.items() if x >= was), sum(p for x, p in chances.items() if x <= was), chances[min(chances)], chances[max(chances)]

    def side(shift):
        """The sum of ranks less its mean over all lots."""
        rank = ranks(shift)
        was = sum(x for b, r in zip(blocks, rank) for (t, _), x in zip(b, r) if t)
        mean = sum(sum(t for t, _ in b) * sum(r) / len(r) for b, r in zip(blocks, rank))
        return 0 if abs(was - mean) < 1e-6 else was - mean

    values = [y for b in blocks for _, y in b]
    far = max(values) - min(values) + 1

    def last(holds):
        low, high = -far, far
        for _ in range(45):
            low, high = ((low + high) / 2, high) if holds((low + high) / 2) else (low, (low + high) / 2)
        return (low + high) / 2

    up, down, least, most = tails(0)
    out["p_value"], out["least_p_value"] = min(1, 2 * min(up, down)), min(1, 2 * min(least, most))
    out["lift"] = math.exp((last(lambda d: side(d) > 0) + last(lambda d: side(d) >= 0)) / 2)
    if tails(-far)[0] <= 0.05:
        out["low"] = math.exp(last(lambda d: tails(d)[0] <= 0.05))
    if tails(far)[1] <= 0.05:
        out["high"] = math.exp(last(lambda d: tails(d)[1] > 0.05))
    return out


def lots(seed, blocks):
    """Draws as docs/next.md says, by ChaCha8 in the form of C2SP (https://c2sp.org/chacha8rand)."""
    source = chacha8(seed)
    below = lambda n: next(source) * n >> 64
    out = []
    for n in blocks:
        treated = n // 2 + (below(2) if n % 2 else 0)
        block = [i < treated for i in range(n)]
        for i in range(n - 1, 0, -1):
            j = below(i + 1)
            block[i], block[j] = block[j], block[i]
        out += block
    return out


def chacha8(seed):
    key = list(struct.unpack("<8I", seed))
    while True:
        stream = []
        for first in range(0, 16, 4):  # four blocks at a time, their words side by side
            four = [chacha8_block(key, first + k) for k in range(4)]
            stream += [four[k][w] for w in range(16) for k in range(4)]
        for i in range(0, len(stream) - 8, 2):
            yield stream[i] | stream[i + 1] << 32
        key = stream[-8:]


def chacha8_block(key, counter):
    s = [0x61707865, 0x3320646E, 0x79622D32, 0x6B206574, *key, counter, 0, 0, 0]

    def quarter(a, b, c, d):
        for x, y, z, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            s[x] = s[x] + s[y] & 0xFFFFFFFF
            t = s[z] ^ s[x]
            s[z] = (t << n | t >> 32 - n) & 0xFFFFFFFF

    for _ in range(4):
        for i in range(4):
            quarter(i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return s[:4] + [x + k & 0xFFFFFFFF for x, k in zip(s[4:12], key)] + s[12:]


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: oracle/past.py TAILOR-DATA")
    root = sys.argv[1]
    o = Past(root)
    unit = zone = None
    settings = os.path.join(root, "..", "tailor.yaml")
    if os.path.exists(settings):
        text = open(settings, encoding="utf-8").read()
        unit = (re.search(r"^unit: *\{.*?name: *'([^']*)'", text, re.M) or [None, None])[1]
        zone = (re.search(r"^unit: *\{.*?timezone: *([\w/]+)", text, re.M) or [None, None])[1]
    o.hindsight(zoneinfo.ZoneInfo(zone or "UTC"))
    o.rotations(unit)
    if not o.tally:
        print("no past advice and no lots: nothing to compare")
        return
    sys.exit(o.report())


if __name__ == "__main__":
    main()
