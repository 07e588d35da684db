-- Cells, rates of groups, comparisons with earlier posts (answers to somebody take no part in these), and accounts by month.
CREATE TABLE labelled AS
SELECT v.*, p.account_id, p.platform, p.month, p.paid, p.published, coalesce(nullif(l.format, ''), 'unknown') AS format,
  CASE p.precision WHEN 'month' THEN strftime(make_timestamp(p.published), '%Y-%m') WHEN 'year' THEN strftime(make_timestamp(p.published), '%Y')
    ELSE strftime(make_timestamp(p.published), '%G-W%V') END AS week
FROM my_values v JOIN measured_posts p USING (post_id) LEFT JOIN post_labels l USING (post_id) WHERE NOT p.is_reply;

CREATE MACRO exponent(v) AS CASE WHEN 2.0 ** floor(log2(v)) > v THEN floor(log2(v)) WHEN 2.0 ** (floor(log2(v)) + 1) <= v THEN floor(log2(v)) + 2 ELSE floor(log2(v)) + 1 END;
CREATE MACRO bucket(v) AS CASE WHEN v <= 0 THEN -2147483648 ELSE (16 * exponent(v) + floor(32 * (v / 2.0 ** exponent(v) - 0.5)))::BIGINT END;

CREATE TABLE my_cells AS
WITH summands AS (
  SELECT account_id, platform, month, format, week, metric, age, paid, value, missing FROM labelled
  UNION ALL SELECT account_id, platform, month, format, week, metric || '.numerator', age, paid, numerator, NULL FROM labelled WHERE metric LIKE 'er\_%' ESCAPE '\' AND value IS NOT NULL
  UNION ALL SELECT account_id, platform, month, format, week, metric || '.denominator', age, paid, denominator, NULL FROM labelled WHERE metric LIKE 'er\_%' ESCAPE '\' AND value IS NOT NULL
), cells AS (
  SELECT account_id, platform, month, format, week, metric, age, paid, count(*) AS posts, count(value) AS n,
    coalesce(sum(round(value * 1048576)), 0)::BIGINT AS sum_fixed, coalesce(sum(round(ln(1 + value) * 16777216)), 0)::BIGINT AS sum_log,
    coalesce(sum(round(ln(1 + value) ** 2 * 16777216)), 0)::BIGINT AS sum_log_sq, list_sort(list(bucket(value)) FILTER (value IS NOT NULL)) AS buckets
  FROM summands GROUP BY ALL
), reasons AS (
  SELECT account_id, platform, month, format, week, metric, age, paid, string_agg(missing || '=' || k, ';' ORDER BY missing) AS missing
  FROM (SELECT account_id, platform, month, format, week, metric, age, paid, missing, count(*) AS k FROM summands WHERE missing IS NOT NULL GROUP BY ALL) GROUP BY ALL
)
SELECT c.*, r.missing FROM cells c LEFT JOIN reasons r USING (account_id, platform, month, format, week, metric, age, paid);

CREATE TABLE my_group_rates AS
WITH members AS (
  SELECT * FROM labelled WHERE metric LIKE 'er\_%' ESCAPE '\'
  UNION ALL BY NAME SELECT * REPLACE ('' AS format) FROM labelled WHERE metric LIKE 'er\_%' ESCAPE '\'
)
SELECT account_id, platform, month, format, metric AS rate, age, paid, count(*) AS posts, count(value) AS n,
  coalesce(sum(round(numerator * 1048576)) FILTER (value IS NOT NULL), 0) AS numerator, coalesce(sum(round(denominator * 1048576)) FILTER (value IS NOT NULL), 0) AS denominator,
  sum(numerator) FILTER (value IS NOT NULL) / sum(denominator) FILTER (value IS NOT NULL) AS er_sum, median(value) AS er_median
FROM members GROUP BY ALL;

CREATE TABLE my_overperformance AS
WITH past AS (
  SELECT post_id, age, value AS actual, published, list({moment: published, v: value}) OVER (
    PARTITION BY account_id, platform, format, paid, age ORDER BY published, post_id ROWS BETWEEN 100 PRECEDING AND 1 PRECEDING) AS before
  FROM labelled WHERE metric = 'interactions_public' AND age IN ('7d', 'settled') AND value IS NOT NULL
), year AS (SELECT *, list_sort([x.v FOR x IN coalesce(before, []) IF x.moment >= published - days(365)]) AS v FROM past)
SELECT post_id, age, actual, len(v) AS n, CASE WHEN len(v) >= 10 THEN list_avg(v[len(v) // 4 + 1 : len(v) - len(v) // 4]) END AS expected FROM year;

CREATE TABLE my_account_metrics AS
WITH counted AS (
  SELECT account_id, platform, month, followers, epoch_us(observed_at) AS moment, list_position(['feed', 'export', 'archive', 'api'], source) AS strength
  FROM account_snapshots WHERE followers IS NOT NULL
), ends AS (
  SELECT account_id, platform, month, min(moment) AS from_at, max(moment) AS to_at, arg_min(followers, [moment, -strength, followers]) AS first, arg_max(followers, [moment, strength, -followers]) AS last
  FROM counted GROUP BY ALL
)
SELECT account_id, platform, month, 'growth_weekly' AS metric, first AS "start", last AS "end",
  CASE WHEN to_at - from_at < days(7) THEN 'immature' WHEN first <= 0 OR last < 0 THEN 'bad_input' END AS missing,
  CASE WHEN to_at - from_at >= days(7) AND first > 0 AND last >= 0 THEN (last / first) ** (1 / ((to_at - from_at) / days(7))) - 1 END AS value
FROM ends
UNION ALL BY NAME
SELECT account_id, platform, month, 'responsiveness' AS metric, originals AS "start", answers AS "end",
  CASE WHEN answers = 0 THEN 'not_collected' WHEN originals = 0 THEN 'bad_input' END AS missing, CASE WHEN answers > 0 AND originals > 0 THEN answers / originals END AS value
FROM (SELECT account_id, platform, month, count(*) FILTER (NOT is_reply AND NOT is_repost) AS originals, count(*) FILTER (is_reply AND NOT is_repost) AS answers FROM posts GROUP BY ALL);
