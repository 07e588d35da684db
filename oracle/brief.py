#!/usr/bin/env python3
"""Computes the numbers of every English page anew, by SQL over the lake, and compares them
with what the page shows: oracle/brief.py TAILOR-DATA [REPORTS]

It reads the HTML as a reader sees it and shares no code with the program. See README.md."""
import datetime, decimal, glob, html.parser, math, os, re, sys

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
    """Rounded as the number stands in the computer, half to even; 100 * x would be rounded twice."""
    return plain((decimal.Decimal(x) * 100).quantize(decimal.Decimal(1))) + "%"


def signed(x):
    s = percent(round(x, 2))
    return "+" + s if round(x, 2) > 0 else s


def points(x):
    n = int(math.floor(abs(100 * x) + 0.5)) * (1 if x >= 0 else -1)
    return f"+{n}" if n > 0 else str(n)


def median(values):
    v, n = sorted(values), len(values)
    return (v[(n - 1) // 2] + v[n // 2]) / 2


def numbers(text):
    return re.findall(r"\d[\d,]*(?:\.\d+)?", text)


GOALS = {"interactions": "interactions_public", "likes": "approval", "shares": "shares", "replies": "replies", "views": "views"}


class Oracle:
    def __init__(self, root):
        self.db, self.root, self.tally, self.examples = duckdb.connect(), root, {}, {}
        self.db.execute("SET TimeZone = 'UTC'")
        for path in glob.glob(f"{root}/lake/current/*"):
            table = os.path.basename(path)
            if os.path.isdir(path) and glob.glob(f"{path}/**/*.parquet", recursive=True):
                self.db.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)")

        if not self.has("account_snapshots"):
            self.db.execute("CREATE VIEW account_snapshots AS SELECT NULL::VARCHAR AS account_id, NULL::VARCHAR AS platform, NULL::TIMESTAMP AS observed_at, NULL::BIGINT AS followers WHERE false")
        self.db.execute("""CREATE VIEW own AS SELECT DISTINCT a.account_id, p.platform, a.mission, a.handle FROM accounts a
          JOIN (SELECT account_id, platform FROM posts UNION SELECT account_id, platform FROM account_snapshots) p USING (account_id) WHERE a.role = 'own'""")

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

    def report(self, what=""):
        """Prints what was compared; 1 if anything differs or there was nothing."""
        compared = wrong = 0
        for name, (n, bad) in sorted(self.tally.items()):
            compared, wrong = compared + n, wrong + bad
            print(f"{name:34} {n:6} compared {bad:4} differ  {self.examples.get(name, '')[:400]}")
        print(f"{what}{compared} comparisons, {wrong} differ")
        return 1 if wrong or not compared else 0

    def rows(self, what, table, computed, where):
        shown = [[c.strip() for c in r] for r in table["rows"]]
        for s, c in zip(shown, computed):
            for a, b in zip(s, c):
                if b is not None:
                    self.same(what, a, b, f"{where} {s[0]}")
        self.same(what + ": rows", len(shown), len(computed), where)

    def account(self, mission, label):
        """The account that a page calls "Facebook", or "Facebook (handle)" where the mission has two there."""
        platform, _, name = label.strip().partition(" (")
        found = self.sql("SELECT account_id FROM own WHERE mission = ? AND lower(platform) = lower(?) AND (? = '' OR account_id = ? OR handle = ?)",
                         mission, platform, name[:-1], name[:-1], name[:-1])
        self.same("accounts: one of that name", len(found), 1, f"{mission} {label}")
        return found[0][0] if found else None

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
            if t["head"][0] != "Week":
                continue
            account = self.account(mission, t["caption"].rpartition(": ")[0])
            found = {w: (posts, n, mid) for w, posts, n, mid in self.sql("""
              SELECT strftime(posts.published_at, '%G-W%V'), count(*), count(value), median(value) FROM post_metrics JOIN posts USING (post_id)
              WHERE posts.account_id = ? AND metric = ? AND age = 'settled' AND NOT is_reply AND NOT is_repost GROUP BY 1""", account, metric)}
            monday = datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
            (last,), = self.sql("""SELECT max(date_trunc('week', posts.published_at))::DATE FROM posts JOIN own USING (account_id) JOIN post_metrics m USING (post_id)
              WHERE mission = ? AND m.metric = ? AND m.age = 'settled' AND NOT posts.is_reply AND NOT posts.is_repost AND posts.published_precision IN ('second', 'day')""", mission, metric)
            if last < monday and (monday - last).days <= 7 * 26:
                last = monday  # recent posts are drawn up to as-of
            weeks = [(last - datetime.timedelta(weeks=k)).strftime("%G-W%V") for k in range(len(t["rows"]))][::-1]
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
            platform = re.match(r"On (\w+)", t["caption"]).group(1).lower()
            name = re.search(r"; ([^;]*?), for ", t["part"]["under"]).group(1)
            name = name if name.lower() == platform else f"{platform} ({name})"
            account = None if "all accounts together" in name else self.account(mission, name)
            goal = re.match(r"Times the (.*?) of the account", t["part"]["under"]).group(1)
            metric = GOALS.get(goal)
            lever = {"Format": "format", "Style": "device", "Topic": "topic", "Language": "language", "Length": "length", "Hour": "hour"}[t["head"][0]]
            if metric is None:
                continue
            effects = self.sql("SELECT n, n_other, lift, low, high, naive_lift FROM format_effects WHERE period = ? AND platform = ? AND account_id IS NOT DISTINCT FROM ? AND lever = ? AND goal = ? AND age = 'settled'",
                               period, platform, account or "", lever, metric)
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
                  SELECT count(*), (SELECT count(*) FROM v WHERE level <> 'unknown') FROM v WHERE level <> 'unknown' GROUP BY level""", account, metric, account)}
                counts |= {(0, n + rest) for n, rest in counts}  # a format that only others used
                for r in (r for r in t["rows"] if r[3:5] != ["0", "0"]):
                    self.same("formats: posts compared", (int(r[3].replace(",", "")), int(r[4].replace(",", ""))) in counts, True, f"{mission} {account} {r}, {counts}")

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
                account = self.account(mission, r[0])
                found = {(f"{term} ({posts})".lower(), count(all_)) for term, posts, all_ in self.sql("""SELECT term, posts, posts_all FROM own_keywords k WHERE account_id = ?
                  AND month = (SELECT max(month) FROM own_keywords WHERE account_id = k.account_id)""", account)}
                for word in re.findall(r"[^,()]+ \(\d+\)", r[5]):
                    word = re.sub(r"^and\s+(?=\S.* \()", "", word.strip())  # a term may be "and"
                    self.same("words: posts", (word.lower(), r[4]) in found, True, f"{mission} {r[0]} {word}")
                    term, n = re.match(r"(.*) \((\d+)\)", word).groups()
                    span = 3 if "–" in r[3] else 1
                    (have,), = self.sql("""WITH newest AS (SELECT max(month) AS m FROM own_keywords WHERE account_id = ?),
                        found AS (SELECT language, kind FROM own_keywords, newest WHERE account_id = ? AND month = m AND lower(term) = lower(?) AND posts = ?)
                      SELECT max(n) FROM (SELECT kind, language, sum(posts) AS n FROM own_words, newest WHERE account_id = ? AND lower(term) = lower(?) AND (language, kind) IN (SELECT (language, kind) FROM found)
                        AND strptime(month, '%Y-%m') > strptime(m, '%Y-%m') - to_months(?) AND month <= m GROUP BY ALL)""", account, account, term, int(n), account, term, span)
                    self.same("words: counted anew", count(have or 0), n, f"{mission} {r[0]} {word}")

    def peers(self, page, mission, period):
        """The mid-rank of the account's median among those of its peers, from post_metrics."""
        monday = datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
        first = monday - datetime.timedelta(weeks=26)
        for t in page.sections["peers"]["tables"]:
            for r in t["rows"]:
                account = self.account(mission, r[0])
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
            for change, low, high, needed, *days in self.sql("""SELECT change, change_low, change_high, needed, now_from, now_to, base_from, base_to FROM goals
                WHERE period = ? AND mission = ? AND metric = 'answer_rate' AND change IS NOT NULL""", period, mission):
                side = []
                for a, b in (days[:2], days[2:]):  # published weeks, months or quarters that lie within
                    (q, n), = self.sql("""SELECT sum(questions), sum(answered) FROM mood WHERE mission = ? AND breakdown = 'total' AND questions IS NOT NULL AND answered IS NOT NULL
                      AND coalesce(basis, '') <> 'weeks' AND list_min(weeks) >= strftime(?::DATE, '%G-W%V') AND list_max(weeks) <= strftime(?::DATE, '%G-W%V')""", mission, a, b)
                    side += [percent(n / q), count(q)]
                want.add((times(change) + "×", f"{times(low)} to {times(high)}×", signed(needed - 1), *side))
            for r in t["rows"]:
                self.same("goals: both windows", tuple(r[1:]) in want, True, f"{mission} {r} {want}")
        states = self.sql("SELECT state, change_low, change_high, needed, p_reached, p_closer FROM goals WHERE period = ? AND mission = ?", period, mission) if self.has("goals") else []
        for state, low, high, needed, reached, closer in states:
            want = "unknown"
            if needed is not None:
                mid, sd = (math.log(low) + math.log(high)) / 2, (math.log(high) - math.log(low)) / (2 * 1.6448536269514722)
                side = lambda ratio: 0.5 * math.erfc((1 if needed >= 1 else -1) * (math.log(ratio) - mid) / sd / math.sqrt(2))
                self.same("goals: chances", (round(side(needed), 4), round(side(1), 4)), (round(reached, 4), round(closer, 4)), f"{mission} {low} {high} {needed}")
                want = "reached" if side(needed) >= 0.975 else "closer" if side(1) >= 0.975 and needed != 1 else "farther" if side(1) <= 0.025 else "open"
            self.same("goals: state", state, want, f"{mission} {needed}")
        if m := re.search(r"Reached so far: (\d+) of (\d+) goals", page.headings.get("goals", "")):
            self.same("goals: heading", m.groups(), (str(sum(s[0] == "reached" for s in states)), str(len(states))), mission)

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
            for platform, gone, of in self.sql("""SELECT m.platform, count(*) FILTER (m.missing IS NOT NULL AND m.missing <> ''), count(*) FROM post_metrics m JOIN posts p USING (post_id) JOIN accounts a ON a.account_id = m.account_id
              WHERE a.role = 'own' AND a.mission = ? AND m.metric = ? AND m.age = 'settled' AND NOT p.is_reply AND NOT p.is_repost GROUP BY 1""", mission, metric):
                shown = [(n, of) for names, n, of in re.findall(rf"(?i){platform}: ([^.:]*?) not known for ([\d,]+) of ([\d,]+) post", page.sections["missing"]["text"]) if words in names]
                if shown:
                    self.same("missing: posts without a value", (count(sum(int(n.replace(",", "")) for n, _ in shown)), shown[0][1]), (count(gone), count(of)), f"{mission} {platform} {metric}")

    def places(self, page, mission, period):
        """Figures on platforms: posts, followers and questions anew, growth and trend as stored; hours, weekdays and cadence as stored."""
        section = page.sections["places"]
        for t in section["tables"]:
            if t["head"][0] == "Platform":
                stored = {}
                for p, frm, to, gl, gh, tl, th in self.sql("SELECT platform, from_day, to_day, growth_low, growth_high, trend_low, trend_high FROM places WHERE period = ? AND mission = ?", period, mission):
                    stored[p] = frm, to, gl, gh, tl, th
                followers = {}
                for p, (frm, to, *_) in stored.items():
                    (n,), = self.sql("""SELECT sum(f) FROM (SELECT arg_max(s.followers, s.observed_at) AS f FROM account_snapshots s JOIN own a USING (account_id)
                      WHERE a.mission = ? AND a.platform = ? AND s.followers IS NOT NULL AND s.observed_at < ?::DATE + 8 AND s.observed_at >= ?::DATE - 59 GROUP BY a.account_id)""", mission, p, to, to)
                    followers[p] = n
                total = sum(followers.values()) if None not in followers.values() else None
                for r in t["rows"]:
                    p = r[0].lower()
                    frm, to, gl, gh, tl, th = stored[p]
                    (posts,), = self.sql("""SELECT count(*) FROM posts p JOIN own a USING (account_id, platform) WHERE a.mission = ? AND platform = ? AND NOT p.is_reply AND NOT p.is_repost
                      AND p.published_at >= ?::DATE AND p.published_at < ?::DATE + 1 AND p.published_precision IN ('second', 'day')""", mission, p, frm, to)
                    last = datetime.date.fromisoformat(to) + datetime.timedelta(days=1)
                    weeks = (last - datetime.date.fromisoformat(frm)).days // 7
                    (first,), = self.sql("""SELECT min(date_trunc('week', p.published_at))::DATE FROM posts p JOIN own a USING (account_id, platform) WHERE a.mission = ? AND platform = ? AND NOT p.is_reply AND NOT p.is_repost
                      AND p.published_at >= ?::DATE AND p.published_at < ?::DATE AND p.published_precision IN ('second', 'day')""", mission, p, last - datetime.timedelta(weeks=52), last)
                    weeks = min(weeks, (last - first).days // 7) if first else 1
                    self.same("places: posts a week", r[1], plain(posts / weeks, 1), f"{mission} {p}")
                    if r[2] != "–":
                        self.same("places: share of followers", r[2], percent(followers[p] / total), f"{mission} {p}")
                    rate = lambda x: ("+" if x > 0 else "") + plain(100 * x, 2) + "%"
                    self.same("places: growth, as stored", r[3], "–" if gl is None else rate(gl) if rate(gl) == rate(gh) else f"{rate(gl)} – {rate(gh)}", f"{mission} {p}")
                    self.same("places: trend, as stored", r[4], "–" if tl is None else f"{times(tl)} to {times(th)}×", f"{mission} {p}")
                    (q, a), = self.sql("""SELECT sum(questions), sum(answered) FROM mood JOIN own a ON a.account_id = mood.value WHERE mood.mission = ? AND a.platform = ? AND breakdown = 'account'
                      AND questions IS NOT NULL AND period_kind = 'week' AND coalesce(basis, '') <> 'weeks' AND list_min(weeks) >= strftime(?::DATE, '%G-W%V') AND list_max(weeks) <= strftime(?::DATE, '%G-W%V')""",
                                       mission, p, frm, to) if self.has("mood") else [(None, None)]
                    if q is None and self.has("mood"):  # replies of this one account or platform only: there is no breakdown by account
                        (q, a), = self.sql("""SELECT sum(questions), sum(answered) FROM mood WHERE mission = ? AND breakdown = 'total'
                          AND ((SELECT count(*) FROM own WHERE own.mission = mood.mission) = 1 OR NOT EXISTS (SELECT 1 FROM mood m WHERE m.mission = mood.mission AND m.breakdown = 'account' AND m.questions IS NOT NULL))
                          AND questions IS NOT NULL AND period_kind = 'week' AND coalesce(basis, '') <> 'weeks' AND list_min(weeks) >= strftime(?::DATE, '%G-W%V') AND list_max(weeks) <= strftime(?::DATE, '%G-W%V')""", mission, frm, to)
                    if not r[5][:1].isdigit():  # a reason
                        self.same("places: no questions", r[5] in ("–", "replies not collected", "too few people to show safely"), True, f"{mission} {p}")
                        if q is not None and r[5] == "replies not collected":  # then they are another platform's
                            others = [x[5] for x in t["rows"] if x[5][:1].isdigit()]
                            self.same("places: questions of another", others, [f"{count(a or 0)} of {count(q or 0)} answered"], f"{mission} {p}")
                    else:
                        self.same("places: questions", r[5], f"{count(a or 0)} of {count(q or 0)} answered", f"{mission} {p}")
            elif t["head"][0] == "Account":  # 24 hours
                for r in t["rows"]:
                    lifts = dict(self.sql("SELECT slot, lift FROM hours WHERE period = ? AND account_id = ? AND kind = 'hour' AND goal NOT LIKE 'er_%'", period, self.account(mission, r[0])))
                    self.same("hours: chart, as stored", r[1:], ["–" if lifts.get(h) is None else times(lifts[h]) + "×" for h in range(24)], f"{mission} {r[0]}")
        days = "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays".split()
        for line in section["text"].split("\n"):
            if m := re.search(r"(\S.*?), (\d+:00–\d+:00|\w+days): ([\d.]+) to ([\d.]+) times the account's usual result \(([\d,]+) posts?\)", line):
                account, kind = self.account(mission, m.group(1)), "weekday" if m.group(2) in days else "hour"
                slot = days.index(m.group(2)) + 1 if kind == "weekday" else int(m.group(2).split(":")[0])
                rows = self.sql("SELECT low, high, n, goal, timezone FROM hours WHERE period = ? AND account_id = ? AND kind = ? AND slot = ? AND goal NOT LIKE 'er_%'", period, account, kind, slot)
                self.same("hours: interval, as stored", m.groups()[2:4], tuple(map(times, rows[0][:2])), f"{mission} {line}")
                self.same("hours: posts, as stored", m.group(5), count(rows[0][2]), f"{mission} {line}")
            if m := re.search(r"(\S.*?): .*, ([\d.]+) to ([\d.]+) times\.", line):
                rows = self.sql("SELECT low, high FROM cadence WHERE period = ? AND account_id = ? AND low IS NOT NULL AND goal NOT LIKE 'er_%'", period, self.account(mission, m.group(1)))
                self.same("cadence: interval, as stored", m.groups()[1:], tuple(map(times, rows[0])), f"{mission} {line}")
        if self.has("hours"):
            for kind, words in (("hour", ("hour clearly stands out", "hours clearly draw")), ("weekday", ("weekday clearly stands out", "weekdays clearly draw"))):
                found = {f for f, in self.sql("SELECT DISTINCT finding FROM hours WHERE period = ? AND mission = ? AND kind = ? AND goal NOT LIKE 'er_%'", period, mission, kind)}
                text = " ".join(p["heading"] for p in section["parts"])
                self.same("hours: heading", (words[0] in text, words[1] in text), ("stands_out" not in found and "none_stands_out" in found, "stands_out" in found), f"{mission} {kind}")

    def timing(self, page, mission, period):
        """What stands beside the intervals of hours, weekdays and cadence, counted from posts of the 52 weeks before."""
        end = datetime.date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
        first = end - datetime.timedelta(weeks=52)
        kept = """FROM posts p JOIN post_metrics m USING (post_id) WHERE p.account_id = ? AND p.platform = ? AND m.metric = ? AND m.age = 'settled' AND m.value IS NOT NULL AND NOT p.is_reply AND NOT p.is_repost
          AND p.published_at >= ?::TIMESTAMPTZ AND p.published_at < ?::TIMESTAMPTZ AND p.published_precision IN ('second', 'day')
          AND p.paid = (SELECT CASE WHEN bool_or(x.paid = 'organic') THEN 'organic' ELSE 'unknown' END FROM posts x JOIN post_metrics y USING (post_id) WHERE x.account_id = p.account_id AND x.platform = p.platform
            AND y.metric = m.metric AND y.age = 'settled' AND y.value IS NOT NULL AND NOT x.is_reply AND NOT x.is_repost AND x.published_precision IN ('second', 'day') AND x.published_at >= ?::TIMESTAMPTZ AND x.published_at < ?::TIMESTAMPTZ)"""
        if self.has("hours"):
            for account, platform, goal, zone in self.sql("SELECT DISTINCT account_id, platform, goal, timezone FROM hours WHERE period = ? AND mission = ?", period, mission):
                args = (account, platform, goal, first, end, first, end)
                for kind, part in (("hour", "hour"), ("weekday", "isodow")):
                    found = dict(self.sql(f"SELECT date_part('{part}', p.published_at AT TIME ZONE '{zone}') AS slot, count(*) {kept} AND p.published_precision = 'second' GROUP BY 1", *args))
                    for slot, n, posts in self.sql("SELECT slot, n, posts FROM hours WHERE period = ? AND account_id = ? AND platform = ? AND goal = ? AND kind = ?", period, account, platform, goal, kind):
                        self.same("hours: posts of each slot", (n, posts), (found.get(slot, 0), sum(found.values())), f"{account} {kind} {slot}")
        if self.has("cadence"):
            for account, platform, goal, posts, weeks, fewest, most in self.sql("SELECT account_id, platform, goal, posts, weeks, fewest, most FROM cadence WHERE period = ? AND mission = ?", period, mission):
                per_week = dict(self.sql("""SELECT date_trunc('week', published_at)::DATE, count(*) FROM posts WHERE account_id = ? AND platform = ? AND NOT is_reply AND NOT is_repost AND published_precision IN ('second', 'day')
                  AND published_at >= ?::TIMESTAMPTZ AND published_at < ?::TIMESTAMPTZ GROUP BY 1""", account, platform, first, end))
                (begun,), = self.sql("SELECT min(date_trunc('week', published_at))::DATE FROM posts WHERE account_id = ? AND platform = ? AND NOT is_reply AND NOT is_repost AND published_precision IN ('second', 'day')", account, platform)
                valued = dict(self.sql(f"SELECT date_trunc('week', p.published_at)::DATE AS week, count(*) {kept} GROUP BY 1", account, platform, goal, first, end, first, end))
                valued.pop(begun, None)  # the account's first week may be there in part
                counts = [per_week[w] for w in valued]
                self.same("cadence: posts and weeks", (posts, weeks, fewest, most), (sum(valued.values()), len(valued), min(counts, default=None), max(counts, default=None)), account)

    def shared(self, page, mission, period):
        """Others' results by format: how many accounts, and the middle and ends of what each found."""
        metrics = {g for g, in self.sql("SELECT DISTINCT goal FROM pooled_effects")} if self.has("pooled_effects") else set()
        for t in page.sections["shared"]["tables"]:
            wants = []
            for goal in metrics:
                want = {}
                for platform, level, lift, se, n in self.sql("SELECT platform, level, own_lift, own_log_se, n FROM pooled_effects WHERE lever = 'format' AND age = 'settled' AND goal = ? AND own_lift > 0 AND own_log_se > 0", goal):
                    want.setdefault((platform, level), []).append((lift, math.log(lift) / se, n))
                wants.append({(p, len(v), sum(n for *_, n in v), sum(z > 1.6448536269514722 for _, z, _ in v), sum(z < -1.6448536269514722 for _, z, _ in v), times(median([x for x, *_ in v])) + "×",
                               f"{times(min(v)[0])} to {times(max(v)[0])}×" if len(v) > 1 else "–") for (p, _), v in want.items()})
            shown = {(r[0].lower(), int(r[2]), int(r[3].replace(",", "")), int(r[4]), int(r[5]), r[6], r[7]) for r in t["rows"]}
            self.same("shared: accounts and what they found", any(shown <= w for w in wants), True, f"{mission} {shown}")

    def past(self, page, mission, period):
        """Past advice, counted anew from the outcome of each line."""
        lines, kinds = {}, {}
        for o in self.sql("""SELECT account_id, platform, goal, age, lever, level, from_day, until_day, verdict, followed, borne_out, expected, naive_lift, outcome_lift, naive_p_outcome_above_1 IS NOT NULL
          FROM advice_outcomes WHERE mission = ? AND scored_in <= ? ORDER BY period DESC""", mission, period) if self.has("advice_outcomes") else []:
            kept = lines.setdefault(o[:6], [])
            if not kept or kept[-1][6] > o[7]:  # lines whose weeks overlap are told once, the latest
                kept.append(o)
        for *_, verdict, followed, borne, expected, naive, outcome, p in (o for kept in lines.values() for o in kept):
            k = kinds.setdefault(verdict, [0, 0, 0, 0, 0.0, 0, 0])
            k[0], k[1], k[6] = k[0] + 1, k[1] + (followed == "yes"), k[6] + bool(followed)
            if borne and expected is not None:
                near = lambda x: abs(math.log(x)) <= math.log(1.2)
                right = p and (near(naive) == near(outcome) if verdict == "no_clear_difference" else (naive > 1) == (outcome > 1))
                k[2], k[3], k[4], k[5] = k[2] + 1, k[3] + (borne == "yes"), k[4] + expected, k[5] + bool(right)
        rows = [(v, *k) for v, k in kinds.items()]
        names = {"more": "Use more", "less": "Use less", "lean": "A hint", "no_clear_difference": "Choose the cheapest", "try": "Try more"}
        want = {names.get(v, v): [count(lines), count(followed) if asked else "–", count(judged)] + ([count(held), plain(expected, 1, 1), count(naive)] if judged else ["–"] * 3) for v, lines, followed, judged, held, expected, naive, asked in rows}
        for t in page.sections["past"]["tables"]:
            for r in t["rows"]:
                self.same("past: each kind of advice", r[1:], want.get(r[0], want), f"{mission} {r[0]}")
        if m := re.search(r"held in ([\d,]+) of ([\d,]+) cases; by its own doubts it should have in ([\d.]+)", page.headings.get("past", "")):
            self.same("past: heading", list(m.groups()), [count(sum(r[4] for r in rows)), count(sum(r[3] for r in rows)), plain(sum(r[5] for r in rows), 1, 1)], mission)

    def polls(self, page, mission, period):
        """Votes of the newest reading of each poll."""
        for t in page.sections["told"]["tables"]:
            if t["head"][:2] == ["Option", "Votes"]:
                shown = {(r[0], r[1]) for r in t["rows"]}
                polls = {}
                for post, label, votes in self.sql("""SELECT post_id, label, votes FROM poll_options WHERE observed_at = (SELECT max(observed_at) FROM poll_options x WHERE x.post_id = poll_options.post_id)""") if self.has("poll_options") else []:
                    polls.setdefault(post, set()).add((label, "" if votes is None else count(votes)))
                self.same("told: polls", any(shown <= options for options in polls.values()), True, f"{mission} {t['caption']}")

    def aside(self, page, mission, period):
        """The number in the heading is the sum of the rows set aside, reason by reason."""
        m = re.search(r"Rows set aside: ([\d,]+)", page.headings.get("missing", ""))
        for t in page.sections["missing"]["tables"]:
            if m and t["head"][:1] == ["File"] and "Reasons not listed" not in page.sections["missing"]["text"]:
                self.same("missing: rows set aside", m.group(1), count(sum(int(r[2].replace(",", "")) for r in t["rows"])), mission)

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
    paths = sorted(glob.glob(f"{reports}/*.html"))
    newest = max((w for p in paths for w in re.findall(r"-(\d{4}-W\d\d)\.html$", p)), default="")
    for path in paths:
        name = os.path.basename(path)
        m = re.match(r"(.*)-(\d{4}-W\d\d)\.html$", name)
        text = open(path, encoding="utf-8").read()
        page = Page(text)
        page.headings = {i: re.sub(r"<[^>]*>", "", h) for h, i in re.findall(r"<h3>(.*?)</h3></summary>\s*<div class=\"inside\" id=\"(\w+)\">", text, re.S)}
        if q := re.match(r"quarter-(\d{4}-Q\d)\.html$", name):
            o.quarter(page, q.group(1))
        elif m and m.group(2) == newest and not name.startswith("all-missions"):  # the lake tells of today; earlier pages told of their day
            mission = page.h1.rsplit(": ", 1)[0]
            for check in (o.actions, o.activity, o.formats, o.asked, o.compared, o.mood, o.words, o.peers, o.goals, o.told, o.polls, o.missing, o.aside, o.places, o.past, o.shared, o.timing):
                if check in (o.actions,) or {"activity": "changed", "polls": "told", "aside": "missing", "timing": "places"}.get(check.__name__, check.__name__) in page.sections:
                    check(page, mission, m.group(2))
        else:
            continue
        pages += 1
    sys.exit(o.report(f"{pages} pages, "))


if __name__ == "__main__":
    main()
