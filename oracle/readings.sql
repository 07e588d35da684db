-- Every count of every post by age in microseconds: null parts make a null sum, with the
-- reason of the first part that lacks.
CREATE MACRO hours(n) AS CAST(n AS BIGINT) * 3600 * 1000000;
CREATE MACRO days(n) AS hours(24 * n);

CREATE TABLE measured_posts AS
SELECT post_id, account_id, platform, month, epoch_us(published_at) AS published, published_precision AS precision, is_reply, paid, followers_at_publishing AS own_followers,
  CASE published_precision WHEN 'second' THEN 0 WHEN 'day' THEN days(1)
    WHEN 'month' THEN epoch_us(make_timestamp(epoch_us(published_at)) + INTERVAL 1 MONTH) - epoch_us(published_at)
    ELSE epoch_us(make_timestamp(epoch_us(published_at)) + INTERVAL 1 YEAR) - epoch_us(published_at) END AS span
FROM posts WHERE NOT is_repost AND epoch_us(published_at) <> 0;

CREATE TABLE counts AS
WITH parts AS (
  SELECT s.post_id, f.metric, epoch_us(s.observed_at) AS observed, s.lifetime,
    list_position(['feed', 'export', 'archive', 'api'], s.source) AS strength,
    (f.valid_from IS NULL OR epoch_us(s.observed_at) >= epoch_us(f.valid_from)) AND (f.valid_to IS NULL OR epoch_us(s.observed_at) < epoch_us(f.valid_to)) AS valid,
    [CASE c WHEN 'likes' THEN s.likes WHEN 'shares' THEN s.shares WHEN 'replies' THEN s.replies WHEN 'quotes' THEN s.quotes WHEN 'views' THEN s.views
       WHEN 'impressions' THEN s.impressions WHEN 'reach' THEN s.reach WHEN 'saves' THEN s.saves END FOR c IN f.counters] AS values,
    f.counters, s.missing
  FROM post_snapshots s JOIN formulas f USING (platform)
), judged AS (
  SELECT *, list_filter(list_zip(counters, values), lambda x: x[2] IS NULL OR x[2] < 0)[1] AS lack FROM parts
)
SELECT post_id, metric, observed, strength, lifetime,
  CASE WHEN NOT valid THEN 'unsupported' WHEN lack IS NULL THEN NULL WHEN lack[2] < 0 THEN 'bad_input'
    ELSE coalesce(nullif(regexp_extract(coalesce(missing, ''), '(?:^|;)' || lack[1] || '=([a-z_]+)', 1), ''), 'not_collected') END AS why,
  CASE WHEN valid AND lack IS NULL THEN list_sum(values)::BIGINT END AS n
FROM judged;

-- One series per post and metric: readings by age, the last declared lifetime, and the
-- reason of the last snapshot that gave no reading.
CREATE TABLE series AS
WITH aged AS (
  SELECT p.post_id, f.metric, c.observed, c.strength, c.lifetime, c.n, c.observed - p.published - p.span AS age, p.span,
    CASE WHEN c.why IS NOT NULL THEN c.why WHEN NOT c.lifetime AND c.observed < p.published AND p.span = 0 THEN 'bad_input' END AS why
  FROM measured_posts p JOIN formulas f USING (platform) LEFT JOIN counts c ON c.post_id = p.post_id AND c.metric = f.metric
), last AS (
  SELECT *, row_number() OVER (PARTITION BY post_id, metric, observed, lifetime, why IS NULL ORDER BY strength DESC) AS nth FROM aged
)
SELECT post_id, metric,
  coalesce(list({age: age, n: n} ORDER BY age) FILTER (n IS NOT NULL AND why IS NULL AND NOT lifetime AND nth = 1), []) AS r,
  arg_max(n, [observed, strength]) FILTER (lifetime AND n IS NOT NULL) AS lifetime,
  coalesce(bool_or(n IS NOT NULL), false) AS seen,
  coalesce(arg_max(why, [observed, strength]) FILTER (why IS NOT NULL), CASE WHEN count(observed) = 0 THEN 'not_collected' END) AS why,
  count(observed) AS snapshots
FROM last GROUP BY ALL;
