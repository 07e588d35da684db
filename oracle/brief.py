#!/usr/bin/env python3
"""Computes the numbers of every English page anew, by SQL over the lake, and compares them
with what the page shows: oracle/brief.py TAILOR-DATA [REPORTS]

It reads the HTML as a reader sees it and shares no code with the program. See README.md."""
import datetime, glob, html.parser, math, os, re, sys

try:
    import duckdb
except ImportError:
    sys.exit("no python module duckdb; see oracle/README.md")


class Page(html.parser.HTMLParser):
    """Sections of a page: tables by caption, and the text of everything else."""

    def __init__(self, text):
        super().__init__()
        self.h1, self.actions, self.sections = "", [], {}
        self.at, self.section, self.table, self.cell, self.part, self.under, self.svg = [], None, None, None, None, None, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        cls = (a.get("class") or "").split()
        if tag == "svg":
            self.svg += 1
        if tag == "li" and "action" in cls:
            self.actions.append("")
        if tag == "div" and "inside" in cls:
            self.section = self.sections.setdefault(a["id"], {"tables": [], "text": "", "parts": []})
        if self.section is not None:
            if tag == "div" and "part" in cls:
                self.part = {"heading": "", "under": "", "text": ""}
                self.section["parts"].append(self.part)
            if tag == "table":
                self.table = {"head": [], "rows": [], "caption": "", "part": self.part}
                self.section["tables"].append(self.table)
            if tag == "tr" and self.table is not None:
                self.table["rows"].append([])
        if tag not in ("meta", "link", "br", "path", "rect", "line", "img"):
            self.at.append((tag, cls))
            if tag in ("td", "th", "caption"):
                self.cell = ""

    def handle_endtag(self, tag):
        while self.at and self.at.pop()[0] != tag:
            pass
        if tag == "svg":
            self.svg -= 1
        if tag in ("td", "th") and self.table is not None:
            (self.table["rows"][-1] if self.table["rows"] else self.table["head"]).append(self.cell)
            self.cell = None
        if tag == "caption" and self.table is not None:
            self.table["caption"], self.cell = self.cell, None
        if tag == "table" and self.table is not None:
            self.table["head"], self.table["rows"], self.table = self.table["rows"][0], [r for r in self.table["rows"][1:] if r], None

    def handle_data(self, d):
        tags = [t for t, _ in self.at]
        if "style" in tags or "title" in tags or "desc" in tags:
            return
        if self.cell is not None:
            self.cell += d
        elif "h1" in tags:
            self.h1 += d
        elif self.actions and "ol" in tags:
            self.actions[-1] += d
        elif self.section is not None and not self.svg:
            if self.part is not None:
                where = "under" if any("under" in c for _, c in self.at) else "heading" if "h4" in tags else "text"
                self.part[where] += d if where != "text" else d + "\n"
            self.section["text"] += d


def plain(x, digits=0, least=None):
    s = f"{x:,.{digits}f}"
    if least is None and "." in s:
        s = s.rstrip("0").rstrip(".")
    return s


def count(n):
    return f"{int(n):,}"


def times(x):
    d = 0 if x >= 9.95 else 2 if x < 1.05 else 1
    return plain(x, d, d)


def amount(x):
    return plain(x, 1 if x < 10 and x != math.trunc(x) else 0)


def percent(x):
    return plain(100 * x) + "%"


def signed(x):
    s = percent(round(x, 2))
    return "+" + s if round(x, 2) > 0 else s


def points(x):
    n = int(math.floor(abs(100 * x) + 0.5)) * (1 if x >= 0 else -1)
    return f"+{n}" if n > 0 else str(n)


def numbers(text):
    return re.findall(r"\d[\d,]*(?:\.\d+)?", text)


GOALS = {"interactions": "interactions_public", "likes": "approval", "shares": "shares", "replies": "replies", "views": "views"}


