-- What Tailor stored beside what was computed here. Reals agree to nine digits; sums of
-- logarithms to one unit of their fixed point per post, since two libraries may round
-- the last bit of a logarithm apart.
CREATE MACRO same(a, b) AS (a IS NULL AND b IS NULL) OR coalesce(abs(a - b) <= 1e-9 * greatest(abs(a), abs(b), 1e-9), false);
CREATE MACRO alike(a, b) AS coalesce(nullif(a::VARCHAR, ''), '-') = coalesce(nullif(b::VARCHAR, ''), '-');
CREATE TABLE verdicts(what VARCHAR, compared BIGINT, mismatches BIGINT, example VARCHAR);

INSERT INTO verdicts
SELECT 'maturity_sums: ' || metric, count(*), count(*) FILTER (NOT ok), any_value(concat_ws(' ', platform, month, age_hours)) FILTER (NOT ok) FROM (
  SELECT platform, month, metric, age_hours, coalesce(t.posts = m.posts AND abs(t.sum_now_fixed - m.sum_now_fixed) <= m.posts AND t.sum_final_fixed = m.sum_final_fixed
    AND t.sum_final_sq_high = m.sum_final_sq_high AND t.sum_final_sq_low = m.sum_final_sq_low
    AND abs(t.sum_ratio_fixed - m.sum_ratio_fixed) <= m.posts AND abs(t.sum_ratio_sq_fixed - m.sum_ratio_sq_fixed) <= m.posts, false) AS ok
  FROM maturity_sums t FULL JOIN my_maturity_sums m USING (platform, month, metric, age_hours)) GROUP BY metric;

-- Curves are learned from sums in fixed point: one unit of those is 6e-8 of a ratio.
INSERT INTO verdicts
SELECT 'maturity: ' || metric, count(*), count(*) FILTER (NOT ok), any_value(concat_ws(' ', platform, month, age_hours)) FILTER (NOT ok) FROM (
  SELECT platform, month, metric, age_hours, coalesce(abs(t.share - m.share) < 1e-9 AND abs(t.std_err - m.std_err) < 1e-6 AND abs(t.spread - m.spread) < 1e-6 AND t.posts = m.posts, false) AS ok
  FROM maturity t FULL JOIN my_maturity m USING (platform, month, metric, age_hours)) GROUP BY metric;

INSERT INTO verdicts
SELECT metric || '@' || age, count(*), count(*) FILTER (NOT ok), any_value(concat_ws(' ', post_id, 'tailor', tv, tm, 'oracle', mv, mm)) FILTER (NOT ok) FROM (
  SELECT post_id, metric, age, t.value AS tv, t.missing AS tm, m.value AS mv, m.missing AS mm,
    t.post_id IS NOT NULL AND m.post_id IS NOT NULL AND same(t.value, m.value) AND alike(t.missing, m.missing) AND alike(t.flag, m.flag)
    AND alike(t.followers, m.followers) AND (coalesce(t.std_err, 0) = 0 AND coalesce(m.std_err, 0) = 0 OR coalesce(abs(t.std_err - m.std_err) <= 1e-5 * m.std_err, false)) AS ok
  FROM post_metrics t FULL JOIN my_values m USING (post_id, metric, age)) GROUP BY ALL;

INSERT INTO verdicts
SELECT 'cells: ' || metric || '@' || age, count(*), count(*) FILTER (NOT ok), any_value(concat_ws(' ', account_id, platform, format, week, paid)) FILTER (NOT ok) FROM (
  SELECT account_id, platform, format, week, metric, age, paid, coalesce(t.posts = m.posts AND t.n = m.n AND abs(t.sum_fixed - m.sum_fixed) <= m.n
    AND abs(t.sum_log1p_fixed - m.sum_log) <= m.n AND abs(t.sum_log1p_sq_fixed - m.sum_log_sq) <= m.n AND alike(t.missing, m.missing)
    AND flatten([list_resize([]::BIGINT[], b.n, b."index"::BIGINT) FOR b IN t.histogram]) IS NOT DISTINCT FROM coalesce(m.buckets, []), false) AS ok
  FROM engagement_cells t FULL JOIN my_cells m USING (account_id, platform, month, format, week, metric, age, paid)) GROUP BY ALL;

