-- How counts grow with age, learned from posts that were not paid for.
CREATE TABLE ages AS SELECT unnest([1, 2, 3, 6, 12, 24, 48, 72, 96, 120, 168, 240, 336, 504]) AS age_hours;

CREATE TABLE my_maturity_sums AS
WITH taught AS (
  SELECT p.platform, p.month, s.metric, s.r, list_filter(s.r, lambda x: x.age >= days(28) - hours(14))[1] AS final
  FROM series s JOIN measured_posts p USING (post_id)
  WHERE p.precision = 'second' AND p.paid NOT IN ('paid', 'mixed') AND s.snapshots >= 2
), aimed AS (
  SELECT platform, month, metric, age_hours, final.n AS final, hours(age_hours) AS t, hours(age_hours) // 48 AS tolerance,
    list_filter(r, lambda x: x.age >= hours(age_hours) - hours(age_hours) // 48)[1] AS after,
    list_filter(r, lambda x: x.age < hours(age_hours) - hours(age_hours) // 48)[-1] AS before
  FROM taught, ages WHERE final IS NOT NULL AND final.age <= days(42) AND final.n >= 10
), now AS (
  SELECT *, CASE WHEN abs(after.age - t) <= tolerance THEN after.n
    WHEN before.age > 0 AND after.age < 2 * before.age THEN before.n + (after.n - before.n) * (ln(t / before.age) / ln(after.age / before.age)) END AS n
  FROM aimed WHERE after IS NOT NULL
)
SELECT platform, month, metric, age_hours, count(*) AS posts, sum(round(n * 256))::BIGINT AS sum_now_fixed, sum(final * 256)::BIGINT AS sum_final_fixed,
  sum((final::HUGEINT * final) // 4294967296)::BIGINT AS sum_final_sq_high, sum((final::HUGEINT * final) % 4294967296)::BIGINT AS sum_final_sq_low,
  sum(round(least(n / final, 4) * 16777216))::BIGINT AS sum_ratio_fixed, sum(round(least(n / final, 4) ** 2 * 16777216))::BIGINT AS sum_ratio_sq_fixed
FROM now WHERE n IS NOT NULL GROUP BY ALL;

-- Which months teach which: of those within five months that teach, the six up to it, or
-- the first six where there are fewer before.
CREATE TABLE teaches AS
WITH months AS (SELECT DISTINCT platform, month, (month || '-01')::DATE AS month_at FROM posts),
teachers AS (SELECT DISTINCT platform, month AS teacher, (month || '-01')::DATE AS taught_at FROM my_maturity_sums),
ranked AS (
  SELECT m.platform, month, teacher, taught_at <= month_at AS past, row_number() OVER (PARTITION BY m.platform, month ORDER BY taught_at) AS nth
  FROM months m JOIN teachers t ON t.platform = m.platform AND abs(datediff('month', month_at, taught_at)) <= 5
)
SELECT platform, month, teacher FROM ranked WHERE past OR nth <= 6;

CREATE TABLE my_maturity AS
WITH sums AS (
  SELECT t.platform, t.month, metric, age_hours, sum(posts) AS n, sum(sum_now_fixed) / 256 AS now, sum(sum_final_fixed) / 256 AS final,
    sum(sum_final_sq_high) * 4294967296.0 + sum(sum_final_sq_low) AS final_sq,
    sum(sum_ratio_fixed) / 16777216 / sum(posts) AS mean, sum(sum_ratio_sq_fixed) / 16777216 / sum(posts) AS mean_sq
  FROM teaches t JOIN my_maturity_sums s ON s.platform = t.platform AND s.month = t.teacher GROUP BY ALL HAVING sum(posts) >= 20
), raw AS (
  SELECT *, now / final AS m, sqrt(greatest(0, mean_sq - 2 * (now / final) * mean + (now / final) ** 2) * n / (n - 1)) AS spread FROM sums
), blocks AS ( -- the level of point i is max over j <= i of min over k >= i of the mean of j to k
  SELECT i.platform, i.month, i.metric, i.age_hours, j.age_hours AS j, k.age_hours AS k, sum(x.now) / sum(x.final) AS mean
  FROM raw i JOIN raw j USING (platform, month, metric) JOIN raw k USING (platform, month, metric) JOIN raw x USING (platform, month, metric)
  WHERE j.age_hours <= i.age_hours AND k.age_hours >= i.age_hours AND x.age_hours BETWEEN j.age_hours AND k.age_hours GROUP BY ALL
), level AS (
  SELECT platform, month, metric, age_hours, least(max(lowest), 1) AS share
  FROM (SELECT platform, month, metric, age_hours, j, min(mean) AS lowest FROM blocks GROUP BY ALL) GROUP BY ALL
)
SELECT platform, month, metric, age_hours, share, spread * sqrt(final_sq) / final AS std_err, spread, n::BIGINT AS posts
FROM raw JOIN level USING (platform, month, metric, age_hours)
UNION ALL SELECT DISTINCT platform, month, metric, 672, 1, 0, 0, 0 FROM raw;

-- The curve of a month as a list, and its value at any age: linear in log age.
CREATE TABLE curves AS
SELECT platform, month, metric, list({age: hours(age_hours), m: share, se: std_err, spread: spread} ORDER BY age_hours) AS points FROM my_maturity GROUP BY ALL;
CREATE MACRO on_curve(points, t) AS CASE
  WHEN points IS NULL OR t < points[1].age THEN NULL
  WHEN t >= days(28) THEN {m: 1.0::DOUBLE, se: 0.0::DOUBLE, spread: 0.0::DOUBLE}
  ELSE between_points(list_filter(points, lambda x: x.age <= t)[-1], list_filter(points, lambda x: x.age > t)[1], t) END;
CREATE MACRO between_points(a, b, t) AS {
  m: a.m + (b.m - a.m) * (ln(t / a.age) / ln(b.age / a.age)),
  se: a.se + (b.se - a.se) * (ln(t / a.age) / ln(b.age / a.age)),
  spread: a.spread + (b.spread - a.spread) * (ln(t / a.age) / ln(b.age / a.age))};