class Oracle:
    def __init__(self, root):
        self.db, self.root, self.tally, self.examples = duckdb.connect(), root, {}, {}
        for path in glob.glob(f"{root}/lake/current/*"):
            table = os.path.basename(path)
            if os.path.isdir(path) and glob.glob(f"{path}/**/*.parquet", recursive=True):
                self.db.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)")

    def has(self, table):
        return bool(self.sql("SELECT 1 FROM duckdb_views() WHERE view_name = ?", table))

    def sql(self, query, *args):
        return self.db.execute(query, list(args)).fetchall()

    def same(self, what, shown, computed, where):
        t = self.tally.setdefault(what, [0, 0])
        t[0] += 1
        if shown != computed:
            t[1] += 1
            self.examples.setdefault(what, f"{where}: page {shown!r}, oracle {computed!r}")

    def rows(self, what, table, computed, where):
        shown = [[c.strip() for c in r] for r in table["rows"]]
        for s, c in zip(shown, computed):
            for a, b in zip(s, c):
                if b is not None:
                    self.same(what, a, b, f"{where} {s[0]}")
        self.same(what + ": rows", len(shown), len(computed), where)

    # The sections, each from the definitions in docs/.

    def actions(self, page, mission, period):
        for text in page.actions:
            rank = int(re.search(r"explain advice (\d+)", text).group(1))
            (n, other, low, high), = self.sql("SELECT n, n_other, low, high FROM advice WHERE period = ? AND mission = ? AND rank = ?", period, mission, rank)
            evidence = re.search(r"drew (?:between )?(.*?)\.(?:\s|$)", text.replace("\n", " "))
            want = [times(low), times(high), count(n), count(other)] if low is not None else []
            if "Elsewhere, " in text:
                want = want[:2]
            found = numbers(re.split(r"\.\s", evidence.group(0) + " ")[0]) if evidence else []
            self.same("actions: evidence", found[:len(want)], want, f"{mission} {rank}")

    def activity(self, page, mission, period):
        """Posts, posts with a settled value and their median, week by week."""
        words = re.search(r"Line: median (.*?) per post", page.sections["changed"]["text"])
        metric = GOALS.get(words.group(1), "") if words else ""
        for t in page.sections["changed"]["tables"]:
            m = re.match(r"(.*) \((.*)\): ", t["caption"])
            if not m or t["head"][0] != "Week":
                continue
            account = m.group(2)
            found = {w: (posts, n, mid) for w, posts, n, mid in self.sql("""
              SELECT strftime(posts.published_at, '%G-W%V'), count(*), count(value), median(value) FROM post_metrics JOIN posts USING (post_id)
              WHERE posts.account_id = ? AND metric = ? AND age = 'settled' GROUP BY 1""", account, metric)}
            monday = datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
            weeks = [(monday - datetime.timedelta(weeks=k)).strftime("%G-W%V") for k in range(60)]
            last = max(w for w in found)
            weeks = [w for w in weeks if w <= max(last, period)][:len(t["rows"])][::-1]
            want = []
            for w in weeks:
                posts, n, mid = found.get(w, (0, 0, None))
                day = datetime.date.fromisocalendar(int(w[:4]), int(w[6:]), 1)
                want.append([f"{day.day} {day:%b}", count(posts), count(n), "–" if mid is None else amount(mid)])
            self.rows("changed: weeks", t, want, f"{mission} {account}")

    def formats(self, page, mission, period):
        for t in page.sections["formats"]["tables"]:
            if t["head"][1:2] != ["Estimate"]:
                continue
            account = re.search(r"; account (.*?), for ", t["part"]["under"])
            platform = re.match(r"On (\w+)", t["caption"]).group(1).lower()
            goal = re.match(r"Times the (.*?) of the account", t["part"]["under"]).group(1)
            metric = GOALS.get(goal)
            lever = {"Format": "format", "Style": "device", "Topic": "topic", "Language": "language", "Length": "length", "Hour": "hour"}[t["head"][0]]
            if metric is None:
                continue
            effects = self.sql("SELECT n, n_other, lift, low, high, naive_lift FROM format_effects WHERE period = ? AND platform = ? AND account_id IS NOT DISTINCT FROM ? AND lever = ? AND goal = ? AND age = 'settled'",
                               period, platform, account and account.group(1) or "", lever, metric)
            effects += self.sql("SELECT n, n_other, lift, low, high, naive_lift FROM format_effects WHERE period = ? AND platform = ? AND account_id IS NULL AND lever = ? AND goal = ? AND age = 'settled'",
                                period, platform, lever, metric) if not account else []
            known = [[("not known" if lift is None else times(lift) + "×"), ("not known" if low is None or high is None else f"{times(low)} to {times(high)}×"), count(n), count(o),
                      ("not known" if naive is None else times(naive) + "×")] for n, o, lift, low, high, naive in effects]
            for r in t["rows"]:
                self.same("formats: rows of effects", r[1:6] in known, True, f"{mission} {t['caption']} {r}")
            if lever == "format" and account:
                counts = {(n, total - n) for n, total in self.sql("""
                  WITH v AS (SELECT l.format AS level FROM post_metrics m JOIN posts p USING (post_id) JOIN post_labels l USING (post_id)
                    WHERE p.account_id = ? AND m.metric = ? AND m.age = 'settled' AND m.value IS NOT NULL AND NOT p.is_reply AND NOT p.is_repost
                      AND p.paid IN (SELECT CASE WHEN bool_or(paid = 'organic') THEN 'organic' ELSE 'unknown' END FROM posts WHERE account_id = ?)
                      AND coalesce(l.occasion, '') NOT LIKE 'crisis/%')
                  SELECT count(*), (SELECT count(*) FROM v WHERE level <> 'unknown') FROM v WHERE level <> 'unknown' GROUP BY level""", account.group(1), metric, account.group(1))}
                for r in (r for r in t["rows"] if r[3:5] != ["0", "0"]):
                    self.same("formats: posts compared", (int(r[3].replace(",", "")), int(r[4].replace(",", ""))) in counts, True, f"{mission} {account.group(1)} {r}, {counts}")

    def asked(self, page, mission, period):
        s = page.sections["asked"]
        rows = self.sql("""SELECT questions, answered, n, answer_seconds FROM mood WHERE mission = ? AND breakdown = 'total' AND coalesce(basis, '') <> 'weeks' AND questions IS NOT NULL
          ORDER BY list_max(weeks) DESC LIMIT 1""", mission) if self.has("mood") else []
        if rows:
            q, a, n, _ = rows[0]
            m = re.search(r"We answered (\d+) of (\d+) questions", page.headings.get("asked", ""))
            if m:
                self.same("asked: heading", m.groups(), (str(a), str(q)), mission)
            m = re.search(r"This counts ([\d,]+) repl", s["text"])
            if m:
                self.same("asked: replies", m.group(1), count(n), mission)
        for t in s["tables"]:
            want = self.sql("""WITH newest AS (SELECT period FROM mood WHERE mission = ? AND breakdown = 'topic' AND questions IS NOT NULL ORDER BY list_max(weeks) DESC, value DESC LIMIT 1)
              SELECT questions, answered FROM mood WHERE mission = ? AND breakdown = 'topic' AND period = (FROM newest) AND questions IS NOT NULL""", mission, mission)
            self.same("asked: topics", sorted((r[1], r[2]) for r in t["rows"]), sorted((count(q), count(a)) for q, a in want), mission)

    def compared(self, page, mission, period):
        """Shares of questions and of posts, from mood, posts and labels of the 26 weeks before."""
        monday = datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
        first = monday - datetime.timedelta(weeks=26)
        posted = dict(self.sql("""SELECT coalesce(l.primary_topic, 'other'), count(*) FROM posts p JOIN accounts a USING (account_id) LEFT JOIN post_labels l USING (post_id)
          WHERE a.role = 'own' AND a.mission = ? AND NOT p.is_reply AND NOT p.is_repost AND p.published_at >= ? AND p.published_at < ? AND p.published_precision IN ('second', 'day') GROUP BY 1""", mission, first, monday))
        total = sum(posted.values())
        shares = {percent(n / total) for n in posted.values()} | {percent(0)} if total else set()
        diffs = {f"{points(l)} to {points(h)} points" for l, h in self.sql("SELECT difference_low, difference_high FROM needs WHERE period = ? AND mission = ? AND difference_low IS NOT NULL", period, mission)} if self.has("needs") else set()
        for t in page.sections["compared"]["tables"]:
            for r in t["rows"]:
                m = re.match(r"(\d+%) of posts", r[2])
                if m:
                    self.same("needs: share of posts", m.group(1) in shares, True, f"{mission} {r}")
                if "points" in r[3]:
                    self.same("needs: difference", r[3] in diffs, True, f"{mission} {r}")
        m = re.search(r"on ([\d,]+) posts?, ", page.sections["compared"]["text"])
        if m:
            self.same("needs: posts", m.group(1), count(total), mission)

    def mood(self, page, mission, period):
        cells = {}
        for b, n, neg, nl, nh, neu, pos, pl, ph in self.sql("""SELECT breakdown, n, negative, negative_low, negative_high, neutral, positive, positive_low, positive_high FROM mood
          WHERE mission = ? AND negative IS NOT NULL""", mission) if self.has("mood") else []:
            cells.setdefault(b, set()).add((count(n), f"{percent(neg)} ({percent(nl)} to {percent(nh)})", percent(neu), f"{percent(pos)} ({percent(pl)} to {percent(ph)})"))
        every = set().union(*cells.values()) if cells else set()
        for t in page.sections["mood"]["tables"]:
            for r in t["rows"]:
                if "%" in r[2]:
                    self.same("mood: cells", tuple(c.strip() for c in r[1:5]) in every, True, f"{mission} {r}")

    def words(self, page, mission, period):
        for t in page.sections["words"]["tables"]:
            for r in t["rows"]:
                found = {(f"{term} ({posts})".lower(), count(all_)) for term, posts, all_ in self.sql("""SELECT term, posts, posts_all FROM own_keywords k WHERE account_id = ?
                  AND month = (SELECT max(month) FROM own_keywords WHERE account_id = k.account_id)""", r[0])}
                for word in re.findall(r"[^,()]+ \(\d+\)", r[5]):
                    word = re.sub(r"^(and|,)\s*", "", word.strip()).strip()
                    self.same("words: posts", (word.lower(), r[4]) in found, True, f"{mission} {r[0]} {word}")
                    term, n = re.match(r"(.*) \((\d+)\)", word).groups()
                    span = 3 if "–" in r[3] else 1
                    (have,), = self.sql("""WITH newest AS (SELECT max(month) AS m FROM own_keywords WHERE account_id = ?),
                        found AS (SELECT language FROM own_keywords, newest WHERE account_id = ? AND month = m AND lower(term) = lower(?) AND posts = ?)
                      SELECT max(n) FROM (SELECT kind, language, sum(posts) AS n FROM own_words, newest WHERE account_id = ? AND lower(term) = lower(?) AND language IN (FROM found)
                        AND strptime(month, '%Y-%m') > strptime(m, '%Y-%m') - to_months(?) AND month <= m GROUP BY ALL)""", r[0], r[0], term, int(n), r[0], term, span)
                    self.same("words: counted anew", count(have or 0), n, f"{mission} {r[0]} {word}")

    def peers(self, page, mission, period):
        """The mid-rank of the account's median among those of its peers, from post_metrics."""
        monday = datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
        first = monday - datetime.timedelta(weeks=26)
        for t in page.sections["peers"]["tables"]:
            for r in t["rows"]:
                account = re.search(r"\((.*)\)", r[0]).group(1)
                role = {"peer missions": "peer_mission", "brands": "peer_brand", "organisations": "peer_ngo"}[r[1]]
                (age, low, high), = self.sql("SELECT age, low, high FROM benchmarks WHERE period = ? AND account_id = ? AND \"set\" = ? AND metric = 'interactions_public'", period, account, role)
                medians = self.sql("""WITH v AS (SELECT p.account_id, p.platform, m.value, strftime(p.published_at, '%G-W%V') AS week FROM post_metrics m JOIN posts p USING (post_id)
                  WHERE m.metric = 'interactions_public' AND m.age = ? AND m.value IS NOT NULL AND NOT p.is_reply AND NOT p.is_repost
                    AND p.published_at >= ? AND p.published_at < ? AND p.published_precision IN ('second', 'day'))
                  SELECT a.account_id, a.role, v.platform, median(value), count(*) FROM v JOIN accounts a USING (account_id) GROUP BY ALL HAVING count(*) >= 10 AND count(DISTINCT week) >= 4""", age, first, monday)
                (mine, platform, n), = [(m, p, n) for a, _, p, m, n in medians if a == account]
                others = sorted(m for _, ro, p, m, _ in medians if ro == role and p == platform)
                rank = 100 * (sum(o < mine for o in others) + 0.5 * sum(o == mine for o in others)) / len(others)
                q = lambda f: others[int(f * (len(others) - 1))] + (f * (len(others) - 1) % 1) * (others[min(int(f * (len(others) - 1)) + 1, len(others) - 1)] - others[int(f * (len(others) - 1))])
                up = lambda x: count(math.floor(x + 0.5))
                self.same("peers: percentile", [r[2], r[4], r[5], r[6], r[7], r[8]],
                          [up(rank), count(len(others)), amount(mine), count(n), amount(q(.5)), f"{amount(q(.25))} – {amount(q(.75))}"], f"{mission} {account}")
                self.same("peers: interval, as stored", r[3], f"{up(low)} – {up(high)}", f"{mission} {account}")

    def goals(self, page, mission, period):
        """Posts and medians of both windows from post_metrics; the change as stored."""
        for t in page.sections["goals"]["tables"]:
            goals = self.sql("""SELECT goal, audience, metric, base_from, base_to, now_from, now_to, change, change_low, change_high, needed FROM goals WHERE period = ? AND mission = ? AND change IS NOT NULL
              AND metric <> 'answer_rate'""", period, mission)
            want = set()
            for goal, audience, metric, bf, bt, nf, nt, change, low, high, needed in goals:
                side = []
                for a, b in ((nf, nt), (bf, bt)):
                    (n, mid), = self.sql("""SELECT count(*), median(m.value) FROM post_metrics m JOIN posts p USING (post_id) JOIN accounts a ON a.account_id = p.account_id
                      WHERE a.role = 'own' AND a.mission = ? AND (? IS NULL OR ? = '' OR a.audience = ?) AND m.metric = ? AND m.age = 'settled' AND m.value IS NOT NULL
                        AND NOT p.is_reply AND NOT p.is_repost AND p.published_precision IN ('second', 'day') AND p.published_at >= ?::DATE AND p.published_at < ?::DATE + 1
                        AND p.paid = (SELECT CASE WHEN bool_or(x.paid = 'organic') THEN 'organic' ELSE 'unknown' END FROM posts x WHERE x.account_id = p.account_id)""", mission, audience, audience, audience, metric, a, b)
                    side += [amount(mid), count(n)]
                want.add((times(change) + "×", f"{times(low)} to {times(high)}×", signed(needed - 1), *side))
            for r in t["rows"]:
                self.same("goals: both windows", tuple(r[1:]) in want, True, f"{mission} {r} {want}")

    def told(self, page, mission, period):
        outcomes = {amount_unit(v, u) for v, u in self.sql("SELECT value, unit FROM outcomes WHERE mission = ?", mission)} if self.has("outcomes") else set()
        shares = {percent(s) for s, in self.sql("SELECT share FROM surveys WHERE mission = ? AND share IS NOT NULL", mission)} if self.has("surveys") else set()
        for t in page.sections["told"]["tables"]:
            for r in t["rows"]:
                if t["head"][0] == "Period":
                    self.same("told: outcomes", r[1] in outcomes or r[1] == "fewer than 5", True, f"{mission} {r}")
                elif t["head"][1] == "Share":
                    self.same("told: survey shares", r[1] in shares, True, f"{mission} {r}")

    def missing(self, page, mission, period):
        for metric, words in (("interactions_public", "interactions"), ("er_followers", "rate per follower")):
            for platform, gone, of in self.sql("""SELECT m.platform, count(*) FILTER (m.missing IS NOT NULL AND m.missing <> ''), count(*) FROM post_metrics m JOIN accounts a USING (account_id)
              WHERE a.role = 'own' AND a.mission = ? AND m.metric = ? AND m.age = 'settled' GROUP BY 1""", mission, metric):
                shown = [(n, of) for names, n, of in re.findall(rf"(?i){platform}: ([^.:]*?) not known for ([\d,]+) of ([\d,]+) post", page.sections["missing"]["text"]) if words in names]
                if shown:
                    self.same("missing: posts without a value", (count(sum(int(n.replace(",", "")) for n, _ in shown)), shown[0][1]), (count(gone), count(of)), f"{mission} {platform} {metric}")

    def quarter(self, page, quarter):
        year, q = int(quarter[:4]), int(quarter[6])
        weeks = [f"{year}-W{w:02d}" for w in range(13 * (q - 1) + 1, 13 * q + 1)]
        tables = {s: page.sections[s]["tables"] for s in page.sections}
        asked = {m: (qs, an) for m, qs, an in self.sql("""SELECT mission, sum(questions), sum(answered) FROM mood WHERE breakdown = 'total' AND coalesce(basis, '') <> 'weeks' AND questions IS NOT NULL
          AND len(list_filter(weeks, lambda w: NOT list_contains(?, w))) = 0 GROUP BY 1""", weeks)} if self.has("mood") else {}
        for t in tables.get("asked", []):
            if t["head"][0] == "Mission":
                self.rows("quarter: questions", t, [[m, count(a[0]), count(a[1]), percent(a[1] / a[0]) if a[0] else "–"] for m, a in sorted(asked.items())], quarter)
            else:
                want = self.sql("""SELECT sum(questions), sum(answered) FROM mood WHERE breakdown = 'topic' AND questions IS NOT NULL
                  AND len(list_filter(weeks, lambda w: NOT list_contains(?, w))) = 0 GROUP BY value""", weeks)
                self.same("quarter: topics", sorted((r[1], r[2]) for r in t["rows"]), sorted((count(a), count(b)) for a, b in want), quarter)
        for t in tables.get("criticism", []):
            want = set()
            for n, neg, low, high, neu, pos, pl, ph in self.sql("""SELECT sum(n), sum(n * round(20 * negative))::BIGINT, sum(n * round(20 * negative_low))::BIGINT, sum(n * round(20 * negative_high))::BIGINT,
                sum(n * round(20 * neutral))::BIGINT, sum(n * round(20 * positive))::BIGINT, sum(n * round(20 * positive_low))::BIGINT, sum(n * round(20 * positive_high))::BIGINT
              FROM mood WHERE breakdown = 'topic' AND value <> 'other' AND negative IS NOT NULL AND len(list_filter(weeks, lambda w: NOT list_contains(?, w))) = 0 GROUP BY value""", weeks):
                ends = lambda a, b: f"{percent(a // n / 20)} to {percent(-(-b // n) / 20)}"
                want.add((count(n), ends(low, high), ends(pl, ph)))
            shown = {(r[1], re.search(r"\((.*)\)", r[2]).group(1), re.search(r"\((.*)\)", r[4]).group(1)) for r in t["rows"]}
            self.same("quarter: themes", shown, want, quarter)
        for t in tables.get("services", []):
            for r in t["rows"]:
                for mean, n in ((r[2], r[3]), (r[4], r[5])):
                    self.same("quarter: services", (mean, n) in self.services(quarter), True, f"{quarter} {r}")

    def services(self, quarter):
        year, q = int(quarter[:4]), int(quarter[6])
        before = (year, q - 1) if q > 1 else (year - 1, 4)
        out = {("–", "0")}
        for y, k in ((year, q), before):
            months = [f"{y}-{m:02d}" for m in range(3 * k - 2, 3 * k + 1)]
            for mean, unit, n in self.sql("SELECT avg(value::DOUBLE), coalesce(unit, ''), count(*) FROM outcomes WHERE period_kind = 'month' AND list_contains(?, period) GROUP BY mission, measure, topic, unit", months):
                out.add((f"{amount(mean)} {unit}".strip(), count(n)))
        return out