INSERT INTO verdicts
SELECT 'group_rates: ' || rate || '@' || age, count(*), count(*) FILTER (NOT ok), any_value(concat_ws(' ', account_id, platform, month, format, paid)) FILTER (NOT ok) FROM (
  SELECT account_id, platform, month, format, rate, age, paid, coalesce(t.posts = m.posts AND t.n = m.n AND abs(t.numerator_fixed - m.numerator) <= m.n
    AND abs(t.denominator_fixed - m.denominator) <= m.n, false) AND coalesce(same(t.er_sum, m.er_sum) OR abs(t.er_sum - m.er_sum) < 1e-6 * m.er_sum, false) AND same(t.er_median, m.er_median) AS ok
  FROM (SELECT * REPLACE (coalesce(format, '') AS format) FROM group_rates) t FULL JOIN my_group_rates m USING (account_id, platform, month, format, rate, age, paid)) GROUP BY ALL;

INSERT INTO verdicts
SELECT 'overperformance@' || age, count(*), count(*) FILTER (NOT ok), any_value(post_id) FILTER (NOT ok) FROM (
  SELECT post_id, age, coalesce(same(t.actual, m.actual) AND t.n = m.n, false) AND same(t.expected, m.expected)
    AND same(t.value, CASE WHEN m.expected > 0 THEN m.actual / m.expected END)
    AND alike(t.missing, CASE WHEN m.expected IS NULL THEN 'immature' WHEN m.expected = 0 THEN 'bad_input' END) AS ok
  FROM overperformance t FULL JOIN my_overperformance m USING (post_id, age)) GROUP BY ALL;

INSERT INTO verdicts
SELECT metric, count(*), count(*) FILTER (NOT ok), any_value(concat_ws(' ', account_id, platform, month)) FILTER (NOT ok) FROM (
  SELECT account_id, platform, month, metric, alike(t."start", m."start") AND alike(t."end", m."end") AND alike(t.missing, m.missing) AND same(t.value, m.value) AS ok
  FROM account_metrics t FULL JOIN my_account_metrics m USING (account_id, platform, month, metric)) GROUP BY ALL;

-- What is published of answers: no more answered than asked; the median time is within 48
-- hours just where the middle question was answered within them (unanswered ones last); and
-- a month or quarter that adds up weeks is the sum of weeks that are published themselves.
INSERT INTO verdicts
SELECT 'answer_rate: at most 1', count(*), count(*) FILTER (answered IS NULL OR answered > questions OR answered < 0), any_value(mission || ' ' || period) FILTER (answered > questions)
FROM mood WHERE questions IS NOT NULL;
INSERT INTO verdicts
SELECT 'answer_time: agrees with answer_rate', count(*), count(*) FILTER (NOT ok), any_value(mission || ' ' || period) FILTER (NOT ok) FROM (
  SELECT mission, period, CASE WHEN questions = 0 THEN answer_seconds IS NULL
    WHEN answer_seconds = 48 * 3600 THEN true -- whole hours: a little more than 48 is told as 48
    ELSE (answer_seconds IS NOT NULL AND answer_seconds <= 48 * 3600) = (answered > (questions - 1) // 2) END AS ok
  FROM mood WHERE questions IS NOT NULL);
INSERT INTO verdicts
SELECT 'answer_rate: sums of weeks', count(*), count(*) FILTER (NOT ok), any_value(mission || ' ' || period) FILTER (NOT ok) FROM (
  SELECT s.mission, s.period, s.questions IS NOT DISTINCT FROM sum(w.questions) AND s.answered IS NOT DISTINCT FROM sum(w.answered) AS ok
  FROM mood s JOIN mood w ON w.mission = s.mission AND w.period_kind = 'week' AND w.breakdown = 'total' AND w.basis = 'authors' AND list_contains(s.weeks, w.period)
  WHERE s.basis = 'weeks' AND s.breakdown = 'total' GROUP BY s.mission, s.period, s.questions, s.answered);

.mode box
.print
SELECT what, compared, mismatches, example FROM verdicts ORDER BY mismatches = 0, what;
SELECT count(*) AS figures, sum(compared) AS compared, sum(mismatches) AS mismatches FROM verdicts;
.mode list
SELECT CASE WHEN sum(mismatches) > 0 THEN error('the lake does not hold what its snapshots say: ' || sum(mismatches) || ' figures differ')
  WHEN coalesce(sum(compared), 0) = 0 THEN error('nothing was compared') ELSE 'every figure agrees' END FROM verdicts;
