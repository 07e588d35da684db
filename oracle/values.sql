-- Values of every post at fixed ages and settled, with their reasons.
CREATE TABLE fixed_ages AS SELECT * FROM (VALUES ('24h', days(1)), ('7d', days(7)), ('28d', days(28))) AS a(age, t);

CREATE TABLE counted AS
WITH aimed AS (
  SELECT s.*, p.platform, p.month, f.age AS at_age, f.t, f.t // 48 AS tolerance, c.points,
    list_filter(r, lambda x: x.age < f.t)[-1] AS a, list_filter(r, lambda x: x.age >= f.t)[1] AS b
  FROM series s JOIN measured_posts p USING (post_id) LEFT JOIN curves c ON c.platform = p.platform AND c.month = p.month AND c.metric = s.metric, fixed_ages f
  WHERE p.precision = 'second'
), near AS (
  SELECT *, CASE WHEN t - a.age <= tolerance AND (b IS NULL OR b.age - t > tolerance OR t - a.age <= b.age - t) THEN a
    WHEN b.age - t <= tolerance THEN b END AS exact,
    on_curve(points, a.age).m AS ma, on_curve(points, t).m AS mt, on_curve(points, b.age).m AS mb FROM aimed
), judged AS (
  SELECT *, CASE WHEN len(r) = 0 THEN CASE WHEN seen THEN 'not_bracketed' ELSE why END
    WHEN exact IS NOT NULL THEN NULL WHEN b IS NULL THEN 'immature' WHEN a IS NULL THEN 'not_bracketed'
    WHEN ma IS NULL OR mt IS NULL OR mb IS NULL OR mb - ma > 0.1 THEN 'not_bracketed' END AS missing
  FROM near
)
SELECT post_id, metric, at_age AS age, missing,
  CASE WHEN missing IS NULL THEN CASE WHEN exact IS NOT NULL THEN exact.n
    ELSE a.n + (b.n - a.n) * CASE WHEN mb > ma THEN (mt - ma) / (mb - ma) ELSE (t - a.age) / (b.age - a.age) END END END AS value,
  NULL::DOUBLE AS std_err,
  CASE WHEN missing IS NULL THEN CASE
    WHEN list_max([x.n FOR x IN r IF x.age <= coalesce(exact, b).age]) > coalesce(exact, b).n THEN 'falling'
    WHEN exact IS NOT NULL THEN 'exact' ELSE 'interpolated' END END AS flag,
  missing IS NULL OR len(r) >= 2 AS has_row
FROM judged
UNION ALL BY NAME
SELECT post_id, metric, 'settled' AS age, missing, CASE WHEN missing IS NULL THEN coalesce(lifetime, last.n / coalesce(share.m, 1)) END AS value,
  CASE WHEN missing IS NULL AND share IS NOT NULL
    THEN sqrt((last.n / share.m) ** 2 * (share.se ** 2 + share.spread ** 2) / share.m ** 2 + (last.n / share.m - last.n)) END AS std_err,
  CASE WHEN missing IS NULL THEN CASE WHEN lifetime IS NOT NULL THEN 'settled' WHEN list_max([x.n FOR x IN r]) > last.n THEN 'falling'
    WHEN share IS NULL THEN 'settled' ELSE 'estimated' END END AS flag,
  missing IS NULL OR metric IN ('interactions_public', 'approval', 'conversation', 'redistribution', 'shares') OR missing <> 'unsupported' AS has_row
FROM (
  SELECT *, CASE WHEN lifetime IS NOT NULL OR last.age >= days(28) THEN NULL WHEN last IS NULL THEN why
    WHEN last.age < days(7) OR span > days(1) OR share IS NULL OR share.m <= 0 THEN 'immature' END AS missing
  FROM (
    SELECT s.*, p.span, s.r[-1] AS last,
      CASE WHEN s.lifetime IS NULL AND s.r[-1].age < days(28) THEN on_curve(c.points, s.r[-1].age + p.span // 2) END AS share
    FROM series s JOIN measured_posts p USING (post_id) LEFT JOIN curves c ON c.platform = p.platform AND c.month = p.month AND c.metric = s.metric
  )
);

-- Platforms without a formula still say so for what everybody can count.
INSERT INTO counted BY NAME
SELECT post_id, g AS metric, 'settled' AS age, 'unsupported' AS missing, true AS has_row
FROM measured_posts, unnest(['interactions_public', 'approval', 'conversation', 'redistribution', 'shares']) AS u(g)
WHERE platform NOT IN (SELECT platform FROM formulas);

-- Followers when a post was published: the source's own figure, else the nearest count
-- within seven days, of two as near the earlier.
CREATE TABLE followers AS
SELECT p.post_id, coalesce(any_value(p.own_followers), CASE WHEN any_value(p.span) <= days(1) THEN
    arg_min(s.followers, [abs(epoch_us(s.observed_at) - p.published - p.span // 2), epoch_us(s.observed_at), s.followers]) END) AS followers
FROM measured_posts p LEFT JOIN account_snapshots s ON s.account_id = p.account_id AND s.platform = p.platform AND s.followers IS NOT NULL
  AND abs(epoch_us(s.observed_at) - p.published - p.span // 2) <= days(7)
GROUP BY p.post_id;

CREATE TABLE rated AS
WITH pairs AS (
  SELECT i.post_id, r.rate AS metric, i.age, i.value AS numerator, i.missing AS i_missing, i.flag AS i_flag, i.std_err AS i_err, i.has_row AND (per IS NULL OR d.has_row) AS has_row,
    per IS NULL AS of_followers, CASE WHEN per IS NULL THEN f.followers::DOUBLE ELSE d.value END AS denominator,
    CASE WHEN per IS NULL THEN CASE WHEN f.followers IS NULL THEN 'no_followers' END ELSE d.missing END AS d_missing, d.flag AS d_flag
  FROM counted i CROSS JOIN rates r JOIN followers f USING (post_id) LEFT JOIN counted d ON d.post_id = i.post_id AND d.age = i.age AND d.metric = r.per
  WHERE i.metric = 'interactions_public' AND i.age IN ('7d', 'settled') AND (per IS NULL OR d.post_id IS NOT NULL)
)
SELECT post_id, metric, age, coalesce(i_missing, d_missing, CASE WHEN denominator <= 0 THEN 'bad_input' END) AS missing, numerator, denominator, has_row,
  CASE WHEN coalesce(i_missing, d_missing) IS NULL AND denominator > 0 THEN numerator / denominator END AS value,
  CASE WHEN coalesce(i_missing, d_missing) IS NULL AND denominator > 0 THEN i_err / denominator END AS std_err,
  CASE WHEN coalesce(i_missing, d_missing) IS NULL AND denominator > 0 THEN CASE WHEN i_flag <> 'falling' AND d_flag = 'estimated' THEN 'estimated' ELSE i_flag END END AS flag,
  CASE WHEN of_followers AND coalesce(i_missing, d_missing) IS NULL AND denominator > 0 THEN denominator::BIGINT END AS followers
FROM pairs;

CREATE TABLE my_values AS
SELECT post_id, metric, age, value, std_err, flag, missing, NULL::BIGINT AS followers, NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator FROM counted WHERE has_row
UNION ALL BY NAME
SELECT post_id, metric, age, value, std_err, flag, missing, followers, numerator, denominator FROM rated WHERE has_row;