def amount_unit(value, unit):
    v = f"{float(value):,.3f}".rstrip("0").rstrip(".")
    return f"{v} {unit}".strip() if unit else v


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: oracle/brief.py TAILOR-DATA [REPORTS]")
    root = sys.argv[1]
    reports = sys.argv[2] if len(sys.argv) > 2 else f"{root}/reports"
    o, pages = Oracle(root), 0
    for path in sorted(glob.glob(f"{reports}/*.html")):
        name = os.path.basename(path)
        m = re.match(r"(.*)-(\d{4}-W\d\d)\.html$", name)
        text = open(path, encoding="utf-8").read()
        page = Page(text)
        page.headings = {i: re.sub(r"<[^>]*>", "", h) for h, i in re.findall(r"<h3>(.*?)</h3></summary>\s*<div class=\"inside\" id=\"(\w+)\">", text, re.S)}
        if q := re.match(r"quarter-(\d{4}-Q\d)\.html$", name):
            o.quarter(page, q.group(1))
        elif m and not name.startswith("all-missions"):
            mission = page.h1.rsplit(": ", 1)[0]
            for check in (o.actions, o.activity, o.formats, o.asked, o.compared, o.mood, o.words, o.peers, o.goals, o.told, o.missing):
                if check in (o.actions,) or {"activity": "changed"}.get(check.__name__, check.__name__) in page.sections:
                    check(page, mission, m.group(2))
        else:
            continue
        pages += 1
    compared = wrong = 0
    for what, (n, bad) in sorted(o.tally.items()):
        compared, wrong = compared + n, wrong + bad
        print(f"{what:34} {n:6} compared {bad:4} differ  {o.examples.get(what, '')[:400]}")
    print(f"{pages} pages, {compared} comparisons, {wrong} differ")
    sys.exit(1 if wrong or not compared else 0)


if __name__ == "__main__":
    main()
